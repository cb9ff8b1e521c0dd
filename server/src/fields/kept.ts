import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { fieldLimits } from '@guichet/protocol'
import type { EventType, FieldBody, FieldChangeBody, ProblemCode } from '@guichet/protocol'
import { writeEvent } from '#people/people.ts'
import type { Actor, DeskWall } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { changesOf } from './changes.ts'
import { isFieldSeen } from './field.ts'
import type { KeptField } from './field.ts'

/** Fields of one provider, with those that were retired: names are for ever. */
const mostEver = 500

/** Every field of a provider in its order, those retired too. */
export async function fieldsOf(db: Kysely<Tables>, providerId: string): Promise<KeptField[]> {
  return db.selectFrom('fields').selectAll().where('provider_id', '=', providerId).orderBy('position').orderBy('id').execute()
}

/** Those that are there for somebody. */
export async function fieldsSeen(db: Kysely<Tables>, providerId: string, wall: DeskWall): Promise<KeptField[]> {
  return (await fieldsOf(db, providerId)).filter((field) => isFieldSeen(field, wall))
}

export interface ListedField extends KeptField { readonly tickets: number }

/** The fields for who administers: in their order, those retired last, with the number of tickets that bear each. */
export async function listFields(desk: Desk, providerId: string): Promise<ListedField[]> {
  const { db } = desk.database
  const [rows, used] = await Promise.all([
    fieldsOf(db, providerId),
    sql<{ id: string; tickets: number }>`select k.id, count(*)::int as tickets from tickets t cross join jsonb_object_keys(t.fields) k (id) where t.provider_id = ${providerId} and t.fields <> '{}' group by 1`.execute(db),
  ])
  const count = new Map(used.rows.map(({ id, tickets }) => [id, tickets]))
  return rows.map((row) => ({ ...row, tickets: count.get(row.id) ?? 0 })).sort((a, b) => Number(a.retired_at !== null) - Number(b.retired_at !== null) || a.position - b.position)
}

export interface FieldRefused { readonly refused: ProblemCode; readonly at?: string }
type Done = { readonly id: string } | FieldRefused

/** What of a field the policy in force does not know; a kind or a department that stood there before may stay. */
async function unknownIn(desk: Desk, providerId: string, { kinds, department }: Pick<FieldBody, 'kinds' | 'department'>, before?: KeptField): Promise<FieldRefused | undefined> {
  const policy = await desk.policies.inForce(providerId, desk.time.now())
  const has = (fact: string, name: string) => policy?.facts.get(fact)?.options.some(({ value }) => value === name) === true
  if (kinds.some((kind) => !has('kind', kind) && !before?.kinds.includes(kind))) return { refused: 'unknown-value', at: '/kinds' }
  return department !== null && !has('department', department) && before?.department !== department ? { refused: 'unknown-department', at: '/department' } : undefined
}

/** What does not hold together: a list without choices, a unit of no number. */
function wrongIn(type: KeptField['type'], { choices, unit }: Pick<FieldBody, 'choices' | 'unit'>): FieldRefused | undefined {
  const listed = type === 'one' || type === 'several'
  if (listed !== choices.some(({ retired }) => !retired)) return { refused: 'invalid-body', at: '/choices' }
  return unit !== null && unit !== '' && type !== 'number' ? { refused: 'invalid-body', at: '/unit' } : undefined
}

const rowOf = ({ label, help, unit, choices, kinds, department, shownTo, required }: Omit<FieldBody, 'name' | 'type'>) => ({
  label: JSON.stringify(label), help: JSON.stringify(help), unit: unit === '' ? null : unit, choices: JSON.stringify(choices), kinds: [...new Set(kinds)], department, shown_to: shownTo, required,
})

/** One who administers changes the fields at a time: places and limits are counted. */
const alone = (trx: Transaction<Tables>, providerId: string) => trx.selectFrom('providers').select('id').where('id', '=', providerId).forUpdate().execute()
const inUse = (rows: readonly KeptField[]) => rows.filter(({ retired_at }) => retired_at === null).length

const called = ({ label, name }: Pick<KeptField, 'label' | 'name'>) => label.fr ?? label.en ?? name

/** Makes a field, last in the order. */
export async function makeField(desk: Desk, providerId: string, by: Actor & { id: string }, body: FieldBody): Promise<Done> {
  const refusal = wrongIn(body.type, body) ?? (await unknownIn(desk, providerId, body))
  if (refusal) return refusal
  const now = desk.time.now()
  return transaction(desk.database.db, async (trx): Promise<Done> => {
    await alone(trx, providerId)
    const there = await fieldsOf(trx, providerId)
    if (there.some(({ name }) => name === body.name)) return { refused: 'field-name-taken', at: '/name' }
    if (inUse(there) >= fieldLimits.fields || there.length >= mostEver) return { refused: 'too-many' }
    const id = desk.ids.next()
    await trx.insertInto('fields').values({
      provider_id: providerId, id, name: body.name, type: body.type, ...rowOf(body), position: Math.max(0, ...there.map(({ position }) => position)) + 1,
      made_by: by.kind === 'agent' ? by.id : null, made_at: now, changed_at: now, retired_at: null,
    }).execute()
    await told(trx, desk, providerId, by, 'field.made', { fieldId: id, name: called({ ...body, label: body.label }) })
    return { id }
  })
}

/** Changes a field that its author has seen as it is. Its name and its type stay: values were written by them. */
export async function changeField(desk: Desk, providerId: string, by: Actor, id: string, { seen, ...body }: FieldChangeBody): Promise<Done> {
  return transaction(desk.database.db, async (trx): Promise<Done> => {
    const before = await held(trx, providerId, id)
    if (!before) return { refused: 'not-found' }
    const refusal = wrongIn(before.type, body) ?? (await unknownIn(desk, providerId, body, before))
    if (refusal) return refusal
    if (seen !== before.version) return { refused: 'field-definition-changed' }
    // A choice that was left out may stand in a ticket: it stays, to be read.
    const gone = before.choices.filter((one) => !body.choices.some(({ key }) => key === one.key)).map((one) => ({ ...one, retired: true }))
    if (gone.length + body.choices.length > fieldLimits.choices) return { refused: 'too-many', at: '/choices' }
    const after = { ...body, choices: [...body.choices, ...gone] }
    const changed = changesOf(before, after)
    if (Object.keys(changed).length === 0) return { id }
    await trx.updateTable('fields').set({ ...rowOf(after), version: before.version + 1, changed_at: desk.time.now() }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await told(trx, desk, providerId, by, 'field.changed', { fieldId: id, name: called(before), changed })
    return { id }
  })
}

/** Takes a field out of use, or brings it back: what was noted in it stays to be read. */
export async function retireField(desk: Desk, providerId: string, by: Actor, id: string, retired: boolean): Promise<Done> {
  return transaction(desk.database.db, async (trx): Promise<Done> => {
    await alone(trx, providerId)
    const before = await held(trx, providerId, id)
    if (!before) return { refused: 'not-found' }
    if ((before.retired_at !== null) === retired) return { id }
    if (!retired && inUse(await fieldsOf(trx, providerId)) >= fieldLimits.fields) return { refused: 'too-many' }
    await trx.updateTable('fields').set({ retired_at: retired ? desk.time.now() : null, version: before.version + 1 }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    await told(trx, desk, providerId, by, retired ? 'field.retired' : 'field.restored', { fieldId: id, name: called(before) })
    return { id }
  })
}

/** Takes a retired field away for good, where no ticket bears a value of it. */
export async function removeField(desk: Desk, providerId: string, by: Actor, id: string): Promise<Done> {
  return transaction(desk.database.db, async (trx): Promise<Done> => {
    const before = await held(trx, providerId, id)
    if (!before) return { refused: 'not-found' }
    if (before.retired_at === null) return { refused: 'field-in-use' }
    const { rows } = await sql`select 1 from tickets where provider_id = ${providerId} and fields <> '{}' and fields ? ${id}::text limit 1`.execute(trx)
    if (rows.length > 0) return { refused: 'field-in-use' }
    await trx.deleteFrom('fields').where('provider_id', '=', providerId).where('id', '=', id).execute()
    await told(trx, desk, providerId, by, 'field.removed', { fieldId: id, name: called(before) })
    return { id }
  })
}

/** The order in which fields are shown: those named first, as named. */
export async function orderFields(desk: Desk, providerId: string, by: Actor, ids: readonly string[]): Promise<void> {
  await transaction(desk.database.db, async (trx) => {
    await alone(trx, providerId)
    const rows = await fieldsOf(trx, providerId)
    const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
    const sorted = rows.toSorted((a, b) => place(a.id) - place(b.id))
    for (const [index, { id, position }] of sorted.entries()) {
      if (position !== index + 1) await trx.updateTable('fields').set({ position: index + 1 }).where('provider_id', '=', providerId).where('id', '=', id).execute()
    }
    await told(trx, desk, providerId, by, 'fields.ordered', { name: sorted.filter(({ retired_at }) => retired_at === null).map(called).join(', ') })
  })
}

const held = (trx: Transaction<Tables>, providerId: string, id: string): Promise<KeptField | undefined> =>
  trx.selectFrom('fields').selectAll().where('provider_id', '=', providerId).where('id', '=', id).forUpdate().executeTakeFirst()

const told = (trx: Transaction<Tables>, desk: Desk, providerId: string, actor: Actor, type: EventType, data: Record<string, unknown>) => writeEvent(trx, desk, { providerId, type, actor, data })
