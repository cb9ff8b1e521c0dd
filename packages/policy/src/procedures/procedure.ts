/** Who is reached now, and who next: the steps of a procedure for a ticket, each open, not yet, or never. */
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { readGuards, type GuardReading } from './guards.ts'
import { prepare } from './ladder.ts'
import { readSteps, type StepReading } from './steps.ts'
import { factsAt, type ProcedureSubject } from './ticket.ts'

export type { GuardReading } from './guards.ts'
export type { StepReading } from './steps.ts'
export type { ProcedureSubject, Tried } from './ticket.ts'

export interface ProcedureReading {
  /** null: there is none for such a ticket. */
  procedure: string | null
  label?: Words
  at: Instant
  /** depends: on facts that are not known, see the guards. */
  outcome: 'open' | 'not_yet' | 'depends' | 'never' | 'none'
  guards: GuardReading[]
  /** In the order in which they are taken. */
  steps: StepReading[]
  /** The step that opens next, and when. */
  next: { step: string; at: Instant } | null
  /** Why nothing is open now, in words of the policy: the first guard that does not hold, else the hours that are acknowledged. */
  words?: Words
  clauses: string[]
  rule?: string
  /** The facts by which this procedure was chosen. */
  facts: Record<string, FactValue | null>
}

/**
 * Reads a procedure at an instant (S4-24…S4-33). A step is open when every guard holds, its hours are open, and the step
 * that it follows was tried long enough ago. `name`: which procedure; without it, the first that exists for these facts.
 */
export function procedure(policy: Policy, asked: ProcedureSubject & { name?: string }, now: Instant): ProcedureReading {
  const facts: Facts = factsAt(asked, now)
  const run = standing(policy, facts, now)
  const won = run.winner(policy.machine.families.procedures.filter(({ rule }) => asked.name === undefined || rule.answer.name === asked.name))
  if (!won) return { procedure: null, at: now, outcome: 'none', guards: [], steps: [], next: null, clauses: [], facts: {} }
  const { rule } = won
  const ladder = prepare(policy, asked, won, now)
  const guards = readGuards(ladder)
  const steps = readSteps(ladder, guards)
  const next = steps.filter(({ state }) => state === 'not_yet').reduce<{ step: string; at: Instant } | null>((best, { name, opensAt }) => (opensAt !== null && (!best || opensAt < best.at) ? { step: name, at: opensAt } : best), null)
  const outcome = (['open', 'not_yet', 'depends'] as const).find((state) => steps.some((step) => step.state === state)) ?? 'never'
  const words = outcome === 'open' ? undefined : guards.every(({ state }) => state === 'holds') ? rule.answer.uncovered?.words : guards.find(({ state, words: told }) => state !== 'holds' && told)?.words
  return {
    procedure: rule.answer.name, at: now, outcome, guards, steps, next, facts: run.looked(won),
    clauses: [...new Set([...rule.clauses, ...guards.flatMap(({ clauses }) => clauses), ...steps.flatMap(({ clauses }) => clauses)])],
    ...(rule.answer.label ? { label: rule.answer.label } : {}), ...(words ? { words } : {}), ...(rule.name === undefined ? {} : { rule: rule.name }),
  }
}
