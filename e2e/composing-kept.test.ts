import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { addAgent, cookieName, findProvider, openSession } from '#people/people.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform } from '#platform/platform.ts'
import { readSettings } from '#platform/settings.ts'
import { createDesk } from '#server/app.ts'
import type { Tables } from '#server/tables.ts'
import { openClient } from '../server/test/client.ts'
import { openComposing } from './composing-scene.ts'
import { makeDataFolder, startProgram, until } from './process.ts'
import { expectAccessible } from './visit.ts'

/** Nothing that an agent writes is lost: no line, no session, no second place, no killed server takes it. */
const { desk, open, provider, api, ask, enter, box, kept, key } = await openComposing()

describe('nothing written is lost', () => {
  test('offline in the middle of a sentence: it stays on this machine through a reload, and is on the server once the line is back', async () => {
    const number = await ask('Coupure')
    const { page, context } = await open()
    await enter(page, number)
    await key(page, 'r')
    await box(page).waitFor()
    await page.keyboard.type('Nous avons trouvé')
    await until('it is on the server', async () => (await kept(number))[0]?.text === 'Nous avons trouvé')
    await context.route('**/drafts/**', (route) => route.abort())
    await page.keyboard.type(' la panne et')
    await page.getByText('pas encore sur le serveur').waitFor()
    await expectAccessible(page, 'composing-offline', 'two')
    await page.reload()
    await until('it is on the screen', async () => (await box(page).inputValue().catch(() => '')) === 'Nous avons trouvé la panne et')
    expect((await kept(number))[0]?.text).toBe('Nous avons trouvé')
    await context.unroute('**/drafts/**')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await until('it is on the server whole', async () => (await kept(number))[0]?.text === 'Nous avons trouvé la panne et')
    await context.close()
  })

  test('the session ended with a half-written answer: signing in again finds it as it was', async () => {
    const number = await ask('Séance')
    const { page, context } = await open()
    await enter(page, number)
    await key(page, 'r')
    await box(page).waitFor()
    await page.keyboard.type('À moitié')
    await until('it is on the server', async () => (await kept(number))[0]?.text === 'À moitié')
    await desk.world.database.db.updateTable('sessions').set({ revoked_at: desk.time.now() }).where('provider_id', '=', provider.id).where('agent_id', '=', provider.agent.id).execute()
    await page.keyboard.type(' écrit')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await dialog.getByLabel('Mot de passe', { exact: true }).fill(provider.password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await box(page).inputValue()).toBe('À moitié écrit')
    await until('all of it is on the server', async () => (await kept(number))[0]?.text === 'À moitié écrit', 90)
    await context.close()
  })

  test('written in two places: the newest stands and the other is one click away', async () => {
    const number = await ask('Deux postes')
    const { page, context } = await open()
    await enter(page, number)
    await key(page, 'r')
    await box(page).waitFor()
    await page.keyboard.type('Du bureau')
    await until('it is on the server', async () => (await kept(number))[0]?.text === 'Du bureau')
    const elsewhere = await desk.agent('introserv')
    const row = (await elsewhere.get(api(`/queue/${number}/composing`))).json.reply
    expect((await elsewhere.call('PUT', api(`/queue/${number}/drafts/reply`), { seen: row.version, text: 'Du train' })).status).toBe(200)
    await page.keyboard.type(', encore')
    await page.getByText('Un autre texte a été écrit ailleurs').waitFor()
    expect(await box(page).inputValue()).toBe('Du bureau, encore')
    await page.getByRole('button', { name: 'Voir l’autre texte' }).click()
    expect(await box(page).inputValue()).toBe('Du train')
    await page.getByText('Du bureau, encore').waitFor()
    await context.close()
  })
})

test('the server is killed while somebody writes: the draft is there when it is back, and an answer that may still be taken back has not left', async () => {
  const folder = await makeDataFolder('introserv', { demonstration: true })
  const platform = await openPlatform<Tables>(readSettings({ GUICHET_DATA: folder.path, BASE_URL: 'http://aide.test' }), { migrations: fileURLToPath(new URL('../server/migrations', import.meta.url)), log: silentLog })
  const here = createDesk(platform)
  const found = await findProvider(here, folder.slug)
  const agent = await addAgent(here, found!.id, { name: 'Nora', email: 'nora@introserv.test', password: 'un mot de passe assez long' })
  const { token } = await openSession(here, here.database.db, found!.id, { agentId: agent.id })
  await here.database.db.updateTable('providers').set({ second_factor: 'offered' }).execute()
  await platform.close()

  let running = await startProgram(folder.path, {})
  const nora = () => {
    const client = openClient(running.origin)
    client.cookies.set(cookieName(folder.slug, 'agent'), token)
    return client
  }
  const at = (path: string) => `/${folder.slug}/api/v1${path}`
  const asked = await openClient(running.origin, { authorization: `Bearer ${folder.token}` }).post(at('/requests'), {
    channel: 'ticket', subject: 'Panne', text: 'Le serveur ne répond plus.', facts: { kind: 'technical', chosen_priority: 'regular' }, from: { email: 'k@k.test' },
  }, { 'idempotency-key': 'une' })
  const number = asked.json.number as number
  expect((await nora().call('PUT', at(`/queue/${number}/drafts/note`), { seen: 0, text: 'Entre nous, je' })).status).toBe(200)
  const sent = await nora().post(at(`/queue/${number}/replies`), { text: 'Nous redémarrons.', undoSeconds: 60 }, { 'if-match': '*' })
  expect(sent.status).toBe(200)
  await running.kill()
  running = await startProgram(folder.path, {})
  expect((await nora().get(at(`/queue/${number}/composing`))).json.note).toMatchObject({ text: 'Entre nous, je', ended: null })
  expect((await nora().post(at(`/queue/${number}/replies/${sent.json.messageId}/take-back`))).json.draft).toMatchObject({ text: 'Nous redémarrons.' })
  await running.stop()
  await folder.remove()
}, 120_000)
