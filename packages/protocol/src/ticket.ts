import { z } from 'zod'
import { duration, facts, id, instant, lang, pageOf, ticketNumber, words } from './basics.ts'
import { actor, eventType, ticketState, trust, trustReason } from './codes.ts'
import { clock, decision } from './decision.ts'
import { relations } from './merge.ts'
import { ticketWork } from './desk-acts.ts'
import { customerField, ticketField } from './fields.ts'
import { agentRef, contactRef, customer, customerRef, service } from './people.ts'

/** The views of the queue that every agent has. Ordered by the policy's rank, then by what is due first. */
export const view = z.enum(['todo', 'mine', 'teams', 'unassigned', 'due_soon', 'late', 'waiting', 'mentioned', 'watching', 'snoozed', 'solved', 'all']).meta({ id: 'View' })
export type View = z.infer<typeof view>

/** The promise that matters now on a row of the queue: the first one due. */
export const dueClock = z
  .object({
    target: z.string(), metric: z.string(), label: words, startsAt: instant, dueAt: instant, late: z.boolean(), bond: z.enum(['guaranteed', 'objective', 'none']),
    /** What is left to count, as the promise counts it; null when it counts in business days. Negative once it passed. */
    remaining: duration.nullable(),
    /** Set while its hours are closed: when it counts on. */
    resumesAt: instant.nullable(),
    /** Why nothing is counted now: outside its hours, or on a holiday, with its name (TIME-07). */
    shut: z.object({ why: z.enum(['closed', 'holiday']), label: words.nullable() }).nullable(),
    /** Where between start and deadline nothing is counted; the first sixty. */
    gaps: z.array(z.object({ from: instant, to: instant, holiday: z.boolean() })).max(60),
  })
  .meta({ id: 'DueClock' })

export const queueRow = z
  .object({
    id, number: ticketNumber, version: z.int(), subject: z.string(), state: ticketState, channel: z.string(),
    kind: z.string().nullable(), tier: z.string().nullable(), priority: z.string().nullable(), department: z.string().nullable(), rank: z.int(),
    customer: customerRef.nullable(), contact: contactRef.nullable(), assignee: agentRef.nullable(), trust,
    openedAt: instant, changedAt: instant, heldUntil: instant.nullable(), due: dueClock.nullable(),
    /** Who wrote last, so that a row says whether somebody waits for us. */
    lastFrom: z.enum(['customer', 'agent', 'system']),
    /** Whether others did something since this agent read it. */
    unread: z.boolean(),
    service: z.object({ id, name: z.string() }).nullable(), team: z.object({ id, name: z.string() }).nullable(), tags: z.array(z.string()),
    snoozedUntil: instant.nullable(),
    /** Why no time is counted, where it is for more than the hours of the promise due first: until when, or null while nobody knows (TIME-07). */
    stopped: z.object({ why: z.enum(['held', 'snoozed', 'waiting_customer', 'waiting_supplier']), until: instant.nullable() }).nullable(),
  })
  .meta({ id: 'QueueRow' })
export type QueueRow = z.infer<typeof queueRow>
export const queuePage = pageOf(queueRow, 'QueuePage')
export type QueuePage = z.infer<typeof queuePage>

export const counts = z
  .object({
    todo: z.int(), mine: z.int(), teams: z.int(), unassigned: z.int(), due_soon: z.int(), late: z.int(), waiting: z.int(), mentioned: z.int(), watching: z.int(), snoozed: z.int(),
    solved: z.int(), all: z.int(), quarantine: z.int(), outgoingFailed: z.int(),
    /** Tickets that the agent follows of which they were told something that they have not seen. */
    watchingUnread: z.int(),
    /** Of each saved view, by its id; null where its filter cannot be read any more. */
    saved: z.record(id, z.int().nullable()),
    /** Of those, which are counted in part. `open`: without what is solved or closed, which the filter does not name; `recent`: of what is done with, among those changed last. */
    savedPartly: z.record(id, z.enum(['open', 'recent'])),
    /** The instant of the count: screens tell time by it. */
    now: instant,
  })
  .meta({ id: 'Counts', description: 'Each is exact up to 1000, which means "1000 or more"' })
export type Counts = z.infer<typeof counts>

export const attachment = z
  .object({ id, name: z.string(), mediaType: z.string(), size: z.int(), inline: z.boolean(), contentId: z.string().nullable() })
  .meta({ id: 'Attachment' })

/** What we checked ourselves about a mail (AUTH-10). */
export const mailVerdict = z
  .object({
    spf: z.string(), dkim: z.array(z.object({ domain: z.string(), result: z.string(), aligned: z.boolean() })), dmarc: z.string(),
    alignedBy: z.enum(['dkim', 'spf']).nullable(), verifier: z.string(), at: instant,
  })
  .meta({ id: 'MailVerdict' })

/** Who sent a message and how far we believe it. */
export const sender = z
  .object({
    address: z.string().nullable(), name: z.string().nullable(), trust, reason: trustReason, verdict: mailVerdict.nullable(),
    /** What is odd about it: several_from, looks_like_address, reply_to_elsewhere, repeated, old_date, agent_address … */
    flags: z.array(z.string()), replyTo: z.string().nullable(),
  })
  .meta({ id: 'Sender' })

/** How the mail of a public message fared. */
export const delivery = z
  .object({ id, to: z.array(z.string()), state: z.enum(['pending', 'sending', 'sent', 'failed', 'caught', 'cancelled']), sentAt: instant.nullable(), error: z.string().nullable() })
  .meta({ id: 'Delivery' })

export const message = z
  .object({
    id, /** The merged ticket that it was written in, where that is not the one of the page. */ of: ticketNumber.optional(), at: instant, author: actor, visibility: z.enum(['public', 'internal', 'quarantined', 'withdrawn']), automatic: z.boolean(), channel: z.string(),
    text: z.string(),
    /** Where the sanitised HTML is, for a sandboxed frame; null when the text is all there is. */
    html: z.string().nullable(),
    /** Characters of `text` before the quoted history begins: the rest is folded, never removed. */
    foldAt: z.int().nullable(),
    language: z.string().nullable(), sender: sender.nullable(), attachments: z.array(attachment), deliveries: z.array(delivery),
    /** Where the mail as it came is; agents only. */
    raw: z.string().nullable(),
    /** An answer that has not left yet: when it will, unless its writer takes it back. */
    leavesAt: instant.nullable(),
  })
  .meta({ id: 'Message' })
export type MessageView = z.infer<typeof message>

/** It was done by an act on many tickets: how many they were, and which run; null for a run that is not the reader's to see. */
const inBulk = z.object({ runId: id.nullable(), tickets: z.int() })

/** One thing that happened, in order; messages stand in the timeline at their place. */
export const timelineEntry = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('message'), at: instant, message, bulk: inBulk.optional() }).meta({ id: 'TimelineMessage' }),
    z.object({ kind: z.literal('event'), id, at: instant, type: eventType, actor, data: z.record(z.string(), z.unknown()), /** A later event undid it: it counts no more. */ undone: z.boolean(), bulk: inBulk.optional() }).meta({ id: 'TimelineEvent' }),
  ])
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof timelineEntry>

/** An act that a screen may offer, and why not when it may not: the code of the refusal; the policy's words, where it is the policy that refuses. */
export const act = z.enum(['merge', 'split', 'link', 'transfer', 'snooze', 'wake', 'close', 'spam', 'unspam', 'facts', 'discretion', 'tags', 'checklist', 'fields', 'watch', 'unwatch', 'work', 'reply', 'note', 'assign', 'take', 'wait', 'wait_supplier', 'resume', 'solve', 'reopen', 'reprioritise', 'milestone'])
export const allowed = z.object({ act, allowed: z.boolean(), why: z.string().nullable(), detail: z.string().nullable() }).meta({ id: 'AllowedAct' })

export const ticketPage = z
  .object({
    id, number: ticketNumber,
    /** Send it back as `If-Match: "<version>"` with an act: another's change in between is then refused (412). */
    version: z.int(),
    subject: z.string(), state: ticketState, channel: z.string(), kind: z.string().nullable(), tier: z.string().nullable(), priority: z.string().nullable(),
    department: z.string().nullable(), rank: z.int(), language: lang, openedAt: instant, changedAt: instant, heldUntil: instant.nullable(),
    assignee: agentRef.nullable(), contact: contactRef.nullable(), service: service.nullable(), facts, labels: z.record(z.string(), z.string()),
    sender, decision, clocks: z.array(clock), timeline: z.array(timelineEntry),
    /** Everything known of the customer; null when it is nobody we know. */
    customer: customer.nullable(),
    acts: z.array(allowed), relations,
    priorities: z.array(z.object({ name: z.string(), label: words })),
    /** What the provider's own desk notes of it, in its order; those asked of it, and what was noted before in others. */
    fields: z.array(ticketField),
    ...ticketWork,
    now: instant,
  })
  .meta({ id: 'TicketPage' })
export type TicketPage = z.infer<typeof ticketPage>

/** A ticket as its customer sees it: no note, no quarantined message, no other contact's address. */
export const customerTicketRow = z
  .object({ number: ticketNumber, subject: z.string(), state: ticketState, openedAt: instant, changedAt: instant, due: dueClock.nullable() })
  .meta({ id: 'CustomerTicketRow' })
export const customerTickets = pageOf(customerTicketRow, 'CustomerTickets')
export const customerTicketPage = z
  .object({
    number: ticketNumber, version: z.int(), subject: z.string(), state: ticketState, channel: z.string(), kind: z.string().nullable(), openedAt: instant,
    /** Name of the service that it is about. */
    service: z.string().nullable(),
    /** What the provider's own desk noted of it and shows to its customer. */
    fields: z.array(customerField),
    /** Dealt with together with another, that its reader may not see: what they write here reaches whoever does. */
    merged: z.boolean(),
    decision, clocks: z.array(clock), messages: z.array(message), acts: z.array(allowed), now: instant,
  })
  .meta({ id: 'CustomerTicketPage' })
export type CustomerTicketPage = z.infer<typeof customerTicketPage>
export type CustomerTicketRow = z.infer<typeof customerTicketRow>
