import { count, describe, either, flag, list, named, object, oneOf, ref, scalar, some, text, type Schema } from './build.ts'
import { length } from './policy-tables.ts'

const words = describe(either(text, { type: 'object', properties: { fr: text, en: text }, additionalProperties: false, minProperties: 1 }),
  'Un texte, le même dans toutes les langues, ou un par langue.', 'One text for all languages, or one for each.')
const duration = describe({ type: 'string', pattern: '^\\d' }, 'Une durée : 15min, 2h, 1h30min, 1d (24 heures).', 'A duration: 15min, 2h, 1h30min, 1d (24 hours).')
const test = either(scalar, list(scalar), object({
  not: some(scalar), known: flag, passed: flag, over: scalar, at_least: scalar, under: scalar, at_most: scalar,
}))
const conjunction = describe({ type: 'object', additionalProperties: ref('test') },
  'Des faits et leurs valeurs : tous doivent être vrais. `open` et `closed` portent sur un calendrier.', 'Facts and their values: all must hold. `open` and `closed` look at a calendar.')

const week = { type: 'object', additionalProperties: some(text), propertyNames: { pattern: '^(every|weekdays|weekend|(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?)$' } }
const calendar = either(oneOf('always'), object({
  label: ref('words'),
  zone: describe(text, 'Une zone comme Europe/Paris, ou un décalage comme UTC-08:00. Sans elle : la zone de la politique.', 'A zone such as Europe/Paris, or an offset such as UTC-08:00. Without it: the zone of the policy.'),
  days: describe(some(text), 'every, weekdays, weekend, ou une liste de jours : [mon, tue].', 'every, weekdays, weekend, or a list of days: [mon, tue].'),
  hours: describe(some(text), 'Des heures comme "08:00-19:00" ; la fin n’est pas comprise.', 'Hours such as "08:00-19:00"; the end is not included.'),
  week, spans: describe(list(text), 'Des plages sur plusieurs jours : "fri 18:00 - mon 09:00".', 'Spans over several days: "fri 18:00 - mon 09:00".'),
  holidays: describe(either(oneOf('none'), some(text), object({ 'of!': some(text), without: list(text) })), 'Obligatoire : none, ou des listes comme [fr-metropole].', 'Compulsory: none, or lists such as [fr-metropole].'),
  holiday_applies_to: oneOf('start_day', 'each_day'),
  closures: list(object({ on: describe(text, 'Une date (2026-12-28), ou un jour de chaque année (12-24).', 'A date (2026-12-28), or a day of every year (12-24).'), from: text, until: text, hours: some(text), label: ref('words') })),
  seasons: list(object({ label: ref('words'), 'from!': text, 'until!': text, week, days: some(text), hours: some(text), spans: list(text) })),
  complement: text, union: list(text), intersection: list(text), minus: list(text), always: flag,
}))

const fact = object({
  label: ref('words'), help: ref('words'), example: scalar,
  values: describe(either(list(scalar), named(either(words, object({ 'label!': ref('words'), help: ref('words'), aliases: describe(list(scalar), 'D’autres noms de la même valeur.', 'Other names of the same value.') })))), 'Les valeurs possibles et leur nom.', 'The possible values and their names.'),
  type: oneOf('one_of', 'flag', 'text', 'number', 'duration', 'date', 'instant', 'money', 'version', 'zone', 'ip', 'url', 'email', 'file'),
  from: oneOf('requester', 'customer', 'contract', 'service', 'channel', 'staff', 'history'),
  open: flag, pattern: text, min: count, max: count, parts: count, default: scalar, required: flag,
})

const channel = object({
  label: ref('words'), 'medium!': oneOf('portal', 'mail', 'phone', 'chat', 'forum', 'list', 'social', 'post', 'fax', 'person', 'api', 'monitoring'),
  address: describe(text, 'Le nom d’une adresse déclarée.', 'The name of a declared address.'),
  calendar: describe(text, 'Quand quelqu’un est là ; sans elle : toujours.', 'When someone is there; without it: always.'),
  purpose: ref('words'), hidden: flag, measured: flag, call_cost: ref('words'), voicemail: text, acknowledged: ref('words'),
})

const amount = { type: ['string', 'number'] }
const figure = object({
  money: amount, tax: oneOf('excluded', 'included'), vat: amount, gross: amount, count, percent: amount, per: oneOf('day', 'week', 'month', 'quarter', 'year'), downtime: ref('duration'), duration: describe({ type: 'string', pattern: '^\\d' }, 'Une durée : 15min, 2h, « 2 business days », 12 months.', 'A duration: 15min, 2h, 2 business days, 12 months.'),
  text: scalar, date: text, time: text, phone: text, url: text, mail: text,
})

const decimal = describe({ type: ['string', 'number'] }, 'Un pourcentage entre guillemets ("19.6"), ou figure.nom.', 'A percentage in quotes ("19.6"), or figure.name.')
const money = describe(either(amount, object({ 'percent!': decimal, 'of!': ref('amount') }), object({ 'times!': scalar, 'of!': ref('amount') }), object({ 'max!': list(ref('amount')) }), object({ 'min!': list(ref('amount')) }), object({ 'sum!': list(ref('amount')) })),
  'Un montant : "60.00", figure.nom, un fait de type money, une part ({ percent, of }), un multiple ({ times, of }), max, min, sum.', 'An amount: "60.00", figure.name, a fact of type money, a share ({ percent, of }), a multiple ({ times, of }), max, min, sum.')
const time = describe({ type: 'string' }, 'Une durée : 30min, ou figure.nom.', 'A duration: 30min, or figure.name.')

const next = describe(object({ channel: text, address: text, referral: ref('words'), quote: flag, words: ref('words') }),
  'Ce que la personne peut faire à la place.', 'What the person can do instead.')

/** Definitions of the values that stand in many places. */
export const valueDefinitions: Record<string, Schema> = {
  words, duration, test, conjunction, condition: either(ref('conjunction'), list(ref('conjunction'))), calendar, fact, channel, figure, next, amount: money, percentage: decimal, time, length,
  facts: describe(named(ref('fact')), 'Le vocabulaire : ce que l’on peut savoir d’une demande.', 'The vocabulary: what may be known about a request.'),
}
