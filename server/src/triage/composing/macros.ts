import { sql } from 'kysely'
import type { RawBuilder, SqlBool, Transaction } from 'kysely'
import { besidesOf } from '@guichet/protocol'
import type { MacroActs, MacroBody, ProblemCode, Words } from '@guichet/protocol'
import { writeEvent } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import type { Actor } from '#tickets/tickets.ts'
import { goneOf, namableNow } from './gone.ts'
import type { Gone } from './gone.ts'
import { unknownIn } from './macro-words.ts'

/** A ready-made text, with what is done with it. */
export interface Macro {
  readonly id: string; readonly name: string; readonly version: number; readonly tab: 'reply' | 'note'; readonly texts: Words; readonly acts: MacroActs
  readonly ownerId: string | null; readonly teamId: string | null; readonly kinds: string[]; readonly departments: string[]; readonly used: number; readonly usedAt: number | null
}

/** Who looks, whether everybody's are theirs to change, and what there is for them. */
export interface MacroReader { readonly id: string; readonly leads: boolean; readonly wall: DeskWall }

const columns = ['id', 'name', 'version', 'tab', 'texts', 'acts', 'owner_id as ownerId', 'team_id as teamId', 'kinds', 'departments', 'used', 'used_at as usedAt'] as const
const most = 500

/** Theirs, those of their teams, and everybody's; whoever leads sees those of all teams, to mind them. */
const inReach = ({ id, leads }: Pick<MacroReader, 'id' | 'leads'>): RawBuilder<SqlBool> => sql<SqlBool>`(owner_id = ${id} or (owner_id is null and (team_id is null or ${leads} or exists (
  select 1 from agent_team_members m where m.provider_id = macros.provider_id and m.team_id = macros.team_id and m.agent_id = ${id}))))`

/** The ready-made texts that somebody may use, by name. */
export async function listMacros(desk: Desk, providerId: string, reader: MacroReader): Promise<Macro[]> {
  return desk.database.db
    .selectFrom('macros').select(columns).where('provider_id', '=', providerId).where('retired_at', 'is', null).where(inReach(reader)).orderBy('name').orderBy('id').limit(most).execute()
}

/** Whether somebody may change a ready-made text: their own, or any but others' own for whoever leads. */
export const mayChange = ({ ownerId }: Pick<Macro, 'ownerId'>, { id, leads }: MacroReader): boolean => (ownerId === null ? leads : ownerId === id)

export type MacroRefused = { readonly refused: ProblemCode; readonly names?: readonly string[]; readonly beside?: Gone }
type Done = { readonly id: string } | MacroRefused

function wrong(body: MacroBody): MacroRefused | undefined {
  const texts = [body.texts.fr, body.texts.en].filter((text) => text !== undefined && text !== '')
  const { then, assign, transfer } = body.acts
  // Without a text it does something all the same; waiting or solving takes words.
  if (texts.length === 0 && (then !== 'keep' || besidesOf(body.acts).length === 0)) return { refused: 'invalid-body' }
  // Given to two at once is given to nobody; whoever gets a ticket is told something.
  if (transfer && (assign !== undefined || [transfer.department, transfer.teamId, transfer.agentId].every((to) => to === undefined))) return { refused: 'invalid-body' }
  if (transfer?.note === '' && (body.tab === 'reply' || texts.length === 0)) return { refused: 'reason-required' }
  const names = texts.flatMap((text) => unknownIn(text!))
  if (names.length > 0) return { refused: 'unknown-placeholder', names: [...new Set(names)] }
  // Each kind of message has its own follow-ups.
  const follows = body.tab === 'note' ? ['keep', 'supplier'] : ['keep', 'wait', 'solve']
  return follows.includes(body.acts.then) ? undefined : { refused: 'invalid-body' }
}

const ownership = ({ whose, teamId }: MacroBody, reader: MacroReader) => ({ owner_id: whose === 'me' ? reader.id : null, team_id: whose === 'team' ? teamId : null })

async function mayOwn(desk: Desk, providerId: string, body: MacroBody, reader: MacroReader): Promise<MacroRefused | undefined> {
  if (body.whose !== 'me' && !reader.leads) return { refused: 'not-allowed' }
  if (body.whose !== 'team') return undefined
  if (body.teamId === null) return { refused: 'invalid-body' }
  const team = await desk.database.db.selectFrom('agent_teams').select('id').where('provider_id', '=', providerId).where('id', '=', body.teamId).where('retired_at', 'is', null).executeTakeFirst()
  return team ? undefined : { refused: 'invalid-body' }
}

/** Words of a ready-made answer join the list, as those that agents type do. */
async function listTagsOf(trx: Transaction<Tables>, providerId: string, { tags }: MacroActs, by: string, now: number): Promise<void> {
  if (!tags || tags.add.length === 0) return
  await trx.insertInto('tags').values([...new Set(tags.add)].map((name) => ({ provider_id: providerId, name, created_at: now, created_by: by }))).onConflict((oc) => oc.doNothing()).execute()
}

const rowOf = (body: MacroBody, reader: MacroReader) => ({
  name: body.name, tab: body.tab, texts: JSON.stringify(Object.fromEntries(Object.entries(body.texts).filter(([, text]) => text !== ''))), acts: JSON.stringify(body.acts),
  ...ownership(body, reader), kinds: body.kinds, departments: body.departments,
})

/** Makes one, or changes one that its author has seen as it is. */
export async function saveMacro(desk: Desk, providerId: string, by: Actor & { id: string }, reader: MacroReader, body: MacroBody, id?: string): Promise<Done> {
  const refusal = wrong(body) ?? (await mayOwn(desk, providerId, body, reader))
  if (refusal) return refusal
  const now = desk.time.now()
  // Its tags join the list with it.
  const beside = goneOf(await namableNow(desk, providerId, reader.wall), await desk.policies.inForce(providerId, now), body.acts).find(({ code }) => code !== 'unknown-tag')
  if (beside) return { refused: 'beside-refused', beside }
  return transaction(desk.database.db, async (trx): Promise<Done> => {
    if (id === undefined) {
      const made = desk.ids.next()
      await trx.insertInto('macros').values({ provider_id: providerId, id: made, ...rowOf(body, reader), used_at: null, retired_at: null, created_by: by.id, created_at: now, changed_at: now }).execute()
      await listTagsOf(trx, providerId, body.acts, by.id, now)
      await writeEvent(trx, desk, { providerId, type: 'macro.made', actor: by, data: { macroId: made, name: body.name } })
      return { id: made }
    }
    const before = await trx.selectFrom('macros').select(columns).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).where(inReach(reader)).forUpdate().executeTakeFirst()
    if (!before) return { refused: 'not-found' }
    if (!mayChange(before, reader)) return { refused: 'not-allowed' }
    if (body.seen !== undefined && body.seen !== before.version) return { refused: 'macro-changed' }
    await trx.updateTable('macros').set({ ...rowOf(body, reader), version: before.version + 1, changed_at: now }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await listTagsOf(trx, providerId, body.acts, by.id, now)
    await writeEvent(trx, desk, { providerId, type: 'macro.changed', actor: by, data: { macroId: id, name: body.name, from: before.name } })
    return { id }
  })
}

/** Takes one out of use; what was written with it stays. */
export async function retireMacro(desk: Desk, providerId: string, by: Actor & { id: string }, reader: MacroReader, id: string): Promise<Done> {
  return transaction(desk.database.db, async (trx): Promise<Done> => {
    const before = await trx.selectFrom('macros').select(columns).where('provider_id', '=', providerId).where('id', '=', id).where('retired_at', 'is', null).where(inReach(reader)).forUpdate().executeTakeFirst()
    if (!before) return { refused: 'not-found' }
    if (!mayChange(before, reader)) return { refused: 'not-allowed' }
    await trx.updateTable('macros').set({ retired_at: desk.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await writeEvent(trx, desk, { providerId, type: 'macro.retired', actor: by, data: { macroId: id, name: before.name } })
    return { id }
  })
}

/** Counts that a message was made of it; one that is gone is not counted. */
export async function countMacro(desk: Desk, providerId: string, id: string | null | undefined): Promise<void> {
  if (!id) return
  await desk.database.db
    .updateTable('macros').set((eb) => ({ used: eb('used', '+', 1), used_at: desk.time.now() })).where('provider_id', '=', providerId).where('id', '=', id).execute()
}
