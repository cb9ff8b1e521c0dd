import { builtInKinds, strictness } from '../confidentiality/types.ts'
import { count, describe, either, flag, list, named, object, oneOf, ref, scalar, some, text, type Schema } from './build.ts'
import { lifeBlocks } from './policy-life.ts'
import * as tables from './policy-tables.ts'

/** What every rule may carry, and its own keys. */
const shared = {
  when: describe(ref('condition'), 'Quand la règle vaut ; sans elle : toujours.', 'When the rule holds; without it: always.'),
  name: text, cites: some(text), reason: ref('words'), instead: ref('next'),
}

function rule(own: Record<string, Schema>): Schema {
  return object({ ...shared, ...own })
}

const target = rule({
  'name!': text, label: ref('words'),
  'metric!': oneOf('acknowledgement', 'first_reply', 'next_reply', 'intervention', 'update', 'workaround', 'restoration', 'resolution', 'callback', 'on_site'),
  'within!': tables.within,
  counted: tables.counted,
  statistic: describe({ type: 'string', pattern: '^(each|(mean|\\d{1,3}(\\.\\d+)? ?%) per (month|quarter|year))$' }, 'each, « mean per month » ou « 95% per month ».', 'each, “mean per month” or “95% per month”.'),
  bond: tables.bond,
  late_when: oneOf('counted_over_target', 'now_past_deadline'),
  pauses: some(oneOf('waiting_customer', 'waiting_supplier')),
  stops: some(oneOf('human_reply', 'taken_in_charge', 'work_started', 'any_reply', 'workaround_given', 'restored', 'solved', 'called_back', 'arrived')),
  starts: oneOf('receipt', 'handling'),
})

const priceTerms = {
  rate: describe(ref('amount'), 'Le prix d’une heure.', 'The price of an hour.'), amount: describe(ref('amount'), 'Le prix du tout.', 'The price of the whole.'), tax: oneOf('excluded', 'included'),
  free_time: ref('time'), unit: ref('time'), round: oneOf('up', 'nearest', 'down'), round_over: oneOf('line', 'entry'), minimum: ref('time'),
  cap: describe(ref('time'), 'estimate (celle du devis accepté), ou une durée.', 'estimate (that of the accepted quote), or a duration.'),
  order: describe({ enum: [['round', 'cap'], ['cap', 'round']] }, 'Obligatoire avec unit et cap.', 'Compulsory with unit and cap.'),
  at_least: ref('amount'), at_most: describe(ref('amount'), 'Un montant, ou quote : le coût du devis accepté.', 'An amount, or quote: the cost of the accepted quote.'),
  quote: oneOf('required', 'optional', 'none'), due: oneOf('on_execution', 'on_acceptance', 'at_once'), label: ref('words'),
}
const quoteParts = either(list(text), named(ref('words')))

const language = { answered_in: some(text), accepted: some(text), otherwise: either(oneOf('refuse'), object({ 'answer_in!': text })) }

const feeTerms = {
  nature: describe(oneOf('price', 'penalty', 'compensation'), 'Un prix porte la taxe ; une pénalité non ; un dédommagement (compensation), pour ce qui a été prêté et perdu, non plus.', 'A price bears tax; a penalty does not; nor does a compensation, for what was lent and lost.'),
  per: oneOf('call', 'incident'), decided_by: ref('words'), evidence: some(text), contest: text, announced: flag,
  unless: describe(either(oneOf('none'), ref('condition')), 'Ce qui les écarte, du côté de l’entreprise ; none : rien.', 'What cancels them, on the side of the company; none: nothing.'), never_for: ref('condition'),
}
const fee = rule({ 'name!': text, label: ref('words'), 'amount!': ref('amount'), tax: oneOf('excluded', 'included'), ...feeTerms })

/** The blocks that `means` may hold, in the order of the documentation. */
export const blocks: Record<string, Schema> = {
  facts: ref('facts'),
  calendars: describe(named(ref('calendar')), 'Les horaires, par nom.', 'Opening hours, by name.'),
  addresses: describe(named(text), 'Adresses de courrier, adresses https:// et numéros de téléphone, par nom.', 'Mail addresses, https:// addresses and telephone numbers, by name.'),
  hosts: describe(list(text), 'Les domaines du fournisseur.', 'The domains of the provider.'),
  channels: describe(named(ref('channel')), 'Les moyens de joindre le support, par nom.', 'The ways to reach support, by name.'),
  access: describe(list(rule({ 'answer!': oneOf('open', 'discretionary', 'closed', 'redirect', 'unknown') })), 'Qui peut utiliser quel canal pour quoi.', 'Who may use which channel for what.'),
  identification: describe(list(rule({ needs: ref('condition'), otherwise: either(oneOf('refuse', 'redirect', 'ask'), object({ tier: text, kind: text })) })), 'Ce qu’il faut avoir prouvé.', 'What must have been proved.'),
  tier: describe(list(tables.matrixOr(rule({ 'is!': scalar }), shared)), 'Le niveau de support, d’après les faits.', 'The support level, from the facts.'),
  recognition: named(object({ 'by!': list(text), address_case: oneOf('fold_domain', 'fold_all', 'exact'), key_reuse: oneOf('refuse', 'allow'), ask_again: flag })),
  customer_number: object({ 'pattern!': text, unique: flag, label: ref('words') }),
  scope: describe(list(rule({ 'answer!': oneOf('covered', 'limited', 'discretionary', 'excluded') })), 'Ce que le support couvre.', 'What support covers.'),
  teams: describe(named(ref('words')), 'Les équipes qui agissent, par nom.', 'The teams that act, by name.'),
  products: named(object({ label: ref('words'), latest: scalar })),
  versions: list(rule({ fact: text, 'supported!': either(oneOf('any', 'latest_major', 'latest_minor', 'latest'), object({ 'at_least!': scalar })), otherwise: oneOf('refuse', 'remark'), recommended: oneOf('latest'), recommendation: ref('words') })),
  priority: describe(list(tables.matrixOr(rule({ 'is!': scalar }), shared)), 'La priorité, d’après les faits.', 'The priority, from the facts.'),
  department: describe(list(tables.matrixOr(rule({ 'is!': scalar }), shared)), 'Le service qui reçoit la demande.', 'The department that receives the request.'),
  requires: describe(list(rule({ 'facts!': list(some(text)), 'if_missing!': oneOf('block', 'ask', 'admit_and_ask', 'optional'), why: ref('words') })), 'Ce qu’il faut dire en demandant ; une liste dans la liste : l’un des deux suffit.', 'What must be told when asking; a list inside the list: one of them suffices.'),
  routes: describe(object({ 'order!': oneOf('first_match', 'most_specific'), rules: list(rule({ 'to!': text })) }), 'Vers quel canal la demande est orientée.', 'To which channel the request is sent.'),
  handling: describe(list(rule({ 'by!': text, 'during!': text, on_call: flag, acknowledged: ref('words') })), 'Qui agit, et quand.', 'Who acts, and when.'),
  queue: describe(object({ order: list(rule({})), then: oneOf('due', 'opened'), because: some(text), must: list(object({ 'first!': ref('condition'), 'before!': ref('condition') })) }), 'L’ordre de la file d’attente.', 'The order of the queue.'),
  targets: describe(list(target), 'Ce qui est promis.', 'What is promised.'),
  languages: either(object({ ...language, cites: some(text), reason: ref('words') }), list(rule(language))),
  notices: describe(list(rule({ words: ref('words'), tags: list(text) })), 'Remarques jointes à une demande acceptée.', 'Remarks that go with an accepted request.'),
  remote: describe(object({ rules: list(rule({ 'answer!': oneOf('offered', 'refused') })), tools: named(ref('words')), chosen_by: oneOf('support', 'requester', 'either'), recorded: some(oneOf('reason', 'tool_change')) }), 'Les sessions à distance : qui peut en avoir une, avec quel outil.', 'Remote sessions: who may have one, with which tool.'),
  fees: describe(either(oneOf('none'), list(fee), object({ combine: oneOf('add', 'highest'), when: ref('condition'), ...feeTerms, rules: list(fee) })),
    'Les frais qu’une personne décide après coup ; none : il n’y en a pas.', 'Fees that a person decides afterwards; none: there is none.'),
  credits: describe(list(rule({
    'name!': text, label: ref('words'), target: describe(text, 'L’engagement manqué.', 'The promise that was missed.'), per: text, started: flag, measure: oneOf('availability'), period: oneOf('month', 'quarter', 'year'),
    steps: list(object({ 'below!': ref('percentage'), percent: ref('percentage'), amount: ref('amount') })), percent: ref('percentage'), amount: ref('amount'), of: ref('amount'),
    at_most: describe(ref('amount'), 'Avec « of », un pourcentage ; sinon un montant ; none : sans limite.', 'With “of”, a percentage; otherwise an amount; none: no limit.'), claim_within: text,
  })), 'Ce que l’on rend au client quand un engagement n’est pas tenu.', 'What is given back to the customer when a promise is not kept.'),
  quotas: describe(either(oneOf('none'), list(rule({
    label: ref('words'), 'of!': oneOf('time', 'requests'), 'holds!': describe(scalar, 'Une durée (10h), un nombre, figure.nom, un fait du contrat, ou none : sans limite.', 'A duration (10h), a number, figure.name, a contract fact, or none: no limit.'),
    unit: text, minimum: text, per: either(oneOf('purchase', 'month', 'quarter', 'year'), list(text)), expires: describe(text, 'never, ou une durée : 12 months, 365d. Le dernier jour compte.', 'never, or a length: 12 months, 365d. The last day counts.'),
    carry_over: either(oneOf('none', 'all'), object({ at_most: scalar, for: count })), when_empty: oneOf('refuse', 'priced', 'ask_quote', 'held'),
  }))), 'Les droits comptés : réserves d’heures, demandes comprises ; none : rien n’est limité.', 'Counted rights: hour banks, included requests; none: nothing is limited.'),
  procedures: describe(list(rule({
    'name!': text, label: ref('words'),
    guards: describe(list(object({ 'name!': text, label: ref('words'), needs: ref('condition'), over: describe(text, 'Une promesse dépassée : le nom d’un engagement, ou un métrique.', 'A promise that is exceeded: the name of a target, or a metric.'), otherwise: ref('words') })), 'Il faut qu’elles vaillent toutes.', 'All of them must hold.'),
    'steps!': describe(list(object({ 'name!': text, 'channel!': text, during: text, by: text, fee: text, after: object({ 'step!': text, 'wait!': text }), words: ref('words') })), 'Qui joindre, dans l’ordre.', 'Who is reached, in order.'),
    uncovered: either(ref('words'), object({ 'during!': text, 'words!': ref('words') })),
  })), 'Les procédures d’urgence et d’escalade : conditions, étapes, heures.', 'Emergency and escalation procedures: guards, steps, hours.'),
  rosters: describe(named(object({ label: ref('words'), 'during!': text, at_least: count, able: ref('words'), by: text })), 'Les plannings à remplir : combien de personnes, à quelles heures.', 'Rosters to be filled: how many people, at which hours.'),
  callbacks: describe(list(rule({ needs: ref('condition'), otherwise: oneOf('close', 'ask'), 'by!': text })), 'Qui rappelle, et ce qu’il faut pour cela.', 'Who calls back, and what is needed for it.'),
  ...lifeBlocks(rule),
  notifications: describe(object({
    types: named(ref('words')),
    rules: list(rule({
      to: oneOf('affected', 'all'), personal: flag, through: some(oneOf('client_area', 'mail')), not_through: some(oneOf('client_area', 'mail')),
      own_address: describe(either(flag, text), 'yes, no, ou le type dont l’adresse sert aussi.', 'yes, no, or the type whose address serves too.'), own_replaces: flag,
      fallback: oneOf('registered', 'nobody'), on_bounce: oneOf('task', 'nothing'), sent: describe(text, 'at_once, ou une durée : 1min.', 'at_once, or a duration: 1min.'), optional: flag, carries: oneOf('tickets', 'passwords'), every: describe(oneOf('month', 'quarter', 'year'), 'Envoyée d’elle-même au début de chaque période.', 'Sent by itself at the beginning of each period.'),
    })),
  }), 'Ce dont on prévient les clients : qui, par quelle voie, à quelle adresse.', 'What customers are told of: who, through what, at which address.'),
  confidentiality: describe(object({
    rules: list(rule({ 'secrets!': oneOf(...strictness) })), detect: list(oneOf(...builtInKinds)), patterns: named(object({ label: ref('words'), 'pattern!': text })), transport: oneOf('encrypted'),
  }), 'Ce que deviennent les mots de passe et autres secrets écrits dans un texte.', 'What becomes of passwords and other secrets written in a text.'),
  prices: describe(list(either(rule({ 'is!': oneOf('free', 'hourly', 'flat', 'barred'), ...priceTerms }), object({ 'completes!': text, cites: some(text), ...priceTerms }))), 'Ce que coûte chaque sorte de travail.', 'What each kind of work costs.'),
  surcharges: describe(either(oneOf('none'), object({ combine: oneOf('add', 'multiply', 'highest'), 'rules!': list(rule({ during: text, percent: ref('percentage'), amount: ref('amount') })) })), 'Ce qui s’ajoute au prix, la nuit par exemple.', 'What is added to the price, at night for example.'),
  factors: describe(list(rule({ 'percent!': ref('percentage') })), 'Ce par quoi un prix est multiplié, en pour cent.', 'By what a price is multiplied, in percent.'),
  taxes: describe(list(rule({ label: ref('words'), percent: ref('percentage'), rates: { type: 'object', propertyNames: { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }, additionalProperties: ref('percentage') }, mention: ref('words') })), 'Les taxes, et leurs taux à partir de chaque date.', 'Taxes, and their rates from each date on.'),
  quotes: describe(object({ parts: quoteParts, hourly_parts: quoteParts, estimate_multiple_of: ref('time'), sent_by: some(text), establishing: oneOf('free', 'charged'), valid_for: ref('time'), accepted_through: some(text), accept_needs: ref('condition'), cites: some(text) }), 'Ce que contient un devis, comment il s’envoie et s’accepte.', 'What a quote holds, how it is sent and accepted.'),
  policy_changes: object({ 'applies_to_open_tickets!': oneOf('keep', 'adopt'), 'on_tier_change!': oneOf('from_opening', 'from_upgrade', 'new_only'), on_priority_change: oneOf('from_opening', 'from_change'), notice: text }),
  terms: named(object({ term: ref('words'), 'means!': ref('words'), aliases: list(text), address: text })),
  figures: describe(named(ref('figure')), 'Les chiffres cités par le texte : montants, durées, dates, numéros.', 'The figures that the text cites: amounts, durations, dates, numbers.'),
}
