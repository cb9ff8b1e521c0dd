import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { declared, routes } from './desk-routes.ts'
import { openBrowser } from './visit.ts'

/** Every page of the agents' application as somebody sees it who has enlarged it four times: 320 pixels are left. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const ada = await addAgent(desk.desk, provider.id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['lead', 'admin'] })
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const home = `${desk.origin}/introserv/desk`

test('nothing scrolls sideways, and headings follow one another', async () => {
  const asked = await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
    channel: 'ticket', subject: 'Un sujet dont les mots sont assez longs pour plusieurs lignes anticonstitutionnellement', text: 'Le disque est très lent depuis hier soir : https://exemple.test/une/adresse/tres/longue/qui/ne/se/coupe/nulle/part/du/tout',
    facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })
  await desk.mail({ from: 'robot@atelier.test', to: 'support@introserv.com', subject: 'Absence', text: 'Je suis absent.', headers: { 'Auto-Submitted': 'auto-replied' } })
  await desk.settle()
  const { page, context } = await open({ width: 390 })
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId: ada.id })
  await context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  await page.setViewportSize({ width: 320, height: 640 })
  const told: string[] = []
  for (const { at } of declared.flatMap((path) => routes[path] ?? [])) {
    await page.goto(home + at.replace('1042', String(asked.json.number)))
    if (!(await page.locator('main').getByRole('heading', { level: 1 }).first().waitFor({ timeout: 5_000 }).then(() => true, () => false))) told.push(`${at} has no first heading: ${(await page.locator('main').innerText()).slice(0, 80)}`)
    await page.waitForLoadState('networkidle')
    const { wider, levels } = await page.evaluate(() => ({
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      levels: [...document.querySelectorAll('main h1, main h2, main h3, main h4')].filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1])),
    }))
    if (wider > 0) told.push(`${at} is ${wider} pixels too wide`)
    if (levels.some((level, index) => index > 0 && level > levels[index - 1]! + 1)) told.push(`${at} leaves out a level: ${levels.join(' ')}`)
  }
  expect(told).toEqual([])
  await context.close()
})
