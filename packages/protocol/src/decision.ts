import { z } from 'zod'
import { duration, factValue, instant, words } from './basics.ts'

/** A clause that a decision cites, with its published text in the reader's language. */
export const citedClause = z.object({ id: z.string(), title: z.string().nullable(), text: z.string() }).meta({ id: 'CitedClause' })

/** One thing that the policy established, by which clauses, from which facts. */
export const step = z
  .object({ stage: z.string(), clauses: z.array(z.string()), rule: z.string().nullable(), facts: z.record(z.string(), factValue.nullable()), result: z.string() })
  .meta({ id: 'DecisionStep' })

/** A way forward named by the policy; `address` and `url` are resolved, ready to show. */
export const nextStep = z
  .object({ channel: z.string().nullable(), channelLabel: words.nullable(), address: z.string().nullable(), referral: words.nullable(), quote: z.boolean(), words: words.nullable() })
  .meta({ id: 'NextStep' })

/** Something the policy still wants to know. */
export const ask = z
  .object({
    facts: z.array(z.string()), labels: z.array(words), clauses: z.array(z.string()),
    ifMissing: z.enum(['block', 'ask', 'admit_and_ask', 'optional']), problem: z.enum(['missing', 'invalid', 'ambiguous', 'inexistent']), why: words.nullable(),
  })
  .meta({ id: 'Ask' })

export const remark = z.object({ clauses: z.array(z.string()), words, tags: z.array(z.string()) }).meta({ id: 'Remark' })

/** What the policy answered to a request, with the clauses that made it. */
export const decision = z
  .object({
    policy: z.string(), version: z.string(), at: instant,
    outcome: z.enum(['accepted', 'held', 'redirected', 'refused', 'ask']),
    /** The answer as it is told to the person who asked, in the reader's language. */
    words: z
      .object({
        headline: z.string(), because: z.string().nullable(), instead: z.string().nullable(), href: z.string().nullable(),
        remarks: z.array(z.string()), asks: z.array(z.string()), promises: z.array(z.object({ target: z.string(), text: z.string(), kind: z.enum(['guarantee', 'objective', 'usual', 'unquantified']) })),
        nothingPromised: z.string().nullable(),
      })
      .meta({ id: 'DecisionWords' }),
    clauses: z.array(citedClause),
    /** Ids of the clauses that decided the outcome. */
    decisive: z.array(z.string()),
    reason: words.nullable(), next: nextStep.nullable(), to: z.string().nullable(), heldUntil: instant.nullable(),
    entitlement: z.enum(['open', 'discretionary', 'closed']), scope: z.string().nullable(), tier: z.string().nullable(), kind: z.string().nullable(),
    department: z.string().nullable(), priority: z.string().nullable(), rank: z.int(), handledBy: z.string().nullable(), onCall: z.boolean(),
    answerIn: z.string().nullable(), tags: z.array(z.string()), asks: z.array(ask), remarks: z.array(remark), steps: z.array(step),
  })
  .meta({ id: 'Decision' })
export type DecisionView = z.infer<typeof decision>

/** A stretch of a clock's life, the rows under the ribbon: adding the counted ones gives `elapsed` (TIME-30). */
export const segment = z
  .object({
    from: instant,
    /** Null: stands still for as long as the pause lasts. */
    to: instant.nullable(),
    /** counted · closed (outside hours) · holiday · paused (waiting for the customer) · hold (until handling opens) · start_day (before the first business day) */
    state: z.enum(['counted', 'closed', 'holiday', 'paused', 'hold', 'start_day']),
    counted: duration,
    /** Why it stands still, in words, where the policy names it (the holiday, the closure). */
    label: words.nullable(),
    /** Past `now`: what will be counted if nothing changes. */
    future: z.boolean(),
  })
  .meta({ id: 'Segment' })

/** A promise that runs on a ticket, or did. */
export const clock = z
  .object({
    target: z.string(), metric: z.string(), label: words, clauses: z.array(z.string()), policyVersion: z.string(),
    /** The merged ticket to which it was promised, where that is not the one of the page. */
    of: z.int().positive().optional(),
    /** 0 first; a further one for each next reply, update or reopening. */
    cycle: z.int(),
    /** What was promised; null when only in words. */
    promised: duration.nullable(), usual: duration.nullable(),
    counted: z.discriminatedUnion('by', [
      z.object({ by: z.literal('elapsed') }),
      /** `zone`: of the customer, for hours on the customer's wall. */
      z.object({ by: z.literal('calendar'), calendar: z.string(), zone: z.string().optional() }),
      z.object({ by: z.literal('business_days'), calendar: z.string(), dayRule: z.enum(['end_of_day', 'same_time']), zone: z.string().optional() }),
    ]),
    statistic: z.enum(['each', 'mean', 'share']), bond: z.enum(['guaranteed', 'objective', 'none']),
    /** waiting: starts later · running: counting now · standing: outside its hours · paused: others are waited for · stopped, cancelled: over */
    state: z.enum(['waiting', 'running', 'standing', 'paused', 'stopped', 'cancelled']),
    startsAt: instant, dueAt: instant.nullable(), stoppedAt: instant.nullable(),
    /** kept and late only once judged; `late` already while it runs past its deadline. Null: not judged (no number, a mean). */
    outcome: z.enum(['kept', 'late']).nullable(),
    elapsed: duration, remaining: duration.nullable(),
    /** When a clock that stands still goes on, if that is known. */
    resumesAt: instant.nullable(),
    /** The promise and where it stands, in the reader's language. */
    sentence: z.string(),
    segments: z.array(segment),
    /** With a change of priority or contract while it ran: what was promised before (TIME-23). */
    replaces: z.object({ promised: duration.nullable(), dueAt: instant.nullable(), at: instant }).nullable(),
  })
  .meta({ id: 'Clock' })
export type ClockView = z.infer<typeof clock>
