import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** A provider's own fields, by the keyboard alone: declared, asked for before solving, filled in where they stand, kept from a colleague's hand, found, read by the customer. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['martin.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const ada = await addAgent(desk.desk, provider.id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['admin'] })
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-1', name: 'Boulangerie Martin' })
const jean = await addContact(desk.desk, provider.id, { customerId, name: 'Jean Martin', email: 'jean@martin.test', verified: true })
const home = `${desk.origin}/introserv/desk`

async function enter(page: Page, path: string, agentId = ada.id): Promise<void> {
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId })
  await page.context().addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  await page.goto(`${home}${path}`)
}
async function asked(subject: string): Promise<number> {
  const contact = await desk.contact('introserv', jean)
  const answer = await contact.post(provider.api('/requests'), { channel: 'ticket', subject, text: 'Une description assez longue', facts: { kind: 'technical', chosen_priority: 'regular' } })
  if (typeof answer.json.number !== 'number') throw new Error(answer.text)
  return answer.json.number
}
const row = (number: number) => desk.ticket('introserv', number)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.closest('div')?.querySelector('label')?.textContent ?? '')

test('declared by the keyboard: a name that follows the label, a list with its choices, an order', async () => {
  const { page, context } = await open()
  await enter(page, '/admin/fields')
  await page.getByText('Aucun champ.').waitFor()
  await expectAccessible(page, 'fields-none', 'two')
  await page.getByRole('button', { name: 'Nouveau champ' }).press('Enter')
  await page.getByLabel('Libellé en français').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Donnez un libellé dans une langue au moins.').waitFor()
  await page.keyboard.type('Numéro de série')
  expect(await page.getByLabel('Nom stable').inputValue()).toBe('numero_de_serie')
  await page.getByLabel('Exigé pour résoudre').press('Space')
  await expectAccessible(page, 'fields-form', 'two')
  await page.getByLabel('Libellé en français').press('Enter')
  await page.getByRole('rowheader', { name: /Numéro de série/ }).waitFor()

  await page.getByRole('button', { name: 'Nouveau champ' }).press('Enter')
  await page.getByLabel('Libellé en français').waitFor()
  await page.keyboard.type('Cause')
  await page.getByRole('combobox', { name: /^Type/ }).selectOption({ label: 'Un choix d’une liste' })
  await page.getByRole('button', { name: 'Ajouter un choix' }).press('Enter')
  await page.keyboard.type('Disque dur')
  expect(await page.getByLabel('Choix 1 en français').inputValue()).toBe('Disque dur')
  await page.getByRole('button', { name: 'Ajouter un choix' }).press('Enter')
  await page.keyboard.type('Réseau')
  await page.getByLabel('Aussi au client, sur la page de sa demande, sans pouvoir le changer').press('Space')
  await expectAccessible(page, 'fields-choices', 'two')
  await page.getByRole('button', { name: 'Enregistrer' }).press('Enter')
  await page.getByRole('rowheader', { name: /Cause/ }).waitFor()
  await page.getByRole('button', { name: 'Cause : montrer avant le précédent' }).or(page.getByRole('button', { name: 'Cause\u202f: montrer avant le précédent' })).press('Enter')
  await until('the order is kept', async () => (await desk.world.database.db.selectFrom('fields').select('name').where('provider_id', '=', provider.id).orderBy('position').execute()).map(({ name }) => name).join() === 'cause,numero_de_serie')
  await expectAccessible(page, 'fields-list', 'two')
  await context.close()
})

test('what is missing is said before solving and led to; filled in, it is solved; a colleague’s hand is seen; found and read', async () => {
  const number = await asked('Disque bruyant')
  const { page, context } = await open()
  await enter(page, `/todo/${number}`)
  await page.locator('#ticket-title').waitFor()
  await page.getByLabel(/^Numéro de série/).waitFor()
  await expectAccessible(page, 'fields-ticket', 'two')

  // The key that solves leads to what is missing.
  await page.locator('#ticket-title').focus()
  await page.keyboard.press('e')
  await until('the missing field has the focus', async () => (await focused(page)).startsWith('Numéro de série'))
  await page.keyboard.type('SN 42')
  await page.keyboard.press('Enter')
  await until('it is kept', async () => Object.values((await row(number)).fields).includes('SN 42'))
  await page.getByText('Ada Chef note Numéro de série').first().waitFor()
  await page.locator('#ticket-title').focus()
  await page.keyboard.press('z')
  await until('it is undone', async () => Object.keys((await row(number)).fields).length === 0)

  // While an answer is being written, the way there is in the composer, and no word is lost.
  await page.locator('#ticket-title').focus()
  await page.keyboard.press('r')
  await page.getByLabel('Votre réponse').waitFor()
  await page.keyboard.type('Le disque est changé.')
  await page.getByText('Avant de résoudre, il reste à remplir').waitFor()
  await expectAccessible(page, 'fields-composer', 'two')
  await page.getByRole('button', { name: 'Remplir Numéro de série' }).press('Enter')
  await until('the missing field has the focus again', async () => (await focused(page)).startsWith('Numéro de série'))
  await page.keyboard.type('SN 43')
  // A colleague notes something meanwhile: it is shown, and nobody's words are lost.
  const colleague = await desk.agent('introserv')
  const [serie] = await desk.world.database.db.selectFrom('fields').select('id').where('provider_id', '=', provider.id).where('name', '=', 'numero_de_serie').execute()
  expect((await colleague.call('PUT', provider.api(`/queue/${number}/fields/${serie!.id}`), { value: 'SN 7', seen: null })).status).toBe(200)
  await page.getByText('a noté entre-temps').waitFor()
  expect(await page.getByLabel(/^Numéro de série/).inputValue()).toBe('SN 43')
  await expectAccessible(page, 'fields-passed', 'two')
  await page.getByRole('button', { name: 'Garder ce que j’ai écrit' }).press('Enter')
  await until('mine is kept', async () => Object.values((await row(number)).fields).includes('SN 43'))

  await page.getByLabel('Cause', { exact: true }).focus()
  await page.keyboard.press('ArrowDown')
  await until('the choice is kept', async () => Object.values((await row(number)).fields).includes('disque_dur'))
  await page.locator('#ticket-title').focus()
  await page.keyboard.press('e')
  await page.getByLabel('Votre réponse').waitFor()
  expect(await page.getByLabel('Votre réponse').inputValue()).toBe('Le disque est changé.')
  await page.getByLabel('Votre réponse').press('Control+Enter')
  await until('it is solved', async () => (await row(number)).state === 'solved')

  await page.goto(`${home}/search?q=${encodeURIComponent('champ.numero_de_serie:"sn 43"')}`)
  await page.getByText('Disque bruyant').first().waitFor()
  await context.close()

  const theirs = await open({ width: 390 })
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { contactId: jean })
  await theirs.context.addCookies([{ name: cookieName('introserv', 'contact'), value: token, url: `${desk.origin}/introserv` }])
  await theirs.page.goto(`${desk.origin}/introserv/fr/tickets/${number}`)
  await theirs.page.getByText('Disque dur').waitFor()
  expect(await theirs.page.getByText('SN 43').count()).toBe(0)
  await expectAccessible(theirs.page, 'fields-customer', 'two')
  await theirs.context.close()
})
