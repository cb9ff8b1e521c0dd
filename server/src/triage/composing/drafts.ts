import { sql } from 'kysely'
import type { DraftMore } from '@guichet/protocol'
import { draftMore } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import type { World } from '#server/tables.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { standing, tell } from '../tell.ts'

/** Whose draft, of which ticket. */
export interface DraftOf { readonly providerId: string; readonly ticketId: string; readonly agentId: string }
export type Tab = 'reply' | 'note'
type Ended = 'sent' | 'given_up' | 'taken'

/** A text that an agent writes, as it is kept. */
export interface KeptDraft {
  readonly tab: Tab
  readonly version: number
  readonly text: string
  readonly more: DraftMore
  readonly shared: boolean
  readonly ended: Ended | null
  readonly endedBy: { id: string; name: string } | null
  readonly at: number
}

const columns = ['d.tab', 'd.version', 'd.text', 'd.more', 'd.shared', 'd.ended', 'd.ended_by', 'e.name as ended_name', 'd.updated_at', 'd.agent_id', 'a.name as agent_name'] as const

function select(desk: Desk, of: Pick<DraftOf, 'providerId' | 'ticketId'>) {
  return desk.database.db
    .selectFrom('agent_drafts as d')
    .innerJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 'd.provider_id').onRef('a.id', '=', 'd.agent_id'))
    .leftJoin('agents as e', (join) => join.onRef('e.provider_id', '=', 'd.provider_id').onRef('e.id', '=', 'd.ended_by'))
    .select(columns).where('d.provider_id', '=', of.providerId).where('d.ticket_id', '=', of.ticketId)
}

type Found = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]
const kept = (row: Found): KeptDraft => ({
  tab: row.tab, version: row.version, text: row.text, more: draftMore.catch(draftMore.parse({})).parse(row.more), shared: row.shared, ended: row.ended,
  endedBy: row.ended_by === null ? null : { id: row.ended_by, name: row.ended_name ?? '' }, at: row.updated_at,
})

/** The drafts of a ticket: one's own, and what may be known of the others'. */
export async function draftsOf(desk: Desk, of: DraftOf): Promise<{ own: KeptDraft[]; others: (KeptDraft & { agent: { id: string; name: string } })[] }> {
  const rows = await select(desk, of).orderBy('d.updated_at', 'desc').limit(100).execute()
  return {
    own: rows.filter((row) => row.agent_id === of.agentId).map(kept),
    others: rows.filter((row) => row.agent_id !== of.agentId && row.ended === null).map((row) => ({ ...kept(row), agent: { id: row.agent_id, name: row.agent_name } })),
  }
}

async function one(desk: Desk, of: DraftOf, tab: Tab): Promise<KeptDraft | undefined> {
  const row = await select(desk, of).where('d.agent_id', '=', of.agentId).where('d.tab', '=', tab).executeTakeFirst()
  return row && kept(row)
}

/** Writes over what is there; who may is settled by the caller, who holds the row. */
async function write(desk: Desk, of: DraftOf, draft: { tab: Tab; text: string; more: DraftMore; shared: boolean; ended?: Ended; endedBy?: string }): Promise<void> {
  const values = {
    text: draft.text, more: JSON.stringify(draft.more), uploads: draft.more.attachments.map(({ id }) => id), shared: draft.shared, ended: draft.ended ?? null, ended_by: draft.endedBy ?? null,
    updated_at: desk.time.now(),
  }
  await desk.database.db
    .insertInto('agent_drafts').values({ provider_id: of.providerId, ticket_id: of.ticketId, agent_id: of.agentId, tab: draft.tab, version: 1, ...values })
    .onConflict((oc) => oc.columns(['provider_id', 'ticket_id', 'agent_id', 'tab']).doUpdateSet({ ...values, version: sql`agent_drafts.version + 1` })).execute()
}

/** Held to the end of the transaction: two writers of one draft follow one another. */
async function hold(desk: Desk, of: DraftOf, tab: Tab): Promise<number> {
  const row = await desk.database.db
    .selectFrom('agent_drafts').select('version').where('provider_id', '=', of.providerId).where('ticket_id', '=', of.ticketId).where('agent_id', '=', of.agentId).where('tab', '=', tab)
    .forUpdate().executeTakeFirst()
  return row?.version ?? 0
}

/** `news`: there is a draft now, or none any more, or its text is shown or hidden now: what colleagues are told. */
export type Saved = { readonly ok: true; readonly draft: KeptDraft; readonly news: boolean } | { readonly ok: false; readonly draft: KeptDraft | undefined }

/** Keeps what is being written, unless it changed since `seen`: then nothing is written over, and the draft as it is now is given back. */
export function keepDraft(desk: Desk, of: DraftOf, seen: number, draft: { tab: Tab; text: string; more: DraftMore; shared: boolean }): Promise<Saved> {
  const nothing = draft.text.trim() === '' && draft.more.attachments.length === 0 && draft.more.other === null
  return transaction(desk.database.db, async (trx): Promise<Saved> => {
    const inside = { ...desk, database: { ...desk.database, db: trx } }
    // Two first saves at once: the row is not there yet to be held.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${of.ticketId}:${of.agentId}:${draft.tab}`}, 0))`.execute(trx)
    const version = await hold(inside, of, draft.tab)
    const before = await one(inside, of, draft.tab)
    if (version !== seen) return { ok: false, draft: before }
    await write(inside, of, { ...draft, ...(nothing ? { shared: false, ended: 'given_up' as const, endedBy: of.agentId } : {}) })
    const after = (await one(inside, of, draft.tab))!
    return { ok: true, draft: after, news: (before === undefined || before.ended !== null) !== (after.ended !== null) || (before?.shared ?? false) !== after.shared }
  })
}

/** The text was sent: nothing of it is left, in the transaction that sends it. */
export async function endDraft(desk: Desk, of: DraftOf, tab: Tab): Promise<void> {
  if ((await hold(desk, of, tab)) > 0) await write(desk, of, { tab, text: '', more: draftMore.parse({}), shared: false, ended: 'sent', endedBy: of.agentId })
}

/** An answer taken back is the draft again; what its writer had begun since then is kept beside it. */
export async function giveBack(desk: Desk, of: DraftOf, back: { text: string; then: DraftMore['then']; attachments: DraftMore['attachments']; cc: string[] }): Promise<KeptDraft> {
  await hold(desk, of, 'reply')
  const begun = await one(desk, of, 'reply')
  const other = begun && begun.text.trim() !== '' ? { text: begun.text, at: new Date(begun.at).toISOString() } : (begun?.more.other ?? null)
  await write(desk, of, { tab: 'reply', text: back.text, more: draftMore.parse({ then: back.then, attachments: back.attachments, cc: back.cc, other }), shared: false })
  return (await one(desk, of, 'reply'))!
}

/**
 * Takes a colleague's shared draft over: it is the taker's from now on, and its author is told so. What the taker had begun
 * is kept beside it. Undefined when there is none to take; not ok when it changed since it was read.
 */
export function takeDraft(desk: Desk, of: DraftOf, from: { agentId: string; tab: Tab; seen: number }): Promise<Saved | undefined> {
  return transaction(desk.database.db, async (trx): Promise<Saved | undefined> => {
    const inside = { ...desk, database: { ...desk.database, db: trx } }
    const theirs = { ...of, agentId: from.agentId }
    const version = await hold(inside, theirs, from.tab)
    const draft = await one(inside, theirs, from.tab)
    if (!draft?.shared || draft.ended !== null || from.agentId === of.agentId) return undefined
    if (version !== from.seen) return { ok: false, draft }
    await hold(inside, of, from.tab)
    const mine = await one(inside, of, from.tab)
    const other = mine && mine.text.trim() !== '' ? { text: mine.text, at: new Date(mine.at).toISOString() } : (mine?.more.other ?? null)
    // Files are their sender's alone until a message carries them: the taker gets their own hold on them.
    const attachments: DraftMore['attachments'] = []
    for (const file of draft.more.attachments) {
      const id = desk.ids.next()
      const copied = await sql`insert into uploads (provider_id, id, owner, name, media_type, size, sha256, at)
        select provider_id, ${id}, ${`agent:${of.agentId}`}, name, media_type, size, sha256, ${desk.time.now()} from uploads where provider_id = ${of.providerId} and id = ${file.id} and owner = ${`agent:${from.agentId}`}`.execute(trx)
      if (copied.numAffectedRows === 1n) attachments.push({ ...file, id })
    }
    await write(inside, of, { tab: from.tab, text: draft.text, more: { ...draft.more, attachments, other }, shared: false })
    await write(inside, theirs, { tab: from.tab, text: '', more: draftMore.parse({}), shared: false, ended: 'taken', endedBy: of.agentId })
    return { ok: true, draft: (await one(inside, of, from.tab))!, news: true }
  })
}

/** Tells who is at the ticket that its drafts changed: no event, no new version. */
export function tellOfDrafts(desk: Desk, { providerId, id, number, ticket }: LoadedTicket): void {
  tell(desk, { provider: providerId, ticket: id, number, version: ticket.version, stands: standing(ticket), events: [] })
}

const day = 24 * 3_600_000
/** What was written to its end is remembered for so long, for screens that were away; what was left, much longer. */
const remembered = { ended: 30 * day, left: 180 * day }

/** Lets go of drafts that nobody will come back to. */
export async function forgetDrafts(world: World, providerId: string): Promise<void> {
  const now = world.time.now()
  await sql`delete from agent_drafts where provider_id = ${providerId} and updated_at < ${now - remembered.ended} and (ended is not null or updated_at < ${now - remembered.left})`.execute(world.database.db)
}
