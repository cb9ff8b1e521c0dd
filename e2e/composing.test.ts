import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, findProvider, openSession } from '#people/people.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform } from '#platform/platform.ts'
import { readSettings } from '#platform/settings.ts'
import { createDesk } from '#server/app.ts'
import type { Tables } from '#server/tables.ts'
import { openClient } from '../server/test/client.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { makeDataFolder, startProgram, until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** What agents write: nothing of it is lost, it goes to whom the screen says, and two who write at once do not talk over one another. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv', 'remote-utilities'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
await addContact(desk.desk, provider.id, { customerId, name: 'Bruno Morvan', email: 'bruno@atelier.test', verified: true })
const basile = { email: 'basile@introserv.test', password: 'mot de passe de basile' }
const second = await addAgent(desk.desk, provider.id, { name: 'Basile Roux', ...basile })
const api = provider.api

async function ask(subject: string): Promise<number> {
  const asked = await (await desk.contact('introserv', ana)).post(api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })
  await desk.settle()
  desk.outside.mails.length = 0
  return asked.json.number as number
}

async function enter(page: Page, number: number, who: { email: string; password: string } = { email: provider.agent.email, password: provider.password }, slug = 'introserv'): Promise<void> {
  await page.goto(`${desk.origin}/${slug}/desk/todo/${number}`)
  await page.getByLabel('Adresse électronique').fill(who.email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(who.password)
  await page.keyboard.press('Enter')
  await page.locator('#ticket-title').waitFor()
}
const box = (page: Page) => page.getByLabel('Votre réponse')
const noteBox = (page: Page) => page.getByLabel('Votre note')
const kept = (number: number, tab = 'reply') =>
  desk.world.database.db.selectFrom('agent_drafts as d').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'd.provider_id').onRef('t.id', '=', 'd.ticket_id'))
    .select(['d.text', 'd.agent_id', 'd.ended']).where('t.number', '=', number).where('d.provider_id', '=', provider.id).where('d.tab', '=', tab as 'reply').execute()
const article = (page: Page, text: string) => page.locator('.timeline').getByText(text).first()
const key = async (page: Page, name: string) => {
  await page.locator('#ticket-title').focus()
  await page.keyboard.press(name)
}

describe('an answer may be taken back', () => {
  test('without a mouse: sent, counted down, undone by Z: nothing left, the text is back; sent again, it leaves when its time is over', async () => {
    const number = await ask('Retenue')
    const { page, context } = await open()
    await enter(page, number)
    await key(page, 'r')
    await box(page).waitFor()
    await page.keyboard.type('Nous arrivons.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'Annuler' }).waitFor()
    await article(page, 'Nous arrivons.').waitFor()
    await page.getByText('sauf si son auteur l’annule').waitFor()
    const seen = async () => (await (await desk.contact('introserv', ana)).get(api(`/tickets/${number}`))).text
    expect(await seen()).not.toContain('Nous arrivons.')
    await expectAccessible(page, 'composing-held', 'two')
    await page.locator('#ticket-title').focus()
    await page.keyboard.press('z')
    await until('the text is back', async () => (await box(page).inputValue().catch(() => '')) === 'Nous arrivons.')
    await desk.at('2026-11-20T09:10:00Z')
    expect(desk.outside.mails).toEqual([])
    expect(await desk.ticket('introserv', number)).toMatchObject({ state: 'new' })
    await box(page).focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' Vraiment.')
    await page.keyboard.press('Control+Enter')
    await until('it is stored', async () => (await desk.ticket('introserv', number)).last_from === 'agent')
    await desk.at('2026-11-20T09:10:10Z')
    expect(desk.outside.mails.map((mail) => [mail.to, mail.parsed.text?.includes('Vraiment.')])).toEqual([[['ana@atelier.test'], true]])
    await context.close()
  })
})

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

describe('two agents at one request', () => {
  test('both answer: the second is shown the first’s words, and makes theirs a note', async () => {
    const number = await ask('À deux')
    const [one, two] = [await open(), await open()]
    await enter(one.page, number)
    await enter(two.page, number, basile)
    await key(two.page, 'r')
    await box(two.page).waitFor()
    await two.page.keyboard.type('Ma réponse à moi.')
    await key(one.page, 'r')
    await box(one.page).waitFor()
    await one.page.keyboard.type('La première réponse.')
    await desk.at('2026-11-20T09:12:00Z')
    await one.page.keyboard.press('Control+Enter')
    await until('the first is stored', async () => (await desk.ticket('introserv', number)).last_from === 'agent')
    const conflict = two.page.locator('.conflict')
    await conflict.getByText('La première réponse.').waitFor()
    expect(await box(two.page).inputValue()).toBe('Ma réponse à moi.')
    await expectAccessible(two.page, 'composing-conflict', 'two')
    await conflict.getByRole('button', { name: 'En faire une note' }).click()
    expect(await noteBox(two.page).inputValue()).toBe('Ma réponse à moi.')
    await noteBox(two.page).press('Control+Enter')
    await until('the note is stored', async () => (await desk.events('introserv', number)).some(({ type }) => type === 'message.note'))
    expect((await desk.events('introserv', number)).filter(({ type }) => type === 'message.agent')).toHaveLength(1)
    await one.context.close()
    await two.context.close()
  })

  test('a shared draft is read and taken over; its author keeps what they typed and is told', async () => {
    const number = await ask('Relais')
    const [one, two] = [await open(), await open()]
    await enter(one.page, number)
    await key(one.page, 'r')
    await box(one.page).waitFor()
    await one.page.keyboard.type('Début de réponse')
    await one.page.getByLabel('Montrer mon brouillon aux collègues').check()
    await until('it is shared', async () => (await kept(number)).some(({ text }) => text === 'Début de réponse'))
    await enter(two.page, number, basile)
    await key(two.page, 'r')
    await two.page.getByText('Brouillon partagé de Élodie Marchand').click()
    await two.page.getByRole('button', { name: 'Reprendre ce brouillon' }).click()
    await until('it is the taker’s', async () => (await box(two.page).inputValue()) === 'Début de réponse')
    await until('its author is told', async () => (await one.page.getByText('Basile Roux a repris votre brouillon.').count()) > 0)
    await one.context.close()
    await two.context.close()
  })

  test('somebody is named in a note without a mouse, and has seen it once it stood before them', async () => {
    const number = await ask('Nommée')
    const { page, context } = await open()
    await enter(page, number)
    await key(page, 'n')
    await noteBox(page).waitFor()
    await page.keyboard.type('Qu’en dis-tu, @bas')
    await page.locator('.mention-list').getByText('Basile Roux').waitFor()
    await expectAccessible(page, 'composing-mention', 'two')
    await noteBox(page).focus()
    await page.keyboard.press('Enter')
    expect(await noteBox(page).inputValue()).toBe('Qu’en dis-tu, @Basile Roux ')
    await page.getByText('Prévenu : Basile Roux.').waitFor()
    await page.keyboard.press('Control+Enter')
    const unseen = () => desk.world.database.db.selectFrom('mentions').select('seen_at').where('provider_id', '=', provider.id).where('agent_id', '=', second.id).execute()
    await until('it is written', async () => (await unseen()).length === 1)
    expect((await unseen())[0]?.seen_at).toBeNull()
    const theirs = await open()
    await enter(theirs.page, number, basile)
    await until('it is seen', async () => (await unseen())[0]?.seen_at !== null)
    await theirs.context.close()
    await context.close()
  })
})

describe('what is put into an answer', () => {
  test('a ready-made text, made on its page, chosen by M: filled, with what it does; a clause with its number', async () => {
    const number = await ask('Réponse type')
    const { page, context } = await open()
    await enter(page, number)
    await page.goto(`${desk.origin}/introserv/desk/admin/macros`)
    await page.getByRole('button', { name: 'Nouvelle réponse type' }).click()
    await page.getByLabel('Nom', { exact: true }).fill('Bien reçu')
    await page.getByLabel('Texte en français').fill('Bonjour {contact.name}, n° {ticket.number} pour {service.name}. {nimporte.quoi}')
    await expectAccessible(page, 'macros-form', 'two')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Ces champs n’existent pas').waitFor()
    await page.getByLabel('Texte en français').fill('Bonjour {contact.name}, n° {ticket.number} pour {service.name}. ')
    await page.getByLabel('Attribution').selectOption('me')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('rowheader', { name: /Bien reçu/ }).waitFor()
    await expectAccessible(page, 'macros', 'two')

    await page.goto(`${desk.origin}/introserv/desk/todo/${number}`)
    await page.locator('#ticket-title').waitFor()
    await key(page, 'm')
    await page.getByLabel('Chercher une réponse type').waitFor()
    await page.keyboard.type('recu')
    await page.getByRole('option', { name: /Bien reçu/ }).waitFor()
    await expectAccessible(page, 'composing-macros', 'two')
    await page.getByLabel('Chercher une réponse type').press('Enter')
    await until('it is in the answer', async () => (await box(page).inputValue()).startsWith(`Bonjour Ana Morvan, n° ${number}`))
    await page.getByText('À compléter avant l’envoi').waitFor()
    await page.getByText('Et vous attribue la demande').waitFor()
    await box(page).fill((await box(page).inputValue()).replace('{service.name}', 'DS-4'))
    await page.getByRole('button', { name: 'Citer un article' }).click()
    await page.locator('.picker [role=option]').first().waitFor()
    await expectAccessible(page, 'composing-clauses', 'two')
    await page.getByLabel('Chercher un article').press('Enter')
    await until('it is quoted', async () => /«\s[\s\S]+\s» \(art\. 1\.2, http:\/\/aide\.test\/introserv\/fr\/policy\/[^#]+#art-1\.2\)/.test(await box(page).inputValue()))
    await box(page).press('Control+Enter')
    await until('it is sent and taken', async () => (await desk.ticket('introserv', number)).assignee_id === provider.agent.id)
    await context.close()
  })

  test('a pasted image has a name, a picture and a way out; a file too large is refused before it is sent', async () => {
    const number = await ask('Image')
    const { page, context } = await open()
    await enter(page, number)
    await key(page, 'r')
    await box(page).waitFor()
    await page.keyboard.type('Voyez la copie d’écran.')
    await box(page).evaluate(async (field) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 8
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
      const data = new DataTransfer()
      data.items.add(new File([blob!], 'image.png', { type: 'image/png' }))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    const item = page.locator('.enclosures li')
    await item.getByText(/^capture-\d{4}-\d\d-\d\d-.*\.png$/).waitFor()
    await item.locator('img').waitFor()
    await until('it is in the draft on the server', async () => {
      const [row] = await desk.world.database.db.selectFrom('agent_drafts').select('uploads').where('provider_id', '=', provider.id).where('text', '=', 'Voyez la copie d’écran.').execute()
      return row?.uploads.length === 1
    })
    await expectAccessible(page, 'composing-files', 'two')
    await box(page).evaluate((field) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(21 * 1_048_576)], 'trop.bin'))
      field.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    })
    await page.getByText('dépasse 20').waitFor()
    await box(page).press('Control+Enter')
    await until('it is stored with its file', async () => (await desk.ticket('introserv', number)).last_from === 'agent')
    const page1 = (await (await desk.agent('introserv')).get(api(`/queue/${number}`))).json
    expect(page1.timeline.at(-1).message?.attachments ?? page1.timeline.findLast((one: { kind: string }) => one.kind === 'message').message.attachments).toMatchObject([{ mediaType: 'image/png' }])
    await context.close()
  })

  test('a copy to a contact is one click away; to somebody outside it takes a second yes', async () => {
    const number = await ask('Copies')
    const { page, context } = await open()
    await enter(page, number)
    await key(page, 'r')
    await box(page).waitFor()
    await page.keyboard.type('Pour vous deux.')
    await page.getByText('Ana Morvan <ana@atelier.test>').waitFor()
    await page.getByRole('button', { name: 'Ajouter une copie' }).click()
    await page.getByLabel('Adresse en copie').fill('bruno@atelier.test')
    await page.keyboard.press('Enter')
    await page.getByText('Bruno Morvan <bruno@atelier.test>').waitFor()
    await page.getByRole('button', { name: 'Ajouter une copie' }).click()
    await page.getByLabel('Adresse en copie').fill('presse@ailleurs.test')
    await page.keyboard.press('Enter')
    await page.getByText('n’est pas un contact de ce client').waitFor()
    await expectAccessible(page, 'composing-outside', 'two')
    await page.getByRole('button', { name: 'Ne pas mettre en copie' }).click()
    await box(page).press('Control+Enter')
    await until('it is stored', async () => (await desk.ticket('introserv', number)).last_from === 'agent')
    await desk.at('2026-11-20T10:30:00Z')
    expect(desk.outside.mails.filter((mail) => mail.parsed.text?.includes('Pour vous deux.')).map((mail) => mail.to).sort()).toEqual([['ana@atelier.test'], ['bruno@atelier.test']])
    await context.close()
  })

  test('S2-26: an answer in French where the policy answers in English is told before it is sent, and may be sent all the same', async () => {
    const remote = desk.provider('remote-utilities')
    const contact = await addContact(desk.desk, remote.id, { customerId: await addCustomer(desk.desk, remote.id, { number: 'RU-9', name: 'Sud' }), name: 'Paul Sud', email: 'paul@atelier.test', verified: true })
    const asked = await (await desk.contact('remote-utilities', contact)).post(remote.api('/requests'), { subject: 'Connexion', text: 'La connexion est coupée depuis hier soir.', language: 'fr', facts: { topic: 'bug', product_version: '7.6.2.0' } })
    const number = asked.json.number as number
    const { page, context } = await open()
    await enter(page, number, { email: remote.agent.email, password: remote.password }, 'remote-utilities')
    await key(page, 'r')
    await box(page).waitFor()
    await page.keyboard.type('Bonjour, nous avons trouvé la cause de la panne et nous la corrigeons.')
    await page.getByText('Ce texte semble écrit en français. La réponse est attendue en anglais.').waitFor()
    await expectAccessible(page, 'composing-language', 'two')
    await page.getByRole('button', { name: 'Envoyer quand même' }).click()
    await until('it is stored', async () => (await desk.ticket('remote-utilities', number)).last_from === 'agent')
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
