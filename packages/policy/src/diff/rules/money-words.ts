/** Prices, taxes, quotes, fees, credits and quotas, in parts that can be compared. */
import type { CreditAnswer, Worth } from '../../credits/types.ts'
import type { FeeAnswer } from '../../fees/types.ts'
import type { Lang, Words } from '../../model.ts'
import { amountInWords, type Amount } from '../../money/amount.ts'
import type { FactorAnswer, PriceAnswer, QuotesAnswer, SurchargeAnswer, TaxAnswer } from '../../money/types.ts'
import type { Policy } from '../../policy.ts'
import type { Quantity, QuotaAnswer } from '../../quotas/types.ts'
import { list, percent } from '../../words/amounts.ts'
import { duration } from '../../words/durations.ts'
import { wordsIn } from '../../words/fill.ts'
import { dateInWords } from '../../words/instants.ts'
import { quantityInWords } from '../../words/quotas.ts'
import { deliveryInWords } from '../../words/quote.ts'
import { periodInWords, stretchInWords } from '../../words/stretches.ts'
import { apostrophe } from '../../words/typography.ts'
import { keyword } from '../key-words.ts'
import { nameInWords, plainInWords, whenInWords } from '../plain.ts'
import { part, quiet, type Part } from '../types.ts'
import { either, needs, one, said, type RuleWords } from './parts.ts'

export const taxes = { excluded: { fr: 'hors taxes', en: 'without tax' }, included: { fr: 'toutes taxes comprises', en: 'with tax' } }
export const kinds = { free: { fr: 'gratuit', en: 'free' }, hourly: { fr: 'au temps passé', en: 'by the hour' }, flat: { fr: 'au forfait', en: 'flat' }, barred: { fr: 'jamais facturé', en: 'never charged for' } }
export const rounds = { up: { fr: 'toute tranche commencée est due', en: 'each started slice is due' }, nearest: { fr: 'à la tranche la plus proche', en: 'to the nearest slice' }, down: { fr: 'seules les tranches entières', en: 'whole slices only' } }
export const orders = { round_first: { fr: `d${apostrophe}abord l${apostrophe}arrondi, puis le plafond`, en: 'rounding first, then the cap' }, cap_first: { fr: `d${apostrophe}abord le plafond, puis l${apostrophe}arrondi`, en: 'the cap first, then rounding' } }
export const quoteNeeds = { required: { fr: 'obligatoire', en: 'required' }, optional: { fr: 'possible', en: 'possible' }, none: { fr: 'aucun', en: 'none' } }
export const dues = { on_execution: { fr: 'une fois le travail fait', en: 'once the work is done' }, on_acceptance: { fr: `à l${apostrophe}acceptation du devis`, en: 'when the quote is accepted' }, at_once: { fr: 'aussitôt', en: 'at once' } }
export const ofQuote = { fr: 'le coût du devis accepté', en: 'the cost of the accepted quote' }

const worth = (policy: Policy, value: Amount | 'quote' | undefined) => (lang: Lang): string => (value === undefined ? '' : value === 'quote' ? ofQuote[lang] : amountInWords(value, policy, lang))
const time = (seconds: number | undefined) => (lang: Lang): string => (seconds === undefined ? '' : duration(seconds, lang))

const price: RuleWords<PriceAnswer> = {
  title: { fr: 'prix', en: 'price' },
  parts: (policy, { is, terms }) => [
    part('is', null, is, either(kinds, is)),
    part('rate', ['prix de l’heure', 'price of an hour'], terms.rate, worth(policy, terms.rate)),
    part('amount', ['montant', 'amount'], terms.amount, worth(policy, terms.amount)),
    part('tax', ['taxes', 'tax'], terms.tax, either(taxes, terms.tax)),
    part('free_time', ['temps offert', 'free time'], terms.freeTime, time(terms.freeTime)),
    part('unit', ['tranche', 'slice'], terms.unit, time(terms.unit)),
    quiet(part('round', ['arrondi', 'rounding'], terms.round, either(rounds, terms.round)), terms.round === 'up'),
    quiet(part('round_over', ['arrondi de', 'rounding of'], terms.roundOver, (lang) => (terms.roundOver === 'entry' ? (lang === 'fr' ? 'chaque saisie' : 'each entry') : lang === 'fr' ? 'toute la ligne' : 'the whole line')), terms.roundOver === 'line'),
    part('minimum', ['temps minimal', 'least time'], terms.minimum, time(terms.minimum)),
    part('cap', ['temps plafonné à', 'time capped at'], terms.cap, (lang) => (terms.cap === 'estimate' ? (lang === 'fr' ? `l${apostrophe}estimation du devis` : 'the estimate of the quote') : time(terms.cap)(lang))),
    quiet(part('order', ['ordre du calcul', 'order of the sum'], terms.order, either(orders, terms.order))),
    part('at_least', ['au moins', 'at least'], terms.atLeast, worth(policy, terms.atLeast)),
    part('at_most', ['au plus', 'at most'], terms.atMost, worth(policy, terms.atMost)),
    part('quote', ['devis', 'quote'], terms.quote, either(quoteNeeds, terms.quote)),
    quiet(part('due', ['dû', 'due'], terms.due, either(dues, terms.due))),
    quiet(part('label', ['nom', 'name'], terms.label, said(terms.label, policy))),
  ],
}

const surcharge: RuleWords<SurchargeAnswer> = {
  title: { fr: 'majoration', en: 'surcharge' },
  parts: (policy, { during, percent: share, amount }) => [
    part('percent', null, share, (lang) => (share === undefined ? '' : percent(share, lang))),
    part('amount', null, amount, worth(policy, amount)),
    part('during', ['horaires', 'hours'], during, (lang) => (during === undefined ? '' : nameInWords(policy, during, lang))),
  ],
}

const tax: RuleWords<TaxAnswer> = {
  title: { fr: 'taxe', en: 'tax' },
  parts: (policy, { rates, mention }) => [
    part('rates', null, rates, (lang) => list(rates.map(({ from, percent: rate }) => `${percent(rate, lang)}${from === null ? '' : lang === 'fr' ? ` à partir du ${dateInWords(from, lang)}` : ` from ${dateInWords(from, lang)} on`}`), lang)),
    part('mention', ['mention', 'mention'], mention, said(mention, policy)),
  ],
}

const quoteParts = (policy: Policy, parts: QuotesAnswer['parts']) => (lang: Lang): string => list((parts ?? []).map(({ name, label }) => (label ? wordsIn(label, policy, lang) : keyword(name, lang))), lang)
const ways = (policy: Policy, names: readonly string[] | undefined) => (lang: Lang): string => list((names ?? []).map((name) => deliveryInWords(name, policy, lang)), lang, 'or')

const quotes: RuleWords<QuotesAnswer> = {
  title: { fr: 'devis', en: 'quotes' },
  parts: (policy, { parts, hourlyParts, multipleOf, sentBy, establishing, validFor, acceptedThrough, conditions }) => [
    part('parts', ['contient', 'states'], parts, quoteParts(policy, parts)),
    part('hourly_parts', ['à l’heure, contient aussi', 'by the hour, states too'], hourlyParts, quoteParts(policy, hourlyParts)),
    part('estimate_multiple_of', ['estimé par tranches de', 'estimated in slices of'], multipleOf, time(multipleOf)),
    part('sent_by', ['envoyé', 'sent'], sentBy, ways(policy, sentBy)),
    part('establishing', ['établissement', 'drawing up'], establishing, (lang) => (establishing === 'free' ? kinds.free[lang] : lang === 'fr' ? 'facturé' : 'charged for')),
    part('valid_for', ['valable', 'valid'], validFor, (lang) => (validFor ? stretchInWords(validFor, lang) : '')),
    part('accepted_through', ['accepté', 'accepted'], acceptedThrough, ways(policy, acceptedThrough)),
    needs(policy, conditions[0], ['pour l’accepter', 'to accept it']),
  ],
}

export const natures = { price: { fr: 'un prix', en: 'a price' }, penalty: { fr: 'une pénalité', en: 'a penalty' }, compensation: { fr: 'un dédommagement', en: 'a compensation' } }

const fee: RuleWords<FeeAnswer> = {
  title: { fr: 'frais', en: 'fee' },
  subject: (policy, { label, name }, lang) => (label ? wordsIn(label, policy, lang) : lang === 'fr' ? `frais (${name})` : `fee (${name})`),
  parts: (policy, { label, amount, tax: basis, nature, per, decidedBy, evidence, contest, announced, conditions: [unless, neverFor] }) => [
    part('amount', null, amount, worth(policy, amount)),
    quiet(part('label', ['nom', 'name'], label, said(label, policy))),
    quiet(part('tax', ['taxes', 'tax'], basis, either(taxes, basis))),
    part('nature', ['nature', 'nature'], nature, either(natures, nature)),
    part('per', ['par', 'for each'], per, (lang) => (per === 'call' ? (lang === 'fr' ? 'appel' : 'call') : 'incident')),
    part('decided_by', ['décidé par', 'decided by'], decidedBy, said(decidedBy, policy)),
    part('evidence', ['preuves', 'evidence'], evidence, (lang) => list(evidence.map((fact) => nameInWords(policy, fact, lang)), lang)),
    part('contest', ['contestable pendant', 'may be contested for'], contest, (lang) => stretchInWords(contest, lang)),
    quiet(part('announced', ['prix annoncé', 'price announced'], announced, (lang) => plainInWords(policy, announced, lang)), !announced),
    quiet(part('unless', ['écarté si', 'cancelled when'], unless.length === 0 ? null : unless, (lang) => whenInWords(policy, unless, lang) ?? '')),
    quiet(part('never_for', ['jamais pour', 'never for'], neverFor.length === 0 ? null : neverFor, (lang) => whenInWords(policy, neverFor, lang) ?? '')),
  ],
}

const worthInWords = (policy: Policy, value: Worth | undefined, lang: Lang): string => (value === undefined ? '' : value.is === 'percent' ? percent(value.percent, lang) : amountInWords(value.amount, policy, lang))

const credit: RuleWords<CreditAnswer> = {
  title: { fr: 'avoir', en: 'credit' },
  subject: (policy, { label, name }, lang) => (label ? wordsIn(label, policy, lang) : lang === 'fr' ? `avoir (${name})` : `credit (${name})`),
  parts: (policy, { by, of, atMost, claimWithin, label }) => [
    part('by', null, by, (lang) => {
      if (by.is === 'late') return `${worthInWords(policy, by.worth, lang)} ${lang === 'fr' ? `par tranche de ${duration(by.per, lang)} de retard` : `for each ${duration(by.per, lang)} late`}`
      return list(by.steps.map((step) => `${worthInWords(policy, step.worth, lang)} ${lang === 'fr' ? 'sous' : 'below'} ${percent(step.below, lang)}`), lang)
    }),
    part('of', ['de', 'of'], of, worth(policy, of)),
    part('at_most', ['au plus', 'at most'], atMost, (lang) => worthInWords(policy, atMost, lang)),
    part('claim_within', ['à demander en', 'to be claimed within'], claimWithin, (lang) => (claimWithin ? stretchInWords(claimWithin, lang) : '')),
    quiet(part('label', ['nom', 'name'], label, said(label, policy))),
  ],
}

const holds = (policy: Policy, { of }: Pick<QuotaAnswer, 'of'>, quantity: Quantity, lang: Lang): string => (quantity.is === 'fact' ? nameInWords(policy, quantity.fact, lang) : quantityInWords(of, quantity.value, lang))
export const whenEmpty = { refuse: { fr: 'la demande n’est pas prise', en: 'the request is not taken' }, priced: { fr: 'facturé', en: 'charged for' }, ask_quote: { fr: 'sur devis', en: 'on a quote' }, held: { fr: 'la demande attend', en: 'the request waits' } }
export const counted = { time: { fr: 'temps', en: 'time' }, requests: { fr: 'demandes', en: 'requests' } }

const quota: RuleWords<QuotaAnswer> = {
  title: { fr: 'droit compté', en: 'counted right' },
  subject: (policy, answer, lang) => (answer.limit === 'bank' && answer.label ? wordsIn(answer.label, policy, lang) : `${lang === 'fr' ? 'droit compté' : 'counted right'} (${counted[answer.of][lang]})`),
  parts: (policy, answer) => {
    if (answer.limit === 'none') return one('none', (lang) => (lang === 'fr' ? 'sans limite' : 'no limit'))
    const { holds: quantity, per, unit, minimum, lasts, carry, whenEmpty: empty, label } = answer
    return [
      part('answer', null, quantity, (lang) => `${holds(policy, answer, quantity, lang)}${per === 'purchase' ? '' : ` ${periodInWords(per, lang)}`}`),
      quiet(part('per', ['accordé', 'granted'], per, (lang) => (per === 'purchase' ? (lang === 'fr' ? `à l${apostrophe}achat` : 'when bought') : periodInWords(per, lang)))),
      part('unit', ['compté par', 'counted by'], unit, (lang) => quantityInWords(answer.of, unit, lang)),
      part('minimum', ['au moins', 'at least'], minimum === 0 ? null : minimum, (lang) => quantityInWords(answer.of, minimum, lang)),
      part('expires', ['dure', 'lasts'], lasts, (lang) => (lasts ? stretchInWords(lasts, lang) : '')),
      part('carry_over', ['reporté', 'carried over'], carry, (lang) => [carry.periods === undefined ? '' : `${carry.periods}`, carry.atMost === undefined ? '' : `${lang === 'fr' ? 'au plus' : 'at most'} ${quantityInWords(answer.of, carry.atMost, lang)}`].filter((text) => text !== '').join(', ')),
      part('when_empty', ['épuisé', 'used up'], empty, either(whenEmpty, empty)),
      quiet(part('label', ['nom', 'name'], label, said(label, policy))),
    ]
  },
}

const factor: RuleWords<FactorAnswer> = { title: { fr: 'coefficient du prix', en: 'factor of the price' }, parts: (_, { percent: share }): Part[] => one(share, (lang) => percent(share, lang)) }

export const moneyWords = { prices: price, surcharges: surcharge, factors: factor, taxes: tax, quotes, fees: fee, credits: credit, quotas: quota } as const satisfies Record<string, RuleWords<never> & { title: Words }>
