/** What is promised to a request: for each metric, the target that wins. */
import { businessDays } from '../calendar/business-days.ts'
import { elapsedDeadline } from '../calendar/measure-time.ts'
import type { Commitment, Counted, Facts, FactValue, Instant } from '../model.ts'
import { countedOn, customerZone, customerZoneFact } from '../facts/zone.ts'
import type { Policy, TargetAnswer } from '../policy.ts'
import { handling } from './handling.ts'
import { duration, lengthOf } from './length.ts'
import type { Run } from './run.ts'
import { standing } from './standing.ts'

/** The promises for these facts, received at the instant of the run, released when its hold ends. Seconds, or days in business days. */
export function commitmentsOf(run: Run): Commitment[] {
  const promised: Commitment[] = []
  for (const { rules } of run.policy.machine.families.targets) {
    const won = run.winner(rules)
    if (!won) continue
    const { answer, clauses } = won.rule
    if (answer.within.is === 'none') {
      run.step('targets', won, `${answer.metric}: none`)
      continue
    }
    const commitment = commitmentOf(run, answer, clauses)
    run.step('targets', won, answer.name)
    promised.push(commitment)
  }
  return promised
}

function commitmentOf(run: Run, answer: TargetAnswer, clauses: string[]): Commitment {
  const known = (fact: string): FactValue | undefined => run.value(fact)
  const counted = countedOf(run.policy, answer, known)
  const value = counted ? valueOf(answer, known) : null
  const startsAt = answer.starts === 'handling' ? (run.heldUntil ?? run.now) : run.now
  const commitment: Commitment = {
    target: answer.name, metric: answer.metric, clauses, value, counted: counted ?? { by: 'elapsed' }, statistic: answer.statistic, bond: answer.bond, lateWhen: answer.lateWhen,
    startsAt, deadline: value === null || answer.metric === 'next_reply' ? null : deadlineOf(run.policy, counted!, startsAt, value), pauses: answer.pauses, stops: answer.stops,
  }
  if (answer.within.is === 'value' && answer.within.usual !== undefined) commitment.usual = answer.within.usual
  return commitment
}

/** What is known of a fact. */
type Known = (fact: string) => FactValue | undefined

/** The promised value, in seconds or business days, a day of a contract being then a business day. null: none is stated, or the contract was to say it, and does not. */
export function valueOf({ within, counted }: TargetAnswer, known: Known): number | null {
  if (within.is === 'value') return within.value
  if (within.is !== 'fact' && within.is !== 'formula') return null
  return lengthOf(within.is === 'fact' ? within : within.of, (fact) => {
    const seconds = duration(known(fact))
    return seconds !== null && counted.by === 'business_days' ? Math.ceil(seconds / 86_400) : seconds
  })
}

/** How it is counted. null: the contract was to say it, and does not. */
export function countedOf(policy: Policy, { counted }: TargetAnswer, known: Known): Counted | null {
  const own = counted.by === 'fact' ? statedBy(policy, known(counted.fact)) : counted
  if (!own || own.by === 'elapsed' || !policy.calendars.get(own.calendar)!.inZone) return own
  return { ...own, zone: customerZone(policy, known(customerZoneFact)) }
}

function statedBy(policy: Policy, word: FactValue | undefined): Counted | null {
  if (word === 'elapsed' || word === 'always') return { by: 'elapsed' }
  return typeof word === 'string' && policy.calendars.has(word) ? { by: 'calendar', calendar: word } : null
}

/** When a promise falls due if nothing pauses it; null: never in the supported time. */
export function deadlineOf(policy: Policy, counted: Counted, start: Instant, value: number): Instant | null {
  if (counted.by === 'elapsed') return elapsedDeadline(start, value)
  const calendar = countedOn(policy, counted)
  if (counted.by === 'calendar') return calendar.deadline(start, value)
  return businessDays(calendar).deadline(start, Math.ceil(value), counted.dayRule, counted.cutoff)
}

/** The promises for facts as they are known at an instant, as if the request were accepted. */
export function commitments(policy: Policy, facts: Facts, now: Instant): Commitment[] {
  const run = standing(policy, facts, now)
  handling(run)
  return commitmentsOf(run)
}
