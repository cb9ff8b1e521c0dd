/**
 * The words shared by the engine and those who call it: facts in, decisions out.
 * Everything here is plain data that survives JSON; words are made when someone reads it.
 */

/** Epoch milliseconds, UTC. */
export type Instant = number
export type Lang = 'fr' | 'en'
/** One text in each published language. */
export type Words = Partial<Record<Lang, string>>

/** How sure we are of the sender (domain §3.4). T0.5: plausible address, no aligned signature. */
export type Trust = 'T0' | 'T0.5' | 'T1' | 'T2' | 'T3'
export const trustLevels: readonly Trust[] = ['T0', 'T0.5', 'T1', 'T2', 'T3']

/**
 * What is known about a request. Keys are the names of declared facts (`channel`, `kind`, `tier`,
 * `contract.gti`, …); a key that is absent means "not known", which is not "no".
 * Durations are seconds, instants are epoch milliseconds, versions and texts are strings.
 */
export type FactValue = string | number | boolean | readonly string[]
export type Facts = Readonly<Record<string, FactValue | undefined>>

export type Outcome = 'accepted' | 'held' | 'redirected' | 'refused' | 'ask'
export type Stage =
  | 'tier' | 'access' | 'identification' | 'scope' | 'versions' | 'priority' | 'department' | 'requires'
  | 'routes' | 'languages' | 'handling' | 'queue' | 'targets' | 'notices'

/** One thing the engine established, by which clauses, from which facts. */
export interface Step {
  stage: Stage
  /** Clause ids (or declared statement ids) that made it so; empty only for a default of the language. */
  clauses: string[]
  /** Name of the rule inside the clause, when it has one. */
  rule?: string
  /** The facts that the winning rule looked at. */
  facts: Record<string, FactValue | null>
  /** What it established, in the language's own keywords (`open`, `closed`, `T2`, `high`, …). */
  result: string
}

export type Metric =
  | 'acknowledgement' | 'first_reply' | 'next_reply' | 'intervention' | 'update' | 'workaround'
  | 'restoration' | 'resolution' | 'callback' | 'on_site'

export type Counted =
  | { by: 'elapsed' }
  /** `zone`: of the customer, when the hours are told on the customer's wall. */
  | { by: 'calendar'; calendar: string; zone?: string }
  | { by: 'business_days'; calendar: string; dayRule: 'end_of_day' | 'same_time'; cutoff?: number; zone?: string }

export type Statistic = { of: 'each' } | { of: 'mean'; over: 'month' | 'quarter' | 'year' } | { of: 'share'; percent: number; over: 'month' | 'quarter' | 'year' }

/** A promise that applies to a request. The clock that runs it is computed by `readClock`. */
export interface Commitment {
  /** Stable name of the target in the policy. */
  target: string
  metric: Metric
  clauses: string[]
  /** Seconds (or days when counted in business days). null: promised in words only, nothing to measure. */
  value: number | null
  /** The usual lower bound of a range, informative. */
  usual?: number
  counted: Counted
  statistic: Statistic
  bond: 'guaranteed' | 'objective' | 'none'
  lateWhen: 'counted_over_target' | 'now_past_deadline'
  /** When it starts to run (after a hold, the opening). */
  startsAt: Instant
  /** The deadline if nothing pauses it. null when `value` is null or unreachable. For a mean it is indicative. */
  deadline: Instant | null
  /** States of the ticket that pause it. */
  pauses: PauseState[]
  /** Events that stop it. */
  stops: StopEvent[]
}
export type PauseState = 'waiting_customer' | 'waiting_supplier'
export type StopEvent = 'human_reply' | 'taken_in_charge' | 'work_started' | 'any_reply' | 'workaround_given' | 'restored' | 'solved' | 'called_back' | 'arrived'

export interface Ask {
  /** A declared fact, or several of which one suffices. */
  facts: string[]
  clauses: string[]
  /** block: not accepted without it; ask: not accepted, asked back; admit_and_ask: accepted, asked back; optional: only offered. */
  ifMissing: 'block' | 'ask' | 'admit_and_ask' | 'optional'
  /** missing: not given; invalid: given and not of the declared form; ambiguous / inexistent: a local time that is twice or never. */
  problem: 'missing' | 'invalid' | 'ambiguous' | 'inexistent'
  /** Why it is asked, in words of the policy. */
  why?: Words
}

/** A way forward named by the policy. */
export interface NextStep {
  /** A declared channel to use instead. */
  channel?: string
  /** A declared address (URL, mail, telephone), by name. */
  address?: string
  /** Who else can help ("your system administrator"). */
  referral?: Words
  /** A quote may be asked for. */
  quote?: boolean
  /** The policy's own sentence. */
  words?: Words
}

export interface Remark { clauses: string[]; rule?: string; words: Words; tags: string[] }

/** What the policy answers to a request. */
export interface Decision {
  policy: string
  version: string
  at: Instant
  outcome: Outcome
  /** All clauses that made the decision, in the order in which they were applied, without repetition. */
  clauses: string[]
  /** The clauses that decided the outcome (the refusing, holding, redirecting ones). */
  decisive: string[]
  /** The policy's own reason, in words, when the deciding rule gives one. */
  reason?: Words
  next?: NextStep
  /** With `redirected`: the channel to which. */
  to?: string
  /** With `held`: until when, and the calendar that opens then. */
  heldUntil?: Instant
  /** open: with its promises; discretionary: may be answered, nothing promised. */
  entitlement: 'open' | 'discretionary' | 'closed'
  scope?: 'covered' | 'limited' | 'discretionary' | 'excluded'
  tier?: string
  kind?: string
  department?: string
  priority?: string
  /** Place of its class in the queue, 0 first. */
  rank: number
  /** Team that acts, and whether it is the on-call one. */
  handledBy?: string
  onCall: boolean
  answerIn?: string
  tags: string[]
  asks: Ask[]
  commitments: Commitment[]
  remarks: Remark[]
  steps: Step[]
}

export interface Finding {
  severity: 'error' | 'warning' | 'info'
  /** Stable kebab-case name, e.g. `zone-abbreviation`; each is documented in docs/policy-language.md. */
  code: string
  file: string
  line: number
  column: number
  clause?: string
  /** What is wrong, in both languages, and the way out. */
  message: { fr: string; en: string }
  wayOut: { fr: string; en: string }
}
