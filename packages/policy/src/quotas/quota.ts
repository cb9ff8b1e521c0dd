/** What is left of a counted right, and whether it covers what is asked. */
import { endOfStretch, periodStart, type Stretch } from '../calendar/stretch.ts'
import { horizon } from '../calendar/zone.ts'
import type { Run } from '../decide/run.ts'
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { balance, type Balance, type Cut, type Grant } from './balance.ts'
import type { Bank, QuotaAnswer, QuotaOf } from './types.ts'

/** Quantities are seconds of time, or numbers of requests. */
export interface QuotaAsked {
  /** Which right; without it, the one of time that holds, else the one of requests. */
  name?: string
  of?: QuotaOf
  /** What was bought (`purchase`), or given otherwise than the policy says; `holds`: when it is not what the policy says. */
  grants?: readonly { at?: Instant; holds?: number }[]
  uses?: readonly { at?: Instant; took?: number }[]
  /** From when the periods run; without it, from the coming into force of the policy. */
  since?: Instant
  /** What is about to be used. */
  asked?: number
}

export interface QuotaReading {
  /** unlimited: the policy says so; unspecified: it says nothing for these facts; unknown: a fact of `missing` is needed. */
  outcome: 'covered' | Bank['whenEmpty'] | 'unlimited' | 'unspecified' | 'unknown'
  name?: string
  of: QuotaOf
  balance: Omit<Balance, 'lots'>
  /** Of what remains, what was left from earlier periods. */
  carried: number
  /** What is asked, as it counts, and the part of it that nothing covers. */
  counted: number
  uncovered: number
  /** When the first part of what remains ends, which is the oldest: all last equally long. And when more is given. */
  ends: Instant | null
  renews: Instant | null
  missing: string[]
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
}

const nothing: Omit<Balance, 'lots'> = { granted: 0, used: 0, over: 0, expired: 0, remaining: 0 }

/** The right that holds for these facts, as it stands at an instant. */
export function quota(policy: Policy, asked: QuotaAsked, facts: Facts, now: Instant): QuotaReading {
  const run = standing(policy, facts, now)
  const won = winner(run, asked)
  const of = won?.rule.answer.of ?? asked.of ?? 'time'
  const reading: QuotaReading = { outcome: 'unspecified', of, balance: nothing, carried: 0, counted: 0, uncovered: 0, ends: null, renews: null, missing: [], clauses: [], facts: {} }
  if (!won) return reading
  const { rule } = won
  reading.clauses = [...rule.clauses]
  reading.facts = run.looked(won)
  if (rule.name !== undefined) reading.rule = rule.name
  if (rule.reason) reading.reason = rule.reason
  if (rule.next) reading.next = rule.next
  const bank = rule.answer
  if (bank.limit === 'none') return { ...reading, outcome: 'unlimited', counted: asked.asked ?? 0 }
  reading.name = bank.name
  const holds = bank.holds.is === 'value' ? bank.holds.value : run.value(bank.holds.fact)
  if (bank.holds.is === 'fact') reading.facts[bank.holds.fact] = holds ?? null
  if (typeof holds !== 'number') return { ...reading, outcome: 'unknown', missing: bank.uses }
  return { ...reading, ...stateOf(bank, Math.max(0, Math.floor(holds)), asked, policy, now) }
}

function winner(run: Run, { name, of }: QuotaAsked) {
  const rules = run.policy.machine.families.quotas
  const held = (['time', 'requests'] as const).flatMap((one) => run.winner(rules.filter(({ rule }) => rule.answer.of === one)) ?? [])
  const named = (answer: QuotaAnswer): boolean => name === undefined || (answer.limit === 'bank' && answer.name === name)
  return held.find(({ rule: { answer } }) => named(answer) && (of === undefined || answer.of === of)) ?? null
}

/** What a use counts for: started units, and at least the minimum; nothing stays nothing (BILL-13). */
export function countedUse({ of, unit, minimum }: Pick<Bank, 'of' | 'unit' | 'minimum'>, took: number): number {
  const size = Math.max(0, took)
  if (of === 'requests' || size === 0) return Math.ceil(size)
  return Math.max(minimum, Math.ceil(Math.round(size * 1000) / (unit * 1000)) * unit)
}

function stateOf(bank: Bank, holds: number, { grants, uses = [], since, asked }: QuotaAsked, policy: Policy, now: Instant): Pick<QuotaReading, 'outcome' | 'balance' | 'carried' | 'counted' | 'uncovered' | 'ends' | 'renews'> {
  const { given, cuts, carried, renews } = grantsOf(bank, holds, grants, since ?? policy.effective, policy.zone, now)
  const took = uses.map((use) => ({ at: use.at ?? now, counted: countedUse(bank, use.took ?? (bank.of === 'requests' ? 1 : 0)) }))
  const { lots, ...left } = balance(given, took, cuts, now)
  const counted = countedUse(bank, asked ?? 0)
  const covered = counted <= left.remaining && left.remaining > 0
  return {
    outcome: covered ? 'covered' : bank.whenEmpty, balance: left, counted, uncovered: Math.max(0, counted - left.remaining), ends: lots[0]?.ends ?? null, renews,
    carried: lots.reduce((sum, lot) => sum + (carried(lot) ? lot.left : 0), 0),
  }
}

/** Purchases: what outlived the length of its purchase is carried over. */
function bought(grants: readonly { at: Instant; holds: number }[], lasts: Stretch | undefined, times: number, zone: string, now: Instant): Given {
  const end = (at: Instant, count: number): Instant | null => (lasts ? endOfStretch(at, { months: lasts.months * count, days: lasts.days * count }, zone) : null)
  const given = grants.map(({ at, holds }) => ({ at, holds, first: end(at, 1), ends: end(at, 1 + times) }))
  return { given, cuts: [], carried: ({ at }) => given.some((grant) => grant.at === at && grant.first !== null && grant.first <= now), renews: null }
}

interface Given { given: Grant[]; cuts: Cut[]; carried: (lot: { at: Instant }) => boolean; renews: Instant | null }

/** What was granted until now, what of it comes from an earlier period, and when more is given. */
function grantsOf(bank: Bank, holds: number, grants: QuotaAsked['grants'], since: Instant, zone: string, now: Instant): Given {
  const { per, lasts, carry } = bank
  const own = grants?.map((grant) => ({ at: grant.at ?? now, holds: Math.max(0, Math.floor(grant.holds ?? holds)) }))
  if (per === 'purchase') return bought(own ?? [], lasts, carry.periods ?? 0, zone, now)
  const first = Math.max(horizon.from, Math.min(since, ...(own ?? []).map(({ at }) => at)))
  const starts: Instant[] = []
  for (let offset = 0, at = periodStart(first, per, zone); at <= now; at = periodStart(first, per, zone, ++offset)) starts.push(at)
  const ended = (at: Instant): Instant | null => (carry.periods === undefined ? null : periodStart(at, per, zone, carry.periods + 1))
  const each = own ?? starts.map((start) => ({ at: Math.max(start, first), holds }))
  return {
    given: each.map((grant) => ({ ...grant, ends: ended(grant.at) })),
    cuts: carry.atMost === undefined ? [] : starts.map((at) => ({ at, atMost: carry.atMost! })),
    carried: ({ at }) => at < (starts.at(-1) ?? at), renews: first > now ? first : periodStart(now, per, zone, 1),
  }
}
