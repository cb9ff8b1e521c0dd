/** Who calls back, and what is needed for it. */
import type { Condition } from '../policy.ts'

export interface CallbackAnswer {
  /** Absent: nothing is needed. */
  needs?: Condition
  /** When what is needed is missing: nothing is done, and it is recorded; or it is asked for. */
  otherwise: 'close' | 'ask'
  by: string
}
