import { fold } from './fold.ts'

/** A value that stands for something, with the words by which people name it; the first of each language is shown. */
export interface Named { readonly name: string; readonly fr: readonly string[]; readonly en: readonly string[] }

/**
 * What may follow an operator. `fixed`: one of ours. `policy`: one that the policy declares. `called`: a name in somebody's words,
 * or a number. `person`: likewise an agent, or `me`. `time`: days and lengths of time. `flag`: yes or no.
 */
export type ValueKind = 'fixed' | 'policy' | 'called' | 'person' | 'time' | 'flag'

export interface Operator {
  readonly kind: ValueKind
  readonly fr: readonly string[]
  readonly en: readonly string[]
  readonly values?: readonly Named[]
  /** A number may stand for a value as well. */
  readonly numbers?: true
  /** `none` finds those that have none. */
  readonly none?: true
  /** In words, for who looks for an operator. */
  readonly says: { readonly fr: string; readonly en: string }
}

const named = (name: string, fr: string, en: string, ...more: string[]): Named => ({ name, fr: [fr, ...more], en: [en] })

const states: readonly Named[] = [
  named('new', 'nouveau', 'new', 'nouvelle', 'nouveaux'), named('open', 'ouvert', 'open', 'ouverte', 'ouverts'),
  named('waiting_customer', 'attend-client', 'waiting-customer', 'attente-client', 'en-attente-client'), named('waiting_supplier', 'attend-fournisseur', 'waiting-supplier', 'attente-fournisseur'),
  named('solved', 'résolu', 'solved', 'résolue', 'résolus'), named('closed', 'clos', 'closed', 'close', 'fermé', 'fermée'),
]
const places: readonly Named[] = [
  named('todo', 'à-faire', 'todo', 'afaire', 'à faire'), named('waiting', 'en-attente', 'waiting', 'attente'), named('solved', 'résolu', 'solved', 'résolue'), named('closed', 'clos', 'closed', 'fermé'), named('merged', 'fusionné', 'merged'), named('spam', 'indésirable', 'spam'),
]
const trusts: readonly Named[] = ['T0', 'T0.5', 'T1', 'T2', 'T3'].map((name) => named(name, name, name, name.replace('.', ',')))
const languages: readonly Named[] = [named('fr', 'français', 'french', 'francais'), named('en', 'anglais', 'english')]
const writers: readonly Named[] = [named('customer', 'client', 'customer', 'cliente'), named('agent', 'agent', 'agent'), named('system', 'système', 'system')]

/** What another ticket is to one, in the words by which people look for it. */
const links: readonly Named[] = [
  { name: 'cause', fr: ['cause', 'problème'], en: ['cause', 'problem'] }, named('consequence', 'conséquence', 'consequence', 'incident'), named('parent', 'parente', 'parent', 'parent', 'tout'), named('child', 'partie', 'child', 'enfant'),
  named('duplicate_of', 'original', 'original', 'originale', 'doublon-de'), named('duplicated_by', 'doublon', 'duplicate'), named('related', 'proche', 'related'),
]

/** Every operator of the one language in which tickets are filtered, searched and kept as views. */
export const operators = {
  customer: { kind: 'called', none: true, fr: ['client'], en: ['customer'], says: { fr: 'Le client, par son nom ou son numéro', en: 'The customer, by name or number' } },
  contact: { kind: 'called', none: true, fr: ['contact', 'demandeur', 'interlocuteur'], en: ['contact', 'requester'], says: { fr: 'Qui a écrit, par son nom ou son adresse', en: 'Who wrote, by name or address' } },
  service: { kind: 'called', none: true, fr: ['service', 'serveur'], en: ['service'], says: { fr: 'Le service, par son nom, son adresse ou son numéro de commande', en: 'The service, by name, address or order number' } },
  order: { kind: 'called', fr: ['commande'], en: ['order'], says: { fr: 'Le numéro de commande du service', en: 'The order number of the service' } },
  state: { kind: 'fixed', values: states, fr: ['état', 'statut'], en: ['state', 'status'], says: { fr: 'Où en est la demande', en: 'Where the ticket stands' } },
  place: { kind: 'fixed', values: places, fr: ['place', 'liste'], en: ['place'], says: { fr: 'À faire, en attente, résolu, clos', en: 'To do, waiting, solved, closed' } },
  kind: { kind: 'policy', none: true, fr: ['nature', 'type'], en: ['kind', 'type'], says: { fr: 'La nature de la demande', en: 'The kind of request' } },
  tier: { kind: 'policy', none: true, fr: ['niveau'], en: ['tier'], says: { fr: 'Le niveau de support', en: 'The tier of support' } },
  priority: { kind: 'policy', none: true, fr: ['priorité', 'prio'], en: ['priority', 'prio'], says: { fr: 'La priorité', en: 'The priority' } },
  department: { kind: 'policy', none: true, fr: ['service-interne', 'département', 'pôle'], en: ['department'], says: { fr: 'Le service interne qui traite', en: 'The department that handles it' } },
  channel: { kind: 'policy', fr: ['canal', 'voie'], en: ['channel'], says: { fr: 'Par où la demande est arrivée', en: 'How the request came in' } },
  clause: { kind: 'policy', fr: ['clause', 'article'], en: ['clause', 'article'], says: { fr: 'La clause citée par la décision ou par une promesse', en: 'The clause named by the decision or a promise' } },
  assignee: { kind: 'person', none: true, fr: ['agent', 'chargé', 'responsable'], en: ['assignee', 'agent', 'owner'], says: { fr: 'Qui s’en charge : un nom, « me », « none »', en: 'Who is on it: a name, “me”, “none”' } },
  due: { kind: 'time', none: true, fr: ['échéance', 'dû', 'due'], en: ['due', 'deadline'], says: { fr: 'L’échéance : <1h, late, today, 2026-11-30', en: 'The deadline: <1h, late, today, 2026-11-30' } },
  opened: { kind: 'time', fr: ['ouverte', 'créée', 'reçue', 'ouvert-le'], en: ['opened', 'created', 'received'], says: { fr: 'Quand la demande est arrivée', en: 'When the request came in' } },
  changed: { kind: 'time', fr: ['changée', 'modifiée', 'changé', 'modifié'], en: ['changed', 'updated'], says: { fr: 'Quand il s’y est passé quelque chose', en: 'When something last happened' } },
  trust: { kind: 'fixed', values: trusts, fr: ['confiance'], en: ['trust'], says: { fr: 'La confiance envers l’expéditeur', en: 'The trust in the sender' } },
  language: { kind: 'fixed', values: languages, fr: ['langue'], en: ['language', 'lang'], says: { fr: 'La langue de la demande', en: 'The language of the request' } },
  last: { kind: 'fixed', values: writers, fr: ['dernier'], en: ['last'], says: { fr: 'Qui a écrit en dernier', en: 'Who wrote last' } },
  team: { kind: 'called', none: true, fr: ['équipe'], en: ['team'], says: { fr: 'L’équipe à qui elle est confiée', en: 'The team it was handed to' } },
  tag: { kind: 'called', none: true, fr: ['étiquette', 'tag', 'libellé'], en: ['tag', 'label'], says: { fr: 'Une étiquette', en: 'A tag' } },
  mention: { kind: 'person', fr: ['mention', 'mentionné'], en: ['mention', 'mentioned'], says: { fr: 'Qui est nommé dans une note', en: 'Who is named in a note' } },
  watching: { kind: 'person', none: true, fr: ['suivi', 'observateur', 'abonné'], en: ['watching', 'watcher'], says: { fr: 'Qui la suit', en: 'Who watches it' } },
  snoozed: { kind: 'flag', fr: ['reporté', 'veille', 'en-veille'], en: ['snoozed'], says: { fr: 'Reportée à plus tard', en: 'Put off until later' } },
  merged: { kind: 'flag', fr: ['fusionné', 'fusionnée'], en: ['merged'], says: { fr: 'Fusionnée dans une autre', en: 'Merged into another' } },
  linked: { kind: 'fixed', values: links, numbers: true, none: true, fr: ['liée', 'lié', 'lien'], en: ['linked', 'link'], says: { fr: 'À quoi elle est liée : un numéro, cause, doublon, « any », « none »', en: 'Which request it is linked to: a number, cause, duplicate, “any”, “none”' } },
  held: { kind: 'flag', fr: ['retenue', 'retenu'], en: ['held'], says: { fr: 'Retenue jusqu’à l’ouverture', en: 'Held until opening' } },
  subject: { kind: 'called', fr: ['objet', 'sujet'], en: ['subject'], says: { fr: 'Des mots de l’objet', en: 'Words of the subject' } },
  file: { kind: 'called', fr: ['fichier', 'pièce-jointe', 'pj'], en: ['file', 'attachment'], says: { fr: 'Le nom d’un fichier joint', en: 'The name of an attached file' } },
} as const satisfies Record<string, Operator>

export type OperatorName = keyof typeof operators
export const operatorNames = Object.keys(operators) as OperatorName[]

/** An operator as it is read: what is common to all of them. */
export const operatorOf = (name: OperatorName): Operator => operators[name]

const byName = new Map<string, OperatorName>()
// English and our own names win over a French alias that reads the same ("agent", "service").
for (const language of ['fr', 'en'] as const) for (const name of operatorNames) for (const alias of operatorOf(name)[language]) byName.set(fold(alias).replaceAll('_', '-'), name)
for (const name of operatorNames) byName.set(name, name)

/** The operator of a written name, in either language, with accents or not. */
export const findOperator = (written: string): OperatorName | undefined => byName.get(fold(written).replaceAll('_', '-'))
