import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openDatabase } from '#platform/database.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'
import type { Tables } from '#server/tables.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { openRelay } from './relay.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** Two agents at once: what one does shows to the other, in order, also after a lost connection; nothing that was typed is lost; no mouse. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const port = Number(new URL(desk.origin).port)
const relay = await openRelay(port)
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const luc = await addAgent(desk.desk, provider.id, { name: 'Luc Bernard', email: 'luc@introserv.test', password: 'un mot de passe assez long' })
const elodie = provider.agent

const contact = await desk.contact('introserv', ana)
const ask = async (subject: string) =>
  (await contact.post(provider.api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })).json.number as number
const writes = (number: number, text: string) => contact.post(provider.api(`/tickets/${number}/replies`), { text })
const agent = async (id: string) => {
  const { token } = await openSession(desk.desk, desk.desk.database.db, provider.id, { agentId: id })
  return { name: cookieName('introserv', 'agent'), value: token }
}
const notes = async (id: string, number: number, text: string) => {
  const { name, value } = await agent(id)
  const answer = await fetch(`${desk.origin}${provider.api(`/queue/${number}/notes`)}`, { method: 'POST', headers: { cookie: `${name}=${value}`, 'content-type': 'application/json' }, body: JSON.stringify({ text }) })
  expect(answer.status).toBe(200)
}

/** The desk as an agent has it before them. */
async function seatOf(id: string, path: string, origin = desk.origin): Promise<{ page: Page; context: BrowserContext }> {
  const seat = await open()
  await seat.context.addCookies([{ ...(await agent(id)), url: origin }])
  await seat.page.goto(`${origin}/introserv/desk/${path}`)
  return seat
}
const said = (page: Page, text: string) => page.locator('.timeline').getByText(text).first()
const row = (page: Page, number: number) => page.locator('#queue-rows .row').filter({ hasText: String(number) }).first()

describe('two at once', () => {
  test('who reads and who writes is seen on the ticket and in the list, and is gone when they go', async () => {
    const number = await ask('Disque lent')
    const one = await seatOf(elodie.id, 'todo')
    await row(one.page, number).waitFor()
    const two = await seatOf(luc.id, `todo/${number}`)
    await two.page.locator('#ticket-title').waitFor()
    await row(one.page, number).locator('.presence').waitFor()
    expect(await row(one.page, number).locator('.presence').getAttribute('title')).toBe('Luc Bernard la lit')
    await one.page.goto(`${desk.origin}/introserv/desk/todo/${number}`)
    await one.page.getByText('Luc Bernard lit cette demande').last().waitFor()
    await two.page.locator('#ticket-title').focus()
    await two.page.keyboard.press('n')
    await two.page.getByLabel('Votre note').waitFor()
    await two.page.keyboard.type('Je regarde.')
    await one.page.getByText('Luc Bernard écrit une note').last().waitFor()
    expect(await two.page.getByText('Élodie Marchand lit cette demande').count()).toBeGreaterThan(0)
    await expectAccessible(one.page, 'desk-presence', 'two')
    // Said aloud once for each thing they do, however much they type.
    expect(await one.page.locator('.head [role="status"]').innerText()).toBe('Luc Bernard écrit une note.')
    await two.context.close()
    await one.page.locator('.head-present').waitFor({ state: 'detached' })
    await one.context.close()
  })

  test('what happens elsewhere shows by itself, in order; a row changes in its place', async () => {
    const number = await ask('En ordre')
    const other = await ask('Une autre')
    const { page, context } = await seatOf(elodie.id, `todo/${number}`)
    await page.locator('#ticket-title').waitFor()
    for (const text of ['Premier point.', 'Deuxième point.', 'Troisième point.']) {
      await desk.at(new Date(desk.time.now() + 60_000).toISOString())
      await writes(number, text)
    }
    await said(page, 'Troisième point.').waitFor()
    const story = await page.locator('.timeline').innerText()
    const places = ['Premier point.', 'Deuxième point.', 'Troisième point.'].map((text) => story.indexOf(text))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    const { name, value } = await agent(luc.id)
    await fetch(`${desk.origin}${provider.api(`/queue/${other}/take`)}`, { method: 'POST', headers: { cookie: `${name}=${value}`, 'if-match': '*' } })
    await row(page, other).locator('.initials').getByText('Luc Bernard').waitFor({ state: 'attached' })
    await context.close()
  })
})

describe('a connection that is lost', () => {
  test('is said; what is typed stays, nothing leaves unsaid or twice, and what was missed is there afterwards', async () => {
    const number = await ask('Coupure')
    const { page, context } = await seatOf(elodie.id, `todo/${number}`, relay.origin)
    await page.locator('#ticket-title').focus()
    await page.keyboard.press('r')
    await page.locator('.composer-wide').getByLabel('Votre réponse').waitFor()
    await page.keyboard.type('Nous changeons le ')
    relay.cut()
    await page.getByText('Connexion perdue').first().waitFor()
    await page.keyboard.type('disque.')
    await notes(luc.id, number, 'Écrit pendant la coupure.')
    await page.keyboard.press('Control+Enter')
    await page.locator('.composer').getByRole('alert').getByText('Le serveur ne répond pas').waitFor()
    expect(await page.locator('.composer textarea').inputValue()).toBe('Nous changeons le disque.')
    expect((await desk.events('introserv', number)).some(({ type }) => type === 'message.agent')).toBe(false)
    relay.lead(port)
    await said(page, 'Écrit pendant la coupure.').waitFor()
    await page.getByText('Connexion perdue').first().waitFor({ state: 'detached' })
    expect(await page.locator('.composer textarea').inputValue()).toBe('Nous changeons le disque.')
    await context.close()
  })

  test('to a server that died is taken up with the one that comes after it', async () => {
    const number = await ask('Serveur neuf')
    const { page, context } = await seatOf(elodie.id, `todo/${number}`, relay.origin)
    await page.locator('#ticket-title').waitFor()
    relay.cut()
    await notes(luc.id, number, 'Avant le nouveau serveur.')
    const database = openDatabase<Tables>((desk.world.database.pool.options as { connectionString: string }).connectionString, { log: silentLog, connections: 4 })
    const fresh = await createApp({ ...desk.world, ids: createIds(desk.time), jobs: createManualJobs(), database, close: () => database.close() }, desk.names as never)
    afterAll(() => fresh.close())
    await fresh.http.listen({ host: '127.0.0.1', port: 0 })
    await fresh.live.start()
    relay.lead((fresh.http.server.address() as AddressInfo).port)
    await said(page, 'Avant le nouveau serveur.').waitFor()
    // What the old process does is heard through the new one.
    await notes(luc.id, number, 'Après.')
    await said(page, 'Après.').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await context.close()
    relay.lead(port)
  })
})

describe('by the keys alone', () => {
  test('a whole ticket: opened, unfolded, taken by the one field, a clause read, answered and solved, and on to the next; the focus is always somewhere', async () => {
    await ask('La suivante')
    const number = await ask('Longue histoire')
    for (let index = 1; index <= 11; index++) {
      await desk.at(new Date(desk.time.now() + 60_000).toISOString())
      if (index < 8) await notes(luc.id, number, `Note ${index}.`)
      else await writes(number, `Suite ${index}.`)
    }
    const { page, context } = await seatOf(elodie.id, 'all')
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName || '')
    const somewhere = async () => expect(await focused()).not.toMatch(/^(BODY|)$/)
    await row(page, number).waitFor()
    await page.locator('body').press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/all/${number}`))
    await page.getByRole('heading', { name: 'Longue histoire' }).waitFor()
    expect(await focused()).toBe('ticket-title')
    await expectAccessible(page, 'desk-long-story', 'two')

    // The first letter and the last few are open; one key unfolds the rest, and the focus reads on there.
    expect(await said(page, 'Note 2.').count()).toBe(0)
    await page.keyboard.press('o')
    await said(page, 'Note 2.').waitFor()
    expect(await focused()).toMatch(/^letter-/)

    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('prendre')
    await expectAccessible(page, 'desk-commands', 'two')
    await page.keyboard.press('Enter')
    await page.locator('.head').getByText('Élodie Marchand').waitFor()
    await somewhere()

    const clause = page.locator('.facts .clause-refs button').first()
    await clause.focus()
    await page.keyboard.press('Enter')
    await page.locator('.clause-panel').waitFor()
    expect(await focused()).toBe('clause-title')
    await expectAccessible(page, 'desk-clause', 'two')
    await page.keyboard.press('Escape')
    await page.locator('.clause-panel').waitFor({ state: 'detached' })
    expect(await clause.evaluate((button) => button === document.activeElement)).toBe(true)

    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await somewhere()

    const elsewhere = (url: URL) => /\/all\/\d+$/.test(url.pathname) && !url.pathname.endsWith(String(number))
    await page.keyboard.press('Shift+J')
    await page.waitForURL(elsewhere)
    await page.locator('#ticket-title').waitFor()
    await expect.poll(focused).toBe('ticket-title')
    await page.keyboard.press('Shift+K')
    await page.waitForURL(new RegExp(`/all/${number}`))

    // Solved with an answer, it leads to the next one, and the keys go on there.
    await page.getByRole('heading', { name: 'Longue histoire' }).waitFor()
    await page.keyboard.press('e')
    await page.locator('.composer-wide').getByLabel('Votre réponse').waitFor()
    await page.keyboard.type('Le disque est remplacé.')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(elsewhere)
    await expect.poll(async () => (await desk.ticket('introserv', number)).state).toBe('solved')
    await expect.poll(focused).toBe('ticket-title')
    await page.keyboard.press('Escape')
    await page.waitForURL(/\/all$/)
    await expect.poll(focused).toBe('queue-rows')
    await context.close()
  })

  test('keys are chosen by oneself, one that is taken is refused by name, and they are the same at another machine', async () => {
    const number = await ask('Touches')
    const { page, context } = await seatOf(luc.id, 'preferences')
    await page.getByRole('heading', { name: 'Vos touches' }).waitFor()
    await expectAccessible(page, 'desk-preferences', 'two')
    const reply = page.getByRole('button', { name: /Changer la touche de «.Répondre/ })
    await reply.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('n')
    await page.getByText('La touche N sert déjà à', { exact: false }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('y')
    await page.getByRole('button', { name: /Changer la touche de «.Répondre.», à présent Y/ }).waitFor()
    await context.close()

    const elsewhere = await seatOf(luc.id, `todo/${number}`)
    await elsewhere.page.locator('#ticket-title').focus()
    await elsewhere.page.keyboard.press('r')
    await elsewhere.page.keyboard.press('?')
    await elsewhere.page.getByRole('dialog').getByText('Répondre').waitFor()
    expect(await elsewhere.page.getByRole('dialog').locator('dl > div').filter({ hasText: 'Répondre' }).first().innerText()).toContain('Y')
    await elsewhere.page.keyboard.press('Escape')
    await elsewhere.page.keyboard.press('y')
    await expect.poll(() => elsewhere.page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await elsewhere.context.close()
  })
})
