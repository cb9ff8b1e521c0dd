import type { Lang, Problem, ProblemCode } from '@guichet/protocol'

interface Kind { readonly status: number; readonly fr: string; readonly en: string }

/** Every refusal of the API: its status and its title in both languages (API-02). */
export const kinds: Record<ProblemCode, Kind> = {
  'not-signed-in': { status: 401, fr: 'Connectez-vous d’abord', en: 'Sign in first' },
  'wrong-credentials': { status: 401, fr: 'Adresse ou mot de passe inexact', en: 'Wrong address or password' },
  'too-many-attempts': { status: 429, fr: 'Trop d’essais : attendez un peu', en: 'Too many attempts: wait a little' },
  'not-allowed': { status: 403, fr: 'Vous n’avez pas ce droit', en: 'You may not do this' },
  'not-found': { status: 404, fr: 'Il n’y a rien à cette adresse', en: 'There is nothing here' },
  'unknown-host': { status: 421, fr: 'Ce serveur ne répond pas à ce nom', en: 'This server does not answer to that host name' },
  'wrong-origin': { status: 403, fr: 'Cette demande vient d’un autre site', en: 'This request comes from another site' },
  'invalid-body': { status: 422, fr: 'Le contenu n’a pas la forme décrite', en: 'The body is not as described' },
  'invalid-parameter': { status: 422, fr: 'Un paramètre n’a pas la forme décrite', en: 'A parameter is not as described' },
  'unreadable-body': { status: 400, fr: 'Le contenu n’est pas lisible', en: 'The body cannot be read' },
  'unsupported-media-type': { status: 415, fr: 'Ce type de contenu n’est pas accepté ici', en: 'That kind of content is not taken here' },
  'body-too-large': { status: 413, fr: 'Le contenu est trop grand', en: 'The body is too large' },
  'unknown-fact': { status: 422, fr: 'La politique ne pose pas cette question', en: 'The policy asks no such question' },
  'unknown-value': { status: 422, fr: 'La politique ne connaît pas cette réponse', en: 'The policy knows no such answer' },
  'version-required': { status: 428, fr: 'Indiquez la version que vous avez vue (If-Match)', en: 'Name the version that you saw (If-Match)' },
  'version-changed': { status: 412, fr: 'Le ticket a changé entre-temps', en: 'The ticket has changed meanwhile' },
  'key-required': { status: 400, fr: 'Il manque une clé Idempotency-Key', en: 'An Idempotency-Key is missing' },
  'key-reused': { status: 422, fr: 'Cette clé a servi pour un autre contenu', en: 'This key was used for another body' },
  'request-in-progress': { status: 409, fr: 'La même demande est en cours', en: 'The same request is in progress' },
  'rate-limited': { status: 429, fr: 'Trop de demandes : attendez un peu', en: 'Too many requests: wait a little' },
  'ticket-closed': { status: 409, fr: 'Ce ticket est clos', en: 'This ticket is closed' },
  'reply-required': { status: 409, fr: 'Le client attend une réponse : écrivez-lui en résolvant', en: 'The customer waits for an answer: write to them as you solve it' },
  'not-waiting': { status: 409, fr: 'Ce ticket n’attend personne', en: 'This ticket waits for nobody' },
  'not-solved': { status: 409, fr: 'Ce ticket n’est pas résolu', en: 'This ticket is not solved' },
  'already-solved': { status: 409, fr: 'Ce ticket est déjà résolu', en: 'This ticket is solved already' },
  'move-refused': { status: 409, fr: 'La politique ne le permet pas ainsi', en: 'The policy does not allow it so' },
  'confirm-needed': { status: 409, fr: 'La politique veut que ce soit confirmé', en: 'The policy wants this confirmed' },
  'question-required': { status: 422, fr: 'Attendre le client demande une question', en: 'Waiting for the customer takes a question' },
  'reason-required': { status: 422, fr: 'Il manque une raison', en: 'A reason is missing' },
  'same-priority': { status: 409, fr: 'C’est déjà sa priorité', en: 'That is its priority already' },
  'unknown-agent': { status: 422, fr: 'Cet agent n’existe pas', en: 'There is no such agent' },
  'unknown-priority': { status: 422, fr: 'La politique ne connaît pas cette priorité', en: 'The policy knows no such priority' },
  'unknown-attachment': { status: 422, fr: 'Une pièce jointe n’existe pas', en: 'An attachment does not exist' },
  'unknown-contact': { status: 422, fr: 'Ce contact n’existe pas', en: 'There is no such contact' },
  'unknown-service': { status: 422, fr: 'Ce service n’existe pas', en: 'There is no such service' },
  'unknown-customer': { status: 422, fr: 'Ce client n’existe pas', en: 'There is no such customer' },
  'notice-unsaid': { status: 409, fr: 'La politique ne prévoit pas d’avis de ce type', en: 'The policy provides for no notice of this type' },
  'notice-ended': { status: 409, fr: 'Cet avis est terminé', en: 'This notice is over' },
  'already-handled': { status: 409, fr: 'C’est déjà fait', en: 'Somebody has done this already' },
  'two-persons': { status: 409, fr: 'Une autre personne doit confirmer', en: 'Somebody else must confirm it' },
  'erasure-impossible': { status: 409, fr: 'L’effacement n’est pas possible aujourd’hui', en: 'Erasure is not possible today' },
  'wrong-pin': { status: 422, fr: 'Ce numéro de client et ce code ne vont pas ensemble', en: 'This customer number and this code do not go together' },
  'link-expired': { status: 410, fr: 'Ce lien ne vaut plus : demandez-en un autre', en: 'This link is worth nothing any more: ask for another' },
  'second-factor-needed': { status: 403, fr: 'Un second facteur est demandé : connectez-vous par les pages', en: 'A second factor is asked for: sign in by the pages' },
  'second-factor-kept': { status: 409, fr: 'Votre entreprise demande un second facteur : ajoutez-en un autre avant de retirer celui-ci', en: 'Your company requires a second factor: add another before you remove this one' },
  'sign-in-again': { status: 403, fr: 'Reconnectez-vous avant de changer cela', en: 'Sign in again before you change this' },
  'wrong-code': { status: 422, fr: 'Ce code n’est pas, ou plus, le bon', en: 'This code is not, or no longer, the right one' },
  'wrong-passkey': { status: 422, fr: 'Cette clé d’accès n’a pas été reconnue', en: 'This passkey was not recognised' },
  'wrong-password': { status: 422, fr: 'Ce n’est pas votre mot de passe actuel', en: 'This is not your present password' },
  'password-refused': { status: 422, fr: 'Ce mot de passe ne convient pas', en: 'This password will not do' },
  'policy-missing': { status: 503, fr: 'Aucune politique n’est encore publiée', en: 'No policy is published yet' },
  'policy-draft-changed': { status: 412, fr: 'Quelqu’un d’autre a modifié ce brouillon entre-temps', en: 'Somebody else has changed this draft meanwhile' },
  'policy-findings': { status: 409, fr: 'La politique a des erreurs : elle ne peut pas être publiée', en: 'The policy has errors: it cannot be published' },
  'policy-examples': { status: 409, fr: 'Des exemples ne tiennent pas : la politique ne peut pas être publiée', en: 'Some examples do not hold: the policy cannot be published' },
  'policy-past': { status: 422, fr: 'Cette date est passée : ce qui a valu ne se récrit pas', en: 'This date is over: what was in force is not rewritten' },
  'policy-too-soon': { status: 409, fr: 'La politique en vigueur promet un préavis plus long : confirmez', en: 'The policy in force promises a longer notice: confirm' },
  'policy-name-taken': { status: 409, fr: 'Une version porte déjà ce nom : donnez-en un autre', en: 'A version has this name already: give another' },
  'policy-held': { status: 409, fr: 'Cette version a pris effet ou a été reprise : elle ne peut plus l’être', en: 'This version has taken effect, or was taken back: it can no longer be' },
  'policy-too-slow': { status: 422, fr: 'Ce texte demande trop de temps : simplifiez-le', en: 'This text takes too long: make it simpler' },
  'invalid-record': { status: 422, fr: 'Cet enregistrement ne peut pas être pris', en: 'This record cannot be taken' },
  'record-changed': { status: 412, fr: 'Cet enregistrement a changé entre-temps, ou n’est plus celui que vous pensez', en: 'This record has changed meanwhile, or is not the one you think' },
  'wrong-signature': { status: 401, fr: 'La signature ne convient pas', en: 'The signature does not fit' },
  'method-not-allowed': { status: 405, fr: 'Cette action n’existe pas ici', en: 'There is no such action here' },
  internal: { status: 500, fr: 'Quelque chose a cassé chez nous ; c’est noté', en: 'Something broke on our side; it was recorded' },
  unavailable: { status: 503, fr: 'Le service n’est pas disponible', en: 'The service is not available' },
}

/** A refusal as an answer. */
export function problemOf(code: ProblemCode, lang: Lang, more: Partial<Problem> = {}): Problem {
  const { status, fr, en } = kinds[code]
  return { type: `/problems/${code}`, title: (lang === 'fr' ? fr : en).replace(/ ([;:!?])/g, '\u202f$1'), status, code, ...more }
}

/** Ends a request with a refusal, from wherever it is found. */
export class Refused extends Error {
  readonly code: ProblemCode
  readonly more: Partial<Problem>
  readonly headers: Record<string, string>
  constructor(code: ProblemCode, more: Partial<Problem> = {}, headers: Record<string, string> = {}) {
    super(code)
    this.code = code
    this.more = more
    this.headers = headers
  }
}
