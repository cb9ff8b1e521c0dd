/** Fees that a person decides afterwards: what makes one possible, what cancels it, who rules on it, on what evidence. */
import type { Stretch } from '../calendar/stretch.ts'
import type { Words } from '../model.ts'
import type { Amount } from '../money/amount.ts'
import type { TaxBasis } from '../money/types.ts'
import type { Condition } from '../policy.ts'

export interface FeeAnswer {
  name: string
  label?: Words
  amount: Amount
  tax: TaxBasis
  /**
   * A price bears tax; a penalty bears none, and a judge may reduce it: a choice that the company states (BILL-34). A compensation
   * makes good a thing that was lent and lost: it bears no tax, and whether an incident was genuine does not matter to it.
   */
  nature: 'price' | 'penalty' | 'compensation'
  per: 'call' | 'incident'
  decidedBy: Words
  /** Facts that must be known, or shown otherwise, before anything is proposed (BILL-31). */
  evidence: string[]
  /** How long the customer may contest, from when they are told (BILL-30). */
  contest: Stretch
  /** Whether the price must have been announced before the call was put through (BILL-32). */
  announced: boolean
  /** What cancels the fee (BILL-33), and for whom it never is (BILL-34). */
  conditions: [unless: Condition, neverFor: Condition]
  /** Facts of which the amount is made. */
  uses: string[]
}

/** What a policy says of all its fees. `none`: there is no fee; it then says nothing else. */
export interface FeesSaid { none: boolean; combine?: 'add' | 'highest'; clauses: string[] }
