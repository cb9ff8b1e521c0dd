import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Tables } from '#server/tables.ts'
import { unsearched } from './places.ts'
import { likesOf, mapTexts, redactor } from './redact.ts'

type Kind = 'text' | 'text[]' | 'jsonb'
interface Column { readonly table: string; readonly name: string; readonly kind: Kind }

/** Every column in which words may stand, as the catalogue tells it: a table of tomorrow is searched too. Ids, kinds and hashes are no words, but looking costs little. */
async function wordColumns(trx: Transaction<Tables>): Promise<Map<string, Column[]>> {
  const { rows } = await sql<{ table: string; name: string; kind: Kind }>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and format_type(a.atttypid, a.atttypmod) in ('text', 'text[]', 'jsonb')
      and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'provider_id' and not p.attisdropped)
      and not c.relname = any(${[...unsearched]}::text[])
    order by c.relname, a.attnum`.execute(trx)
  const tables = new Map<string, Column[]>()
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row])
  return tables
}

/** Rows of a table read at a time. */
const batch = 500

async function sweepTable(trx: Transaction<Tables>, providerId: string, table: string, columns: readonly Column[], likes: string[], change: (text: string) => string): Promise<number> {
  const all = sql.join(columns.map(({ name, kind }) => (kind === 'text' ? sql.ref(name) : sql`${sql.ref(name)}::text`)))
  const found = await sql<{ ctid_text: string }>`select ctid::text as ctid_text from ${sql.table(table)} where provider_id = ${providerId} and concat_ws(' ', ${all}) ilike any(${likes})`.execute(trx)
  let changed = 0
  for (let from = 0; from < found.rows.length; from += batch) {
    const places = found.rows.slice(from, from + batch).map((row) => row.ctid_text)
    const rows = await sql<Record<string, unknown> & { ctid_text: string }>`
      select ctid::text as ctid_text, ${sql.join(columns.map(({ name }) => sql.ref(name)))} from ${sql.table(table)} where ctid = any(${places}::tid[]) for update`.execute(trx)
    for (const row of rows.rows) {
      const next = columns.flatMap(({ name, kind }) => {
        const value = mapTexts(row[name], change)
        if (JSON.stringify(value) === JSON.stringify(row[name])) return []
        return [sql`${sql.ref(name)} = ${kind === 'jsonb' ? sql`${JSON.stringify(value)}::jsonb` : value}`]
      })
      if (next.length === 0) continue
      await sql`update ${sql.table(table)} set ${sql.join(next)} where ctid = ${row.ctid_text}::tid`.execute(trx)
      changed += 1
    }
  }
  return changed
}

/**
 * Takes terms out of every word that a provider keeps, whoever wrote it and wherever it stands: what others wrote about somebody
 * stays, without their name. Gives the rows changed, by table.
 */
export async function sweep(trx: Transaction<Tables>, providerId: string, terms: readonly string[], address: string): Promise<Record<string, number>> {
  const changed: Record<string, number> = {}
  if (terms.length === 0) return changed
  const [likes, inTexts] = [likesOf(terms), redactor(terms)]
  const whole = new Set(terms.filter((term) => term.includes('@')).map((term) => term.toLowerCase()))
  // Where an address stands alone, code will read one there: it gets one that is nobody's.
  const change = (text: string) => (whole.has(text.toLowerCase()) ? address : inTexts(text))
  await sql`set local statement_timeout = '10min'`.execute(trx)
  for (const [table, columns] of await wordColumns(trx)) {
    const rows = await sweepTable(trx, providerId, table, columns, likes, change)
    if (rows > 0) changed[table] = rows
  }
  return changed
}

/** Rows in which terms stand, by table, without changing any: what a dry run tells. */
export async function countWords(trx: Transaction<Tables>, providerId: string, terms: readonly string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  if (terms.length === 0) return found
  await sql`set local statement_timeout = '10min'`.execute(trx)
  for (const [table, columns] of await wordColumns(trx)) {
    const all = sql.join(columns.map(({ name, kind }) => (kind === 'text' ? sql.ref(name) : sql`${sql.ref(name)}::text`)))
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where provider_id = ${providerId} and concat_ws(' ', ${all}) ilike any(${likesOf(terms)})`.execute(trx)
    if ((rows[0]?.n ?? 0) > 0) found[table] = rows[0]!.n
  }
  return found
}
