import type { CDPSession, Page } from 'playwright-core'
import { cookieName, openSession } from '#people/people.ts'
import { pause } from '#platform/time.ts'
import { launchBrowser } from '../../test/browser.ts'
import { budgets } from '../budgets.ts'
import { fill } from '../desk/folder.ts'
import { startServer } from '../desk/server.ts'
import { median, percentile } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { slug } from './lived.ts'
import type { Lived } from './lived.ts'
import { watchOpenings } from './watch.ts'

interface Timed { opens: { ms: number; number: string }[] }

/** Waits until the page has noted so many openings. */
async function noted(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => (globalThis as unknown as Timed).opens.length >= wanted, count, { polling: 20, timeout: 20_000 })
}

const openings = (page: Page) => page.evaluate(() => (globalThis as unknown as Timed).opens.splice(0).map(({ ms }) => ms))

/** Opens tickets one after another by the key for the next one, resting in between as an agent would at least. */
async function walk(page: Page, count: number, rest: number): Promise<number[]> {
  let key = 'Shift+J'
  for (let index = 0; index < count; index++) {
    const before = page.url()
    await page.keyboard.press(key)
    const moved = await page.waitForURL((url) => url.href !== before, { timeout: 1_500 }).then(() => true, () => false)
    // At an end of the list it goes on backwards.
    if (!moved) {
      key = key === 'Shift+J' ? 'Shift+K' : 'Shift+J'
      index -= 1
      continue
    }
    await noted(page, index + 1)
    await pause(rest)
  }
  return openings(page)
}

/** Opens tickets far from the one that is shown: nothing of them is there yet. */
async function jump(page: Page, count: number): Promise<number[]> {
  let key = 'PageDown'
  for (let index = 0; index < count; index++) {
    const before = page.url()
    await page.locator('#queue-rows').focus()
    await page.keyboard.press(key)
    await page.keyboard.press('Enter')
    const moved = await page.waitForURL((url) => url.href !== before, { timeout: 1_500 }).then(() => true, () => false)
    if (!moved) {
      key = key === 'PageDown' ? 'PageUp' : 'PageDown'
      index -= 1
      continue
    }
    await noted(page, index + 1)
    await pause(150)
  }
  return openings(page)
}

async function heap(session: CDPSession): Promise<number> {
  for (let times = 0; times < 3; times++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number }
  return usedSize / 1_000_000
}

const line = (what: string, times: readonly number[], budget: Line['budget']): Line => ({
  part: 'browser', what, measured: median(times), unit: 'ms', budget, note: `p95 ${figure(percentile(times, 0.95))}, slowest ${figure(Math.max(...times))} of ${times.length}`,
})

/** What an agent waits for in the browser: from the key to the painted ticket; and what a day of tickets leaves in the tab. */
export async function lookAtBrowser({ dataFolder, providerId, size, quick }: Lived): Promise<Line[]> {
  const at = `${size.toLocaleString('en-GB')} tickets`
  const cookie = await fill(dataFolder, async (desk) => {
    const { rows } = await desk.database.pool.query<{ id: string }>('select id from agents limit 1')
    const { token } = await openSession(desk, desk.database.db, providerId, { agentId: rows[0]!.id })
    return { name: cookieName(slug, 'agent'), value: token }
  })
  const server = await startServer(dataFolder)
  const browser = await launchBrowser()
  try {
    const origin = `http://localhost:${server.port}`
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' })
    await context.addCookies([{ ...cookie, url: origin }])
    const page = await context.newPage()
    await page.addInitScript(watchOpenings)
    await page.goto(`${origin}/${slug}/desk/all`)
    await page.locator('.row').first().click()
    await noted(page, 1)
    await walk(page, quick ? 5 : 20, 200)
    const session = await context.newCDPSession(page)
    const ahead = await walk(page, quick ? 20 : 100, 350)
    const afar = await jump(page, quick ? 10 : 60)
    await pause(1_000)
    const early = await heap(session)
    await walk(page, quick ? 60 : 500, 40)
    await pause(1_000)
    const late = await heap(session)
    return [
      line(`next ticket, read ahead: from the key to the paint, ${at}`, ahead, budgets.nextTicket),
      line(`another ticket, not read ahead, ${at}`, afar, budgets.otherTicket),
      { part: 'browser', what: `what the tab holds more after ${quick ? 60 : 500} of ${at}`, measured: late - early, unit: 'MB', budget: budgets.tabGrowth, note: `${figure(early)} MB before, ${figure(late)} MB after, each after a collection` },
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}
