import { readFile, writeFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addCustomer, addService, closeSessionsOf } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { spokenIn } from './spoken.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** Asking and following, as people do: on a telephone without JavaScript and without a mouse, at the hour that comes twice, after a night's sleep of the session. */
const desk = await openTestDesk({ now: '2026-10-05T08:00:00Z', providers: ['introserv', 'abuledu'], domains: ['atelier.test', 'ecole.test'] })
const open = await openBrowser()
const { id, api } = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, id, { number: 'IS-2041', name: 'Atelier Morvan', zone: 'America/Martinique' })
const ana = await addContact(desk.desk, id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
await addService(desk.desk, id, { customerId, kind: 'server', name: 'DS-4 Paris', orderNumber: '#123456' })
await addService(desk.desk, id, { customerId, kind: 'server', name: 'DS-9 Lyon' })

beforeEach(async () => {
  await desk.at('2026-10-05T08:00:00Z')
  desk.outside.mails.length = 0
})

const at = (path: string) => `${desk.origin}${path}`
const critical = '/introserv/fr/ask?serviceId=none&f.kind=technical&f.chosen_priority=high&f.outage=no&detailed=yes'
const plainLetter = '/introserv/fr/ask?serviceId=none&f.kind=billing&f.chosen_priority=regular&f.outage=no&detailed=yes'
const named = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`)

async function asAna(looking: Parameters<typeof open>[0] = {}) {
  const opened = await open(looking)
  const { cookies } = await desk.contact('introserv', ana)
  await opened.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at('/introserv') })))
  return opened
}

/** Presses Tab until the focus stands on what matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(`:focus`).and(page.locator(selector)).count()) > 0) return
  }
  throw new Error(`the keyboard never reaches ${selector}`)
}

test('first sign-in to solved, at 390 pixels, without JavaScript, by the keyboard alone', async () => {
  const { page, context } = await open({ javaScript: false, width: 390 })
  await page.goto(at('/introserv/fr/sign-in'))
  await tabTo(page, '[name="email"]')
  await page.keyboard.type('ana@atelier.test')
  await page.keyboard.press('Enter')
  await page.getByRole('main').waitFor()
  await desk.settle()
  const letter = desk.outside.mails.find((mail) => mail.to.includes('ana@atelier.test'))
  await page.goto(at(/http:\/\/aide\.test(\/\S+)/.exec(letter?.parsed.text ?? '')?.[1] ?? ''))
  await tabTo(page, 'main button')
  await page.keyboard.press('Enter')
  await page.getByText('Ana Morvan').first().waitFor()

  await page.goto(at('/introserv/fr/ask'))
  await tabTo(page, '[name="serviceId"]')
  await page.keyboard.press('Space')
  await tabTo(page, 'main form button')
  await page.keyboard.press('Enter')
  for (const fact of ['f.kind', 'f.chosen_priority']) {
    await named(page, fact).first().waitFor()
    await tabTo(page, `[name="${fact}"]`)
    await page.keyboard.press('Space')
    await tabTo(page, 'main form[method=get] button')
    await page.keyboard.press('Enter')
  }
  await page.waitForURL(/chosen_priority=/)
  if (!(await named(page, 'subject').isVisible())) {
    await tabTo(page, 'main form[method=get] button')
    await page.keyboard.press('Enter')
    await page.waitForURL(/detailed=yes/)
  }
  await tabTo(page, 'input[name="subject"]')
  await page.keyboard.type('Le disque est lent')
  await tabTo(page, '[name="description"]')
  await page.keyboard.type('Depuis hier soir, chaque lecture prend une seconde.')
  await tabTo(page, '[data-once]')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Le disque est lent' }).waitFor()
  const words = await page.getByRole('main').innerText()
  expect(words).toMatch(/enregistrée sous le n°\s\d+/)
  expect(words).toMatch(/heure de Paris, UTC\+2[^]*Chez vous : .*heure de Martinique/)
  const number = Number(/n°\s(\d+)/.exec(words)?.[1])

  await desk.at('2026-10-05T08:05:00Z')
  expect((await (await desk.agent('introserv')).post(api(`/queue/${number}/replies`), { text: 'Le disque est remplacé, est-ce mieux ?' }, { 'if-match': '*' })).status).toBe(200)
  await page.goto(at('/introserv/fr/tickets'))
  await page.getByText('Nouveau').first().waitFor()
  await page.goto(at(`/introserv/fr/tickets/${number}`))
  await tabTo(page, 'button[formaction*="/solve"]')
  await page.keyboard.press('Enter')
  await page.getByText('Résolue').first().waitFor()
  expect(await desk.ticket('introserv', number)).toMatchObject({ state: 'solved' })
  await context.close()
})

describe('with a script', () => {
  test('S5-10: the 02:30 that comes twice is told while it is typed; the one chosen is sent', async () => {
    const { page, context } = await asAna()
    await page.goto(at(critical))
    await expectAccessible(page, 'asking-critical', 'two')
    await named(page, 'f.started_at').fill('2026-10-25 02:30')
    const second = page.getByRole('radio', { name: /la seconde, une heure plus tard, UTC\+1/ })
    await second.waitFor()
    await expectAccessible(page, 'asking-twice')
    await second.check()
    await named(page, 'f.order_number').fill('#123456')
    await named(page, 'f.service').fill('ds 4 paris')
    await named(page, 'subject').fill('Serveur injoignable')
    await named(page, 'description').fill('Il ne répond plus du tout depuis cette heure-là.')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByText('Nous lisons').first().waitFor()
    expect((await page.locator('.echo').innerText()).replaceAll(/\s/g, ' ')).toBe('Nous lisons : dimanche 25 octobre à 2 h 30 (heure de Paris, UTC+1), soit samedi 24 octobre à 21 h 30 (heure de Martinique, UTC−4).')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('heading', { level: 1, name: 'Serveur injoignable' }).waitFor()
    const [ticket] = await desk.desk.database.db.selectFrom('tickets').select('facts').where('subject', '=', 'Serveur injoignable').execute()
    expect(ticket?.facts).toMatchObject({ started_at: '2026-10-25T01:30:00Z', service: 'DS-4 Paris' })
    await context.close()
  })

  test('a session that ends in the middle of a letter loses no word of it', async () => {
    const { page, context } = await asAna()
    await page.goto(at(plainLetter))
    await named(page, 'subject').fill('Facture de septembre')
    await named(page, 'description').fill('Elle compte deux fois le même serveur.')
    await page.getByText('Brouillon gardé').waitFor()
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')))).toEqual([])
    await closeSessionsOf(desk.desk, id, { contactId: ana })
    await named(page, 'description').fill('Elle compte deux fois le même serveur, et une fois celui d’un autre.')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.waitForURL(/sign-in\?back=/)
    const back = new URL(page.url()).searchParams.get('back') ?? ''
    const { cookies } = await desk.contact('introserv', ana)
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at('/introserv') })))
    await page.goto(at(back))
    await page.getByText('Votre session avait expiré').waitFor()
    expect(await named(page, 'description').inputValue()).toBe('Elle compte deux fois le même serveur, et une fois celui d’un autre.')
    await expectAccessible(page, 'asking-late', 'two')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('heading', { level: 1, name: 'Facture de septembre' }).waitFor()
    await page.goto(at('/introserv/fr/ask'))
    expect(await page.getByText('Vos brouillons').count()).toBe(0)
    await context.close()
  })

  test('a screenshot is pasted, a file dropped, each announced; one is taken back before sending', async () => {
    const { page, context } = await asAna()
    await page.goto(at(plainLetter))
    const give = (kind: 'paste' | 'drop', name: string, type: string) =>
      named(page, 'description').evaluate((element, given) => {
        const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (letter) => letter.charCodeAt(0))
        const data = new DataTransfer()
        data.items.add(new File([bytes], given.name, { type: given.type }))
        element.dispatchEvent(given.kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
      }, { kind, name, type })
    await give('paste', 'image.png', 'image/png')
    await page.getByRole('status').filter({ hasText: 'capture-1.png est joint.' }).waitFor()
    await give('drop', 'mesures.png', 'image/png')
    await page.getByRole('checkbox', { name: /mesures\.png/ }).waitFor()
    await expectAccessible(page, 'asking-files', 'two')
    await page.getByRole('checkbox', { name: /mesures\.png/ }).uncheck()
    await page.getByRole('status').filter({ hasText: 'mesures.png est retiré.' }).waitFor()
    await named(page, 'subject').fill('Écran rouge')
    await named(page, 'description').fill('Voir la capture jointe.')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('heading', { level: 1, name: 'Écran rouge' }).waitFor()
    await page.getByRole('link', { name: 'capture-1.png' }).waitFor()
    expect(await page.getByRole('link', { name: 'mesures.png' }).count()).toBe(0)
    await context.close()
  })

  test('what is known comes beside while one writes, and takes nothing away', async () => {
    const { page, context } = await asAna()
    await page.goto(at(plainLetter))
    await named(page, 'subject').fill('Combien de temps pour une première réponse à un ticket ?')
    await page.locator('#known').waitFor()
    expect(await page.locator('.known a').last().getAttribute('href')).toMatch(/\/introserv\/fr\/policy#/)
    expect(await page.locator(':focus').getAttribute('name')).toBe('subject')
    await expectAccessible(page, 'asking-known', 'two')
    await page.getByRole('button', { name: 'Cela répond à ma question' }).click()
    await page.getByText('aucune demande n’est ouverte').waitFor()
    await expectAccessible(page, 'asking-avoided', 'two')
    await context.close()
  })

  test('whoever signs out leaves no word in the browser', async () => {
    const { page, context } = await open()
    await page.goto(at('/introserv/fr/'))
    await page.evaluate(() => localStorage.setItem('draft:/introserv/fr/ask:ask', JSON.stringify({ description: 'secret' })))
    const { cookies } = await desk.contact('introserv', ana)
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at('/introserv') })))
    await page.goto(at('/introserv/fr/tickets'))
    await page.locator('form[action$="/sign-out"]').evaluate((form: HTMLFormElement) => form.requestSubmit())
    await page.waitForURL(/\/introserv\/fr\/?$/)
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    await context.close()
  })
})

test('the list with its filters, and a request with a draft', async () => {
  const { page, context } = await asAna()
  await page.goto(at('/introserv/fr/tickets?state=open&q=serveur'))
  await expectAccessible(page, 'asking-list', 'two')
  await page.goto(at('/introserv/fr/tickets?q=introuvable'))
  await page.getByText('Aucune demande ne répond').waitFor()
  await page.getByRole('link', { name: 'Effacer les filtres' }).click()
  await page.getByRole('link', { name: 'Serveur injoignable' }).click()
  await page.getByLabel('Votre message').fill('À finir plus tard')
  await page.getByRole('button', { name: 'Garder pour plus tard' }).click()
  await page.getByText('Votre brouillon est gardé').waitFor()
  expect(await page.getByLabel('Votre message').inputValue()).toBe('À finir plus tard')
  await page.getByText('Ce qui s’est passé').click()
  await expectAccessible(page, 'asking-draft-reply', 'two')
  await context.close()
})

test('the form says to a screen reader what docs/accessibility-walk.md writes down (renew it with GUICHET_WALK=write)', async () => {
  // Somebody who has asked nothing yet: what is said depends on no other story.
  const walker = await addContact(desk.desk, id, { customerId: await addCustomer(desk.desk, id, { number: 'IS-3000', name: 'Imprimerie Riou', zone: 'Europe/Paris' }), name: 'Anne Riou', email: 'anne@atelier.test', verified: true })
  const owner = await desk.desk.database.db.selectFrom('contacts').select('customer_id').where('id', '=', walker).executeTakeFirstOrThrow()
  for (const name of ['DS-4 Paris', 'DS-9 Lyon']) await addService(desk.desk, id, { customerId: owner.customer_id, kind: 'server', name })
  const { page, context } = await open({ width: 390 })
  const { cookies } = await desk.contact('introserv', walker)
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at('/introserv') })))
  const steps: [string, string][] = [['question', '/introserv/fr/ask'], ['lettre', critical]]
  const path = new URL('../docs/accessibility-walk.md', import.meta.url)
  let doc = await readFile(path, 'utf8')
  const written = new Map([...doc.matchAll(/```text (\S+)\n([^]*?)```/g)].map(([, name = '', text = '']) => [name, text.trimEnd().split('\n')]))
  const spoken = new Map<string, string[]>()
  for (const [name, address] of steps) {
    await page.goto(at(address))
    spoken.set(name, await spokenIn(page, context))
  }
  await named(page, 'f.started_at').fill('2026-10-25 02:30')
  await page.getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByRole('alert').waitFor()
  spoken.set('corrections', await spokenIn(page, context))
  if (process.env.GUICHET_WALK === 'write') {
    doc = doc.replaceAll(/```text (\S+)\n[^]*?```/g, (whole, name: string) => (spoken.has(name) ? `\`\`\`text ${name}\n${spoken.get(name)?.join('\n')}\n\`\`\`` : whole))
    await writeFile(path, doc)
    return
  }
  for (const [name, lines] of spoken) expect(lines, name).toEqual(written.get(name))
  await context.close()
})
