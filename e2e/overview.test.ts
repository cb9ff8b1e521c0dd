import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { addAgent, addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** The page of whoever leads a team: numbers that open their lists, promises that open their tickets, a page that prints. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const lead = await addAgent(desk.desk, provider.id, { name: 'Léa Prigent', email: 'lea@introserv.test', password: provider.password, roles: ['lead'] })

const ask = async (subject: string, chosen_priority = 'regular') =>
  (await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority, server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })).json.number as number
const [answered] = [await ask('Répondu à temps', 'high'), await ask('Oublié', 'high'), await ask('À lire demain')]
await desk.at('2026-11-20T09:10:00Z')
await (await desk.agent('introserv')).post(provider.api(`/queue/${answered}/replies`), { text: 'Nous regardons.' }, { 'if-match': '*' })
await desk.at('2026-11-20T13:00:00Z')

async function enter(email: string, looking = {}) {
  const { page, context } = await open({ ...looking })
  await page.goto(`${desk.origin}/introserv/desk/`)
  await page.getByLabel('Adresse électronique').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(provider.password)
  await page.keyboard.press('Enter')
  await page.locator('#list-title').waitFor()
  return { page, context }
}

describe('the overview', () => {
  test('opens from the menu of whoever leads; a number opens the list that it counts', async () => {
    const { page, context } = await enter(lead.email)
    await page.getByRole('link', { name: 'Vue d’ensemble' }).click()
    const late = page.getByRole('row', { name: /^Ensemble/ }).getByRole('link', { name: /En retard/ })
    const counted = Number((await late.innerText()).trim())
    expect(counted).toBeGreaterThan(0)
    await late.click()
    await page.locator('#list-title').waitFor()
    const rows = page.getByRole('listbox').getByRole('option')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(counted)
    await context.close()
  })

  test('a promise opens its tickets, and its ticket; axe finds nothing; the figures go out as a table and on paper', async () => {
    const { page, context } = await enter(lead.email)
    await page.goto(`${desk.origin}/introserv/desk/overview`)
    await page.getByRole('heading', { name: 'Promesses' }).waitFor()
    await page.getByRole('button', { name: /^Voir les demandes/ }).first().click()
    await page.getByRole('link', { name: /Oublié|Répondu/ }).first().waitFor()
    await expectAccessible(page, 'overview', 'two')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Exporter (CSV)' }).first().click()])
    expect(await readFile(await file.path(), 'utf8')).toContain('"Niveau","Mesure"')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.side').isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'Imprimer' }).isVisible()).toBe(false)
    expect(await page.locator('.overview-chart').first().isVisible()).toBe(true)
    const height = await page.evaluate(() => document.body.scrollHeight)
    expect(height, 'the whole page is printed, not what fits the screen').toBeGreaterThan(900)
    await page.emulateMedia({ media: 'screen' })
    await page.getByLabel('Rattachées à la période de').selectOption('creation')
    await page.getByText(/promesses des demandes ouvertes dans la période/).waitFor()
    await page.getByRole('button', { name: /^Voir les demandes/ }).first().click()
    await page.getByRole('link', { name: /Oublié|Répondu/ }).first().click()
    await page.getByRole('heading', { name: /Oublié|Répondu/ }).first().waitFor()
    await context.close()
  })

  test('is not in the menu of others, and says so to whoever comes by the address', async () => {
    const { page, context } = await enter(provider.agent.email)
    expect(await page.getByRole('link', { name: 'Vue d’ensemble' }).count()).toBe(0)
    await page.goto(`${desk.origin}/introserv/desk/overview`)
    await page.getByRole('heading', { name: 'Vue d’ensemble' }).waitFor()
    expect(await page.getByRole('table').count()).toBe(0)
    await context.close()
  })
})
