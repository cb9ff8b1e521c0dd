/** Prices of work, what is added to them, and taxes, as a policy states them. Durations in seconds, percentages as decimal texts. */
import type { Stretch } from '../calendar/stretch.ts'
import type { Words } from '../model.ts'
import type { Condition } from '../policy.ts'
import type { Amount } from './amount.ts'

export type TaxBasis = 'excluded' | 'included'

/** What a price consists of; what is absent does not apply. */
export interface PriceTerms {
  /** For an hour. */
  rate?: Amount
  /** For the whole work, whatever time it takes; `quote`: the cost of the accepted quote. */
  amount?: Amount | 'quote'
  /** Whether the amounts hold the tax. Absent: they do not. */
  tax?: TaxBasis
  /** Not counted, from the first minute on. */
  freeTime?: number
  unit?: number
  round?: 'up' | 'nearest' | 'down'
  /** Whether the time of a whole line is rounded, or each of its entries. */
  roundOver?: 'line' | 'entry'
  minimum?: number
  /** The estimate of the accepted quote, or a duration. */
  cap?: 'estimate' | number
  order?: 'round_first' | 'cap_first'
  atLeast?: Amount
  /** `quote`: the cost of the accepted quote. */
  atMost?: Amount | 'quote'
  quote?: 'required' | 'optional' | 'none'
  due?: 'on_execution' | 'on_acceptance' | 'at_once'
  label?: Words
}

export interface PriceAnswer {
  /** barred: nothing may ever be charged for it. */
  is: 'free' | 'hourly' | 'flat' | 'barred'
  terms: PriceTerms
  /** The clauses that state each term: a price may be said in several. */
  said: { [K in keyof PriceTerms]?: string[] }
  /** Facts of which its amounts are made. */
  uses: string[]
}

/** Terms that another clause adds to the price of a name. */
export interface PriceCompletion { name: string; terms: PriceTerms; said: PriceAnswer['said'] }

export interface SurchargeAnswer {
  /** The calendar in which time bears it; absent: all of it. */
  during?: string
  percent?: string
  /** Once for a line. */
  amount?: Amount
  uses: string[]
}

export type Combine = 'add' | 'multiply' | 'highest'
/** How surcharges that hold together combine; `none`: said outright that there is none. */
export type SurchargesSaid = { is: 'none'; clauses: string[] } | { is: Combine; clauses: string[] }

export interface FactorAnswer { percent: string }

export interface TaxAnswer {
  label?: Words
  /** Days from which each rate is in force, in order; a rate without a day always was. */
  rates: { from: string | null; percent: string }[]
  /** What a bill must say: "Autoliquidation". */
  mention?: Words
}

/** What a block says of quotes; several blocks add up. */
export interface QuotesAnswer {
  /** What a quote must state, and for hourly work besides. */
  parts?: QuotePart[]
  hourlyParts?: QuotePart[]
  /** Seconds. */
  multipleOf?: number
  /** Channels and media. */
  sentBy?: string[]
  establishing?: 'free' | 'charged'
  /** From the day of its sending; the last day counts to its end. */
  validFor?: Stretch
  /** Channels and media. */
  acceptedThrough?: string[]
  /** What must be known to accept or refuse one; at most one condition. */
  conditions: Condition[]
}
export interface QuotePart { name: string; label?: Words }
