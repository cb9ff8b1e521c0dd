/** Who is told, through what and at which address. */
import { standing } from '../decide/standing.ts'
import type { Run } from '../decide/run.ts'
import type { Facts, FactValue, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { ReadyRule } from '../resolve/machine.ts'
import { media, type Aspect, type Medium, type NotificationAnswer } from './types.ts'

export interface NotifiedCustomer {
  name: string
  /** Whether what is told concerns a service of theirs. */
  affected: boolean
  /** The address that the customer set for the type, or for the type that `addressOf` tells. */
  own?: string
  registered?: string
}

export interface Notification {
  customer: string
  /** The same on every copy of this notification, and on no other customer's. */
  id: string
  messages: { medium: Medium; id: string; address?: string }[]
  /** Addresses that refuse mail for good and that somebody is to look at. */
  tasks: string[]
}

export interface Notified {
  /** public: a notice stands for all, nobody is told personally. unsaid: the policy does not speak of this type. */
  outcome: 'sent' | 'not_concerned' | 'public' | 'unsaid'
  type: string
  notifications: Notification[]
  through: Medium[]
  /** The type whose own address is used; null: none may be set. */
  addressOf: string | null
  /** Seconds within which it must be shown; null: no figure is promised. */
  within: number | null
  clauses: string[]
  facts: Record<string, FactValue | null>
}

type Said = { [A in Aspect]?: Extract<NotificationAnswer, { aspect: A }> }
interface Heard { said: Said; clauses: string[]; looked: Notified['facts'] }

/** Tells of an event to those whom the policy names. `bounced`: addresses that refused mail for good (SEED-18). */
export function notify(policy: Policy, facts: Facts, now: Instant, { type, event, customers, bounced }: {
  type: string; event: string; customers: readonly NotifiedCustomer[]; bounced: readonly string[]
}): Notified {
  const known = policy.facts.get('notification')!.options.some(({ value }) => value === type)
  const { said, clauses, looked }: Heard = known ? whatIsSaid(standing(policy, { ...facts, notification: type }, now), policy) : { said: {}, clauses: [], looked: {} }
  const through = media.filter((medium) => said[medium]?.yes === true)
  const result: Notified = {
    outcome: 'unsaid', type, notifications: [], through, addressOf: said.own_address?.yes ? (said.own_address.of ?? type) : null, within: said.sent?.within ?? null, clauses, facts: looked,
  }
  if (!said.to || through.length === 0) return { ...result, through: [], addressOf: null, within: null }
  if (said.personal?.yes === false) return { ...result, outcome: 'public' }
  const refused = new Set(bounced.map(folded))
  for (const customer of customers) {
    if (said.to.to === 'affected' && !customer.affected) continue
    const id = `${event}/${customer.name}`
    const { addresses, tasks } = through.includes('mail') ? mailTo(customer, said, refused) : { addresses: [], tasks: [] }
    const messages = through.flatMap((medium): Notification['messages'] => (medium === 'mail' ? addresses.map((address) => ({ medium, id, address })) : [{ medium, id }]))
    result.notifications.push({ customer: customer.name, id, messages, tasks })
  }
  return { ...result, outcome: result.notifications.length > 0 ? 'sent' : 'not_concerned' }
}

/** The rule that wins for each aspect, with the clauses of all of them. */
function whatIsSaid(run: Run, policy: Policy): Heard {
  const won = new Map<Aspect, ReadyRule<NotificationAnswer>>()
  for (const ready of policy.machine.families.notifications) {
    const { aspect } = ready.rule.answer
    if (!won.has(aspect) && run.holds(ready.when)) won.set(aspect, ready)
  }
  const clauses = new Set([...won.values()].flatMap(({ rule }) => rule.clauses))
  const looked = Object.assign({}, ...[...won.values()].map((ready) => run.looked(ready))) as Notified['facts']
  return { said: Object.fromEntries([...won].map(([aspect, { rule }]) => [aspect, rule.answer])) as Said, clauses: [...policy.clausesById.keys()].filter((id) => clauses.has(id)), looked }
}

/** Where mail goes. An own address that is empty or refuses falls back as the policy says; nobody is written to twice. */
function mailTo({ own, registered }: NotifiedCustomer, said: Said, refused: ReadonlySet<string>): { addresses: string[]; tasks: string[] } {
  const main = registered === undefined ? [] : [registered]
  const set = said.own_address?.yes === true && own !== undefined && own.trim() !== '' ? [own.trim()] : []
  const replaces = said.own_address?.yes === true && said.own_replaces?.yes === true
  const fallback = said.fallback?.to === 'registered' ? main : []
  const isDead = (address: string): boolean => refused.has(folded(address))
  const wanted = replaces ? [...set, ...(set.every(isDead) ? fallback : [])] : [...main, ...set]
  const once = wanted.filter((address, at) => wanted.findIndex((one) => folded(one) === folded(address)) === at)
  return { addresses: once.filter((address) => !isDead(address)), tasks: said.on_bounce?.task === true ? once.filter(isDead) : [] }
}

/** The domain of an address has no capitals; the rest is left to who owns it. */
function folded(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}
