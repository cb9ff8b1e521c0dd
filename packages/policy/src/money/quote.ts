/** Quotes: whether one may be sent, accepted, refused, and whether work may start. */
import { endOfStretch } from '../calendar/stretch.ts'
import { standing } from '../decide/standing.ts'
import type { Run } from '../decide/run.ts'
import type { Facts, FactValue, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import { bill, type QuoteState } from './bill.ts'
import type { PriceAnswer, QuotesAnswer } from './types.ts'

export const quoteActs = ['send', 'accept', 'refuse', 'start', 'bill_preparation'] as const
export type QuoteAct = (typeof quoteActs)[number]

/** A quote as it stands, and what is to be done with it. Durations in seconds, money in whole cents. */
export interface QuoteAsked {
  do: QuoteAct
  work?: string
  /** Names of the parts that it states, beside those given here. */
  parts?: readonly string[]
  estimate?: number
  rate?: number
  cost?: number
  state?: QuoteState
  sentAt?: Instant
  /** The way it is sent, or the channel through which it is answered. */
  by?: string
}

/** Why it is refused. */
export type QuoteProblem = 'incomplete' | 'estimate_not_multiple' | 'cost_differs' | 'rate_differs' | 'barred' | 'not_sent_so' | 'not_answered_so' | 'not_entitled' | 'not_open' | 'expired' | 'not_accepted' | 'free' | 'price_unknown'

export interface QuoteAnswer {
  outcome: 'allowed' | 'refused'
  do: QuoteAct
  /** The state that it has then. */
  state: QuoteState
  /** Parts, fields or facts that are missing. */
  missing: string[]
  problems: QuoteProblem[]
  /** What the price gives for the estimate, net, where that is known. */
  cost: number | null
  /** How it is sent. */
  delivery: string | null
  /** The first instant at which it may be accepted no more: of one that is sent now, or that waits for an answer. */
  validUntil: Instant | null
  clauses: string[]
  facts: Record<string, FactValue | null>
}

interface Said { answer: QuotesAnswer; by: Record<string, string[]> }

/** What the policy says of an act on a quote, with the clauses that say it. */
export function quote(policy: Policy, asked: QuoteAsked, facts: Facts, now: Instant): QuoteAnswer {
  // Answered through a channel, it is for what is known there; by post or by fax there is none.
  const channel = asked.do === 'send' || asked.by === undefined ? {} : { channel: policy.channels.has(asked.by) ? asked.by : undefined }
  const all = { ...facts, ...channel, ...(asked.work === undefined ? {} : { work: asked.work }) }
  const run = standing(policy, all, now)
  const said = saidOf(policy)
  const until = (sentAt: Instant | undefined): Instant | null => (said.answer.validFor && sentAt !== undefined ? endOfStretch(sentAt, said.answer.validFor, policy.zone) : null)
  const end = asked.state === 'sent' ? until(asked.sentAt) : null
  const state = end !== null && now >= end ? 'expired' : (asked.state ?? 'none')
  const won = run.winner(policy.machine.families.prices)
  const answer: QuoteAnswer = { outcome: 'allowed', do: asked.do, state, missing: [], problems: [], cost: null, delivery: null, validUntil: asked.do === 'send' ? until(now) : end, clauses: [], facts: won ? run.looked(won) : {} }
  const act = acts[asked.do]
  act(answer, { policy, run, asked, said, facts: all, now, price: won?.rule.answer ?? null, priceClauses: won?.rule.clauses ?? [] })
  answer.clauses = [...new Set(answer.clauses)]
  if (answer.problems.length > 0 || answer.missing.length > 0) answer.outcome = 'refused'
  else if (asked.do === 'send') answer.state = 'sent'
  else if (asked.do === 'accept') answer.state = 'accepted'
  else if (asked.do === 'refuse') answer.state = 'refused'
  return answer
}

interface Before { policy: Policy; run: Run; asked: QuoteAsked; said: Said; facts: Facts; now: Instant; price: PriceAnswer | null; priceClauses: readonly string[] }

const acts: Record<QuoteAct, (answer: QuoteAnswer, before: Before) => void> = {
  send, accept: respond, refuse: respond,
  start: (answer, { policy, price, priceClauses }) => {
    answer.clauses.push(...priceClauses, ...(price?.said.quote ?? []))
    if (!price && policy.families.prices.length > 0) answer.problems.push('price_unknown')
    else if (price?.terms.quote === 'required' && answer.state !== 'accepted') answer.problems.push('not_accepted')
  },
  bill_preparation: (answer, { said }) => {
    answer.clauses.push(...(said.by['establishing'] ?? []))
    if (said.answer.establishing !== 'charged') answer.problems.push('free')
  },
}

function send(answer: QuoteAnswer, before: Before): void {
  const { asked, said, price, priceClauses } = before
  const hourly = price ? price.is === 'hourly' : asked.estimate !== undefined || asked.rate !== undefined
  const stated = new Set([...(asked.parts ?? []), ...(['estimate', 'rate', 'cost'] as const).filter((part) => asked[part] !== undefined)])
  const wanted = [...(said.answer.parts ?? []), ...(hourly ? (said.answer.hourlyParts ?? []) : [])]
  answer.missing = wanted.map(({ name }) => name).filter((name) => !stated.has(name))
  answer.clauses.push(...priceClauses, ...(said.by['parts'] ?? []), ...(hourly ? (said.by['hourlyParts'] ?? []) : []))
  if (price?.is === 'barred') answer.problems.push('barred')
  if (answer.missing.length > 0) answer.problems.push('incomplete')
  const { multipleOf, sentBy } = said.answer
  if (multipleOf !== undefined && asked.estimate !== undefined) {
    answer.clauses.push(...said.by['multipleOf']!)
    if (Math.round(asked.estimate * 1000) % Math.round(multipleOf * 1000) !== 0) answer.problems.push('estimate_not_multiple')
  }
  answer.delivery = asked.by ?? sentBy?.[0] ?? null
  if (sentBy) {
    answer.clauses.push(...said.by['sentBy']!)
    if (asked.by !== undefined && !sentBy.includes(asked.by)) answer.problems.push('not_sent_so')
  }
  compareWithPrice(answer, before)
}

/** What is quoted is what the price gives for the estimate: a quote that said otherwise would not be kept by the bill. */
function compareWithPrice(answer: QuoteAnswer, { policy, asked, facts, now, price }: Before): void {
  if (!price || (price.is === 'hourly' && asked.estimate === undefined)) return
  const { lines: [line] } = bill(policy, { lines: [{ spent: asked.estimate ?? 0, quote: 'accepted', executed: true, ...(asked.estimate === undefined ? {} : { estimate: asked.estimate }), ...(asked.cost === undefined ? {} : { cost: asked.cost }) }] }, facts, now)
  if (!line || line.outcome === 'undecided' || line.outcome === 'barred') return
  answer.cost = line.net
  if (asked.cost !== undefined && asked.cost !== line.net) answer.problems.push('cost_differs')
  if (asked.rate !== undefined && line.rate !== null && asked.rate !== line.rate) answer.problems.push('rate_differs')
}

function respond(answer: QuoteAnswer, { asked, said, run, policy }: Before): void {
  const { acceptedThrough, conditions } = said.answer
  const entitled = policy.machine.families.quotes.flatMap(({ inner }) => inner)
  answer.clauses.push(...(said.by['acceptedThrough'] ?? []), ...(conditions.length > 0 ? said.by['conditions']! : []))
  if (answer.state === 'expired') {
    answer.clauses.push(...(said.by['validFor'] ?? []))
    answer.problems.push('expired')
  } else if (answer.state !== 'sent') answer.problems.push('not_open')
  const through = asked.by ?? run.word('channel')
  if (acceptedThrough && through === undefined) answer.missing.push('by')
  else if (acceptedThrough && !acceptedThrough.includes(through!)) answer.problems.push('not_answered_so')
  if (!entitled.every((condition) => run.holds(condition))) answer.problems.push('not_entitled')
}

/** All that the blocks say, and the clauses of each key. */
function saidOf(policy: Policy): Said {
  const said: Said = { answer: { conditions: [] }, by: {} }
  for (const { answer, clauses } of policy.families.quotes) {
    for (const [key, value] of Object.entries(answer)) {
      if (key === 'conditions' && (value as unknown[]).length === 0) continue
      Object.assign(said.answer, { [key]: value })
      said.by[key] = clauses
    }
  }
  return said
}
