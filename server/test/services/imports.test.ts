import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../../cli/test/run.ts'
import { emptyWorld } from '../../../cli/test/world.ts'
import { advanceImport, beginImport, loadRun } from '#imports/imports.ts'
import { addContact, addCustomer, addProvider, findProfile } from '#people/people.ts'
import { createPolicies } from '#policies/policies.ts'

/** Customers and what they have, taken in from files: API-08. */
const world = await emptyWorld('2026-11-24T10:00:00Z')
const desk = { ...world, policies: createPolicies(world) }
const env = { GUICHET_DATA: world.settings.dataFolder, DATABASE_URL: world.databaseUrl, LANG: 'en_GB.UTF-8', PORT: '0', SMTP_PORT: '0' }
const folder = await mkdtemp(join(tmpdir(), 'guichet-csv-'))
const samples = new URL('../../../docs/imports/', import.meta.url)

async function open(slug: string, path = `policies/${slug}`): Promise<string> {
  const provider = await addProvider(desk, { slug, name: slug, accent: '#0f5c6e', language: 'fr' })
  const published = await desk.policies.publish(provider.id, { source: (await readFile(new URL(`../../../${path}/policy.yaml`, import.meta.url), 'utf8')).replace(/^effective: .*$/m, 'effective: 2020-01-01'), file: 'policy.yaml', by: 'test' })
  if (!published.ok) throw new Error(JSON.stringify(published.findings[0]))
  return provider.id
}
const guichet = (...argv: string[]) => runCommand(argv, env)
const take = (noun: string, file: string | URL, provider: string, ...more: string[]) => guichet('import', noun, file instanceof URL ? file.pathname : file, '--provider', provider, ...more)
async function sheet(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
/** Every row that a record makes, as it stands. */
async function rows(providerId: string) {
  const { db } = desk.database
  const of = (table: 'customers' | 'contacts' | 'contracts' | 'services' | 'licences' | 'quota_movements' | 'external_ids') => db.selectFrom(table).selectAll().where('provider_id', '=', providerId).execute()
  return JSON.stringify(await Promise.all((['customers', 'contacts', 'contracts', 'services', 'licences', 'quota_movements', 'external_ids'] as const).map(of)))
}
const count = async (table: 'outbox' | 'events') => Number((await desk.database.db.selectFrom(table).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)

let dri = ''
beforeAll(async () => {
  dri = await open('dri')
})

describe('the files of docs/imports', () => {
  test('are taken in, in their order, and once more are the same rows; no letter leaves (API-08)', async () => {
    for (const [noun, lines] of [['customers', 3], ['contacts', 4], ['contracts', 3], ['services', 4]] as const) {
      const rehearsed = await take(noun, new URL(`${noun}.csv`, samples), 'dri', '--dry-run')
      expect(rehearsed, noun).toMatchObject({ code: 0, err: '' })
      expect(rehearsed.out).toContain(`${lines} added, 0 changed, 0 unchanged, 0 refused`)
      expect(rehearsed.out).toContain('UTF-8')
      expect(await desk.database.db.selectFrom('external_ids').select('id').where('noun', '=', noun).execute(), 'a rehearsal writes nothing').toEqual([])
      expect(await take(noun, new URL(`${noun}.csv`, samples), 'dri')).toMatchObject({ code: 0, err: '' })
    }
    const before = await rows(dri)
    const events = await count('events')
    for (const noun of ['customers', 'contacts', 'contracts', 'services']) expect((await take(noun, new URL(`${noun}.csv`, samples), 'dri')).out).toMatch(/\n0 added, 0 changed, [34] unchanged, 0 refused/)
    expect(await rows(dri)).toBe(before)
    // Only that a file was taken in, twice told.
    expect(await count('events')).toBe(events + 8)
    expect(await count('outbox')).toBe(0)
  })

  test('become what the policy reads: seconds, flags, its own names, dates of a French sheet, several addresses', async () => {
    const profile = (await findProfile(desk, dri, { number: '70100' }))!
    expect(profile.contracts[0]).toMatchObject({ name: 'Infogérance Sérénité', startsOn: '2026-01-01', endsOn: '2027-12-31', values: { 'contract.gti': 7200, 'contract.24x7': true, 'contract.gti_counted': 'elapsed' } })
    expect(profile.services.find(({ name }) => name === 'brandes-prod-1')).toMatchObject({ kind: 'dedicated', addresses: ['203.0.113.140', '2001:db8:140::1', 'prod.atelier-brandes.example'], orderNumber: '#70100-1', product: 'Debian' })
    expect(profile.contacts.map(({ declared, verified }) => ({ declared, verified }))).toEqual([{ declared: true, verified: false }, { declared: false, verified: false }])
    const tagged = await desk.database.db.selectFrom('services').select(['name', 'tags']).where('provider_id', '=', dri).where(sql<boolean>`tags && '{node-12}'`).orderBy('name').execute()
    expect(tagged).toEqual([{ name: 'brandes-prod-1', tags: ['node-12', 'rack-3'] }, { name: 'etang-vm', tags: ['node-12'] }])
    // Leading zeros are part of a number.
    expect((await findProfile(desk, dri, { number: '00071' }))!.customer.name).toBe('Ferme de l’Étang')
  })

  test('licences and packs of hours, under the policies that know them', async () => {
    const ru = await open('remote-utilities')
    await sheet('ru.csv', 'id,number,name\nC-200,RU-9001,Cabinet Doré\n')
    await take('customers', join(folder, 'ru.csv'), 'remote-utilities')
    expect(await take('licences', new URL('licences.csv', samples), 'remote-utilities')).toMatchObject({ code: 0, err: '' })
    expect((await findProfile(desk, ru, { number: 'RU-9001' }))!.licences).toMatchObject([{ kind: 'pro' }])
    expect(JSON.stringify(await desk.database.db.selectFrom('events').select('data').where('provider_id', '=', ru).execute())).not.toContain('RUPRO')

    const atelier = await open('atelier', 'samples/atelier-numerique')
    await sheet('a1.csv', 'id;number;name\nA;1;Salon Coiffe\n')
    await sheet('a2.csv', 'id;customer;name;starts_on;contract.pack\nK-9;A;Carnet;2025-09-01;10h\n')
    expect(await take('customers', join(folder, 'a1.csv'), 'atelier')).toMatchObject({ code: 0, err: '' })
    expect(await take('contracts', join(folder, 'a2.csv'), 'atelier')).toMatchObject({ code: 0, err: '' })
    expect((await take('movements', new URL('movements.csv', samples), 'atelier', '--dry-run')).err).toBe('')
    expect(await take('movements', new URL('movements.csv', samples), 'atelier')).toMatchObject({ code: 0, err: '' })
    const before = await rows(atelier)
    expect((await take('movements', new URL('movements.csv', samples), 'atelier')).out).toContain('4 unchanged')
    expect(await rows(atelier)).toBe(before)
    // What was recorded stays: another content is another movement.
    expect((await take('movements', await sheet('m.csv', 'id;contract;quota;kind;quantity;at\nM-2;K-9;pack;use;5h;2025-09-14 14:00\n'), 'atelier')).err).toContain('record a correction')
  })
})

test('what is wrong is told with its line, its column and what to do; the other lines are taken in', async () => {
  const path = await sheet('wrong.csv', [
    'id;customer_number;kind;name;addresses;starts_on;ends_on', 'W-1;70100;dedicated;srv-w1;203.0.113.9;;', 'W-2;99999;dedicated;srv-w2;;;', '', 'W-3;70100;spaceship;srv-w3;;;',
    'W-4;70100;vm;"srv-w4";999.1.1.1;;', 'W-1;70100;vm;srv-w5;;;', 'W-6;70100;vm;srv-w6;;2026-05-01;2026-04-01', ';70100;vm;srv-w7;;;', 'W-8;70100;vm;;;;',
  ].join('\n'))
  const { code, out, err } = await take('services', path, 'dri', '--lang', 'fr')
  expect(code).toBe(1)
  expect(out).toContain('1 ajoutés, 0 modifiés, 0 inchangés, 7 refusés')
  const told = err.replaceAll(/[\u00a0\u202f]/g, ' ').trim().split('\n')
  expect(told).toEqual([
    'ligne 3, customerNumber : Aucun client « 99999 » : prenez d’abord les clients, de la même source, ou donnez leur numéro.',
    'ligne 5, kind : La politique ne connaît pas « spaceship » pour « kind ». Elle connaît : dedicated, vm, transit, shared, elsewhere.',
    'ligne 6, addresses : « 999.1.1.1 » ne convient pas pour « addresses ». Attendu : 203.0.113.7, 2001:db8::7, srv.exemple.fr.',
    'ligne 7, id : « W-1 » est déjà à la ligne 2 : gardez une seule des deux.',
    'ligne 8, endsOn : La fin (2026-04-01) est avant le début : corrigez l’une des deux dates.',
    'ligne 9, id : Il manque « id » : donnez-en la valeur.',
    'ligne 10, name : Il manque « name » : donnez-en la valeur.',
  ])
})

test('a file that cannot be read, or has other columns, is refused as a whole', async () => {
  const refused = async (content: string | Buffer, noun = 'customers') => (await take(noun, await sheet('refused.csv', content), 'dri')).err
  expect(await refused('id;number;name\n1;"12345;x\n')).toContain('quotation mark opened here is not closed')
  expect(await refused('id;number\n1;12345\n')).toContain('The column “name” is missing')
  expect(await refused('id;number;name;is_admin\n1;12345;x;yes\n')).toContain('“is_admin” is not known here')
  expect(await refused('id;number;name;name\n1;12345;x;y\n')).toContain('there twice')
  expect(await refused('')).toContain('This file is empty')
  expect(await refused(Buffer.from([0, 1, 2, 0, 255, 254, 10, 13]))).not.toBe('')
  expect((await take('customers', join(folder, 'nowhere.csv'), 'dri')).code).toBe(2)
  expect((await take('admins', await sheet('x.csv', 'id\n'), 'dri')).code).toBe(2)
})

test('Windows-1252 with semicolons, and tabs, are read as they are meant, and said; an apostrophe before a formula is no part of it (AB-36)', async () => {
  const latin = Buffer.from('id;number;name\r\nL-1;70201;Caf\xe9 de l\x92\xc9glise\r\n', 'latin1')
  expect((await take('customers', await sheet('latin.csv', latin), 'dri')).out).toContain('Windows-1252')
  expect((await findProfile(desk, dri, { number: '70201' }))!.customer.name).toBe('Café de l’Église')
  const tabs = await take('customers', await sheet('tabs.csv', "\ufeffid\tnumber\tname\nL-2\t70202\t'=Somme SARL\n"), 'dri')
  expect(tabs.out).toContain('separator tab')
  expect((await findProfile(desk, dri, { number: '70202' }))!.customer.name).toBe('=Somme SARL')
})

test('what was added by hand before is found by its number, its address, its name: nothing is typed twice', async () => {
  const customerId = await addCustomer(desk, dri, { number: '80001', name: 'À la main' })
  const contactId = await addContact(desk, dri, { customerId, name: 'Zoé', email: 'zoe@main.example', verified: true })
  expect((await take('customers', await sheet('h1.csv', 'id;number;name\nH-1;80001;À la main\n'), 'dri')).out).toContain('1 unchanged')
  expect((await take('contacts', await sheet('h2.csv', 'id;customer;name;email\nHP-1;H-1;Zoé Blin;zoe@main.example\n'), 'dri')).out).toContain('1 changed')
  const profile = (await findProfile(desk, dri, { contactId }))!
  expect(profile.contacts).toMatchObject([{ id: contactId, name: 'Zoé Blin', verified: true }])
  // Somebody else's address stays theirs.
  expect((await take('contacts', await sheet('h3.csv', 'id;customer;name;email\nHP-2;C-100;Voleur;zoe@main.example\n'), 'dri')).err).toContain('already somebody else’s')
})

test('cut short in the middle, the same file goes on where it was: each line once (API-08)', async () => {
  const lines = Array.from({ length: 450 }, (_, index) => `R-${index};${String(60_000 + index)};Client ${index}`)
  const bytes = Buffer.from(`id;number;name\n${lines.join('\n')}\n`)
  const given = { providerId: dri, noun: 'customers' as const, source: 'csv', fileName: '../../r.csv', bytes, dryRun: false, actor: { kind: 'system' as const } }
  const begun = await beginImport(desk, given)
  let seen = 0
  const cut = advanceImport(desk, dri, begun.id, () => { if (++seen === 250) throw new Error('killed') })
  await expect(cut).rejects.toThrow('killed')
  const half = (await loadRun(desk.database.db, dri, begun.id))!
  expect(half).toMatchObject({ state: 'running', next_record: 400, added: 400, file_name: 'r.csv' })
  const again = await beginImport(desk, given)
  expect(again).toEqual({ id: begun.id, resumed: true })
  // Two that go on at once take turns.
  await Promise.all([advanceImport(desk, dri, again.id), advanceImport(desk, dri, again.id)])
  expect(await loadRun(desk.database.db, dri, begun.id)).toMatchObject({ state: 'done', next_record: 450, added: 450, refused: 0 })
  expect(await desk.database.db.selectFrom('external_ids').select('id').where('external_id', 'like', 'R-%').execute()).toHaveLength(450)
})

test('a contract and a service typed by hand: held to the policy, told of again to change them; a hook’s secret shown once', async () => {
  const contract = (...more: string[]) => guichet('contract', 'add', '--provider', 'dri', '--customer', '70100', '--name', 'Option nuit', '--from', '2026-02-01', ...more)
  expect((await contract('--values', 'gti=bientôt')).err).toContain('does not fit')
  expect((await contract('--values', 'gti=4h, prix=3')).err).toContain('“prix” is not known here')
  expect(await contract('--values', 'gti=4h, 24x7=yes')).toMatchObject({ code: 0, out: 'Added: 70100/Option nuit\n' })
  const service = (...more: string[]) => guichet('service', 'add', '--provider', 'dri', '--customer', '70100', '--name', 'srv-main', ...more)
  expect(await service('--kind', 'fusée')).toMatchObject({ code: 1, out: '' })
  expect(await service('--kind', 'dedicated', '--contract', '70100/Option nuit', '--address', '203.0.113.150, 2001:db8::150')).toMatchObject({ code: 0, err: '' })
  expect((await service('--kind', 'dedicated', '--product', 'Debian')).out).toContain('Changed')
  const profile = (await findProfile(desk, dri, { number: '70100' }))!
  expect(profile.services.find(({ name }) => name === 'srv-main')).toMatchObject({ addresses: ['203.0.113.150', '2001:db8::150'], product: 'Debian', contractId: profile.contracts.find(({ name }) => name === 'Option nuit')!.id })

  const made = await guichet('provider', 'hook', 'add', '--provider', 'dri', '--name', 'whmcs')
  expect(made.out).toMatch(/^whsec_[\w+/=]{44}\n$/)
  expect(made.err).toContain('/dri/api/v1/hooks/whmcs')
  expect((await guichet('provider', 'hook', 'add', '--provider', 'dri', '--name', 'whmcs')).code).toBe(1)
  expect((await guichet('provider', 'hook', 'rotate', '--provider', 'dri', '--name', 'whmcs')).out).not.toBe(made.out)
  expect((await guichet('provider', 'hook', 'rotate', '--provider', 'dri', '--name', 'autre')).code).toBe(1)
  expect((await guichet('provider', 'hook', 'list', '--provider', 'dri')).out).toBe('whmcs  whmcs  never called\n')
  expect((await guichet('provider', 'hook', 'revoke', '--provider', 'dri', '--name', 'whmcs')).code).toBe(0)
})

test('killed in the middle, a process is followed by another that goes on: each line once (API-08)', async () => {
  const total = 800
  const path = await sheet('long.csv', `id;number;name\n${Array.from({ length: total }, (_, index) => `Q-${index};${String(30_000 + index)};Client ${index}`).join('\n')}\n`)
  const child = spawn(new URL('../../../bin/guichet', import.meta.url).pathname, ['import', 'customers', path, '--provider', 'dri', '--source', 'longue'], { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env }, stdio: 'ignore', detached: true })
  const done = async () => (await desk.database.db.selectFrom('import_runs').select(['next_record', 'state']).where('source', '=', 'longue').executeTakeFirst()) ?? { next_record: 0, state: 'none' }
  await expect.poll(async () => (await done()).next_record, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0)
  process.kill(-child.pid!, 'SIGKILL')
  await once(child, 'exit')
  expect(await done()).toMatchObject({ state: 'running' })
  const again = await take('customers', path, 'dri', '--source', 'longue')
  expect(again.out).toContain('Going on at record no.')
  expect(again.out).toContain(`${total} added, 0 changed, 0 unchanged, 0 refused`)
  expect(await desk.database.db.selectFrom('external_ids').select('id').where('source', '=', 'longue').execute()).toHaveLength(total)
}, 60_000)
