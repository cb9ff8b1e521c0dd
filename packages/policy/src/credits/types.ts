/** Service credits: what the company owes the customer when a promise was not kept. */
import type { CivilPeriod, Stretch } from '../calendar/stretch.ts'
import type { Words } from '../model.ts'
import type { Amount } from '../money/amount.ts'

/** A share of what the service costs (`of`), or an amount. */
export type Worth = { is: 'percent'; percent: string } | { is: 'amount'; amount: Amount }

export interface CreditAnswer {
  name: string
  label?: Words
  by:
    /** For each `per` seconds beyond the target's deadline; `started`: a begun one counts whole. */
    | { is: 'late'; target: string; per: number; started: boolean; worth: Worth }
    /** By the share of the period in which the service was there; the lowest step that was missed gives the credit. */
    | { is: 'availability'; period: CivilPeriod; steps: { below: string; worth: Worth }[] }
  /** Of what the percentages are. */
  of?: Amount
  /** Never more than this; absent: said outright that there is no limit, or the steps are one. */
  atMost?: Worth
  /** How long it may be claimed, from the end of what went wrong. Absent: always. */
  claimWithin?: Stretch
  /** Facts of which its amounts are made. */
  uses: string[]
}
