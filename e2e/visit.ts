import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { launchBrowser } from '../test/browser.ts'

export const widths = [390, 1440] as const
export const themes = ['light', 'dark'] as const

/** How somebody looks at the pages. */
export interface Looking {
  readonly javaScript?: boolean
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  readonly language?: string
}

/** A browser for one test file, and a way to open it as different people. */
export async function openBrowser(): Promise<(looking?: Looking) => Promise<{ page: Page; context: BrowserContext }>> {
  const browser = await launchBrowser()
  afterAll(() => browser.close())
  return async ({ javaScript = true, width = 1440, theme = 'light', language = 'fr-FR' } = {}) => {
    const context = await browser.newContext({
      javaScriptEnabled: javaScript, viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme: theme, locale: language, reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(15_000)
    return { context, page: await context.newPage() }
  }
}

/** Every way to look at a page, and two that see each theme and each width once: for a page like one that was seen every way. */
const looks = {
  every: themes.flatMap((theme) => widths.map((width) => ({ theme, width }))),
  two: [{ theme: 'light', width: 390 }, { theme: 'dark', width: 1440 }],
} as const

/**
 * Expects that axe finds nothing on a page as it stands, and that nothing of it scrolls sideways, narrow and wide, in light
 * and in dark.
 */
export async function expectAccessible(page: Page, name: string, how: keyof typeof looks = 'every'): Promise<void> {
  const before = page.viewportSize()
  for (const { theme, width } of looks[how]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`).join(' | ')}`)
    expect(found, `${name}, ${theme}, ${width}`).toEqual([])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider, `${name} at ${width} pixels scrolls sideways`).toBeLessThanOrEqual(0)
    await picture(page, `${name}-${width}-${theme}`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (before) await page.setViewportSize(before)
}

/** Keeps a picture of the page when GUICHET_PICTURES names a folder: to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.GUICHET_PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(/[^\w-]+/g, '-')}.png`, fullPage: true })
}
