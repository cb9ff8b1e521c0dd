import type { Decision, Policy } from '@guichet/policy'
import type { Customer, CustomerTicketPage, Lang, MessageView, TicketPage, TimelineEntry } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { clocksWith, promisesOf } from '#clocks/clocks.ts'
import { deliveriesOf } from '#outbox/outbox.ts'
import { findProfile, isInside, isOnDesk } from '#people/people.ts'
import type { AgentPower, DeskWall, Profile, Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { wordsIn } from '#fields/fields.ts'
import type { Family, Row, TicketEvent } from '#tickets/tickets.ts'
import { chainOf, effective, factsNow, familyOf, ticketOf, undoneBy } from '#tickets/tickets.ts'
import { allowedToAgent, allowedToCustomer } from './allowed.ts'
import { clockView } from './clock-view.ts'
import { decisionView } from './decision-view.ts'
import { factLabels } from './labels.ts'
import { policyOfTicket } from './moves.ts'
import { historyBehind, relationsOf } from './relations.ts'
import { saidOf } from './said.ts'
import { senderView } from './sender-view.ts'
import type { KeptSender } from './sender-view.ts'
import { customerFields, fieldTold, historyBeside, ticketFields } from './ticket-fields.ts'
import { decisionNow, ticketWork } from './ticket-work.ts'
import { answeredElsewhere } from './together.ts'

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
  /** The agents whom it mentions by id: those who follow it, or spent time on it. */
  readonly agents: readonly { readonly id: string; readonly name: string }[]
  readonly team: { readonly id: string; readonly name: string } | null
  /** Every field of the provider, in order. */
  readonly fields: Row<'fields'>[]
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
  (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name)), '[]') from agents a where a.provider_id = $1
    and (a.id = any(t.watchers) or a.id in (select w.agent_id from work w where w.provider_id = $1 and w.ticket_id = t.id))) as agents,
  (select coalesce(json_agg(d order by d.position, d.id), '[]') from fields d where d.provider_id = $1) as fields,
  (select json_build_object('id', g.id, 'name', g.name) from agent_teams g where g.provider_id = $1 and g.id = t.desk_team_id) as team,
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
function messageView(found: Pick<Found, 'attachments' | 'raws'>, row: Row<'messages'>, deliveries: Awaited<ReturnType<typeof deliveriesOf>>, base: string, forAgents: boolean): MessageView {
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

/** Of several tickets, one conversation: at the same instant, as they were written. */
const inOrder = (a: MessageView, b: MessageView): number => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1)

/** What of an event its sentence needs: not all that was known, nor the whole decision. */
function toldOf(event: TicketEvent, fields: Found['fields'], lang: Lang): Record<string, unknown> {
  if (event.type === 'ticket.field_set') return fieldTold(fields, event, lang)
  if (event.type === 'ticket.opened') return { channel: event.data.channel }
  const { decision, facts: _facts, fromChange: _from, policyVersion, bulk: _bulk, ...data } = event.data as Record<string, unknown> & { decision?: Decision }
  if (event.type === 'ticket.redecided') return { ...data, policyVersion }
  return event.type === 'ticket.facts_changed' ? { ...data, scope: decision?.scope ?? null, kind: decision?.kind ?? null } : data
}

/** That an act on many tickets did it; the way there for whoever may look at that: its author, and a lead from whom nothing is walled off. */
function inBulk({ actor, data: { bulk } }: TicketEvent, { wall, powers }: AgentReader): Pick<TimelineEntry, 'bulk'> {
  const may = bulk && (actor.id === wall.agentId || (powers.has('lead') && wall.departments === null))
  return bulk ? { bulk: { runId: may ? bulk.runId : null, tickets: bulk.tickets } } : {}
}

/** Messages stand at their place; their own events would say the same again. */
function timeline(events: readonly TicketEvent[], messages: readonly MessageView[], fields: Found['fields'], reader: AgentReader): TimelineEntry[] {
  const many = new Map(events.flatMap((event) => ('messageId' in event.data && event.data.messageId ? [[event.data.messageId, inBulk(event, reader)] as const] : [])))
  const shown: TimelineEntry[] = messages.map((message) => ({ kind: 'message', at: message.at, message, ...many.get(message.id) }))
  const undone = undoneBy(events)
  for (const event of events) {
    if (event.type.startsWith('message.') && event.type !== 'message.automatic') continue
    shown.push({
      kind: 'event', id: event.id, at: writeInstant(event.at), type: event.type, actor: actorView(event.actor.kind, event.actor.id ?? null, event.actor.name ?? null), undone: undone.has(event.id),
      data: toldOf(event, fields, reader.lang), ...inBulk(event, reader),
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

/** `above`: what happened where it goes on; `of`: its number, on the page of that one. */
async function clockViews(desk: Desk, providerId: string, events: readonly TicketEvent[], lang: Lang, now: number, above: readonly TicketEvent[] = [], of?: number) {
  const views = await Promise.all(
    promisesOf(events).map(async (promised) => {
      const policy = await policyOf(desk, providerId, promised.policyVersion)
      return clocksWith(policy, promised, events, above, now).map((clock) => ({ ...clockView(policy, clock, lang, now), ...(of === undefined ? {} : { of }) }))
    }),
  )
  return views.flat()
}

/** The tickets that go on in one, whole: those that may be seen. */
async function foundBelow(desk: Desk, providerId: string, family: Family | undefined, seen: (found: Found) => boolean): Promise<{ found: Found; of: Family['below'][number] }[]> {
  const all = await Promise.all((family?.below ?? []).map(async (of) => ({ found: await find(desk, providerId, of.number), of })))
  return all.flatMap(({ found, of }) => (found && seen(found) ? [{ found, of }] : []))
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
  const family = await familyOf(desk.database.db, providerId, row.id, history)
  const [below, elsewhere] = await Promise.all([
    foundBelow(desk, providerId, family, ({ ticket: one }) => isOnDesk(reader.wall, { department: one.department, assigneeId: one.assignee_id })),
    answeredElsewhere(desk, providerId, row.id, history),
  ])
  const carried = [...deliveries, ...(await Promise.all(below.map(({ of }) => deliveriesOf(desk.database.db, providerId, of.id)))).flat()]
  const messages = [
    ...[...found.messages, ...elsewhere.messages].map((message) => messageView({ raws: found.raws, attachments: [...found.attachments, ...elsewhere.attachments] }, message, carried, reader.base, true)),
    ...below.flatMap(({ found: one, of }) => one.messages.map((message) => ({ ...messageView(one, message, carried, reader.base, true), of: of.number }))),
  ].sort(inOrder)
  const customer = profile ? customerView(profile, today(policy, now)) : null
  const decision = decisionNow(row.decision, events)
  const facts = factsNow(row.facts, events)
  const acting = (await policyOfTicket(desk, providerId, ticket, now)) ?? policy
  const sender = messages.find((message) => message.sender !== null)?.sender
  const fields = ticketFields(found.fields, ticket, events, reader.wall)
  const seen = historyBeside(found.fields, history, reader.wall)
  const own = { asked: fields.filter(({ asked }) => asked).length, missing: fields.filter(({ asked, required, value }) => asked && required && value === null).map(({ label }) => wordsIn(label, reader.lang)) }
  return {
    id: row.id, number: row.number, version: ticket.version, subject: row.subject, state: ticket.state, channel: row.channel, kind: row.kind, tier: row.tier,
    priority: row.priority, department: row.department, rank: row.rank, language: row.language === 'en' ? 'en' : 'fr', openedAt: writeInstant(ticket.openedAt),
    changedAt: writeInstant(ticket.changedAt), heldUntil: ticket.heldUntil === null ? null : writeInstant(ticket.heldUntil),
    assignee: row.assignee_id === null || found.assignee === null ? null : { id: row.assignee_id, name: found.assignee },
    contact: found.contact, service: customer?.services.find((service) => service.id === row.service_id) ?? null,
    facts: facts as TicketPage['facts'], labels: factLabels(policy, facts, reader.lang),
    sender: sender ?? { address: null, name: null, trust: row.trust as 'T0', reason: 'unknown_unverified', verdict: null, flags: [], replyTo: null },
    decision: decisionView(policy, decision, reader.lang, now),
    clocks: [
      ...(await clockViews(desk, providerId, events, reader.lang, now, family?.above)),
      ...(await Promise.all(below.map(({ of }) => clockViews(desk, providerId, of.events, reader.lang, now, of.above, of.number)))).flat(),
    ],
    relations: { ...(await relationsOf(desk, providerId, history, family, reader.wall)), alsoTo: [] },
    timeline: timeline(await historyBehind(desk, providerId, seen, reader.wall), messages, found.fields, reader), customer, acts: allowedToAgent({ ticket, events }, { policy: acting, lang: reader.lang, now, powers: reader.powers, agentId: reader.wall.agentId, own }),
    priorities: (policy.facts.get('priority')?.options ?? []).map(({ value, label }) => ({ name: value, label })),
    fields,
    ...ticketWork(acting, { ticket, events, history: seen, names: new Map(found.agents.map(({ id, name }) => [id, name])), team: found.team, held: heldBack(found, now) }, { agentId: reader.wall.agentId, lead: reader.powers.has('lead'), now }),
    now: writeInstant(now),
  }
}

/** Answers that may still be taken back: for their customer they are not there yet, nor is what they did. */
function heldBack(found: Found, now: number): ReadonlySet<string> {
  return new Set(found.messages.filter((message) => message.leaves_at !== null && message.leaves_at > now).map(({ id }) => id))
}

/** How the ticket stands in which one goes on in the end: the one thing of it that whoever asked in the other is told. */
async function stateOfRoot(desk: Desk, providerId: string, ticketId: string): Promise<CustomerTicketPage['state']> {
  const { db } = desk.database
  const root = (await chainOf(db, providerId, ticketId)).at(-1)
  const row = root && (await db.selectFrom('tickets').select('state').where('provider_id', '=', providerId).where('id', '=', root.id).executeTakeFirst())
  return (row?.state ?? 'open') as CustomerTicketPage['state']
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
  const history = eventsOf(found)
  const family = await familyOf(desk.database.db, providerId, row.id, history)
  const [below, elsewhere] = await Promise.all([
    foundBelow(desk, providerId, family, ({ ticket: one }) => isInside(wall, { customerId: one.customer_id, contactId: one.contact_id, teamId: one.team_id })),
    answeredElsewhere(desk, providerId, row.id, history),
  ])
  const written = [{ ...found, messages: [...found.messages, ...elsewhere.messages], attachments: [...found.attachments, ...elsewhere.attachments] }, ...below.map((one) => one.found)]
  const held = new Set(written.flatMap((one) => [...heldBack(one, now)]))
  const events = saidOf(history, held)
  const ticket = ticketOf(events)
  const policy = await policyOf(desk, providerId, row.policy_version)
  const own = await clockViews(desk, providerId, events, reader.lang, now, family?.above)
  const state = ticket.mergedInto === null ? ticket.state : await stateOfRoot(desk, providerId, row.id)
  return {
    number: row.number, version: row.version, subject: row.subject, state, channel: row.channel, kind: row.kind, openedAt: writeInstant(ticket.openedAt), service: found.service,
    decision: decisionView(policy, row.decision, reader.lang, now),
    clocks: [
      ...own,
      // The same promise, counted from the same instant, is one promise to whoever asked twice.
      ...(await Promise.all(below.map(({ of }) => clockViews(desk, providerId, of.events, reader.lang, now, of.above, of.number)))).flat()
        .filter((one) => !own.some(({ target, startsAt }) => target === one.target && startsAt === one.startsAt)),
    ],
    messages: written
      .flatMap((one) => one.messages.filter((message) => message.visibility === 'public' && !held.has(message.id)).map((message) => messageView(one, message, [], reader.base, false)))
      .sort(inOrder),
    fields: customerFields(found.fields, ticket, reader.lang),
    merged: ticket.mergedInto !== null,
    acts: allowedToCustomer({ ticket, events }, { policy: (await policyOfTicket(desk, providerId, ticket, now)) ?? policy, lang: reader.lang, now }), now: writeInstant(now),
  }
}
