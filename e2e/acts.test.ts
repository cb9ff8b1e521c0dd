import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addAgent, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** What agents do with a ticket beside answering it, each by the keyboard alone: and the way back. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
await addContract(desk.desk, provider.id, { customerId, name: 'Contrat', values: {}, startsOn: '2026-01-01' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const technical = await addAgent(desk.desk, provider.id, { name: 'Théo Brun', email: 'theo@introserv.test', password: 'un mot de passe assez long', departments: ['technical'] })

const ask = async (subject: string) =>
  (await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est lent.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })).json.number as number

async function enter(page: Page, number: number, agentId = provider.agent.id): Promise<void> {
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId })
  await page.context().addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: desk.origin }])
  await page.goto(`${desk.origin}/introserv/desk/todo/${number}`)
  await page.locator('#ticket-title').waitFor()
  await page.locator('#ticket-title').focus()
}
const row = (number: number) => desk.ticket('introserv', number)
const bar = (page: Page) => page.locator('.done-bar')
/** Back where keys are heard, as after an act. */
const press = async (page: Page, key: string) => {
  await page.locator('#ticket-title').focus()
  await page.keyboard.press(key)
}

test('each act by its key, its panel and Enter; the last one is undone by Z', async () => {
  const number = await ask('Disque lent')
  await (await desk.agent('introserv')).call('POST', provider.api(`/queue/${number}/replies`), { text: 'Bonjour.' }, { 'if-match': '*' })
  const { page, context } = await open()
  await enter(page, number)

  await press(page, 't')
  await until('it is taken', async () => (await row(number)).assignee_id === provider.agent.id)
  await bar(page).getByText('Fait').waitFor()
  await expectAccessible(page, 'acts-done')
  await press(page, 'z')
  await until('taking it is undone', async () => (await row(number)).assignee_id === null)
  await page.getByText(/annule : la prise en charge|annule\u202f: la prise en charge/).first().waitFor()

  await press(page, 's')
  await page.getByRole('form', { name: 'Reporter' }).waitFor()
  await expectAccessible(page, 'acts-snooze', 'two')
  await page.keyboard.press('Enter')
  await until('it is put off', async () => (await row(number)).snoozed_until !== null)
  await page.getByText(/Reportée jusqu’à/).first().waitFor()
  await desk.at('2026-11-20T10:00:01Z')
  await until('it is back by itself', async () => (await row(number)).place === 'todo')
  // An hour later the session has ended too.
  await enter(page, number)
  await page.getByText('Le report prend fin').waitFor()

  await press(page, '#')
  await page.keyboard.type('À rappeler, disque')
  await page.keyboard.press('Enter')
  await until('it is tagged', async () => (await row(number)).tags.length === 2)
  await page.keyboard.press('Escape')

  await press(page, 'c')
  await page.keyboard.insertText('Sauvegarder\nChanger le disque')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: 'Changer le disque' }).waitFor()
  await page.getByRole('checkbox', { name: 'Changer le disque' }).focus()
  await page.keyboard.press('Space')
  await page.getByText('1 sur 2').waitFor()
  // The line goes up with the one who moves it, and stops at the ends.
  const lines = async () => (await page.locator('.checklist li label').allTextContents()).map((text) => text.split(' ')[0]).join(' ')
  const held = () => page.evaluate(() => document.activeElement?.closest('li')?.querySelector('label')?.textContent?.startsWith('Changer'))
  await page.keyboard.press('Alt+ArrowUp')
  await page.getByText('«\u00a0Changer le disque\u00a0»\u202f: ligne 1 sur 2.').waitFor()
  expect([await lines(), await held()]).toEqual(['Changer Sauvegarder', true])
  await page.keyboard.press('Alt+ArrowUp')
  await page.getByRole('button', { name: 'Descendre «\u00a0Changer le disque\u00a0»' }).focus()
  await expectAccessible(page, 'acts-order', 'two')
  await page.keyboard.press('Enter')
  await page.getByText('«\u00a0Changer le disque\u00a0»\u202f: ligne 2 sur 2.').waitFor()
  expect([await lines(), await held()]).toEqual(['Sauvegarder Changer', true])
  await page.getByText('1 ligne déplacée').first().waitFor({ state: 'attached' })

  await press(page, 'v')
  await until('it is followed', async () => (await row(number)).watchers.length === 1)

  await press(page, 'h')
  await page.getByLabel('Minutes').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('25')
  await page.keyboard.press('Enter')
  await page.getByText(/En tout 25/).waitFor()

  await press(page, 'i')
  await page.getByLabel('Ce qu’il faut rectifier').waitFor()
  await page.keyboard.press('Tab')
  await page.getByLabel('Ce que l’on sait').selectOption('billing')
  await page.keyboard.press('Tab')
  await page.keyboard.type('C’est une facture.')
  await page.keyboard.press('Enter')
  await until('the policy decided again', async () => (await row(number)).department === 'financial')
  await expectAccessible(page, 'acts-ticket', 'two')
  await press(page, 'z')
  await until('undone', async () => (await row(number)).department === 'technical')

  await press(page, 'p')
  await page.getByLabel('Nouvelle priorité').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Atelier à l’arrêt.')
  await page.keyboard.press('Enter')
  await until('the priority is changed', async () => (await row(number)).priority === 'high')

  await press(page, 'd')
  await page.getByText('La politique ne prévoit pas de prendre ceci en charge à titre gracieux.').first().waitFor()

  await press(page, '!')
  await page.getByRole('form', { name: 'Indésirable' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('contrat en cours').waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Rien n’a été changé.').waitFor()
  await page.keyboard.press('Escape')

  await press(page, 'E')
  await page.getByRole('form', { name: 'Clore' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/Un ticket aboutit à une résolution/).waitFor()
  await page.getByLabel('Ce que vous dites au client').focus()
  await page.keyboard.type('Le disque est changé.')
  await page.keyboard.press('Control+Enter')
  await until('it is closed', async () => (await row(number)).state === 'closed')
  await context.close()
})

test('whoever goes on before an act is kept stays where they are, and so do their words', async () => {
  const number = await ask('Réseau lent')
  const { page, context } = await open()
  await enter(page, number)
  const kept = Promise.withResolvers<void>()
  await context.route('**/tags', async (route) => {
    await kept.promise
    await route.continue()
  })
  await press(page, '#')
  await page.keyboard.type('Disque')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Baie 4')
  await page.keyboard.press('Escape')
  await press(page, 'c')
  await page.keyboard.type('Sauvegarder')
  kept.resolve()
  await until('it is tagged', async () => (await row(number)).tags.length === 1)
  await page.locator('.tag-list').getByText('Disque').waitFor()
  await page.keyboard.type(' la base')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: 'Sauvegarder la base' }).waitFor()
  await context.close()
})

test('S5-4: who hands a ticket out of their own sight is told so before, where it went after, and may take it back', async () => {
  const number = await ask('Facture en double')
  const { page, context } = await open()
  await enter(page, number, technical.id)
  await press(page, 'F')
  await page.getByLabel('Département').or(page.getByLabel('Service interne')).first().selectOption('financial')
  await page.getByText('Vous ne verrez plus cette demande').waitFor()
  await page.getByLabel('Note pour ceux qui la reçoivent').focus()
  await page.keyboard.type('Double facture de novembre.')
  await expectAccessible(page, 'acts-transfer', 'two')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Cette demande n’est plus sous vos yeux').waitFor()
  await page.getByText(/Questions financières/).first().waitFor()
  await expectAccessible(page, 'acts-gone', 'two')
  await page.locator('body').press('z')
  await until('it is back', async () => (await row(number)).department === 'technical')
  await page.getByRole('heading', { name: 'Facture en double' }).waitFor()
  await context.close()
})

test('every act is in the command bar, and says why when it is not to be done', async () => {
  const number = await ask('Par la barre')
  const { page, context } = await open()
  await enter(page, number)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('gracieux')
  await page.getByRole('option', { name: /À titre gracieux/ }).getByText('La politique ne prévoit pas').waitFor()
  await page.getByRole('dialog').getByRole('combobox').fill('reporter')
  await page.keyboard.press('Enter')
  await page.getByRole('form', { name: 'Reporter' }).waitFor()
  await page.keyboard.press('Escape')
  await until('the panel is shut', async () => (await page.getByRole('form', { name: 'Reporter' }).count()) === 0)
  await context.close()
})

test('who administers renames a tag and joins it with another, and every ticket follows', async () => {
  const number = await ask('Étiquetée')
  const call = async (add: string[]) => (await desk.agent('introserv')).post(provider.api(`/queue/${number}/tags`), { add })
  await call(['pane', 'panne'])
  const admin = await addAgent(desk.desk, provider.id, { name: 'Ada Min', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['admin'] })
  const { page, context } = await open()
  await enter(page, number, admin.id)
  await page.goto(`${desk.origin}/introserv/desk/admin/tags`)
  await page.getByRole('button', { name: 'Renommer « pane »' }).or(page.getByRole('button', { name: 'Renommer «\u00a0pane\u00a0»' })).first().focus()
  await expectAccessible(page, 'acts-tags', 'two')
  await page.keyboard.press('Enter')
  await page.getByLabel('Nouveau nom').fill('Panne')
  await page.getByText('les deux n’en feront qu’une').waitFor()
  await page.keyboard.press('Enter')
  await until('the change was asked for', async () => (await page.getByRole('dialog').count()) === 0)
  await desk.jobs.tick()
  await until('the ticket follows', async () => (await row(number)).tags.join() === 'panne')
  await context.close()
})
