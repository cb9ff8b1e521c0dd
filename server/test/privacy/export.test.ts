import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import yauzl from 'yauzl'
import { expect, test } from 'vitest'
import { askFor, flushReadings, listRequests, makeArchives, refuseRequest, releaseArchive, takeArchive } from '#privacy/privacy.ts'
import { openCompany, openTrial } from '../harness.ts'
import { canaries, foreign, playScene } from './scene.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'donnees')
const scene = await playScene(trial, company)
const { desk, jobs } = trial
const jean = { kind: 'contact' as const, id: company.contactId, name: 'Jean Martin' }
const dana = { kind: 'agent' as const, id: scene.dpo, name: 'Dana Privée' }

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => yauzl.fromBuffer(bytes, { lazyEntries: false }, (error, file) => (error ? reject(error) : resolve(file))))
  const files = new Map<string, Buffer>()
  const reading: Promise<void>[] = []
  zip.on('entry', (entry: yauzl.Entry) => {
    reading.push(new Promise((resolve, reject) => zip.openReadStream(entry, async (error, stream) => {
      if (error) return reject(error)
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      files.set(entry.fileName, Buffer.concat(chunks))
      resolve()
    })))
  })
  await new Promise((resolve) => zip.on('end', resolve))
  await Promise.all(reading)
  return files
}

const asked = await askFor(desk, company.provider.id, jean, { kind: 'access', whose: { contactId: company.contactId } })
if (!('request' in asked)) throw new Error(asked.refused)

test('GDPR-02: an archive with internal notes waits for somebody to read it; then its owner alone can fetch it, and each time is kept', async () => {
  await company.call('GET', `queue/${scene.number}`, { cookie: await company.asAgent() })
  await flushReadings(desk)
  expect(asked.request.due_on).toBe('2026-12-23')
  await makeArchives(desk)
  const { id } = asked.request
  expect(await takeArchive(desk, company.provider, id, jean)).toBeUndefined()
  expect(await releaseArchive(desk, company.provider, id, dana)).toMatchObject({ request: { state: 'ready' } })
  expect(await takeArchive(desk, company.provider, id, { kind: 'contact', id: scene.neighbourId, name: 'Zoé' })).toBeUndefined()
  expect(await takeArchive(desk, company.provider, id, jean)).toMatchObject({ mediaType: 'application/zip' })
  await jobs.settle()
  const letters = await desk.database.db.selectFrom('outbox').select(['kind', 'to']).where('kind', '=', 'person_data').execute()
  expect(letters).toEqual([{ kind: 'person_data', to: ['jean@martin-donnees.example'] }])
  const events = await desk.database.db.selectFrom('events').select('type').where('provider_id', '=', company.provider.id).where('type', 'like', 'person.%').orderBy('id').execute()
  expect(events.map((event) => event.type)).toEqual(['person.asked', 'person.archived', 'person.released', 'person.downloaded'])
})

test('GDPR-02, AB-41: the archive holds all that is theirs, notes about them included, and nothing of anybody else', async () => {
  const file = await takeArchive(desk, company.provider, asked.request.id, jean)
  const files = await unzip(await desk.files.read(file!.sha256))
  const all = [...files].map(([name, bytes]) => `${name}\n${bytes.toString()}`).join('\n')
  for (const canary of canaries) expect(all, canary).toContain(canary)
  for (const other of foreign) expect(all, other).not.toContain(other)
  const data = JSON.parse(files.get('data.json')!.toString())
  expect(data.tickets.map((ticket: { number: number }) => ticket.number)).toEqual([scene.number, scene.mailed])
  expect(data.consents[0]).toMatchObject({ policyVersion: 'v1', machine: '198.51.100.9', ticket: scene.number })
  expect(data.consulted).toMatchObject([{ what: 'ticket', by: 'agent', ticket: scene.number }])
  expect(data.own.sessions.length).toBeGreaterThan(0)
  expect(all).not.toMatch(/token_hash|password_hash|\$argon2/)
  expect(files.get(`files/${scene.number}/01-facture.txt`)?.toString()).toBe('CANARI-PIECE')
})

test('AB-15: what somebody wrote is text in the page of the archive, never a tag', async () => {
  const { body } = await company.call('POST', 'requests', { cookie: await company.asContact(), body: { subject: '<img src=x onerror=alert(1)>', text: '</pre><script>alert(1)</script>' } })
  const again = await askFor(desk, company.provider.id, dana, { kind: 'portability', whose: { contactId: company.contactId } })
  if (!('request' in again)) throw new Error(again.refused)
  await makeArchives(desk)
  const file = await takeArchive(desk, company.provider, again.request.id, dana)
  const page = (await unzip(await desk.files.read(file!.sha256))).get('index.html')!.toString()
  expect(page).toContain(`Demande n°\u00a0${body.number}`)
  expect(page).not.toMatch(/<script|<img/)
})

test('after seven days an archive is gone from the disk, and its request is over', async () => {
  const open = await listRequests(desk.database.db, company.provider.id, 'open')
  for (const { id, state } of open) if (state === 'review') await refuseRequest(desk, company.provider, id, dana, 'Déjà donnée')
  trial.time.advance(8 * 86_400_000)
  await jobs.run('purge')
  await jobs.run('set-aside')
  expect(await takeArchive(desk, company.provider, asked.request.id, jean)).toBeUndefined()
  expect(await desk.database.db.selectFrom('person_requests').select('state').where('id', '=', asked.request.id).executeTakeFirst()).toEqual({ state: 'done' })
  const folder = join(desk.settings.dataFolder, 'files')
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  for (const entry of names) expect((await readFile(join(entry.parentPath, entry.name))).subarray(0, 2).toString('latin1')).not.toBe('PK')
})

test('three archives a day, no more', async () => {
  const tries = [1, 2, 3, 4].map(() => askFor(desk, company.provider.id, jean, { kind: 'access', whose: { contactId: company.contactId } }))
  const ends = await Promise.all(tries)
  expect(ends.filter((one) => 'request' in one)).toHaveLength(3)
  expect(ends.find((one) => 'refused' in one)).toEqual({ refused: 'too-many' })
})
