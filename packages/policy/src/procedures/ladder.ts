/** A procedure made ready for one ticket: whether its guards hold, and a step is open, at any instant. */
import type { Exceeded } from '../clocks/exceeded.ts'
import type { Run } from '../decide/run.ts'
import { calendarIn, customerZoneFact } from '../facts/zone.ts'
import { standing } from '../decide/standing.ts'
import type { Commitment, Instant } from '../model.ts'
import type { Policy, Rule } from '../policy.ts'
import type { ReadyRule } from '../resolve/machine.ts'
import { holdingOf, type HoldingRead } from './holding.ts'
import { timedFacts } from './moments.ts'
import { exceededAt, factsAt, promisesOf, type ProcedureSubject } from './ticket.ts'
import type { ProcedureAnswer, ProcedureGuard, ProcedureStep } from './types.ts'

type Needs = Extract<ProcedureGuard, { is: 'needs' }>
type Over = Extract<ProcedureGuard, { is: 'over' }>

export interface Ladder {
  policy: Policy
  rule: Rule<ProcedureAnswer>
  subject: ProcedureSubject
  now: Instant
  /** The facts as they stand at an instant. */
  runAt(at: Instant): Run
  needsAt(guard: Needs, at: Instant, run?: Run): HoldingRead
  /** null: no such promise was made. */
  overAt(guard: Over, at: Instant): Exceeded | null
  promised(guard: Over): readonly Commitment[]
  guardsHold(at: Instant): boolean
  isOpen(step: ProcedureStep, at: Instant): boolean
  /** When each step was first tried while it was open. */
  tried: ReadonlyMap<string, Instant>
}

/** Nothing that happened after `now` is looked at: of later instants is said what time alone will change. */
export function prepare(policy: Policy, subject: ProcedureSubject, ready: ReadyRule<ProcedureAnswer>, now: Instant): Ladder {
  const { guards, steps } = ready.rule.answer
  const timed = timedFacts(policy)
  const promises = new Map(guards.flatMap((guard) => (guard.is === 'over' ? [[guard.name, promisesOf(policy, subject, guard.promise)] as const] : [])))
  const known = new Map<string, Exceeded | null>()
  const tried = new Map<string, Instant>()

  const runAt = (at: Instant): Run => standing(policy, factsAt(subject, Math.min(at, now)), at)
  const needsAt = (guard: Needs, at: Instant, run = runAt(at)): HoldingRead => holdingOf(run, ready.inner[guard.condition]!, timed)
  const promised = (guard: Over): readonly Commitment[] => promises.get(guard.name)!
  const overAt = (guard: Over, at: Instant): Exceeded | null => {
    if (at < now) return exceededAt(policy, promised(guard), subject, at)
    if (!known.has(guard.name)) known.set(guard.name, exceededAt(policy, promised(guard), subject, now))
    return known.get(guard.name)!
  }
  const guardsHold = (at: Instant): boolean => {
    const isOver = (guard: Over): boolean => {
      const read = overAt(guard, at)
      return read !== null && read.from !== null && read.from <= at
    }
    if (!guards.every((guard) => guard.is === 'needs' || isOver(guard))) return false
    const run = runAt(at)
    return guards.every((guard) => guard.is === 'over' || needsAt(guard, at, run).state === 'holds')
  }
  const isOpen = (step: ProcedureStep, at: Instant): boolean => {
    if (step.during !== 'always' && !calendarIn(policy, step.during, subject.facts[customerZoneFact]).isOpen(at)) return false
    if (step.after) {
      const since = tried.get(step.after.step)
      if (since === undefined || at < since + step.after.wait * 1000) return false
    }
    return guardsHold(at)
  }
  // In order of time: whether a try counts depends on the tries before it.
  for (const { step: name, at } of (subject.tried ?? []).filter((one) => one.at <= now).toSorted((a, b) => a.at - b.at)) {
    const step = steps.find((one) => one.name === name)
    if (step && !tried.has(name) && isOpen(step, at)) tried.set(name, at)
  }
  return { policy, rule: ready.rule, subject, now, runAt, needsAt, overAt, promised, guardsHold, isOpen, tried }
}
