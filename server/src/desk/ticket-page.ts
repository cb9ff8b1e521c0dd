import type { Policy } from '@guichet/policy'
import type { Customer, CustomerTicketPage, Lang, MessageView, TicketPage, TimelineEntry } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { clocksOf, promisesOf } from '#clocks/clocks.ts'
import { deliveriesOf } from '#outbox/outbox.ts'
import { findProfile, isInside, isOnDesk } from '#people/people.ts'
import type { AgentPower, DeskWall, Profile, Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Row, TicketEvent } from '#tickets/tickets.ts'
import { effective, ticketOf, undoneBy } from '#tickets/tickets.ts'
import { allowedToAgent, allowedToCustomer } from './allowed.ts'
import { clockView } from './clock-view.ts'
import { decisionView } from './decision-view.ts'
import { factLabels } from './labels.ts'
import { policyOfTicket } from './moves.ts'
import { senderView } from './sender-view.ts'
import type { KeptSender } from './sender-view.ts'

/** Everything of one ticket, read in one statement: a page is a handful of index look-ups whatever the size of the desk. */
interface Found {
  readonly ticket: Row<'tickets'>
  readonly events: Row<'events'>[]
  readonly messages: Row<'messages'>[]
  readonly attachments: Row<'attachments'>[]
  readonly raws: { readonly id: string; readonly type: string | null }[]
  readonly assignee: string | null
  readonly service: string | null
  readonly contact: { readonly id: string; readonly name: string; readonly email: string } | null
}

/** The words that a search finds are left where they are. */
const messageColumns = `select id, at, author_kind, author_id, author_name, visibility, automatic, channel, text, html_file, fold_at, language, sender, request_id, leaves_at
    from messages where provider_id = $1 and ticket_id = t.id`

const text = `select to_json(t) as ticket,
  (select coalesce(json_agg(e order by e.seq), '[]') from events e where e.provider_id = $1 and e.ticket_id = t.id) as events,
  (select coalesce(json_agg(m order by m.at, m.id), '[]') from (${messageColumns}) m) as messages,
  (select coalesce(json_agg(f order by f.id), '[]') from attachments f where f.provider_id = $1 and f.ticket_id = t.id) as attachments,
  (select coalesce(json_agg(json_build_object('id', r.id, 'type', r.raw_media_type)), '[]') from requests r where r.provider_id = $1 and r.raw_sha256 is not null
    and r.id in (select m.request_id from messages m where m.provider_id = $1 and m.ticket_id = t.id)) as raws,
  (select name from services s where s.provider_id = $1 and s.id = t.service_id) as service,
  (select name from agents a where a.provider_id = $1 and a.id = t.assignee_id) as assignee,
  (select json_build_object('id', c.id, 'name', c.name, 'email', c.email) from contacts c where c.provider_id = $1 and c.id = t.contact_id) as contact
from tickets t where t.provider_id = $1 and t.number = $2`

async function find(desk: Desk, providerId: string, number: number): Promise<Found | undefined> {
  const { rows } = await desk.database.pool.query<Found>({ name: 'ticket-page', text, values: [providerId, number] })
  return rows[0]
}

function eventsOf(found: Found): TicketEvent[] {
  return found.events.map(
    (row) =>
      ({
        id: row.id, seq: row.seq, at: row.at, type: row.type, data: row.data, actId: row.act_id,
        actor: { kind: row.actor_kind, ...(row.actor_id ? { id: row.actor_id } : {}), ...(row.actor_name ? { name: row.actor_name } : {}) },
      }) as TicketEvent,
  )
}

const actorView = (kind: string, id: string | null, name: string | null) => ({ kind: kind as 'contact' | 'agent' | 'third_party' | 'system', id, name })

/** `base`: where the API of this provider is, for links to files. */
function messageView(found: Found, row: Row<'messages'>, deliveries: Awaited<ReturnType<typeof deliveriesOf>>, base: string, forAgents: boolean): MessageView {
  const raw = forAgents && row.request_id !== null && found.raws.some((one) => one.id === row.request_id)
  return {
    id: row.id, at: writeInstant(row.at), author: actorView(row.author_kind, forAgents || row.author_kind !== 'agent' ? row.author_id : null, row.author_name),
    visibility: row.visibility, automatic: row.automatic, channel: row.channel, text: row.text,
    html: row.html_file === null ? null : `${base}/messages/${row.id}/html`, foldAt: row.fold_at, language: row.language,
    sender: forAgents && row.sender ? senderView(row.sender as KeptSender) : null,
    attachments: found.attachments
      .filter((file) => file.message_id === row.id)
      .map((file) => ({ id: file.id, name: file.name, mediaType: file.media_type, size: file.size, inline: file.content_id !== null, contentId: file.content_id })),
    deliveries: forAgents
      ? deliveries.filter((one) => one.messageId === row.id).map(({ id, to, state, sentAt, error }) => ({ id, to, state, sentAt: sentAt === null ? null : writeInstant(sentAt), error }))
      : [],
    raw: raw ? `${base}/messages/${row.id}/raw` : null,
    leavesAt: forAgents && row.visibility === 'public' && row.leaves_at !== null ? writeInstant(row.leaves_at) : null,
  }
}

/** Messages stand at their place; their own events would say the same again. */
function timeline(events: readonly TicketEvent[], messages: readonly MessageView[]): TimelineEntry[] {
  const shown: TimelineEntry[] = messages.map((message) => ({ kind: 'message', at: message.at, message }))
  const undone = undoneBy(events)
  for (const event of events) {
    if (event.type.startsWith('message.') && event.type !== 'message.automatic') continue
    shown.push({
      kind: 'event', id: event.id, at: writeInstant(event.at), type: event.type, actor: actorView(event.actor.kind, event.actor.id ?? null, event.actor.name ?? null), undone: undone.has(event.id),
      data: event.type === 'ticket.opened' ? { channel: event.data.channel } : event.type === 'ticket.reprioritised' ? { priority: event.data.priority, from: event.data.from, reason: event.data.reason } : event.type === 'ticket.tier_changed' ? { tier: event.data.tier, from: event.data.from } : event.type === 'ticket.redecided' ? { policyVersion: event.data.policyVersion, from: event.data.from } : { ...event.data },
    })
  }
  return shown.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** A customer as pages show it; `today` tells which contracts are in force. */
export function customerView(profile: Profile, today: string): Customer {
  const { customer } = profile
  return {
    id: customer.id, number: customer.number, name: customer.name, kind: customer.kind, role: customer.role, zone: customer.zone, language: customer.language,
    contacts: profile.contacts.map(({ id, name, email, language, declared, verified, rights }) => ({ id, name, email, language, declared, verified, rights })),
    contracts: profile.contracts.map(({ id, name, values, startsOn, endsOn }) => ({
      id, name, values: values as Customer['contracts'][number]['values'], startsOn, endsOn, inForce: startsOn <= today && (endsOn === null || endsOn >= today),
    })),
    services: profile.services.map(({ id, kind, name, address, addresses, orderNumber, product, version, contractId, endsOn, retiredAt }) => ({
      id, kind, name, address, addresses: [...addresses], orderNumber, product, version, contractId, endsOn, retired: retiredAt !== null,
    })),
    licences: profile.licences.map(({ id, kind, enteredAt }) => ({ id, kind, enteredAt: enteredAt === null ? null : writeInstant(enteredAt) })),
  }
}

const today = (policy: Policy, now: number) => Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(policy.zone).toPlainDate().toString()

async function policyOf(desk: Desk, providerId: string, version: string): Promise<Policy> {
  const policy = await desk.policies.version(providerId, version)
  if (!policy) throw new Error(`policy version ${version} is not published`)
  return policy
}

async function clockViews(desk: Desk, providerId: string, events: readonly TicketEvent[], lang: Lang, now: number) {
  const views = await Promise.all(
    promisesOf(events).map(async (promised) => {
      const policy = await policyOf(desk, providerId, promised.policyVersion)
      return clocksOf(policy, promised, events, now).map((clock) => clockView(policy, clock, lang, now))
    }),
  )
  return views.flat()
}

/** An agent who reads: what there is for them, and what they may do. `base`: where the API of the provider is. */
export interface AgentReader { readonly lang: Lang; readonly base: string; readonly wall: DeskWall; readonly powers: ReadonlySet<AgentPower> }

/** A ticket as agents see it, whole; undefined when it is behind the wall, exactly as when there is none of this number. */
export async function readTicketPage(desk: Desk, providerId: string, number: number, reader: AgentReader): Promise<TicketPage | undefined> {
  const found = await find(desk, providerId, number)
  if (!found || !isOnDesk(reader.wall, { department: found.ticket.department, assigneeId: found.ticket.assignee_id })) return undefined
  const now = desk.time.now()
  const { ticket: row } = found
  const history = eventsOf(found)
  const events = effective(history)
  const ticket = ticketOf(events)
  const [policy, deliveries, profile] = await Promise.all([
    policyOf(desk, providerId, row.policy_version),
    deliveriesOf(desk.database.db, providerId, row.id),
    row.customer_id === null ? undefined : findProfile(desk, providerId, { customerId: row.customer_id }),
  ])
  const messages = found.messages.map((message) => messageView(found, message, deliveries, reader.base, true))
  const customer = profile ? customerView(profile, today(policy, now)) : null
  const decision = row.decision
  const sender = messages.find((message) => message.sender !== null)?.sender
  return {
    id: row.id, number: row.number, version: ticket.version, subject: row.subject, state: ticket.state, channel: row.channel, kind: row.kind, tier: row.tier,
    priority: row.priority, department: row.department, rank: row.rank, language: row.language === 'en' ? 'en' : 'fr', openedAt: writeInstant(ticket.openedAt),
    changedAt: writeInstant(ticket.changedAt), heldUntil: ticket.heldUntil === null ? null : writeInstant(ticket.heldUntil),
    assignee: row.assignee_id === null || found.assignee === null ? null : { id: row.assignee_id, name: found.assignee },
    contact: found.contact, service: customer?.services.find((service) => service.id === row.service_id) ?? null,
    facts: row.facts as TicketPage['facts'], labels: factLabels(policy, row.facts, reader.lang),
    sender: sender ?? { address: null, name: null, trust: row.trust as 'T0', reason: 'unknown_unverified', verdict: null, flags: [], replyTo: null },
    decision: decisionView(policy, decision, reader.lang, now),
    clocks: await clockViews(desk, providerId, events, reader.lang, now),
    timeline: timeline(history, messages), customer, acts: allowedToAgent({ ticket, events }, { policy: (await policyOfTicket(desk, providerId, ticket, now)) ?? policy, lang: reader.lang, now, powers: reader.powers }),
    priorities: (policy.facts.get('priority')?.options ?? []).map(({ value, label }) => ({ name: value, label })),
    now: writeInstant(now),
  }
}

/** Answers that may still be taken back: for their customer they are not there yet, nor is what they did. */
function heldBack(found: Found, now: number): ReadonlySet<string> {
  return new Set(found.messages.filter((message) => message.leaves_at !== null && message.leaves_at > now).map(({ id }) => id))
}

/**
 * A ticket as its customer sees it: public messages only (AB-41). Undefined when it is not theirs, exactly as when there is none (AB-19).
 */
export async function readCustomerTicket(
  desk: Desk, providerId: string, number: number, wall: Wall, reader: { lang: Lang; base: string },
): Promise<CustomerTicketPage | undefined> {
  const found = await find(desk, providerId, number)
  if (!found) return undefined
  const now = desk.time.now()
  const { ticket: row } = found
  if (!isInside(wall, { customerId: row.customer_id, contactId: row.contact_id, teamId: row.team_id })) return undefined
  const held = heldBack(found, now)
  const events = effective(eventsOf(found)).filter(({ data }) => !('messageId' in data && data.messageId != null && held.has(data.messageId)))
  const ticket = ticketOf(events)
  const policy = await policyOf(desk, providerId, row.policy_version)
  return {
    number: row.number, version: row.version, subject: row.subject, state: ticket.state, channel: row.channel, kind: row.kind, openedAt: writeInstant(ticket.openedAt), service: found.service,
    decision: decisionView(policy, row.decision, reader.lang, now),
    clocks: await clockViews(desk, providerId, events, reader.lang, now),
    messages: found.messages.filter((message) => message.visibility === 'public' && !held.has(message.id)).map((message) => messageView(found, message, [], reader.base, false)),
    acts: allowedToCustomer({ ticket, events }, { policy: (await policyOfTicket(desk, providerId, ticket, now)) ?? policy, lang: reader.lang, now }), now: writeInstant(now),
  }
}
