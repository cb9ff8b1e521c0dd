import type { Transaction } from 'kysely'
import type { Acted, Addressee, Beside, Lang, ProblemCode } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { project } from '#desk/projection.ts'
import { enqueue } from '#outbox/outbox.ts'
import type { Letter } from '#outbox/outbox.ts'
import { isInside, isOnDesk } from '#people/people.ts'
import type { DeskWall, Wall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { attachmentRows, eventRow, familyOf, lockTicket, messageRow, numberEvents } from '#tickets/tickets.ts'
import type { InBulk, LoadedTicket, NewEvent, NewMessage, Row } from '#tickets/tickets.ts'
import { writeAlerts } from './alerts/write.ts'
import { mergedRefusal } from './merge/refusal.ts'
import { forgetUploads } from './uploads.ts'
import { standing, tell } from './tell.ts'
import type { Change } from './tell.ts'
import { updateTicket, writeRows } from './write.ts'
import type { Part } from './write.ts'

/** Which ticket, and what the caller believes of it. */
export interface Aim {
  readonly providerId: string
  readonly ticket: { readonly id: string } | { readonly number: number }
  /** The version that the caller saw; undefined where anything goes (a message of the customer, a job). */
  readonly version?: number | undefined
  /** The caller means it: what the policy wants confirmed is done. */
  readonly confirmed?: boolean | undefined
  /** The caller's Idempotency-Key: the same key gets the same answer, once. */
  readonly once?: { readonly actor: string; readonly key: string; readonly body: string } | undefined
  /** For a customer: the only tickets there are for them. */
  readonly visibleTo?: Wall | undefined
  /** For an agent: the only tickets there are for them. */
  readonly deskWall?: DeskWall | undefined
  /** Also on a ticket that goes on in another: for what touches no promise and no list, a word of a label. */
  readonly evenMerged?: true | undefined
  /** Written in the same transaction, once the act is; false rolls all of it back. */
  readonly also?: ((inside: Desk, acted: Acted) => Promise<boolean>) | undefined
  /** The act on many tickets that this is one of: said with every event. */
  readonly bulk?: InBulk['bulk'] | undefined
  /** Judges the act only: what it would do is told here, and nothing of it stays. */
  readonly rehearsed?: ((doing: Doing) => void) | undefined
}

/** What an act would do. */
export interface Doing {
  readonly events: readonly NewEvent[]
  readonly messages?: readonly NewMessage[]
  /** Written once the events have their ids. */
  readonly letters?: readonly Letter[]
  readonly uploads?: readonly string[]
  /** Messages that are undone: seen by agents alone from now on. */
  readonly withdraws?: readonly string[]
  /** What else is written with it, once its events and messages are there. */
  readonly follows?: (inside: Desk) => Promise<void>
  /** Columns of a request that this act settles. */
  readonly settles?: { readonly requestId: string; readonly state: string; readonly why?: string }
}

/** `detail`: why, in words of the policy; `clauses`: by which; `recipients`: whom it would go to, or who is outside; `beside`: which of the acts that go with it is refused. */
export type Refusal = {
  readonly refused: ProblemCode; readonly version?: number; readonly detail?: Readonly<Record<Lang, string>>; readonly clauses?: readonly string[]; readonly recipients?: readonly Addressee[]; readonly beside?: Beside
}
export type Outcome = { ok: true; acted: Acted; again: boolean; ticketId: string } | ({ ok: false } & Refusal)

/** Judges an act on a ticket as it stands. It reads through the desk it is handed, which is inside the transaction. */
export type Think = (loaded: LoadedTicket, now: number, inside: Desk) => Doing | Refusal | Promise<Doing | Refusal>

/** What an act under this key was answered before; undefined when it is done for the first time, and the key is then taken. */
export async function repeated(trx: Transaction<Tables>, desk: Desk, aim: Pick<Aim, 'providerId' | 'once'>): Promise<Outcome | undefined> {
  const { once } = aim
  if (!once) return undefined
  const inserted = await trx
    .insertInto('idempotency')
    .values({ provider_id: aim.providerId, actor: once.actor, key: once.key, body_sha256: once.body, status: null, response: null, at: desk.time.now() })
    .onConflict((oc) => oc.columns(['provider_id', 'actor', 'key']).doNothing()).returning('key').executeTakeFirst()
  if (inserted) return undefined
  const there = await trx
    .selectFrom('idempotency').select(['body_sha256', 'response']).where('provider_id', '=', aim.providerId).where('actor', '=', once.actor)
    .where('key', '=', once.key).executeTakeFirst()
  if (!there?.response || there.body_sha256 !== once.body) return { ok: false, refused: 'key-reused' }
  const { ticketId, acted } = there.response as { ticketId: string; acted: Acted }
  return { ok: true, acted, again: true, ticketId }
}

/** Keeps what an act answered, for whoever asks it again with the same key. */
export async function keepAnswer(trx: Transaction<Tables>, { providerId, once }: Pick<Aim, 'providerId' | 'once'>, ticketId: string, acted: Acted): Promise<void> {
  if (!once) return
  await trx
    .updateTable('idempotency').set({ status: 200, response: JSON.stringify({ ticketId, acted }) })
    .where('provider_id', '=', providerId).where('actor', '=', once.actor).where('key', '=', once.key).execute()
}

export const hidden = (loaded: LoadedTicket, { visibleTo, deskWall }: Aim) => (visibleTo !== undefined && !isInside(visibleTo, loaded)) || (deskWall !== undefined && !isOnDesk(deskWall, loaded.ticket))

/**
 * Does one act on a ticket: holds its row, lets `think` judge it on what it finds there, writes events, messages, letters and
 * projection in the same transaction. A refusal changes nothing. `think` reads through the desk it is handed, which is inside
 * the transaction: a second connection per act could leave every act waiting for another's.
 */
export async function act(desk: Desk, aim: Aim, think: Think): Promise<Outcome> {
  let change: Change | undefined
  let leavesAt = 0
  const outcome = await transaction(desk.database.db, async (trx): Promise<Outcome> => {
    const before = await repeated(trx, desk, aim)
    if (before) return before
    const loaded = await lockTicket(trx, aim.providerId, aim.ticket)
    if (!loaded || hidden(loaded, aim)) return undo({ refused: 'not-found' })
    const merged = aim.evenMerged ? undefined : await mergedRefusal(trx, aim, loaded)
    if (merged) return undo(merged)
    if (aim.version !== undefined && aim.version !== loaded.ticket.version) return undo({ refused: 'version-changed', version: loaded.ticket.version })
    const doing = await think(loaded, desk.time.now(), { ...desk, database: { ...desk.database, db: trx } })
    if ('refused' in doing) return undo(doing)
    if (aim.rehearsed) throw new Rehearsed(loaded, doing)
    const { acted, changed } = await save(trx, desk, loaded, aim.bulk ? inBulk(doing, aim.bulk) : doing, loaded.ticket.mergedInto === null)
    change = changed
    leavesAt = Math.max(0, ...(doing.letters ?? []).map(({ notBefore }) => notBefore ?? 0))
    await keepAnswer(trx, aim, loaded.id, acted)
    if (aim.also && !(await aim.also({ ...desk, database: { ...desk.database, db: trx } }, acted))) return undo({ refused: 'already-handled' })
    return { ok: true, acted, again: false, ticketId: loaded.id }
  }).catch((error: unknown): Outcome => {
    if (error instanceof Rehearsed) {
      const { loaded: { id, number, ticket }, doing } = error
      aim.rehearsed?.(doing)
      return { ok: true, acted: { number, version: ticket.version, state: ticket.state, messageId: null }, again: true, ticketId: id }
    }
    if (error instanceof Undone) return { ok: false as const, ...error.refusal }
    throw error
  })
  if (!outcome.ok || outcome.again) return outcome
  if (change) tell(desk, change)
  desk.jobs.wake('outbox')
  if (leavesAt > desk.time.now()) wakeAt(desk, leavesAt)
  return outcome
}

/** Wakes the outbox when a letter may leave. What is due is in its table: a wake-up lost with the process is made good by the next. */
function wakeAt(desk: Desk, at: number): void {
  setTimeout(() => desk.jobs.wake('outbox'), at - desk.time.now() + 20).unref()
}

/** Rolls the transaction back, the key of the caller included: what was refused may be tried again. */
export class Undone extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}
/** Rolls back what was only to be judged. */
class Rehearsed extends Error {
  readonly loaded: LoadedTicket
  readonly doing: Doing
  constructor(loaded: LoadedTicket, doing: Doing) {
    super('rehearsed')
    this.loaded = loaded
    this.doing = doing
  }
}

/** Leaves the transaction, with everything done in it undone; the act is answered with the refusal. */
export function undo(refusal: Refusal): never {
  throw new Undone(refusal)
}

const inBulk = (doing: Doing, bulk: NonNullable<InBulk['bulk']>): Doing => ({ ...doing, events: doing.events.map((event) => ({ ...event, data: { ...event.data, bulk } }) as NewEvent) })

/** Whether time spent may have changed: its rows are then made again. */
const touchesWork = (doing: Doing) => doing.events.some(({ type }) => type === 'work.noted' || type === 'work.corrected' || type === 'ticket.undone')

/** What goes with what is undone: its messages, and the promises that only it had begun. */
function undoneParts(providerId: string, ticketId: string, doing: Doing, clocks: readonly Row<'clocks'>[], work: readonly Row<'work'>[]): Part[] {
  const parts: Part[] = []
  if (doing.events.some(({ type }) => type === 'ticket.undone' || type === 'ticket.split' || type === 'ticket.merged')) {
    parts.push({
      text: (from) => `gone_clocks as (delete from clocks where provider_id = $${from} and ticket_id = $${from + 1}
        and (metric, cycle) not in (select * from unnest($${from + 2}::text[], $${from + 3}::int[])))`,
      values: [providerId, ticketId, clocks.map(({ metric }) => metric), clocks.map(({ cycle }) => cycle)],
    })
  }
  if (touchesWork(doing)) {
    parts.push({ text: (from) => `gone_work as (delete from work where provider_id = $${from} and ticket_id = $${from + 1} and id <> all($${from + 2}::uuid[]))`, values: [providerId, ticketId, work.map(({ id }) => id)] })
  }
  if (doing.withdraws?.length) {
    parts.push({
      text: (from) => `withdrawn as (update messages set visibility = 'withdrawn' where provider_id = $${from} and ticket_id = $${from + 1} and id = any($${from + 2}::uuid[]))`,
      values: [providerId, ticketId, [...doing.withdraws]],
    })
  }
  return parts
}

/** Writes what an act does; `changed` is to be told once it is committed. `withClocks`: not where another ticket, which is not held, has a part in them. */
export async function save(trx: Transaction<Tables>, desk: Desk, loaded: LoadedTicket, doing: Doing, withClocks = true): Promise<{ acted: Acted; changed: Change }> {
  const { providerId, id } = loaded
  const events = numberEvents(desk.ids, loaded.ticket.version, doing.events)
  const history = [...loaded.history, ...events]
  const { columns, clocks, clocksBelow, ticket, work } = await project(desk, providerId, id, history, await familyOf(trx, providerId, id, history))
  const messages = doing.messages ?? []
  const settled: Part[] = doing.settles
    ? [
        {
          text: (from) => `settled as (update requests set state = $${from}, ticket_id = $${from + 1}, why = $${from + 2}, decided_at = $${from + 3}
            where provider_id = $${from + 4} and id = $${from + 5})`,
          values: [doing.settles.state, id, doing.settles.why ?? null, desk.time.now(), providerId, doing.settles.requestId],
        },
      ]
    : []
  await writeRows(
    trx,
    {
      messages: messages.map((message) => messageRow(providerId, id, message)),
      attachments: messages.flatMap((message) => attachmentRows(desk.ids, providerId, id, message)),
      events: events.map((event) => eventRow(providerId, id, event)),
      clocks: withClocks ? [...clocks, ...clocksBelow] : [],
      work: touchesWork(doing) ? work : [],
      mail_threads: messages.flatMap((message) =>
        message.headerMessageId === undefined
          ? []
          : [{ provider_id: providerId, header_message_id: message.headerMessageId, ticket_id: id, message_id: message.id, issued_by_us: false, at: message.at }],
      ),
    },
    [updateTicket(providerId, id, columns), ...settled, ...undoneParts(providerId, id, doing, clocks, work)],
  )
  for (const letter of doing.letters ?? []) {
    const cause = events.find((event) => 'messageId' in event.data && event.data.messageId === letter.messageId)
    await enqueue(trx, desk, { ...letter, ...(cause ? { causeEventId: cause.id } : {}) })
  }
  if (doing.uploads?.length) await forgetUploads(trx, providerId, doing.uploads)
  await doing.follows?.({ ...desk, database: { ...desk.database, db: trx } })
  const alerts = await writeAlerts(trx, desk, { loaded, ticket, events })
  return {
    acted: { number: loaded.number, version: ticket.version, state: ticket.state, messageId: messages[0]?.id ?? null, eventId: events[0]?.id ?? null },
    changed: { provider: providerId, ticket: id, number: loaded.number, version: ticket.version, stands: standing(ticket), before: standing(loaded.ticket), events: events.map((event) => event.type), ...(alerts.length === 0 ? {} : { alerts }) },
  }
}
