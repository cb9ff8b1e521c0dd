import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCast } from '#channels/demonstration/cast.ts'
import type { Cast } from '#channels/demonstration/cast.ts'
import { openReceiver } from '../server/test/mail/receiver.ts'
import type { Receiver } from '../server/test/mail/receiver.ts'
import { askDatabase, startProgram, until } from './process.ts'
import type { Running } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** What a newcomer meets: the program started on an empty folder, with a relay set that must never be used. */
const open = await openBrowser()
let folder: string
let outside: Receiver
let running: Running
let cast: Cast

beforeAll(async () => {
  outside = await openReceiver()
  folder = await mkdtemp(join(tmpdir(), 'guichet-newcomer-'))
  running = await startProgram(folder, { SMTP_URL: outside.url, HOST: '0.0.0.0', BASE_URL: '' })
  cast = await readCast(folder)
})
afterAll(async () => {
  await running?.stop()
  await outside.close()
  await rm(folder, { recursive: true, force: true })
})

const at = (path: string) => `${running.origin}${path}`
const banner = /Démonstration|demonstration/i

test('the first page names the five providers, what to try at each, and how to enter', async () => {
  const { page, context } = await open()
  await page.goto(at('/'))
  expect(cast.providers.map((one) => one.slug).sort()).toEqual(['abuledu', 'dri', 'elassar', 'introserv', 'remote-utilities'])
  for (const { slug } of cast.providers) expect(await page.locator(`a[href^="/${slug}"]`).count(), slug).toBeGreaterThan(0)
  expect(await page.getByRole('main').innerText()).toContain('mail demo')
  await expectAccessible(page, 'first')
  await page.goto(at('/?lang=en'))
  await expectAccessible(page, 'first-en', 'two')
  await context.close()
})

test('every page says that it is a demonstration', async () => {
  const { page, context } = await open()
  for (const { slug, customers, agents } of cast.providers) {
    for (const path of [`/${slug}/fr/`, `/${slug}/en/`, `/${slug}/fr/policy`, `/${slug}/fr/ask`, `/${slug}/fr/sign-in`, `/${slug}/fr/accessibility`, `/${slug}/fr/nulle-part`]) {
      await page.goto(at(path))
      expect(await page.locator('body').innerText(), path).toMatch(banner)
    }
    await page.goto(at(`/demonstration/sign-in/${customers[0]?.token}`))
    expect(await page.locator('body').innerText()).toMatch(banner)
    await page.getByRole('button').last().click()
    await page.waitForURL(new RegExp(`/${slug}/(fr|en)/account`))
    expect(await page.locator('body').innerText()).toMatch(banner)
    const ticket = page.getByRole('main').locator('a[href*="/tickets/"]').first()
    if ((await ticket.count()) > 0) {
      await ticket.click()
      expect(await page.locator('body').innerText()).toMatch(banner)
    }
    await page.goto(at(`/demonstration/sign-in/${agents[0]?.token}`))
    await page.getByRole('button').last().click()
    await page.waitForURL(new RegExp(`/${slug}/desk/`))
    await page.getByRole('main').waitFor()
    expect(await page.locator('body').innerText(), `${slug} desk`).toMatch(banner)
  }
  await page.goto(at('/demonstration/outgoing'))
  expect(await page.locator('body').innerText()).toMatch(banner)
  await expectAccessible(page, 'outgoing')
  await context.close()
})

describe('tickets in every interesting state', () => {
  test('are there, at more than one provider', async () => {
    const rows = await askDatabase<{ state: string }>(running, 'select distinct state from tickets')
    expect(rows.map((row) => row.state)).toEqual(expect.arrayContaining(['new', 'open', 'waiting_customer', 'solved']))
    // One that waits for the opening, or waited for it: that depends on the hour at which the demonstration is made.
    expect(await askDatabase(running, `select 1 from tickets t where held_until is not null or exists (select 1 from events e where e.ticket_id = t.id and e.type = 'ticket.released') limit 1`)).toHaveLength(1)
    expect(await askDatabase(running, `select 1 from clocks where outcome = 'late' limit 1`)).toHaveLength(1)
    expect(await askDatabase(running, `select 1 from requests where state = 'quarantined' limit 1`)).toHaveLength(1)
  })

  test('and read well: of each provider, one of a customer, and the desk', async () => {
    const { page, context } = await open()
    for (const { slug, customers, agents } of cast.providers) {
      await page.goto(at(`/demonstration/sign-in/${customers[0]?.token}`))
      await expectAccessible(page, `${slug}-one-click`, 'two')
      await page.getByRole('button').last().click()
      await page.waitForURL(new RegExp(`/${slug}/(fr|en)/account`))
      await expectAccessible(page, `${slug}-account`, 'two')
      const ticket = page.getByRole('main').locator('a[href*="/tickets/"]').first()
      if ((await ticket.count()) > 0) {
        await ticket.click()
        await expectAccessible(page, `${slug}-ticket`, 'two')
      }
      await page.goto(at(`/demonstration/sign-in/${agents[0]?.token}`))
      await page.getByRole('button').last().click()
      await page.waitForURL(new RegExp(`/${slug}/desk/`))
      await page.getByRole('main').getByRole('heading').first().waitFor()
      await expectAccessible(page, `${slug}-desk`, 'two')
    }
    await context.close()
  })
})

test('nothing leaves the machine, whatever the settings: what would have left is shown', async () => {
  const slug = 'introserv'
  const introserv = cast.providers.find((one) => one.slug === slug)
  const { page, context } = await open()
  await page.goto(at(`/demonstration/sign-in/${introserv?.agents[0]?.token}`))
  await page.getByRole('button').last().click()
  await page.waitForURL(/desk/)
  const rows = await page.evaluate(() => fetch('/introserv/api/v1/queue?view=todo').then((answer) => answer.json() as Promise<{ rows: { number: number }[] }>))
  const number = rows.rows[0]?.number
  const text = 'Réponse qui ne doit jamais partir.'
  const status = await page.evaluate(
    async ([of, words]) => (await fetch(`/introserv/api/v1/queue/${of}/replies`, { method: 'POST', headers: { 'content-type': 'application/json', 'if-match': '*' }, body: JSON.stringify({ text: words }) })).status,
    [String(number), text] as const,
  )
  expect(status).toBe(200)
  await until('it is caught', async () => (await askDatabase(running, `select 1 from outbox where state = 'caught' and mail::text like '%jamais partir%'`)).length > 0)
  await page.goto(at('/demonstration/outgoing'))
  await page.getByText(text).first().waitFor({ state: 'attached' })
  expect(outside.mails).toEqual([])
  expect(await askDatabase(running, `select 1 from outbox where state in ('sent', 'sending')`)).toEqual([])
  await context.close()
})
