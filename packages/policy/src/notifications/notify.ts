/** Who is told, through what and at which address. */
import { periodStart, type CivilPeriod } from '../calendar/stretch.ts'
import { standing } from '../decide/standing.ts'
import type { Run } from '../decide/run.ts'
import type { Facts, FactValue, Instant } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { ReadyRule } from '../resolve/machine.ts'
import { media, type Aspect, type Carried, type Medium, type NotificationAnswer } from './types.ts'

export interface NotifiedCustomer {
  name: string
  /** Whether what is told concerns a service of theirs. */
  affected: boolean
  /** The address that the customer set for the type, or for the type that `addressOf` tells. */
  own?: string
  registered?: string
  /** They asked for no more mail of this type. Counts only where the policy leaves them the choice. */
  unsubscribed?: boolean
}

export interface Notification {
  /** Empty when the customer was not named. */
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
  /** affected: those whom it concerns; all: everybody; null: the policy does not speak of this type. */
  to: 'affected' | 'all' | null
  /** Whether they may ask for no more mail of this type. */
  optional: boolean
  notifications: Notification[]
  through: Medium[]
  /** The type whose own address is used; null: none may be set. */
  addressOf: string | null
  /** Seconds within which it must be shown; null: no figure is promised. */
  within: number | null
  /** At the beginning of which period it goes by itself; null: on an event only. */
  every: CivilPeriod | null
  /** When that is next. */
  next: Instant | null
  clauses: string[]
  facts: Record<string, FactValue | null>
}

type Won = { [A in Aspect]?: ReadyRule<Extract<NotificationAnswer, { aspect: A }>> }

/** Tells of an event to those whom the policy names. `bounced`: addresses that refused mail for good (SEED-18). */
export function notify(policy: Policy, facts: Facts, now: Instant, { type, event, customers, bounced }: {
  type: string; event: string; customers: readonly NotifiedCustomer[]; bounced: readonly string[]
}): Notified {
  const known = policy.facts.get('notification')!.options.some(({ value }) => value === type)
  const run = standing(policy, { ...facts, notification: type }, now)
  const said = new Said(run, known ? whatIsSaid(run, policy) : {})
  const through = media.filter((medium) => said.peek(medium)?.yes === true)
  const result: Notified = { outcome: 'unsaid', type, to: null, optional: false, notifications: [], through, addressOf: null, within: null, every: null, next: null, clauses: [], facts: {} }
  const [to, personal] = [said.of('to'), said.of('personal')]
  if (!to || through.length === 0) return { ...result, through: [] }
  result.to = to.to
  // What a contract owes is not given up by a click in a letter (MAIL-19).
  result.optional = said.peek('optional')?.yes === true && !said.peek('carries')
  const every = said.of('every')
  if (every) {
    result.every = every.period
    result.next = periodStart(now, every.period, policy.zone, 1)
  }
  const own = said.peek('own_address')
  if (personal?.yes === false) return { ...result, outcome: 'public', ...said.cited(policy) }
  const refused = new Set(bounced.map(folded))
  for (const customer of customers) {
    if (to.to === 'affected' && !customer.affected) continue
    const id = customer.name === '' ? event : `${event}/${customer.name}`
    const silent = result.optional && customer.unsubscribed === true
    if (silent) said.of('optional')
    const { addresses, tasks } = through.includes('mail') && !silent ? mailTo(customer, said, refused) : { addresses: [], tasks: [] }
    const messages = through.flatMap((medium): Notification['messages'] => (medium === 'mail' ? addresses.map((address) => ({ medium, id, address })) : [{ medium, id }]))
    result.notifications.push({ customer: customer.name, id, messages, tasks })
  }
  if (result.notifications.length === 0) return { ...result, outcome: 'not_concerned', through: [], ...said.cited(policy) }
  for (const medium of through) said.of(medium)
  return { ...result, outcome: 'sent', addressOf: own?.yes ? (own.of ?? type) : null, within: said.of('sent')?.within ?? null, ...said.cited(policy) }
}

/** The type that letters leaving by other ways bear; null when the policy gives them none: they go to the registered address. */
export function typeOfLetters(policy: Policy, facts: Facts, now: Instant, letters: Carried): string | null {
  const found = policy.facts.get('notification')!.options.find(({ value }) => {
    const run = standing(policy, { ...facts, notification: value }, now)
    return whatIsSaid(run, policy).carries?.rule.answer.letters === letters
  })
  return found?.value ?? null
}

/** The rule that wins for each aspect. */
function whatIsSaid(run: Run, policy: Policy): Won {
  const won: Partial<Record<Aspect, ReadyRule<NotificationAnswer>>> = {}
  for (const ready of policy.machine.families.notifications) {
    const { aspect } = ready.rule.answer
    if (!won[aspect] && run.holds(ready.when)) won[aspect] = ready
  }
  return won as Won
}

/** What the policy says, aspect by aspect; what was asked for is cited, the rest is not. */
class Said {
  readonly #run: Run
  readonly #won: Won
  readonly #used = new Set<Aspect>()

  constructor(run: Run, won: Won) {
    this.#run = run
    this.#won = won
  }

  of<A extends Aspect>(aspect: A): Extract<NotificationAnswer, { aspect: A }> | undefined {
    if (this.#won[aspect]) this.#used.add(aspect)
    return this.peek(aspect)
  }

  peek<A extends Aspect>(aspect: A): Extract<NotificationAnswer, { aspect: A }> | undefined {
    return this.#won[aspect]?.rule.answer
  }

  cited(policy: Policy): Pick<Notified, 'clauses' | 'facts'> {
    const used = [...this.#used].map((aspect) => this.#won[aspect]!)
    const clauses = new Set(used.flatMap(({ rule }) => rule.clauses))
    return { clauses: [...policy.clausesById.keys()].filter((id) => clauses.has(id)), facts: Object.assign({}, ...used.map((ready) => this.#run.looked(ready))) as Notified['facts'] }
  }
}

/** Where mail goes. An own address that is empty or refuses falls back as the policy says; nobody is written to twice. */
function mailTo({ own = '', registered }: NotifiedCustomer, said: Said, refused: ReadonlySet<string>): { addresses: string[]; tasks: string[] } {
  const main = registered === undefined ? [] : [registered]
  const may = said.peek('own_address')?.yes === true
  const set = may && own.trim() !== '' ? [own.trim()] : []
  if (own.trim() !== '') said.of('own_address')
  const replaces = may && said.peek('own_replaces')?.yes === true
  if (set.length > 0 || replaces) said.of('own_replaces')
  const isDead = (address: string): boolean => refused.has(folded(address))
  const fallsBack = replaces && set.every(isDead)
  const fallback = fallsBack && said.of('fallback')?.to === 'registered' ? main : []
  const wanted = replaces ? [...set, ...fallback] : [...main, ...set]
  const once = wanted.filter((address, at) => wanted.findIndex((one) => folded(one) === folded(address)) === at)
  const dead = once.filter(isDead)
  return { addresses: once.filter((address) => !isDead(address)), tasks: dead.length > 0 && said.of('on_bounce')?.task === true ? dead : [] }
}

/** The domain of an address has no capitals; the rest is left to who owns it. */
function folded(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}
