/** The steps of a procedure as they stand. */
import type { Seconds } from '../calendar/types.ts'
import type { Instant, Words } from '../model.ts'
import type { GuardReading } from './guards.ts'
import type { Ladder } from './ladder.ts'
import { firstAt, momentsOf } from './moments.ts'
import type { ProcedureStep } from './types.ts'

export interface StepReading {
  name: string
  /** depends: on facts that are not known. */
  state: 'open' | 'not_yet' | 'depends' | 'never'
  /** The first instant from now on at which it is open; null: never, or not known yet. */
  opensAt: Instant | null
  /** Of an open step: when it closes; null: never. */
  closesAt: Instant | null
  channel: string
  /** The number or address; null: the channel has none. */
  address: string | null
  by?: string
  /** Name of the fee that a misuse may cost: to be announced before. */
  fee?: string
  /** The step that it follows, how long after, and when that one was tried. */
  after?: { step: string; wait: Seconds; tried: Instant | null }
  words?: Words
  clauses: string[]
}

/** How each step of a procedure stands now: whether it may be taken, and since or from when. */
export function readSteps(ladder: Ladder, guards: readonly GuardReading[]): StepReading[] {
  return ladder.rule.answer.steps.map((step) => ({ ...hoursOf(ladder, step, guards), ...aboutOf(ladder, step) }))
}

type Hours = Pick<StepReading, 'state' | 'opensAt' | 'closesAt'>

function hoursOf(ladder: Ladder, step: ProcedureStep, guards: readonly GuardReading[]): Hours {
  const { policy, rule, subject, now, tried } = ladder
  const closed = (state: StepReading['state']): Hours => ({ state, opensAt: null, closesAt: null })
  if (guards.some(({ state }) => state === 'fails')) return closed('never')
  if (guards.some(({ state }) => state === 'unknown')) return closed('depends')
  const since = step.after && tried.get(step.after.step)
  if (step.after && since === undefined) return closed('not_yet')
  const instants = [...guards.flatMap(({ from }) => from ?? []), ...(step.after && since !== undefined ? [since + step.after.wait * 1000] : [])]
  const next = momentsOf(policy, subject.facts, { conditions: rule.answer.conditions, calendars: step.during === 'always' ? [] : [step.during], instants })
  const opensAt = firstAt((at) => ladder.isOpen(step, at), next, now)
  if (opensAt === now) return { state: 'open', opensAt, closesAt: firstAt((at) => !ladder.isOpen(step, at), next, now) }
  // A promise that stands still will be exceeded at an instant that is not known yet.
  const still = guards.some(({ state, from }) => state === 'not_yet' && from === null)
  return { state: opensAt === null && !still ? 'never' : 'not_yet', opensAt, closesAt: null }
}

function aboutOf({ policy, tried }: Ladder, step: ProcedureStep): Omit<StepReading, keyof Hours> {
  const channel = policy.channels.get(step.channel)!
  const hours = step.during === 'always' ? undefined : policy.calendars.get(step.during)!
  return {
    name: step.name, channel: step.channel, address: policy.addresses.get(channel.address ?? '')?.value ?? null,
    clauses: [...new Set([channel.clause, ...(hours?.clauses ?? []), ...policy.families.fees.flatMap(({ answer, clause }) => (answer.name === step.fee ? [clause] : []))])],
    ...(step.by === undefined ? {} : { by: step.by }), ...(step.fee === undefined ? {} : { fee: step.fee }), ...(step.words ? { words: step.words } : {}),
    ...(step.after ? { after: { ...step.after, tried: tried.get(step.after.step) ?? null } } : {}),
  }
}
