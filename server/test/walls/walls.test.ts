import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { addApiToken, addContact, addCustomer, scopes } from '#people/people.ts'
import { ask, openCompany, openTrial } from '../harness.ts'
import { absentId, names, placesOf, sampleOf, whole, withAt } from './sample.ts'
import type { Schema } from './sample.ts'

/**
 * AB-19, AB-20: whatever is another customer's, or another provider's, answers exactly like what exists nowhere: at every address of
 * the API and of the pages, and in every member of a body that names something. The addresses are read from the description of the API
 * and from the server's own list, so that a new one is tried without being added here.
 */
const trial = await openTrial()
const { desk, app } = trial
const here = await openCompany(trial, 'ici')
const there = await openCompany(trial, 'ailleurs')

const file = await here.call('POST', 'uploads?name=preuve.txt', { cookie: await here.asContact(), raw: Buffer.from('privé'), headers: { 'content-type': 'text/plain' } })
const asked = await ask(here, { attachments: [file.body.id], serviceId: here.serviceId })
const kept = await here.call('POST', 'uploads?name=brouillon.txt', { cookie: await here.asContact(), raw: Buffer.from('privé'), headers: { 'content-type': 'text/plain' } })
const number: number = asked.body.number
const absentNumber = 888_888

/** Every id of `here` that stands in any table, by table, before the strangers come. */
async function idsOf(providerId: string): Promise<Map<string, string[]>> {
  const { rows: tables } = await sql<{ table_name: string }>`
    select c.table_name from information_schema.columns c join information_schema.columns p on p.table_name = c.table_name and p.table_schema = c.table_schema and p.column_name = 'provider_id'
    where c.table_schema = 'public' and c.column_name = 'id' and c.data_type = 'uuid'`.execute(desk.database.db)
  const found = new Map<string, string[]>()
  for (const { table_name: table } of tables) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where provider_id = ${providerId} order by id limit 1`.execute(desk.database.db)
    if (rows.length > 0) found.set(table, rows.map(({ id }) => id))
  }
  return found
}
const owned = await idsOf(here.provider.id)
const ids = [...owned.values()].flat()

const neighbourId = await addCustomer(desk, here.provider.id, { number: '10002', name: 'Voisin' })
const neighbour = await addContact(desk, here.provider.id, { customerId: neighbourId, name: 'Voisine', email: 'voisine@voisin.test', verified: true })
const life = { expiresAt: trial.time.now() + 86_400_000 }
const key = async (providerId: string, customerId?: string) => `Bearer ${(await addApiToken(desk, providerId, { name: 'k', scopes: [...scopes], ...(customerId ? { customerId } : {}), ...life })).token}`

/** Those before whom nothing of the customer exists. `slug`: at whose door they stand. */
const strangers: Record<string, { slug: string; headers: Record<string, string> }> = {
  'a neighbour': { slug: 'ici', headers: { cookie: await here.asContact(neighbour) } },
  'the key of a neighbour': { slug: 'ici', headers: { authorization: await key(here.provider.id, neighbourId) } },
  'an agent of elsewhere': { slug: 'ailleurs', headers: { cookie: await there.asAgent() } },
  'the key of elsewhere': { slug: 'ailleurs', headers: { authorization: await key(there.provider.id) } },
  'a contact of elsewhere': { slug: 'ailleurs', headers: { cookie: await there.asContact() } },
  nobody: { slug: 'ici', headers: {} },
}

interface Operation { readonly method: string; readonly path: string; readonly body?: Schema }
const description = JSON.parse((await app.http.inject({ url: '/api/openapi.json', headers: { host: 'localhost' } })).body) as {
  paths: Record<string, Record<string, { requestBody?: { content?: Record<string, { schema?: Schema }> } }>>
  components: { schemas?: Record<string, Schema> }
}
const operations: Operation[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { requestBody }]) => {
    const written = requestBody?.content?.['application/json']?.schema
    const body = written && whole(written, description.components.schemas ?? {})
    return { method: method.toUpperCase(), path, ...(body ? { body } : {}) }
  }))

/** The addresses of pages, which the description leaves out. */
const pages: Operation[] = listed(app.http.printRoutes({ commonPrefix: false, includeHooks: false })).filter(({ path }) => /^\/:provider\/:lang\/.*:/.test(path))

/** Reads the server's own drawing of its routes. */
function listed(tree: string): Operation[] {
  const at: string[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^([│├└─\s]*)(\S.*?)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (!found) return []
    const [, indent = '', part = '', methods = ''] = found
    at.length = Math.floor(indent.length / 4)
    at.push(part)
    return methods.split(', ').filter((method) => method === 'GET' || method === 'POST').map((method) => ({ method, path: at.join('').replace(/^\/{2,}/, '/') }))
  })
}

const variables = (path: string) => [...path.matchAll(/\{(\w+)\}|:(\w+)/g)].map(([, braced, plain]) => braced ?? plain!).filter((name) => name !== 'provider' && name !== 'lang')

/** The address with everything named in it taken from `value`. */
function fill(path: string, slug: string, value: (name: string) => string): string {
  return path.replace(/\{(\w+)\}|:(\w+)(?:\([^)]*\))?/g, (_all, braced: string | undefined, plain: string | undefined) => {
    const name = braced ?? plain!
    if (name === 'provider') return slug
    return name === 'lang' ? 'fr' : encodeURIComponent(value(name))
  })
}

const another = (name: string, id: string) => (/number/i.test(name) ? String(number) : id)
const absent = (name: string) => (/number/i.test(name) ? String(absentNumber) : absentId)

interface Told { readonly status: number; readonly text: string }
let machines = 0
/** An answer without what only repeats the question, or is new each time. */
async function tell(method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<Told> {
  // Each from a machine of its own: what slows one down is another test.
  const response = await app.http.inject({
    method: method as 'GET', url, remoteAddress: `10.${(++machines >> 16) & 255}.${(machines >> 8) & 255}.${machines & 255}`, headers: { host: 'localhost', 'if-match': '*', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  // What is new each time goes first: a number of ours may stand in it by chance.
  const text = `${response.headers['location'] ?? ''}\n${response.body}`.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{32,}/g, '~').replace(/"number":\d+/g, '"number":#')
  return { status: response.statusCode, text: [String(number), String(absentNumber)].reduce((told, one) => told.replaceAll(one, '#'), text) }
}

const fingerprint = async () => (await sql`select version, state, changed_at from tickets where provider_id = ${here.provider.id} and number = ${number}`.execute(desk.database.db)).rows

describe.each(Object.entries(strangers))('%s', (_who, { slug, headers }) => {
  // To a page, who brings a key is nobody.
  test.each([...operations, ...('authorization' in headers ? [] : pages)].filter(({ path }) => variables(path).length > 0).map((one) => [`${one.method} ${one.path}`, one] as const))('AB-19 %s', async (_name, { method, path, body }) => {
    const sent = body && sampleOf(body)
    const before = await fingerprint()
    const nowhere = await tell(method, fill(path, slug, absent), headers, sent)
    for (const id of ids) {
      expect(await tell(method, fill(path, slug, (name) => another(name, id)), headers, sent), id).toEqual(nowhere)
      if (variables(path).every((name) => /number/i.test(name))) break
    }
    expect(await fingerprint()).toEqual(before)
  })

  test.each(operations.flatMap((one) => {
    const body = one.body && sampleOf(one.body, (name, schema) => (names(schema, name) && schema.type !== 'array' ? absentId : undefined))
    const places = body === undefined ? [] : placesOf(body, new Set([absentId]))
    return places.length === 0 ? [] : [[`${one.method} ${one.path}`, one, body, places] as const]
  }))('AB-20 %s', async (_name, { method, path }, body, places) => {
    const url = fill(path, slug, absent)
    const nowhere = await tell(method, url, headers, body)
    for (const place of places) for (const id of ids) expect(await tell(method, url, headers, withAt(body, place, id)), `${place.join('.')} ${id}`).toEqual(nowhere)
  })
})

test('its owner does see what the strangers do not', async () => {
  expect([...owned.keys()]).toEqual(expect.arrayContaining(['tickets', 'messages', 'attachments', 'services', 'contracts', 'uploads', 'customers', 'contacts']))
  expect(kept.status).toBe(201)
  const cookie = await here.asContact()
  expect((await tell('GET', `/ici/api/v1/tickets/${number}`, { cookie })).status).toBe(200)
  expect((await tell('GET', `/ici/fr/tickets/${number}`, { cookie })).status).toBe(200)
  expect((await tell('GET', `/ici/fr/attachments/${owned.get('attachments')![0]}`, { cookie })).status).toBe(200)
  expect(pages.length).toBeGreaterThan(3)
})

describe('AB-21, AB-22: what nobody may say of themselves', () => {
  const forbidden = { role: 'admin', is_admin: true, trust: 'T3', trust_level: 3, organization_id: absentId, created_at: '2020-01-01T00:00:00Z', price: 0, due_at: null, priority: 'p0', provider_id: there.provider.id }
  const callers: Record<string, () => Promise<Record<string, string>>> = {
    agent: async () => ({ cookie: await here.asAgent() }), contact: async () => ({ cookie: await here.asContact() }), key: async () => ({ authorization: await key(here.provider.id) }),
  }

  test.each(operations.filter(({ body }) => body !== undefined).map((one) => [`${one.method} ${one.path}`, one] as const))('%s', async (_name, { method, path, body }) => {
    const sent = sampleOf(body!)
    expect(sent).toBeTypeOf('object')
    const before = await fingerprint()
    const extra = Object.entries(forbidden).filter(([name]) => !Object.keys(body!.properties ?? {}).includes(name))
    const headers = await Promise.all(Object.values(callers).map((caller) => caller()))
    for (const [name, value] of extra) {
      const told = []
      for (const one of headers) told.push((await tell(method, fill(path, 'ici', (variable) => another(variable, here.serviceId)), one, { ...sent as object, [name]: value })).status)
      // Read before anybody is asked who they are: an unknown member is refused as such.
      expect(told, name).toContain(422)
      expect(told.filter((status) => status < 400 || status >= 500), name).toEqual([])
    }
    expect(await fingerprint()).toEqual(before)
  })
})
