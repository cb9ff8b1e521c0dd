/** Procedures as the published document shows them: the guards in words, the steps in order, the hours that are acknowledged. */
import type { Lang, Metric } from '../model.ts'
import { amountInWords } from '../money/amount.ts'
import type { Policy } from '../policy.ts'
import type { ProcedureAnswer, ProcedureGuard, ProcedureStep } from '../procedures/types.ts'
import { addressHref, addressInWords } from '../words/addresses.ts'
import { conditionInWords } from '../words/condition.ts'
import { duration } from '../words/durations.ts'
import { promiseName, say, wordsIn } from '../words/fill.ts'
import { calendarInWords } from '../words/hours.ts'
import { thin } from '../words/typography.ts'
import { inOrder } from './promises.ts'

export interface PublishedStep {
  name: string
  label: string
  address: { text: string; href: string } | null
  /** In words; null: always. */
  hours: string | null
  /** The step that it follows and how long after, in words; null: at once. */
  after: string | null
  /** What a misuse may cost, in words; `name`: of the fee. */
  fee: { name: string; words: string } | null
  words: string | null
}

export interface PublishedProcedure {
  name: string
  label: string
  /** For which requests it exists, in words; null: all. */
  when: string | null
  /** What must all be true. */
  guards: { name: string; words: string }[]
  steps: PublishedStep[]
  /** What is said of the hours at which nobody is reached, and these hours when they are told; null: nothing. */
  uncovered: { words: string; hours: string | null } | null
  clauses: string[]
}

/** Every procedure in a language, in the order of the document. */
export function publishedProcedures(policy: Policy, lang: Lang): PublishedProcedure[] {
  return inOrder(policy, policy.families.procedures).map(({ answer, when, clauses }) => ({
    name: answer.name, label: answer.label ? wordsIn(answer.label, policy, lang) : answer.name, when: conditionInWords(policy, when, lang),
    guards: answer.guards.map((guard) => ({ name: guard.name, words: guardInWords(policy, answer, guard, lang) })),
    steps: answer.steps.map((step) => publishStep(policy, answer, step, lang)),
    uncovered: answer.uncovered ? { words: say(answer.uncovered.words, policy, lang), hours: answer.uncovered.during === undefined ? null : hoursOf(policy, answer.uncovered.during, lang) } : null,
    clauses,
  }))
}

function guardInWords(policy: Policy, { conditions }: ProcedureAnswer, guard: ProcedureGuard, lang: Lang): string {
  if (guard.label) return wordsIn(guard.label, policy, lang)
  if (guard.is === 'needs') return conditionInWords(policy, conditions[guard.condition]!, lang) ?? guard.name
  const target = policy.families.targets.find(({ answer }) => answer.name === guard.promise || answer.table?.name === guard.promise)?.answer
  const name = promiseName(target ?? { metric: guard.promise as Metric }, policy, lang)
  return lang === 'fr' ? `${name}${thin}: délai dépassé` : `${name}: time exceeded`
}

function hoursOf(policy: Policy, during: string, lang: Lang): string | null {
  return during === 'always' ? null : calendarInWords(policy.calendars.get(during)!.spec, lang, policy.zone)
}

function publishStep(policy: Policy, { steps }: ProcedureAnswer, { name, channel: channelName, during, after, fee, words }: ProcedureStep, lang: Lang): PublishedStep {
  const channel = policy.channels.get(channelName)!
  const address = policy.addresses.get(channel.address ?? '')
  const before = after && policy.channels.get(steps.find((step) => step.name === after.step)!.channel)!
  const charged = fee === undefined ? undefined : policy.families.fees.find((rule) => rule.answer.name === fee)?.answer
  return {
    name, label: wordsIn(channel.label, policy, lang), address: address ? { text: addressInWords(address), href: addressHref(address) } : null, hours: hoursOf(policy, during, lang),
    after: after && before ? (lang === 'fr' ? `${duration(after.wait, lang)} après un appel sans suite${thin}: ${wordsIn(before.label, policy, lang)}` : `${duration(after.wait, lang)} after a call without result: ${wordsIn(before.label, policy, lang)}`) : null,
    fee: charged ? { name: charged.name, words: [charged.label ? wordsIn(charged.label, policy, lang) : charged.name, amountInWords(charged.amount, policy, lang)].join(lang === 'fr' ? `${thin}: ` : ': ') } : null,
    words: words ? say(words, policy, lang) : null,
  }
}
