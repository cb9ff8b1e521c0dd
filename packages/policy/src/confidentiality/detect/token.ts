/** What a word after "password:" looks like. */

/** strong: a secret; shape: something that says itself what it is, a date, a path; nothing: empty, a placeholder or code. */
export type Look = 'strong' | 'word' | 'number' | 'shape' | 'nothing'

/** A run of characters without a space, and where it stands. */
export interface Token { from: number; to: number; text: string }

const openings = /^[("'«“‘`[{<\u00a0\u202f]+/
const closings = /[.,;:!?)\]}»”’"'`…>\u00a0\u202f]+$/

/** The token without the brackets, quotes and punctuation around it. */
export function core(text: string): string {
  return text.length > 300 ? text : text.replace(openings, '').replace(closings, '')
}

const blanks = /^[*•·●xX.…_#?-]+$/
const placeholders = [/^[<{[%][^\d]*$/, /^\$\{?[A-Z_][A-Z0-9_]*\}?$/, /^\$[A-Za-z_]+$/, /^\$\w+\[/, /^(?:your|my|votre|mon|the|some|ton)[_-][^\d]*$/i]
/** Code that reads a password rather than tells one. */
const code = [/^[A-Za-z_$][\w.$>-]*\([^()]*\)[;,)]*$/, /^[A-Za-z_$][\w.$>-]*\[[^[\]]*\][;,)]*$/, /^(?:input|prompt|getpass|getenv|env|os\.getenv|os\.environ)\b/, /^(?:this|self|process|os|request|req|config|env|user|args|settings|options|props|data|form|params)\./i]
const word = /^\p{L}+(?:[-'’/&.+]\p{L}+)*$/u

/** Shapes that tell what they are: units, hours, dates, versions, addresses, paths, names of algorithms and products. */
const shapes = [
  /^\d+[.,]?\d*(?:st|nd|rd|th|er|re|e|ème|eme|h|hrs?|min|mn|s|ms|j|d|jours?|days?|ans|x|%|bits?|octets?|chars?|car|caract[èe]res?|characters?|[kmg]?[bo]|[kmg]?hz|€|\$)$/iu,
  /^\d{1,2}[:hH]\d{0,2}(?::\d{2})?(?:[-–]\d{1,2}[:hH]\d{0,2})?$/, /^\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$/, /^\d{4}-\d{2}-\d{2}T/, /^\d+(?:[-–/+]\d+)+$/,
  /^v?\d+(?:\.\d+)+\S{0,8}$/i, /^0x[0-9a-f]+$/i, /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$/,
  /^[a-z][a-z0-9+.-]{1,20}:\/\//i, /^[\p{L}\d._+-]+@[\p{L}\d-]+\.[\p{L}\d.-]+$/u, /^(?:~|\.{1,2})?\/[\w./-]*$/, /^[a-z]:\\/i,
  /^[\w-]+\.(?:log|txt|conf|cfg|ini|php|png|jpe?g|gif|pdf|docx?|xlsx?|js|ts|py|sh|ya?ml|json|xml|html?|kdbx|zip|exe|msi|com|net|org|fr|eu|io)$/i,
  /^(?:sha|md|aes|rsa|dsa|ecdsa|ed|bcrypt|argon|pbkdf|scrypt|base|utf|iso|ntlmv?|tlsv?|sslv?|ssh|sshv?|http|https|smtp|imap|pop|ipv|wpa|wifi|win|windows|office|outlook|exchange|server|serveur|php|mysql|mariadb|oracle|python|java|node|ios|android|macos|ubuntu|debian|centos|rhel|level|niveau|step|[ée]tape|field|champ|line|ligne|attempt|essai|port|option|test|plesk|joomla|drupal|spip|proxmox|page|point|art|n|no|n°|#|§)[-_ ]?v?\d[\d.x-]*$/iu,
  /^(?:n°|#|§)\d+/, /^https?:/i,
]
/** E1045, AUTH-1045, KB5034441. */
const errorCode = /^[A-Z]{1,6}[-_]?\d{2,8}$/

/** What a token looks like. `loosely`: error codes too are ordinary; where a secret is less expected. */
export function lookOf(text: string, loosely: boolean): Look {
  if (text.length > 300) return 'strong'
  if (blanks.test(text) || placeholders.some((one) => one.test(text)) || code.some((one) => one.test(text))) return 'nothing'
  const inner = core(text)
  if (inner === '' || blanks.test(inner)) return 'nothing'
  if (/^\d+$/.test(inner)) return 'number'
  if (word.test(inner)) return changesOfCase(inner) >= 5 ? 'strong' : 'word'
  if (shapes.some((one) => one.test(inner)) || (loosely && errorCode.test(inner))) return 'shape'
  return inner.length >= 4 && /[\p{L}!@#$%^&*+=~]/u.test(inner) ? 'strong' : 'shape'
}

function changesOfCase(text: string): number {
  return text.match(/\p{Ll}(?=\p{Lu})|\p{Lu}(?=\p{Ll})/gu)?.length ?? 0
}

/** Words that may follow "password:" without being one. */
export const ordinary = new Set(`
  oublié oubliée oubliés oublie perdu perdue perdus égaré inconnu inconnue incorrect incorrecte invalide erroné erronée faux refusé refusée rejeté expiré expirée périmé bloqué bloquée changé changée modifié modifiée
  réinitialisé réinitialisée réinitialisation réinitialiser changement modification modifier changer demandé demandée requis requise obligatoire facultatif aucun aucune néant vide rien non oui ok idem pareil même urgent urgence aide problème
  erreur échec question bonjour merci salut voir envoyé envoyée transmis reçu actuel ancien nouveau ici là celui sécurisé sécurité confidentiel confidentielle secret secrète masqué masquée caché cachée impossible normal standard désactivé activé
  forgotten forgot lost missing unknown wrong incorrect invalid bad refused rejected denied expired locked blocked changed reset resetting change update updated required requested mandatory optional none nothing empty null nil undefined
  yes no true false same urgent help problem issue error failed failure failing fail success hello hi thanks thank see sent received current old new here this that it the a an hidden redacted masked removed confidential private secret secure
  string text varchar password passwd mot username user login email number boolean int char byte object protected disabled enabled default weak strong correct valid please not cannot can't don't doesn't won't isn't hashed encrypted plain
`.split(/\s+/).filter((one) => one !== ''))

/** Passwords that everybody knows: the only plain words taken for one after "is". */
export const common = new Set('azerty azertyuiop qwerty qwertyuiop motdepasse toor changeme letmein iloveyou doudou loulou chouchou marseille football dragon monkey sunshine princess hunter admin root soleil bonjour welcome'.split(' '))

export function isOrdinary(text: string): boolean {
  return ordinary.has(core(text).toLowerCase().replaceAll('’', "'"))
}
