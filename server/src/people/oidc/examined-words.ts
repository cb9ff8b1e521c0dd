import type { Check, Examined } from './examine.ts'
import type { SiteProblem } from './site.ts'

interface Words {
  readonly right: Record<Check, string>
  readonly wrong: Record<Check, string>
  readonly unsure: Record<Check, string>
  readonly problem: Record<SiteProblem, string>
}

const fr: Words = {
  right: {
    description: 'Le site se décrit comme attendu.', keys: 'Ses clés de signature sont lisibles.', code: 'Il répond par un code (« authorization code »).', pkce: 'Il vérifie le défi PKCE (S256).',
    address: 'Il sait dire si une adresse est confirmée.', client: 'Il nous reconnaît\u202f: identifiant et secret conviennent.',
  },
  wrong: {
    description: 'Le site ne se décrit pas comme attendu.', keys: 'Ses clés de signature ne sont pas lisibles.', code: 'Il n’accepte pas la réponse par un code\u202f: activez « authorization code » pour ce client.',
    pkce: 'Il ne connaît pas le défi PKCE (S256)\u202f: activez-le pour ce client.', address: 'Il ne dit pas si une adresse est confirmée.', client: 'Il ne nous reconnaît pas\u202f: vérifiez l’identifiant et le secret du client.',
  },
  unsure: {
    description: '', keys: '', code: 'Il ne dit pas s’il répond par un code.', pkce: 'Il ne dit pas s’il vérifie le défi PKCE\u202f; nous l’envoyons toujours.',
    address: 'Il ne dit pas s’il confirme les adresses\u202f: sans « email_verified », personne ne peut être lié la première fois.', client: 'Il n’a pas dit s’il nous reconnaît.',
  },
  problem: {
    address: 'Ce nom mène à une adresse de cette machine ou d’un réseau privé. Si c’est voulu, ajoutez la connexion avec --private.', port: 'Seuls les ports 443 et 80 sont demandés à l’extérieur\u202f; une connexion du réseau privé (--private) prend les autres.', plain: 'Son adresse doit commencer par https://.',
    name: 'Ce nom n’existe pas dans le DNS.', refused: 'Rien ne répond à cette adresse et à ce port.', late: 'Il n’a pas répondu en dix secondes.', certificate: 'Son certificat n’est pas valable\u202f: expiré, d’un autre nom, ou d’une autorité inconnue.',
    broken: 'La conversation a été coupée.', large: 'Sa réponse est démesurée.', not_oidc: 'À cette adresse il n’y a pas de description OpenID Connect (/.well-known/openid-configuration).',
    issuer: 'Il se nomme autrement que l’adresse donnée\u202f: reprenez exactement l’« issuer » de sa description.', client: 'Il refuse notre identifiant ou notre secret.', answer: 'Sa réponse ne tient pas.', expired: 'La demande a trop attendu.', denied: 'Il a dit non.',
  },
}

const en: Words = {
  right: {
    description: 'The site describes itself as expected.', keys: 'Its signing keys can be read.', code: 'It answers with a code (“authorization code”).', pkce: 'It checks the PKCE challenge (S256).',
    address: 'It can say whether an address is confirmed.', client: 'It knows us: name and secret are right.',
  },
  wrong: {
    description: 'The site does not describe itself as expected.', keys: 'Its signing keys cannot be read.', code: 'It does not answer with a code: switch “authorization code” on for this client.',
    pkce: 'It does not know the PKCE challenge (S256): switch it on for this client.', address: 'It does not say whether an address is confirmed.', client: 'It does not know us: check the client’s name and secret.',
  },
  unsure: {
    description: '', keys: '', code: 'It does not say whether it answers with a code.', pkce: 'It does not say whether it checks the PKCE challenge; we always send it.',
    address: 'It does not say whether it confirms addresses: without “email_verified” nobody can be linked the first time.', client: 'It did not say whether it knows us.',
  },
  problem: {
    address: 'This name leads to an address of this machine or of a private network. If that is meant, add the connection with --private.', port: 'Only ports 443 and 80 are asked outside; a connection of the private network (--private) takes others.', plain: 'Its address must begin with https://.',
    name: 'This name does not exist in the DNS.', refused: 'Nothing answers at this address and port.', late: 'It did not answer within ten seconds.', certificate: 'Its certificate is not valid: expired, of another name, or of an unknown authority.',
    broken: 'The conversation was cut.', large: 'Its answer is out of all measure.', not_oidc: 'There is no OpenID Connect description at this address (/.well-known/openid-configuration).',
    issuer: 'It calls itself otherwise than the address given: take the “issuer” of its description exactly.', client: 'It refuses our name or our secret.', answer: 'Its answer does not hold.', expired: 'The request waited too long.', denied: 'It said no.',
  },
}

export const examinedWords = { fr, en }

/** One finding as a sentence or two. */
export function examinedInWords({ check, found, problem, detail }: Examined, lang: 'fr' | 'en'): string {
  const words = examinedWords[lang]
  return [words[found][check], problem && words.problem[problem], detail && found !== 'right' && `(${detail})`].filter(Boolean).join(' ')
}
