/** Procedures as a policy declares them: who may be called next, after what, under which conditions. */
import type { Seconds } from '../calendar/types.ts'
import type { Words } from '../model.ts'
import type { Condition } from '../policy.ts'

interface GuardCommon {
  name: string
  label?: Words
  /** Told while the guard does not hold. */
  otherwise?: Words
}
export type ProcedureGuard =
  /** `condition`: its place among the conditions of the answer. */
  | (GuardCommon & { is: 'needs'; condition: number })
  /** The promise of that name, or of that metric, was exceeded on the ticket. */
  | (GuardCommon & { is: 'over'; promise: string })

export interface ProcedureStep {
  name: string
  channel: string
  /** A calendar, or `always`. */
  during: string
  by?: string
  /** Name of the fee that a misuse may cost. */
  fee?: string
  /** Only once another step was tried, and this much later. */
  after?: { step: string; wait: Seconds }
  words?: Words
}

export interface ProcedureAnswer {
  name: string
  label?: Words
  guards: ProcedureGuard[]
  /** In the order in which they are taken. */
  steps: ProcedureStep[]
  /** Hours, told in words, at which no step reaches anybody; `during`: no others than these. */
  uncovered?: { words: Words; during?: string }
  /** What the guards need. */
  conditions: Condition[]
}
