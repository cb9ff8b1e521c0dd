import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addHook, rotateHook } from '#imports/imports.ts'
import { addApiToken, addCustomer, findProfile, grantsOf } from '#people/people.ts'
import type { Scope } from '#people/people.ts'
import { settleAudience } from '#notices/audience.ts'
import { transaction } from '#platform/database.ts'
import { openCompany, openTrial } from '../harness.ts'
import type { Company } from '../harness.ts'

/** What other systems tell of customers and what they have: by the API, by files, by their own news. */
const trial = await openTrial()
const { desk, time } = trial
const company = await openCompany(trial, 'chez-nous')
const rival = await openCompany(trial, 'rivale')
const actor = { kind: 'system' as const, name: 'test' }

async function key(of: Company, scopes: readonly Scope[], customerId?: string) {
  const { token } = await addApiToken(desk, of.provider.id, { name: 'facturation', scopes, expiresAt: time.now() + 1e9, ...(customerId ? { customerId } : {}) })
  return { authorization: `Bearer ${token}` }
}
const billing = await key(company, ['people:read', 'people:write'])
const put = (path: string, body: unknown, headers: Record<string, string> = billing) => company.call('PUT', path, { body, headers })
const rowsOf = (table: 'customers' | 'contacts' | 'contracts' | 'services') => desk.database.db.selectFrom(table).selectAll().where('provider_id', '=', company.provider.id).orderBy('id').execute()
const events = async (type: string) => (await desk.database.db.selectFrom('events').select('data').where('provider_id', '=', company.provider.id).where('type', '=', type).orderBy('id').execute()).map(({ data }) => data)

describe('a record by the name that its source gives it', () => {
  test('is added once, changed where it differs, and left alone when it is so already', async () => {
    expect((await put('customers/whmcs/42', { number: '42001', name: 'Fonderie Loiret', kind: 'professional' }))).toMatchObject({ status: 201, body: { outcome: 'added' } })
    const again = await put('customers/whmcs/42', { number: '42001', name: 'Fonderie Loiret', kind: 'professional' })
    expect(again).toMatchObject({ status: 200, body: { outcome: 'unchanged' } })
    expect(await put('customers/whmcs/42', { number: '42001', name: 'Fonderie du Loiret' })).toMatchObject({ status: 200, body: { outcome: 'changed', id: again.body.id } })
    expect(await put('contacts/whmcs/7', { customer: '42', name: 'Rose Anglade', email: 'rose@fonderie.example' })).toMatchObject({ status: 201 })
    expect(await put('contracts/whmcs/K', { customer: '42', name: 'Or', startsOn: '2026-01-01', values: { gti: '2h' } })).toMatchObject({ status: 201 })
    expect(await put('services/whmcs/S', { customer: '42', contract: 'K', kind: 'dedicated', name: 'srv-42', addresses: ['203.0.113.42', '2001:DB8::0042', 'SRV.Fonderie.example.'] })).toMatchObject({ status: 201 })
    const profile = (await findProfile(desk, company.provider.id, { number: '42001' }))!
    expect(profile.customer).toMatchObject({ name: 'Fonderie du Loiret', kind: 'professional' })
    expect(profile.contracts).toMatchObject([{ values: { 'contract.gti': 7200 } }])
    expect(profile.services).toMatchObject([{ addresses: ['203.0.113.42', '2001:db8::42', 'srv.fonderie.example'] }])
    expect((await events('customer.changed'))).toMatchObject([{ externalId: '42', changed: ['name'] }])
    // A number has one customer: another name of the same source is another customer.
    expect(await put('customers/whmcs/autre', { number: '42001', name: 'Autre' })).toMatchObject({ status: 422, body: { code: 'invalid-record', errors: [{ at: '/number' }] } })
    // Nobody was written to.
    expect(await desk.database.db.selectFrom('outbox').select('id').execute()).toEqual([])
  })

  test('its ETag says whether it is still what was seen (API-03)', async () => {
    const seen = await company.call('GET', 'services/whmcs/S', { headers: billing })
    expect(seen).toMatchObject({ status: 200, body: { externalId: 'S', retired: false, record: { customer: '42', contract: 'K', kind: 'dedicated' } } })
    const tag = String(seen.headers.etag)
    expect((await company.call('GET', 'services/whmcs/S', { headers: { ...billing, 'if-none-match': tag } })).status).toBe(304)
    const record = { customer: '42', kind: 'dedicated', name: 'srv-42' }
    expect((await put('services/whmcs/S', record, { ...billing, 'if-none-match': '*' })).status).toBe(412)
    expect((await put('services/whmcs/S', { ...record, version: '13' }, { ...billing, 'if-match': tag })).status).toBe(200)
    expect(await put('services/whmcs/S', { ...record, version: '14' }, { ...billing, 'if-match': tag })).toMatchObject({ status: 412, body: { code: 'record-changed' } })
    expect((await put('services/whmcs/nouveau', { ...record, name: 'srv-43' }, { ...billing, 'if-match': tag })).status).toBe(412)
  })

  test('taken out of use, a service stays with its history and nobody is offered it; told of again, it is back', async () => {
    expect((await company.call('DELETE', 'services/whmcs/S', { headers: billing })).body).toMatchObject({ outcome: 'retired' })
    expect((await company.call('DELETE', 'services/whmcs/S', { headers: billing })).body).toMatchObject({ outcome: 'unchanged' })
    expect((await company.call('GET', 'services/whmcs/S', { headers: billing })).body).toMatchObject({ retired: true })
    expect((await company.call('DELETE', 'services/whmcs/rien', { headers: billing })).status).toBe(404)
    expect(await events('service.retired')).toHaveLength(1)
    expect((await put('services/whmcs/S', { customer: '42', kind: 'dedicated', name: 'srv-42' })).body).toMatchObject({ outcome: 'changed' })
    expect((await company.call('GET', 'services/whmcs/S', { headers: billing })).body).toMatchObject({ retired: false })
  })

  test('AB-21: what is not a member of a record is refused, and nothing changes', async () => {
    const before = JSON.stringify(await Promise.all([rowsOf('customers'), rowsOf('contacts'), rowsOf('contracts'), rowsOf('services')]))
    for (const extra of ['role_id', 'is_admin', 'trust_level', 'organization_id', 'created_at', 'price', 'status', 'id', 'provider_id', 'rights', 'verified']) {
      const answer = await put('contacts/whmcs/7', { customer: '42', name: 'Rose Anglade', email: 'rose@fonderie.example', [extra]: 'x' })
      expect(answer, extra).toMatchObject({ status: 422, body: { code: 'invalid-body' } })
    }
    expect(await put('contracts/whmcs/K', { customer: '42', name: 'Or', startsOn: '2026-01-01', values: { price: '1' } })).toMatchObject({ status: 422, body: { code: 'invalid-record', errors: [{ at: '/values/price' }] } })
    expect(await put('contracts/whmcs/K', { customer: '42', name: 'Or', startsOn: '2026-01-01', values: { gti: 'bientôt' } })).toMatchObject({ status: 422 })
    expect(JSON.stringify(await Promise.all([rowsOf('customers'), rowsOf('contacts'), rowsOf('contracts'), rowsOf('services')]))).toBe(before)
  })

  test('AB-20: what a record names is of the same provider, source and customer, or it does not exist', async () => {
    const theirs = await key(rival, ['people:write', 'people:read'])
    await rival.call('PUT', 'customers/whmcs/leur', { body: { number: '55555', name: 'Leur client' }, headers: theirs })
    await rival.call('PUT', 'contracts/whmcs/leur', { body: { customer: 'leur', name: 'Leur', startsOn: '2026-01-01' }, headers: theirs })
    const service = { kind: 'dedicated', name: 'vol' }
    expect(await put('services/whmcs/vol', { ...service, customer: 'leur' })).toMatchObject({ status: 422, body: { errors: [{ at: '/customer' }] } })
    expect(await put('services/whmcs/vol', { ...service, customerNumber: '55555' })).toMatchObject({ status: 422 })
    expect(await put('services/whmcs/vol', { ...service, customer: '42', contract: 'leur' })).toMatchObject({ status: 422, body: { errors: [{ at: '/contract' }] } })
    expect((await put('services/dolibarr/vol', { ...service, customer: '42' })).status).toBe(422)
    await put('customers/whmcs/43', { number: '43001', name: 'Voisin' })
    expect((await put('services/whmcs/vol', { ...service, customer: '43', contract: 'K' })).status).toBe(422)
    // A record does not change hands.
    expect((await put('contracts/whmcs/K', { customer: '43', name: 'Or', startsOn: '2026-01-01' })).status).toBe(422)
    expect((await put('contacts/whmcs/8', { customer: '43', name: 'Voleur', email: 'rose@fonderie.example' })).status).toBe(422)
    expect((await company.call('GET', 'contracts/whmcs/leur', { headers: billing })).status).toBe(404)
    expect((await rival.call('GET', 'customers/whmcs/42', { headers: theirs })).status).toBe(404)
    expect((await rival.call('GET', 'customers/whmcs/42', { headers: billing })).status).toBe(401)
  })

  test('needs a key of the provider with the right scope: one customer’s key speaks of nobody', async () => {
    const read = await key(company, ['people:read', 'tickets:read'])
    const scoped = await key(company, ['people:read', 'people:write'], company.customerId)
    expect((await put('customers/whmcs/42', { number: '42001', name: 'X' }, read)).status).toBe(403)
    expect((await put('customers/whmcs/42', { number: '42001', name: 'X' }, scoped)).status).toBe(403)
    expect((await company.call('GET', 'customers/whmcs/42', { headers: scoped })).status).toBe(403)
    expect((await company.call('PUT', 'customers/whmcs/42', { body: { number: '42001', name: 'X' }, cookie: await company.asContact() })).status).toBe(403)
    expect((await company.call('PUT', 'customers/whmcs/42', { body: { number: '42001', name: 'X' } })).status).toBe(401)
  })

  test('S4-6: a customer and a person are held to what holds for those typed by hand: numbers that check, zones, names', async () => {
    const wrong = async (path: string, record: Record<string, unknown>, ...fields: string[]) =>
      expect(await put(path, record), JSON.stringify(record)).toMatchObject({ status: 422, body: { code: 'invalid-record', errors: fields.map((field) => ({ at: `/${field}` })) } })
    await wrong('customers/whmcs/45', { number: '45001', name: 'Zéros', siren: '000 000 000' }, 'siren')
    await wrong('customers/whmcs/45', { number: '45001', name: '\u00a0', siren: '732829321', zone: 'PST' }, 'name', 'siren', 'zone')
    await wrong('contacts/whmcs/45', { customer: '42', name: '\u00a0', email: 'personne' }, 'name', 'email')
    expect((await put('customers/whmcs/45', { number: '45001', name: 'Bons chiffres', siren: '732.829-320', zone: 'Indian/Reunion' })).status).toBe(201)
    expect((await company.call('GET', 'customers/whmcs/45', { headers: billing })).body.record).toMatchObject({ siren: '732829320', zone: 'Indian/Reunion', kind: 'unknown', language: 'fr' })
    expect((await put('customers/whmcs/45', { number: '45001', name: 'Bons chiffres', siren: null, zone: null })).body).toMatchObject({ outcome: 'changed' })
    expect((await company.call('GET', 'customers/whmcs/45', { headers: billing })).body.record).toMatchObject({ siren: null, zone: null })
  })

  test('a service’s tags are what a notice reaches its customer by; told of anew they replace those before, left out they stay', async () => {
    const reached = (tag: string) => transaction(desk.database.db, async (trx) => {
      const id = desk.ids.next()
      await trx.insertInto('notices').values({
        provider_id: company.provider.id, id, code: id, type: 'incident', severity: 'major', title: '{}', banner: false, audience: '{}', policy_version: '1', outcome: 'sent', through: [], clauses: [], optional: false,
        maker_kind: 'system', created_at: time.now(),
      } as never).execute()
      return (await settleAudience(trx, company.provider.id, id, { tags: [tag] }, { everyone: false, today: '2026-11-23' })).customers
    })
    const service = { customer: '42', kind: 'dedicated', name: 'srv-tags' }
    expect((await put('services/whmcs/T', { ...service, tags: ['nœud 7', 'baie-2', ' nœud 7 '] })).status).toBe(201)
    expect((await company.call('GET', 'services/whmcs/T', { headers: billing })).body.record.tags).toEqual(['nœud 7', 'baie-2'])
    expect((await put('services/whmcs/T', service)).body.outcome).toBe('unchanged')
    expect([await reached('nœud 7'), await reached('ailleurs')]).toEqual([1, 0])
    expect((await put('services/whmcs/T', { ...service, tags: ['nœud-8'] })).body.outcome).toBe('changed')
    expect([await reached('nœud 7'), await reached('nœud-8')]).toEqual([0, 1])
    for (const tags of ['x', [''], ['deux\nlignes'], Array.from({ length: 51 }, (_, n) => `t${n}`)]) expect((await put('services/whmcs/T', { ...service, tags })).status).toBe(422)
  })

  test('AB-42: the same new record told several times at once is one row', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => put('customers/whmcs/44', { number: '44001', name: 'Ensemble' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201])
    expect((await rowsOf('customers')).filter(({ number }) => number === '44001')).toHaveLength(1)
  })
})

describe('acting for another customer', () => {
  const grant = (method: 'PUT' | 'GET' | 'DELETE', path: string, { body, headers = billing }: { body?: unknown; headers?: Record<string, string> } = {}) => company.call(method, `grants/${path}`, { headers, ...(body === undefined ? {} : { body }) })

  test('is given and ended by numbers or by a source’s names; the same again changes nothing, and who acts is themselves at once', async () => {
    await put('customers/whmcs/agence', { number: '91001', name: 'Agence' })
    await put('customers/whmcs/cliente', { number: '91002', name: 'Cliente' })
    const until = new Date(time.now() + 86_400_000).toISOString()
    const made = await grant('PUT', '91001/for/91002', { body: { rights: ['all', 'billing'], until } })
    expect(made).toMatchObject({ status: 201, body: { customerNumber: '91001', forNumber: '91002', rights: ['all', 'billing'], until } })
    const again = await grant('PUT', 'agence/for/cliente?source=whmcs', { body: { rights: ['billing', 'all'], until } })
    expect([again.status, again.body.id]).toEqual([200, made.body.id])
    expect((await grant('PUT', '91001/for/91002', { body: {} })).body).toMatchObject({ rights: ['all', 'ask_technical', 'ask_urgent'], until: null })
    expect(await events('grant.made')).toHaveLength(2)
    const agency = (await findProfile(desk, company.provider.id, { number: '91001' }))!.customer.id
    expect(await grantsOf(desk, company.provider.id, agency)).toMatchObject([{ customer: { number: '91002' } }])
    expect((await grant('GET', '91001/for/91002')).status).toBe(200)
    expect((await grant('DELETE', '91001/for/91002')).status).toBe(204)
    expect([(await grant('DELETE', '91001/for/91002')).status, (await grant('GET', '91001/for/91002')).status]).toEqual([404, 404])
    expect(await grantsOf(desk, company.provider.id, agency)).toEqual([])
  })

  test('AB-20, AB-21: another provider’s customer is nobody’s; one customer’s key, a person and too little a scope give nothing', async () => {
    const theirs = await key(rival, ['people:read', 'people:write'])
    await rival.call('PUT', 'customers/whmcs/voisine', { body: { number: '91009', name: 'Voisine' }, headers: theirs })
    for (const path of ['91001/for/91009', '91009/for/91002', 'agence/for/voisine?source=whmcs', '91001/for/0', 'agence/for/cliente?source=autre', 'agence/for/cliente']) expect((await grant('PUT', path, { body: {} })).status, path).toBe(404)
    expect((await grant('PUT', '91001/for/91001', { body: {} })).status).toBe(422)
    expect((await grant('PUT', '91001/for/91002', { body: { until: '2020-01-01T00:00:00Z' } })).status).toBe(422)
    for (const body of [{ rights: ['admin'] }, { rights: [] }, { trust: 'T4' }, { until: 'demain' }]) expect((await grant('PUT', '91001/for/91002', { body })).status, JSON.stringify(body)).toBe(422)
    for (const headers of [await key(company, ['people:read']), await key(company, ['people:read', 'people:write'], company.customerId), { cookie: await company.asContact() }, { cookie: await company.asAgent() }]) {
      expect((await grant('PUT', '91001/for/91002', { body: {}, headers: headers as Record<string, string> })).status).toBe(403)
    }
    expect((await grant('PUT', '91001/for/91002', { body: {}, headers: theirs })).status).toBe(401)
    await company.call('DELETE', 'customers/whmcs/cliente', { headers: billing })
    expect((await grant('PUT', '91001/for/91002', { body: {} })).status).toBe(404)
  })
})

describe('a file by the API', () => {
  const send = (query: string, csv: string) => company.call('POST', `imports?${query}`, { raw: Buffer.from(csv), headers: { ...billing, 'content-type': 'text/csv' } })

  test('is rehearsed unless told otherwise, then taken in, and its report read', async () => {
    const csv = 'id,number,name\nF-1,61001,Un\nF-2,61002,Deux\nF-3,trop long pour un nom de client,Trois\nF-4,,Quatre\n'
    const begun = await send('noun=customers', csv)
    expect(begun).toMatchObject({ status: 202, body: { dryRun: true, state: 'running', records: 4 } })
    await trial.jobs.settle()
    const report = await company.call('GET', `imports/${begun.body.id}`, { headers: { ...billing, 'accept-language': 'fr' } })
    expect(report.body).toMatchObject({ state: 'done', done: 4, added: 3, refused: 1, encoding: 'UTF-8', separator: ',', problems: [{ line: 5, field: 'number', code: 'missing' }] })
    expect((await rowsOf('customers')).some(({ number }) => number === '61001')).toBe(false)
    await send('noun=customers&dryRun=false', csv)
    await trial.jobs.settle()
    expect((await rowsOf('customers')).filter(({ number }) => number.startsWith('6100'))).toHaveLength(2)
    expect((await company.call('GET', `imports/${begun.body.id}`, { headers: await key(rival, ['people:write']) })).status).toBe(401)
    expect((await rival.call('GET', `imports/${begun.body.id}`, { headers: await key(rival, ['people:write']) })).status).toBe(404)
  })

  test('comes as a form too, with a cleaned name (AB-37)', async () => {
    const boundary = 'x'.repeat(30)
    const raw = Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="..\\..\\évil\u202e.csv"\r\ncontent-type: text/csv\r\n\r\nid;number;name\nG-1;62001;Six\n\r\n--${boundary}--\r\n`)
    const begun = await company.call('POST', 'imports?noun=customers&dryRun=false', { raw, headers: { ...billing, 'content-type': `multipart/form-data; boundary=${boundary}` } })
    expect(begun).toMatchObject({ status: 202, body: { records: 1, separator: ';' } })
    expect(begun.body.file).not.toMatch(/[\\/\u202e]/)
    expect((await send('noun=admins', 'id\n')).status).toBe(422)
    expect((await company.call('POST', 'imports?noun=customers', { body: {}, headers: billing })).status).toBe(415)
  })
})

describe('a billing system’s own news', async () => {
  const secret = await addHook(desk, company.provider.id, { name: 'facturation', source: 'whmcs', actor })
  const signed = (body: unknown, { id = desk.ids.next(), at = time.now(), with: by = secret, name = 'facturation' }: { id?: string; at?: number; with?: string; name?: string } = {}) => {
    const raw = Buffer.from(JSON.stringify(body))
    const timestamp = String(Math.floor(at / 1000))
    const signature = createHmac('sha256', Buffer.from(by.slice(6), 'base64')).update(`${id}.${timestamp}.`).update(raw).digest('base64')
    return company.call('POST', `hooks/${name}`, { raw, headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1a,zzz v1,${signature}` } })
  }
  const news = (externalId: string, number: string) => ({ records: [{ noun: 'customers', externalId, record: { number, name: `Client ${number}` } }] })

  test('is taken in live, each record with what became of it; with mode all, everything or nothing', async () => {
    expect(await signed(news('h1', '71001'))).toMatchObject({ status: 200, body: { taken: true, records: [{ outcome: 'added' }] } })
    const mixed = { records: [...news('h2', '71002').records, { noun: 'services', externalId: 's', record: { customer: 'h2', kind: 'dedicated', name: 'x', price: 3 } }, { noun: 'customers', externalId: 'h1', retire: true }] }
    expect(await signed({ ...mixed, mode: 'all' })).toMatchObject({ status: 422, body: { taken: false } })
    expect((await rowsOf('customers')).some(({ number }) => number === '71002')).toBe(false)
    expect((await signed(mixed)).body.records.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['added', 'refused', 'retired'])
    expect((await rowsOf('customers')).find(({ number }) => number === '71001')?.retired_at).not.toBeNull()
  })

  test('AB-33: forged, old, from another place or for another body, it is refused alike; the same id is done once', async () => {
    const refused = { status: 401, body: { code: 'wrong-signature' } }
    expect(await signed(news('x', '72000'), { with: `whsec_${Buffer.alloc(32).toString('base64')}` })).toMatchObject(refused)
    expect(await signed(news('x', '72000'), { at: time.now() - 301_000 })).toMatchObject(refused)
    expect(await signed(news('x', '72000'), { at: time.now() + 301_000 })).toMatchObject(refused)
    expect(await signed(news('x', '72000'), { name: 'nulle-part' })).toMatchObject(refused)
    expect((await rowsOf('customers')).some(({ number }) => number === '72000')).toBe(false)
    const id = 'msg_1'
    const [first, second] = await Promise.all([signed(news('x', '72001'), { id }), signed(news('x', '72001'), { id })])
    expect(second.body).toEqual(first.body)
    expect((await events('hook.called')).filter((data) => (data as { callId: string }).callId === id)).toHaveLength(1)
    expect((await company.call('POST', 'hooks/facturation', { body: news('y', '72002') })).status).toBe(401)
    expect((await signed({ records: 'x' })).status).toBe(422)
  })

  test('two secrets hold while one takes the place of the other', async () => {
    const next = (await rotateHook(desk, company.provider.id, { name: 'facturation', days: 2, actor }))!
    expect((await signed(news('r1', '73001'))).status).toBe(200)
    expect((await signed(news('r2', '73002'), { with: next })).status).toBe(200)
    time.set(time.now() + 3 * 86_400_000)
    expect((await signed(news('r3', '73003'))).status).toBe(401)
    expect((await signed(news('r3', '73003'), { with: next })).status).toBe(200)
    expect(JSON.stringify(await desk.database.db.selectFrom('hooks').selectAll().execute())).not.toContain(next.slice(6))
  })
})

test('a customer who left: what they have ends, nobody enters for them, their address is free (DELETE)', async () => {
  const customerId = await addCustomer(desk, company.provider.id, { number: '90001', name: 'Parti' })
  await put('customers/whmcs/parti', { number: '90001', name: 'Parti' })
  const contact = await put('contacts/whmcs/parti', { customer: 'parti', name: 'Ana', email: 'ana@parti.example' })
  const cookie = await company.asContact(contact.body.id)
  expect((await company.call('GET', 'me', { cookie })).status).toBe(200)
  expect((await company.call('DELETE', 'customers/whmcs/parti', { headers: await key(company, ['people:write']) })).body).toMatchObject({ outcome: 'retired', id: customerId })
  expect((await company.call('GET', 'me', { cookie })).status).toBe(401)
  const billed = await key(company, ['people:write'])
  expect((await put('contacts/whmcs/neuf', { customer: '42', name: 'Ana', email: 'ana@parti.example' }, billed)).status).toBe(201)
})
