import type pg from 'pg'

const columns = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fallback
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname not like 'schema_migrations%' order by c.relname, a.attnum`

// PostgreSQL 18 also lists "not null" as constraints; they stand with their columns.
const constraints = `
  select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and k.contype in ('p', 'u', 'f', 'c') and c.relname not like 'schema_migrations%' order by c.relname, k.contype desc, k.conname`

const indexes = `
  select c.relname as table, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace join pg_class x on x.oid = i.indexrelid
  where n.nspname = 'public' and c.relname not like 'schema_migrations%' and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
  order by c.relname, x.relname`

interface Column { table: string; name: string; type: string; required: boolean; fallback: string | null }
interface Named { table: string; name: string; definition: string }

/** The schema as the catalog tells it, the same on every PostgreSQL: what is read in review. */
export async function printSchema(pool: pg.Pool): Promise<string> {
  const [all, held, fast] = [await pool.query<Column>(columns), await pool.query<Named>(constraints), await pool.query<Named>(indexes)]
  const tables = [...new Set(all.rows.map((row) => row.table))]
  const lines = tables.map((table) => {
    const body = [
      ...all.rows.filter((row) => row.table === table).map((row) => `  ${row.name} ${row.type}${row.required ? ' not null' : ''}${row.fallback === null ? '' : ` default ${row.fallback}`}`),
      ...held.rows.filter((row) => row.table === table).map((row) => `  constraint ${row.name} ${row.definition}`),
    ]
    const after = fast.rows.filter((row) => row.table === table).map((row) => `${row.definition.replaceAll('public.', '')};`)
    return [`create table ${table} (\n${body.join(',\n')}\n);`, ...after].join('\n')
  })
  return `-- What the migrations make, printed from the catalog. Not run: read.\n\n${lines.join('\n\n')}\n`
}

/** Indexes over words, which have the provider among them. */
const overWords = new Set(['ticket_words_found', 'customers_found', 'contacts_found', 'services_found'])

/** Tables whose keys do not begin with the provider: the exceptions that ARCHITECTURE.md names. */
export const shared = new Set(['providers', 'directory'])

/** Keys, foreign keys and indexes that do not begin with provider_id, of tables that must. */
export async function keysWithoutProvider(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<Named & { first: string }>(`
    select c.relname as table, i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition, pg_get_indexdef(i.indexrelid, 1, true) as first
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relname not like 'schema_migrations%'
    union all
    select c.relname, k.conname, pg_get_constraintdef(k.oid), (select a.attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1])
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and k.contype = 'f'`)
  return rows.filter((row) => !shared.has(row.table) && !overWords.has(row.name) && row.first !== 'provider_id').map((row) => `${row.table}: ${row.definition}`)
}
