/** Counted rights: hour banks, requests included per period. */
import type { Recurring, Stretch } from '../calendar/stretch.ts'
import type { Words } from '../model.ts'

/** What is counted. Each is settled apart: a customer may have a bank of hours and a number of requests. */
export type QuotaOf = 'time' | 'requests'

/** A quantity: whole seconds of time, or a number of requests; a fact when each contract has its own. */
export type Quantity = { is: 'value'; value: number } | { is: 'fact'; fact: string }

export interface Bank {
  of: QuotaOf
  limit: 'bank'
  name: string
  label?: Words
  holds: Quantity
  /** Seconds: a use counts by started units, and at least the minimum. */
  unit: number
  minimum: number
  /** `purchase`: granted when it is bought; otherwise by itself, at the beginning of each period. */
  per: 'purchase' | Recurring
  /** With `purchase`: how long what was bought lasts; absent: for ever. */
  lasts?: Stretch
  /**
   * With a period: what is left of it goes on for so many further periods (absent: for ever), no more of it than `atMost`. With
   * `purchase`: what is left goes on for as long again, so many times.
   */
  carry: { periods?: number; atMost?: number }
  whenEmpty: 'refuse' | 'priced' | 'ask_quote' | 'held'
  /** Facts of which the answer is made. */
  uses: string[]
}

/** `none`: said outright, there is no limit. */
export type QuotaAnswer = Bank | { of: QuotaOf; limit: 'none' }
