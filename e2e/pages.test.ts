import { expect, test } from 'vitest'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** The pages that need nobody to be known, of each provider, in both languages. */
const providers = ['dri', 'introserv', 'abuledu', 'remote-utilities', 'elassar']
const desk = await openTestDesk({ now: '2026-05-12T09:20:00Z', providers })
const open = await openBrowser()

test.each(providers)('%s: its first page and its policy, in French and English', async (slug) => {
  const { page, context } = await open()
  for (const lang of ['fr', 'en']) {
    await page.goto(`${desk.origin}/${slug}/${lang}/`)
    expect(await page.getAttribute('html', 'lang')).toBe(lang)
    expect(await page.locator('h1').count()).toBe(1)
    await expectAccessible(page, `${slug}-${lang}-home`, slug === 'dri' ? 'every' : 'two')
    await page.getByRole('link', { name: lang === 'fr' ? 'Politique de support' : 'Support policy' }).first().click()
    expect(new URL(page.url()).pathname).toBe(`/${slug}/${lang}/policy`)
    await expectAccessible(page, `${slug}-${lang}-policy`, slug === 'dri' && lang === 'fr' ? 'every' : 'two')
  }
  await context.close()
})

test('the language is the reader’s own until another is chosen', async () => {
  const { page, context } = await open({ language: 'en-GB' })
  await page.goto(`${desk.origin}/dri`)
  expect(new URL(page.url()).pathname).toBe('/dri/en/')
  await page.getByRole('link', { name: 'Français' }).click()
  expect(new URL(page.url()).pathname).toMatch(/^\/dri\/fr\/?$/)
  await context.close()
})
