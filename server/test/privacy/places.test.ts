import { expect, test } from 'vitest'
import { places } from '#privacy/places.ts'
import { testDatabase } from '../../../test/database.ts'

const { pool } = await testDatabase()
const tables = (await pool.query<{ name: string; contact: boolean }>(`
  select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'contact_id' and not a.attisdropped) as contact
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'schema_migrations%' order by 1`)).rows

test('GDPR-02, GDPR-04: of every table it is said whose it is: none is forgotten by exports and erasures', () => {
  expect(tables.map((table) => table.name).filter((name) => !(name in places))).toEqual([])
})

test('a table with a contact in it is never said to be nobody’s', () => {
  expect(tables.filter((table) => table.contact && places[table.name]?.holds === 'nobody').map((table) => table.name)).toEqual([])
})

test('a table that is wholly a contact’s has a contact', () => {
  const here = new Map(tables.map((table) => [table.name, table.contact]))
  expect(Object.entries(places).filter(([name, place]) => place.holds === 'contact' && here.get(name) === false).map(([name]) => name)).toEqual([])
})
