import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advanceImport, beginImport, loadRun } from '#imports/imports.ts'
import { addProvider } from '#people/people.ts'
import { createPolicies } from '#policies/policies.ts'
import { emptyWorld } from '../../../cli/test/world.ts'

/** Whatever a file says, taking it in again changes nothing, and a file in pieces says what it says whole. */
const world = await emptyWorld('2026-11-24T10:00:00Z')
const desk = { ...world, policies: createPolicies(world) }
const source = await readFile(new URL('../../../policies/dri/policy.yaml', import.meta.url), 'utf8')

async function openProvider(slug: string): Promise<string> {
  const { id } = await addProvider(desk, { slug, name: slug, accent: '#0f5c6e', language: 'fr' })
  const published = await desk.policies.publish(id, { source, file: 'policy.yaml', by: 'test' })
  if (!published.ok) throw new Error(JSON.stringify(published.findings[0]))
  return id
}
let opened = 0

async function take(providerId: string, noun: 'customers' | 'services', lines: readonly string[], head: string) {
  const begun = await beginImport(desk, { providerId, noun, source: 'csv', fileName: 'f.csv', bytes: Buffer.from([head, ...lines].join('\n')), dryRun: false, actor: { kind: 'system' } })
  await advanceImport(desk, providerId, begun.id)
  return (await loadRun(desk.database.db, providerId, begun.id))!
}

/** Rows without what is new each time. */
async function said(providerId: string): Promise<unknown> {
  const { db } = desk.database
  const customers = await db.selectFrom('customers').select(['number', 'name', 'kind', 'language']).where('provider_id', '=', providerId).orderBy('number').execute()
  const services = await db
    .selectFrom('services as s').innerJoin('customers as c', (join) => join.onRef('c.provider_id', '=', 's.provider_id').onRef('c.id', '=', 's.customer_id'))
    .select(['c.number', 's.name', 's.kind', 's.addresses']).where('s.provider_id', '=', providerId).orderBy('c.number').orderBy('s.name').orderBy('s.kind').execute()
  return { customers, services, named: await db.selectFrom('external_ids').select(['noun', 'external_id']).where('provider_id', '=', providerId).orderBy('noun').orderBy('external_id').execute() }
}

const digits = fc.integer({ min: 0, max: 30 })
const name = fc.constantFrom('Fournil', 'Été & fils', 'L’Étang; bis', '"Guillemets"', '=Somme', 'Ω')
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
const customer = fc.record({ id: digits, number: digits, name }).map((one) => `C${one.id},${String(10_000 + one.number)},${cell(one.name)}`)
const service = fc.record({ id: digits, customer: digits, name, kind: fc.constantFrom('dedicated', 'vm', 'fusée'), last: fc.integer({ min: 0, max: 300 }) })
  .map((one) => `S${one.id},C${one.customer},${one.kind},${cell(one.name)},203.0.113.${one.last}`)

test('a file taken in twice, and in pieces, is the same rows as taken in once', async () => {
  await fc.assert(fc.asyncProperty(fc.array(customer, { maxLength: 12 }), fc.array(service, { maxLength: 12 }), async (customers, services) => {
    const [whole, pieces] = [await openProvider(`entier-${++opened}`), await openProvider(`morceaux-${opened}`)]
    const heads = { customers: 'id,number,name', services: 'id,customer,kind,name,addresses' }
    // One line of an id only: in one file the second is refused, in two it is a change.
    const once = (lines: readonly string[]) => [...new Map(lines.map((line) => [line.split(',')[0], line])).values()]
    for (const [noun, lines] of [['customers', once(customers)], ['services', once(services)]] as const) {
      await take(whole, noun, lines, heads[noun])
      for (const line of lines) await take(pieces, noun, [line], heads[noun])
    }
    const first = await said(whole)
    expect(await said(pieces)).toEqual(first)
    for (const [noun, lines] of [['customers', once(customers)], ['services', once(services)]] as const) {
      const again = await take(whole, noun, lines, heads[noun])
      expect([again.added, again.changed]).toEqual([0, 0])
    }
    expect(await said(whole)).toEqual(first)
  }), { numRuns: 8, interruptAfterTimeLimit: 40_000 })
}, 60_000)
