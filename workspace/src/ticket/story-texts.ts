import type { Lang } from '../texts/texts.ts'
import type { Mark } from './story.ts'

const list = (parts: readonly string[], and: string) => (parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`)

const fr = {
  earlier: (letters: number) => `${letters} messages plus anciens`,
  earlierAlso: (happenings: number) => `et ${happenings} événement${happenings > 1 ? 's' : ''}`,
  fold: 'Replier les messages plus anciens',
  moreEvents: (n: number) => `${n} événements de plus`,
  lessEvents: 'Replier ces événements',
  undone: 'annulé',
  inBulk: (n: number) => (n === 1 ? 'par un acte groupé, une demande' : `par un acte groupé, ${n.toLocaleString('fr-FR')} demandes`),
  marks: {
    kept: (what: string) => `${what}\u202f: promesse tenue`,
    late: (what: string) => `${what}\u202f: délai non tenu`,
    still: (what: string) => `${what}\u202f: le temps ne compte plus`,
    again: (what: string) => `${what}\u202f: le temps compte de nouveau`,
    begun: (what: string) => `${what}\u202f: un nouveau délai court`,
  } satisfies Record<Mark['what'], (what: string) => string>,
  targets: (names: readonly string[]) => list(names, 'et'),
  clause: (id: string) => `art. ${id}`,
  openClause: (id: string) => `Lire l’article ${id}`,
  clauseTitle: (id: string) => `Article ${id}`,
  clauseVersion: (version: string) => `Tel qu’il valait pour cette demande, politique ${version}.`,
  clauseElsewhere: 'Le lire dans la politique publiée',
  heads: 'En-têtes', headsHide: 'Cacher les en-têtes', headsNone: 'Le courriel d’origine n’a pas pu être lu.',
  retry: 'Envoyer de nouveau', retried: 'Le courriel repart.', refusedBecause: (why: string) => `refusé\u202f: ${why}`,
  promisedHere: 'Ce qui est promis', nothing: 'Rien n’est chiffré pour cette demande.',
  rights: 'Droits', usualRights: 'ceux de tous les jours',
  rightNames: { own: 'voir ses demandes', team: 'voir celles de son équipe', all: 'voir toutes celles du client', ask_technical: 'demandes techniques', ask_urgent: 'demandes urgentes', billing: 'facturation', accept_quotes: 'accepter un devis', manage_contacts: 'gérer les contacts' },
  others: 'Autres demandes sur ce service', othersOfCustomer: 'Autres demandes de ce client', noOthers: 'Aucune autre.', othersProblem: 'Les autres demandes n’ont pas pu être lues.',
}
const en: typeof fr = {
  earlier: (letters) => `${letters} messages earlier`,
  earlierAlso: (happenings) => `and ${happenings} event${happenings > 1 ? 's' : ''}`,
  fold: 'Fold the messages earlier',
  moreEvents: (n) => `${n} more events`,
  lessEvents: 'Fold these events',
  undone: 'undone',
  inBulk: (n) => (n === 1 ? 'in bulk, one request' : `in bulk, ${n.toLocaleString('en-GB')} requests`),
  marks: {
    kept: (what) => `${what}: promise kept`,
    late: (what) => `${what}: time not met`,
    still: (what) => `${what}: time stands still`,
    again: (what) => `${what}: time counts again`,
    begun: (what) => `${what}: a new time runs`,
  },
  targets: (names) => list(names, 'and'),
  clause: (id) => `cl. ${id}`,
  openClause: (id) => `Read clause ${id}`,
  clauseTitle: (id) => `Clause ${id}`,
  clauseVersion: (version) => `As it held for this request, policy ${version}.`,
  clauseElsewhere: 'Read it in the published policy',
  heads: 'Headers', headsHide: 'Hide the headers', headsNone: 'The mail as it came could not be read.',
  retry: 'Send again', retried: 'The mail is on its way again.', refusedBecause: (why) => `refused: ${why}`,
  promisedHere: 'What is promised', nothing: 'Nothing is promised in figures for this request.',
  rights: 'Rights', usualRights: 'those of every day',
  rightNames: { own: 'see their own requests', team: 'see those of their team', all: 'see all of the customer’s', ask_technical: 'technical requests', ask_urgent: 'urgent requests', billing: 'billing', accept_quotes: 'accept quotes', manage_contacts: 'manage contacts' },
  others: 'Other requests about this service', othersOfCustomer: 'Other requests of this customer', noOthers: 'None.', othersProblem: 'The other requests could not be read.',
}

/** The words of a ticket's story and of what stands beside it. */
export function storyTexts(lang: Lang): typeof fr {
  return lang === 'fr' ? fr : en
}
