import type { BrowserContext, Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { addAgent, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { declared, routes } from './desk-routes.ts'
import { openBrowser } from './visit.ts'

/** Every page of the agents' application when the server is gone, or refuses: words in the reader's language and a way on, never a blank page or a code. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const ada = await addAgent(desk.desk, provider.id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['lead', 'admin'] })
const home = `${desk.origin}/introserv/desk`
const problem = (status: number, code: string) => (route: Route) =>
  route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ type: `https://guichet.test/problems/${code}`, title: code, status, code }) })
const ways = [
  { name: 'the server is gone', answer: (route: Route) => route.abort(), language: 'fr-FR', words: 'Le serveur ne répond pas', again: 'Réessayer' },
  { name: 'refused for want of rights', answer: problem(403, 'not-allowed'), language: 'en-GB', words: 'Your rights do not allow it', again: 'Try again' },
  { name: 'refused for haste', answer: problem(429, 'rate-limited'), language: 'fr-FR', words: 'Attendez un instant', again: 'Réessayer' },
] as const
/** What stays readable: who is here, the words of the policy; and the socket, which hears nothing. */
const kept = /\/api\/v1\/(me|policy|live)(\?|$)/
const raw = /\b(undefined|NaN|null|not-allowed|rate-limited|unreachable|internal|TypeError|Failed to fetch|HTTP|403|429)\b|\[object|Something went wrong/

async function enter(language: string): Promise<{ page: Page; context: BrowserContext }> {
  const opened = await open({ language })
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId: ada.id })
  await opened.context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  return opened
}

test('no route of the application is missing here', () => {
  expect(declared.length).toBeGreaterThan(25)
  expect(declared.filter((path) => !(path in routes))).toEqual([])
})

for (const { name, answer, language, words, again } of ways) {
  test(`every page says so when ${name}`, async () => {
    const { page: first, context } = await enter(language)
    await context.route('**/api/v1/**', (route) => (kept.test(route.request().url()) ? route.continue() : answer(route)))
    const rest = declared.flatMap((path) => routes[path] ?? [])
    const told: string[] = []
    // Four pages at a time: each waits a while before it gives up.
    const walk = async (page: Page) => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
        const { at, reads } = one
        await page.goto(home + at)
        const main = page.locator('main')
        if (reads) {
          const said = await main.getByText(words, { exact: false }).first().waitFor().then(() => true, () => false)
          if (!said) told.push(`${at} does not say why: ${(await main.innerText().catch(() => 'nothing at all')).slice(0, 200)}`)
          else if ((await main.getByRole('button', { name: again }).count()) === 0) told.push(`${at} has no way on`)
        } else await main.getByRole('heading', { level: 1 }).waitFor()
        const text = await main.innerText()
        const [code] = raw.exec(text) ?? []
        if (code !== undefined) told.push(`${at} shows ${code}: ${text.slice(0, 300)}`)
        if ((await main.locator('.skeleton').count()) > 0) told.push(`${at} still waits`)
      }
    }
    await Promise.all([walk(first), walk(await context.newPage()), walk(await context.newPage()), walk(await context.newPage())])
    expect(told).toEqual([])
    await context.close()
  })
}

test('a server that does not even say who is here is told of, and asked again', async () => {
  const { page, context } = await enter('fr-FR')
  await context.route('**/api/v1/**', (route) => route.abort())
  await page.goto(`${home}/todo`)
  await page.locator('main').getByText('Le serveur ne répond pas', { exact: false }).waitFor()
  await context.unroute('**/api/v1/**')
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.locator('#list-title').waitFor()
  await context.close()
})

test('a page or a panel whose program cannot be fetched says so, takes nothing else away, and comes once the server is back', async () => {
  const { page, context } = await enter('fr-FR')
  await page.goto(`${home}/todo`)
  await page.locator('#list-title').waitFor()
  await page.getByText('Plus rien à traiter.').waitFor()
  const gone = /\.js(\?|$)|\/desk\/$/
  await context.route(gone, (route) => route.abort())

  await page.keyboard.press('Control+k')
  await page.getByRole('status').getByText('Le serveur ne répond pas', { exact: false }).waitFor()
  await page.locator('#list-title').waitFor()
  await page.getByRole('link', { name: 'Courriels sortants' }).click()
  await page.getByRole('heading', { level: 1, name: 'Cette page n’a pas pu être affichée.' }).waitFor()
  // The views beside it still lead elsewhere.
  await page.getByRole('link', { name: 'En retard' }).click()
  await page.locator('#list-title').getByText('En retard').waitFor()
  await page.getByRole('link', { name: 'Courriels sortants' }).click()
  await page.getByRole('heading', { level: 1, name: 'Cette page n’a pas pu être affichée.' }).waitFor()

  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.getByText('Le serveur ne répond pas', { exact: false }).first().waitFor()
  await context.unroute(gone)
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Courriels sortants' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.locator('.command-field').waitFor()
  await context.close()
})
