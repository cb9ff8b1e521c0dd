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
  'ticket-merged': { status: 409, fr: 'Cette demande a été fusionnée avec une autre', en: 'This request was merged into another' },
  'same-ticket': { status: 422, fr: 'C’est la même demande', en: 'That is the same request' },
  'different-customer': { status: 409, fr: 'Ces demandes ne sont pas du même client', en: 'These requests are not of the same customer' },
  'survivor-closed': { status: 409, fr: 'La demande qui doit continuer est close', en: 'The request that is to go on is closed' },
  'not-merged': { status: 409, fr: 'Cette demande n’est fusionnée avec aucune autre', en: 'This request is merged into no other' },
  'not-split': { status: 409, fr: 'Cette demande n’a pas été séparée de celle-là', en: 'This request was not split off that one' },
  'unknown-message': { status: 422, fr: 'Un message n’est pas de cette demande', en: 'A message is not of this request' },
  'split-first': { status: 409, fr: 'Le premier message reste avec sa demande', en: 'The first message stays with its request' },
  'already-linked': { status: 409, fr: 'Ces demandes sont déjà liées ainsi', en: 'These requests are linked so already' },
  'not-linked': { status: 409, fr: 'Ces demandes ne sont pas liées ainsi', en: 'These requests are not linked so' },
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
  'too-many-views': { status: 409, fr: 'Il y a déjà cinquante vues ici : supprimez-en une d’abord', en: 'There are fifty views here already: delete one first' },
  'view-changed': { status: 412, fr: 'Cette vue a changé entre-temps', en: 'This view has changed meanwhile' },
  'filter-unreadable': { status: 422, fr: 'Ce filtre ne se comprend pas en entier', en: 'This filter cannot be understood as a whole' },
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
  'ticket-spam': { status: 409, fr: 'Ce ticket est classé comme indésirable', en: 'This ticket is marked as unwanted' },
  'same-hands': { status: 409, fr: 'Il est déjà entre ces mains', en: 'It is in these hands already' },
  'unknown-team': { status: 422, fr: 'Cette équipe n’existe pas', en: 'There is no such team' },
  'unknown-department': { status: 422, fr: 'La politique ne connaît pas ce service', en: 'The policy knows no such department' },
  'waits-already': { status: 409, fr: 'Ce ticket attend déjà quelqu’un', en: 'This ticket waits for somebody already' },
  'unusable-time': { status: 422, fr: 'Ce moment est passé, ou trop lointain', en: 'This time has passed, or is too far away' },
  'not-snoozed': { status: 409, fr: 'Ce ticket n’est pas reporté', en: 'This ticket is not put off' },
  'same-facts': { status: 409, fr: 'C’est déjà ce que l’on sait', en: 'That is what is known already' },
  'nothing-to-grant': { status: 409, fr: 'La politique ne prévoit pas de le prendre en charge à titre gracieux', en: 'The policy does not provide for taking this on as a courtesy' },
  'too-many': { status: 422, fr: 'C’est plus qu’il n’en tient', en: 'That is more than there is room for' },
  'unknown-item': { status: 422, fr: 'Cette ligne n’existe plus', en: 'This line is no longer there' },
  'unknown-tag': { status: 422, fr: 'Cette étiquette n’existe pas', en: 'There is no such tag' },
  'tag-taken': { status: 409, fr: 'Une étiquette porte déjà ce nom', en: 'A tag has this name already' },
  'not-undoable': { status: 409, fr: 'Cela ne s’annule pas', en: 'This cannot be undone' },
  'not-yours-to-undo': { status: 403, fr: 'Seul son auteur, ou un responsable, l’annule', en: 'Only whoever did it, or a lead, undoes it' },
  followed: { status: 409, fr: 'Autre chose a suivi, qui en dépend', en: 'Something else has followed that depends on it' },
  'too-old-to-undo': { status: 409, fr: 'Cela date de plus d’un jour', en: 'This was more than a day ago' },
  'letter-gone': { status: 409, fr: 'La lettre est partie : elle ne se rappelle pas', en: 'The letter has left: it cannot be called back' },
  'address-taken': { status: 409, fr: 'Un agent a déjà cette adresse', en: 'An agent has this address already' },
  'last-admin': { status: 409, fr: 'Il ne resterait personne pour administrer : nommez d’abord quelqu’un d’autre', en: 'Nobody would be left to administer: appoint somebody else first' },
  'team-name-taken': { status: 409, fr: 'Une équipe porte déjà ce nom', en: 'A team has this name already' },
  'team-has-tickets': { status: 409, fr: 'Cette équipe a des tickets ouverts : transférez-les d’abord', en: 'This team has open tickets: hand them on first' },
  'same-agent': { status: 422, fr: 'Ces tickets sont déjà à cette personne', en: 'These tickets are that person’s already' },
  'recipients-changed': { status: 409, fr: 'Les destinataires ne sont plus ceux que vous avez vus', en: 'The recipients are no longer those that you saw' },
  'outside-copy': { status: 409, fr: 'Une adresse en copie n’est pas celle d’un contact du client', en: 'An address in copy is not one of the customer’s contacts' },
  'draft-changed': { status: 409, fr: 'Ce brouillon a changé entre-temps', en: 'This draft has changed meanwhile' },
  'already-left': { status: 409, fr: 'Cette réponse est déjà partie', en: 'This answer has left already' },
  'unknown-placeholder': { status: 422, fr: 'Un champ entre accolades n’existe pas', en: 'A field in braces does not exist' },
  'mention-outside': { status: 422, fr: 'Une personne nommée ne voit pas ce ticket', en: 'Somebody who is named does not see this ticket' },
  'macro-changed': { status: 409, fr: 'Cette réponse type a changé entre-temps', en: 'This ready-made answer has changed meanwhile' },
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
