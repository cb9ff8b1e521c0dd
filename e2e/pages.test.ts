import { readFile } from 'node:fs/promises'
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

test.each(['dri', 'introserv'])('%s: the policy as a page that stands alone, narrow and wide, light and dark', async (slug) => {
  const { page, context } = await open()
  const refused: string[] = []
  page.on('console', (message) => { if (message.type() === 'error') refused.push(message.text()) })
  for (const lang of ['fr', 'en']) {
    await page.goto(`${desk.origin}/${slug}/${lang}/policy.html`)
    expect(await page.getAttribute('html', 'lang')).toBe(lang)
    expect(await page.locator('header').evaluate((header) => getComputedStyle(header).borderTopWidth)).toBe('4px')
    await expectAccessible(page, `${slug}-${lang}-policy-alone`, slug === 'dri' && lang === 'fr' ? 'every' : 'two')
  }
  expect(refused).toEqual([])
  await context.close()
})

test('on a telephone, the head of each column stands beside its value, within the page and above none', async () => {
  const { page, context } = await open({ width: 390 })
  for (const path of ['policy.html', 'policy']) {
    await page.goto(`${desk.origin}/introserv/fr/${path}`)
    const cells = await page.locator('table.folding td:not(:empty)').evaluateAll((all) => all.map((cell) => {
      const label = getComputedStyle(cell, '::before')
      const left = cell.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(cell).paddingLeft) + Number.parseFloat(label.marginLeft)
      return { left, tall: cell.getBoundingClientRect().height >= Number.parseFloat(label.height), told: label.content.length > 2 }
    }))
    expect(cells.length, path).toBeGreaterThan(0)
    expect(cells.filter(({ left, tall, told }) => left < 0 || !tall || !told), path).toEqual([])
  }
  await context.close()
})

test('a value of the policy leads to the clause that sets it, and to the table that tells it', async () => {
  const { page, context } = await open({ javaScript: false })
  await page.goto(`${desk.origin}/dri/fr/policy`)
  for (const link of await page.locator('a.live[href^="#"]').all()) {
    const target = (await link.getAttribute('href'))!.slice(1)
    expect(await page.locator(`[id="${target}"]`).count(), target).toBe(1)
  }
  await context.close()
})

test('an earlier version is still read, says that it is no longer in force, and the new one says what changed', async () => {
  const { id } = desk.provider('abuledu')
  const source = (await readFile(new URL('../policies/abuledu/policy.yaml', import.meta.url), 'utf8')).replace(/^version: .*$/m, 'version: "2026-05"').replace(/^effective: .*$/m, 'effective: 2026-05-01')
  expect((await desk.desk.policies.publish(id, { source, file: 'policy.yaml', by: 'test' })).ok).toBe(true)
  const { page, context } = await open()
  await page.goto(`${desk.origin}/abuledu/fr/policy`)
  expect(await page.locator('#changes').count()).toBe(1)
  await page.locator('#versions a').click()
  expect(new URL(page.url()).pathname).toMatch(/^\/abuledu\/fr\/policy\/./)
  await expect.poll(() => page.locator('.notice').first().textContent()).toContain('n’est plus en vigueur')
  await expectAccessible(page, 'abuledu-fr-policy-earlier', 'two')
  await page.getByRole('link', { name: 'Lire la version en vigueur' }).click()
  expect(new URL(page.url()).pathname).toBe('/abuledu/fr/policy')
  expect((await page.goto(`${desk.origin}/abuledu/fr/policy/none`))!.status()).toBe(404)
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
