import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { openBrowser } from './visit.ts'

/** Answers that come late: whoever has gone on meanwhile stays where they are, with every word that they typed. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const ada = await addAgent(desk.desk, provider.id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['lead', 'admin'] })
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const home = `${desk.origin}/introserv/desk`
const { db } = desk.world.database

const ask = async (subject: string) =>
  (await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })).json.number as number

async function signedIn(): Promise<{ page: Page; context: BrowserContext }> {
  const opened = await open()
  const { token } = await openSession(desk.desk, db, provider.id, { agentId: ada.id })
  await opened.context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  return opened
}
async function enter(address: string): Promise<{ page: Page; context: BrowserContext }> {
  const opened = await signedIn()
  await opened.page.goto(`${home}${address}`)
  return opened
}
/** Holds back what is asked of an address until it is let go. */
async function held(context: BrowserContext, address: string, method = 'POST') {
  const [asked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await context.route(address, async (route) => {
    if (route.request().method() !== method) return route.fallback()
    asked.resolve()
    await go.promise
    await route.fallback()
  })
  return { asked: asked.promise, letGo: () => go.resolve() }
}
const press = async (page: Page, key: string) => {
  await page.locator('#ticket-title').focus()
  await page.keyboard.press(key)
}
const standsAt = (page: Page, number: number) => page.waitForURL(`**/todo/${number}`)

/** Writes an answer that solves, and sends it; the server keeps it only when it is let go. */
async function solveSlowly(page: Page, context: BrowserContext, number: number) {
  const slow = await held(context, `**/queue/${number}/replies`)
  await press(page, 'r')
  await page.getByLabel('Votre réponse').waitFor()
  await page.keyboard.type('Le disque est changé.')
  await page.getByLabel('Résoudre', { exact: true }).check()
  await page.getByLabel('Votre réponse').press('Control+Enter')
  await slow.asked
  return slow
}
const isSolved = (number: number) => until('it is solved', async () => (await desk.ticket('introserv', number)).last_from === 'agent')

test('who solves a request and goes on to another before it is kept is left there, in the middle of a sentence', async () => {
  // Solving leads to the next; this is about who has gone to another than that.
  const [first, , other] = [await ask('Premier'), await ask('Deuxième'), await ask('Troisième')]
  const { page, context } = await enter(`/todo/${first}`)
  await page.locator('#ticket-title').getByText('Premier').waitFor()
  const { letGo } = await solveSlowly(page, context, first)
  await page.getByRole('option', { name: /Troisième/ }).click()
  await page.locator('#ticket-title').getByText('Troisième').waitFor()
  await press(page, 'r')
  await page.getByLabel('Votre réponse').waitFor()
  await page.keyboard.type('Bonjour,')
  letGo()
  await isSolved(first)
  await page.getByRole('button', { name: /^Annuler/ }).first().waitFor()
  await page.keyboard.type(' nous regardons.')
  await standsAt(page, other)
  expect(await page.getByLabel('Votre réponse').inputValue()).toBe('Bonjour, nous regardons.')
  await context.close()
})

test('who writes a note while their answer is being kept goes on writing it', async () => {
  const [first] = [await ask('Deux feuilles'), await ask('La suivante')]
  const { page, context } = await enter(`/todo/${first}`)
  await page.locator('#ticket-title').getByText('Deux feuilles').waitFor()
  const { letGo } = await solveSlowly(page, context, first)
  await page.getByRole('tab', { name: 'Note interne' }).click()
  await page.getByLabel('Votre note').fill('Vieux')
  letGo()
  await isSolved(first)
  await page.getByRole('button', { name: /^Annuler/ }).first().waitFor()
  await page.keyboard.type(' disque')
  await standsAt(page, first)
  expect(await page.getByLabel('Votre note').inputValue()).toBe('Vieux disque')
  await context.close()
})

test('a refusal that comes when its request is left is said all the same, and what was typed is still there', async () => {
  const [first, second] = [await ask('À refuser'), await ask('Autre')]
  const { page, context } = await enter(`/todo/${first}`)
  await page.locator('#ticket-title').getByText('À refuser').waitFor()
  const [asked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await context.route(`**/queue/${first}/notes`, async (route) => {
    asked.resolve()
    await go.promise
    await route.abort()
  })
  await press(page, 'n')
  await page.getByLabel('Votre note').waitFor()
  await page.keyboard.type('Rappeler lundi')
  await page.keyboard.press('Control+Enter')
  await asked.promise
  await page.getByRole('option', { name: /Autre/ }).click()
  await page.locator('#ticket-title').getByText('Autre').waitFor()
  go.resolve()
  await page.locator('.saying').getByText(`n° ${first} : Le serveur ne répond pas`, { exact: false }).waitFor()
  await standsAt(page, second)
  await page.getByRole('option', { name: /À refuser/ }).click()
  await page.locator('#ticket-title').getByText('À refuser').waitFor()
  expect(await page.getByLabel('Votre note').inputValue()).toBe('Rappeler lundi')
  await context.close()
})

test('a file goes to the sheet on which it was put, whatever sheet is open when it has arrived', async () => {
  const number = await ask('Pièce pour les collègues')
  const { page, context } = await enter(`/todo/${number}`)
  await page.locator('#ticket-title').getByText('Pièce').waitFor()
  const { asked, letGo } = await held(context, '**/uploads?**')
  await press(page, 'n')
  await page.getByLabel('Votre note').waitFor()
  await page.locator('.enclosures input[type="file"]').setInputFiles({ name: 'mots-de-passe.txt', mimeType: 'text/plain', buffer: Buffer.from('secret') })
  await asked
  await page.getByRole('tab', { name: 'Réponse au client' }).click()
  await page.getByLabel('Votre réponse').fill('Bonjour,')
  letGo()
  await page.locator('.enclosed-going').waitFor({ state: 'detached' })
  expect(await page.locator('.enclosures li').count()).toBe(0)
  await page.getByRole('tab', { name: 'Note interne' }).click()
  await page.locator('.enclosures li').getByText('mots-de-passe.txt').waitFor()
  await context.close()
})

test('a message that is placed while another is read takes nobody away from that one', async () => {
  const mail = (subject: string) => desk.mail({ from: 'robot@atelier.test', to: 'support@introserv.com', subject, text: 'Je suis absent.', headers: { 'Auto-Submitted': 'auto-replied' } })
  await mail('Absence une')
  await mail('Absence deux')
  await mail('Absence trois')
  const { page, context } = await enter('/quarantine')
  await page.getByRole('link', { name: /Absence une/ }).click()
  await page.getByRole('heading', { name: 'Absence une' }).waitFor()
  const { asked, letGo } = await held(context, '**/quarantine/*/discard')
  await page.getByRole('button', { name: 'Écarter' }).first().click()
  await page.keyboard.type('Robot')
  await page.keyboard.press('Enter')
  await asked
  await page.getByRole('link', { name: /Absence trois/ }).click()
  await page.getByRole('heading', { name: 'Absence trois' }).waitFor()
  await page.getByRole('button', { name: 'Écarter' }).first().click()
  await page.keyboard.type('Celui-ci')
  letGo()
  await page.getByText('Message écarté.').waitFor()
  await page.getByRole('link', { name: /Absence une/ }).waitFor({ state: 'detached' })
  await page.keyboard.type(' aussi')
  expect(await page.getByLabel('Pourquoi l’écarter').inputValue()).toBe('Celui-ci aussi')
  await context.close()
})

test('who would be told is shown of the notice as it stands, never of what it was when somebody asked', async () => {
  const { page, context } = await enter('/notices/new')
  await page.getByLabel('Type d’avis').selectOption('maintenance')
  await page.getByLabel('Titre en français').fill('Coupure')
  await page.getByLabel('Texte en français').fill('Une heure.')
  await page.getByLabel('Numéros de clients').fill('IS-2041')
  const { asked, letGo } = await held(context, '**/notices/preview')
  await page.getByRole('button', { name: 'Voir qui serait prévenu' }).click()
  await asked
  await page.getByLabel('Tous les clients').check()
  const answered = page.waitForResponse('**/notices/preview')
  letGo()
  await answered
  await page.getByRole('button', { name: 'Voir qui serait prévenu' }).click()
  await page.getByRole('heading', { name: 'Qui serait prévenu' }).waitFor()
  await context.close()
})

test('an agent who is invited takes nobody back from where they have gone; in the search, Enter waits for what finds, and letters typed after it stay', async () => {
  const { page, context } = await signedIn()
  const panel = await held(context, '**/search-panel-*.js', 'GET')
  await page.goto(`${home}/admin/agents/new`)
  await page.getByLabel('Nom', { exact: true }).fill('Nadia Neuve')
  await page.getByLabel('Adresse électronique').fill('nadia@introserv.test')
  const { asked, letGo } = await held(context, '**/admin/agents')
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await asked
  await page.keyboard.press('/')
  await page.locator('.search-field').waitFor()
  await page.keyboard.type('disque')
  await page.keyboard.press('Enter')
  // What finds has not come yet: Enter waits for it.
  await panel.asked
  panel.letGo()
  await page.waitForURL('**/search?q=disque')
  const field = page.locator('#search-typed')
  await field.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' lent')
  letGo()
  await page.getByText('nadia@introserv.test', { exact: false }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('q') === 'disque lent')
  await page.keyboard.type('!')
  expect(await field.inputValue()).toBe('disque lent!')
  await context.close()
})

test('from a request to the agents and back: what is known of teams is one thing everywhere', async () => {
  const number = await ask('Équipes')
  const { page, context } = await enter('/admin/teams')
  await page.getByRole('button', { name: 'Créer une équipe' }).click()
  await page.getByLabel('Nom de l’équipe').fill('Réseau')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('rowheader', { name: 'Réseau' }).waitFor()
  await page.getByRole('link', { name: /^Toutes/ }).click()
  await page.getByRole('option', { name: /Équipes/ }).click()
  await page.locator('#ticket-title').getByText('Équipes').waitFor()
  await press(page, 'F')
  await page.getByRole('form', { name: 'Transmettre' }).getByLabel('Équipe').selectOption({ label: 'Réseau' })
  await page.getByRole('link', { name: 'Administration' }).click()
  await page.getByRole('heading', { level: 1, name: 'Agents' }).waitFor()
  await page.getByRole('rowheader', { name: /Ada Chef/ }).waitFor()
  expect((await desk.ticket('introserv', number)).desk_team_id).toBeNull()
  await context.close()
})

test('words typed before their panel has come go into it, and Enter sends them; Escape keeps what was written for the next time', async () => {
  const number = await ask('Panneaux')
  const { page, context } = await signedIn()
  const { asked, letGo } = await held(context, '**/panels-*.js', 'GET')
  await page.goto(`${home}/todo/${number}`)
  await asked
  await press(page, '!')
  await page.keyboard.type('Message vide')
  await page.keyboard.press('Enter')
  letGo()
  await until('it is unwanted, and why is known', async () => {
    const { rows } = await desk.world.database.pool.query<{ reason: string }>(`select e.data ->> 'reason' as reason from events e join tickets t on t.id = e.ticket_id where t.number = $1 and e.data ->> 'reason' is not null`, [number])
    return rows.some(({ reason }) => reason === 'Message vide')
  })

  const other = await ask('Passation')
  await page.goto(`${home}/todo/${other}`)
  const note = page.getByRole('form', { name: 'Transmettre' }).getByLabel('Note pour ceux qui la reçoivent')
  await press(page, 'F')
  await note.fill('Le client rappelle à 15 h.')
  await page.keyboard.press('Escape')
  await note.waitFor({ state: 'detached' })
  await press(page, 'F')
  expect(await note.inputValue()).toBe('Le client rappelle à 15 h.')
  await page.getByRole('form', { name: 'Transmettre' }).getByRole('button', { name: 'Annuler' }).click()
  await note.waitFor({ state: 'detached' })
  await press(page, 'F')
  expect(await note.inputValue()).toBe('')
  await context.close()
})
