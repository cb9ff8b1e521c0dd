import type { Lang, Statistic } from '../model.ts'
import type { Condition, Policy, Rule, TargetAnswer } from '../policy.ts'
import { percent } from '../words/amounts.ts'
import { conditionInWords } from '../words/condition.ts'
import { promiseName, targetInWords } from '../words/fill.ts'
import { agreeing, metricName } from '../words/metrics.ts'
import { sentence, thin } from '../words/typography.ts'
import type { PublishedPromise } from './document.ts'

export const periods = { month: { fr: 'mois', en: 'month' }, quarter: { fr: 'trimestre', en: 'quarter' }, year: { fr: 'an', en: 'year' } } as const

function measured(statistic: Statistic, lang: Lang): string {
  if (statistic.of === 'each') return ''
  const period = periods[statistic.over][lang]
  if (statistic.of === 'mean') return lang === 'fr' ? `en moyenne sur un ${period}` : `on average over a ${period}`
  return lang === 'fr' ? `dans ${percent(statistic.percent, lang)} des cas sur un ${period}` : `in ${percent(statistic.percent, lang)} of cases over a ${period}`
}

/** How firm a promise is. An average is told as an average, whatever its bond (TERM-02). */
function bondInWords({ metric, bond, statistic, within }: TargetAnswer, lang: Lang): string {
  if (within.is === 'none') return ''
  const firm = bond === 'guaranteed' && statistic.of !== 'mean'
  const word = lang === 'fr'
    ? firm ? agreeing(metric, 'garanti') : bond === 'none' ? 'sans engagement' : 'objectif'
    : firm ? 'guaranteed' : bond === 'none' ? 'no commitment' : 'objective'
  const how = measured(statistic, lang)
  return how === '' ? word : `${word}, ${how}`
}

/** One line of the table of promises. `skip`: facts told elsewhere in the table. */
export function publishPromise(policy: Policy, { answer, when, clauses }: Rule<TargetAnswer>, lang: Lang, skip: readonly string[] = []): PublishedPromise {
  return {
    target: answer.name,
    label: promiseName(answer, policy, lang),
    what: sentence(metricName(answer.metric, lang)),
    value: targetInWords(answer, policy, lang),
    when: conditionInWords(policy, when, lang, skip),
    bond: bondInWords(answer, lang),
    clauses,
  }
}

/** Rules in the order of the document; the engine keeps them in the order in which they win. */
export function inOrder<A>(policy: Policy, rules: readonly Rule<A>[]): Rule<A>[] {
  const place = new Map([...policy.clausesById.keys()].map((id, index) => [id, index]))
  return rules.toSorted((a, b) => place.get(a.clause)! - place.get(b.clause)! || a.line - b.line || a.column - b.column)
}

/** The targets in the order of the document. */
export function inReadingOrder(policy: Policy): Rule<TargetAnswer>[] {
  return inOrder(policy, policy.families.targets)
}

/** Whether a condition can hold on a channel. */
function concerns(condition: Condition, channel: string): boolean {
  return condition.some((conjunction) => conjunction.every((test) => {
    if (!('fact' in test) || test.fact !== 'channel') return true
    if (test.test === 'in') return test.values.includes(channel)
    if (test.test === 'not_in') return !test.values.includes(channel)
    return test.test !== 'missing'
  }))
}

/** Whether a condition speaks of the channel. */
const ofChannels = (condition: Condition) => condition.some((conjunction) => conjunction.some((test) => 'fact' in test && test.fact === 'channel'))

/** The promises that can apply on a channel, each with the case in which it does. `here`: it is not one of every channel. */
export function promisesOn(policy: Policy, channel: string, lang: Lang): { text: string; when: string | null; here: boolean }[] {
  const colon = lang === 'fr' ? `${thin}: ` : ': '
  return inReadingOrder(policy).filter(({ when, answer }) => answer.within.is !== 'none' && concerns(when, channel)).map((rule) => {
    // That the contract gives a time is said by the value itself: "selon votre contrat".
    const told = rule.answer.within.is === 'fact' ? ['channel', rule.answer.within.fact] : ['channel']
    const { label, value, bond, when } = publishPromise(policy, rule, lang, told)
    return { text: `${label}${colon}${value}${bond === '' ? '' : `, ${bond}`}`, when, here: ofChannels(rule.when) }
  })
}
