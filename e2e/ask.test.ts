import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'
import type { Looking } from './visit.ts'

/** Asking for help in a browser: as a visitor, as a customer, without JavaScript, with the keyboard alone. */
const desk = await openTestDesk({ now: '2026-05-12T08:20:00Z', providers: ['dri', 'elassar', 'introserv', 'remote-utilities', 'abuledu'], domains: ['imprimerie.test'] })
const open = await openBrowser()
const { id } = desk.provider('dri')
const customerId = await addCustomer(desk.desk, id, { number: '12345', name: 'Imprimerie du Port' })
const marc = await addContact(desk.desk, id, { customerId, name: 'Marc Le Goff', email: 'marc@imprimerie.test', verified: true })
const contractId = await addContract(desk.desk, id, { customerId, name: 'Serveurs dédiés', values: { 'contract.gti': 7200 }, startsOn: '2026-01-01' })
await addService(desk.desk, id, { customerId, contractId, kind: 'dedicated', name: 'srv-port-1' })
await addService(desk.desk, id, { customerId, contractId, kind: 'shared', name: 'imprimerie.test' })

beforeEach(async () => {
  await desk.at('2026-05-12T08:20:00Z')
  desk.outside.mails.length = 0
})

const at = (path: string) => `${desk.origin}${path}`
const tickets = () => desk.desk.database.db.selectFrom('tickets').select(['number', 'subject']).orderBy('opened_at').execute()

/** Signs in through the page and the letter, as a customer does. */
async function signIn(page: Page, email: string, back = '/dri/fr/sign-in'): Promise<void> {
  await page.goto(at(back))
  await page.getByLabel('Votre adresse électronique').fill(email)
  await page.getByRole('button', { name: 'Recevoir le lien' }).click()
  await desk.settle()
  const letter = desk.outside.mails.find((mail) => mail.to.includes(email))
  const link = /http:\/\/aide\.test(\/\S+)/.exec(letter?.parsed.text ?? '')?.[1] ?? ''
  await page.goto(at(link))
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
}

/** A browser in which Marc is signed in. */
async function openAsMarc(looking: Looking = {}) {
  const opened = await open(looking)
  const { cookies } = await desk.contact('dri', marc)
  await opened.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: `${desk.origin}/dri` })))
  return opened
}

/** Answers the question on the page. */
async function choose(page: Page, label: string): Promise<void> {
  await page.getByRole('radio', { name: label }).check()
  await page.getByRole('button', { name: 'Continuer' }).click()
}

/** Goes past the questions that need no answer, to the letter. */
async function toTheLetter(page: Page): Promise<void> {
  for (let steps = 0; steps < 4 && !(await subjectOf(page).isVisible()); steps++) await page.getByRole('button', { name: 'Continuer' }).click()
}
const subjectOf = (page: Page) => page.getByLabel('Votre demande en une ligne')
const wordsOf = (page: Page) => page.getByLabel('Ce qui se passe')

describe('as a visitor', () => {
  test('a general question needs no account: its answer says the number and where the reply comes', async () => {
    const { page, context } = await open()
    await page.goto(at('/dri/fr/'))
    await page.getByLabel('Comment pouvons-nous vous aider').fill('Tarif d’un second serveur')
    await page.getByRole('button', { name: 'Continuer' }).click()
    await toTheLetter(page)
    expect(await subjectOf(page).inputValue()).toBe('Tarif d’un second serveur')
    await expectAccessible(page, 'dri-ask-letter')
    await page.getByLabel('Votre nom').fill('Paul Martin')
    await page.getByLabel('Votre adresse électronique').fill('paul@ailleurs.test')
    await wordsOf(page).fill('Bonjour, combien coûte un second serveur ?')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByText('Votre demande est enregistrée').first().waitFor()
    const [ticket] = (await tickets()).slice(-1)
    expect(await page.getByRole('main').innerText()).toContain(`n° ${ticket?.number}`)
    await page.getByText('paul@ailleurs.test').first().waitFor()
    await expectAccessible(page, 'dri-asked', 'two')
    await desk.settle()
    expect(desk.outside.mails.map((mail) => mail.to)).toEqual([['paul@ailleurs.test']])
    await context.close()
  })

  test('S4-16: work on a service takes a sign-in: refused with its clause and the way forward, before anything is typed', async () => {
    const { page, context } = await open()
    await page.goto(at('/dri/fr/ask?f.kind=technical'))
    await page.getByText('une fois connecté').first().waitFor()
    await expectAccessible(page, 'dri-ask-refused')
    const way = page.getByRole('main').getByRole('link', { name: 'Se connecter' }).first()
    expect(await wordsOf(page).count()).toBe(0)
    await way.click()
    expect(new URL(page.url()).pathname).toBe('/dri/fr/sign-in')
    await expectAccessible(page, 'dri-sign-in', 'two')
    await context.close()
  })

  test('S3-6: so does a ticket at another provider, in English', async () => {
    const { page, context } = await open({ language: 'en-GB' })
    await page.goto(at('/elassar/en/ask'))
    for (let steps = 0; steps < 8; steps++) {
      const next = page.getByRole('button', { name: 'Continue' })
      if (!(await next.isVisible())) break
      const radio = page.locator('form[method=get] fieldset[aria-required=true]').locator('input[type=radio]').first()
      if ((await radio.count()) > 0) await radio.check()
      await next.click()
    }
    await page.getByRole('main').getByRole('link', { name: /Sign in/ }).first().waitFor()
    await expectAccessible(page, 'elassar-ask-refused', 'two')
    await context.close()
  })
})

describe('as a customer', () => {
  test('S4-18, S4-19: signed in by the link of a letter, an urgent request is not offered for a shared service, and for a dedicated one taken, with its promise', async () => {
    const { page, context } = await open()
    await signIn(page, 'marc@imprimerie.test')
    await page.getByText('Marc Le Goff').first().waitFor()
    await page.goto(at('/dri/fr/ask'))
    await expectAccessible(page, 'dri-ask-service', 'two')
    await choose(page, 'imprimerie.test')
    await page.getByRole('radio', { name: 'Demande courante ou incident mineur' }).waitFor()
    expect(await page.getByRole('radio', { name: 'Demande urgente' }).count()).toBe(0)
    // Nor by an address made by hand.
    await page.goto(`${page.url()}&f.kind=urgent`)
    await page.getByText('réservée aux serveurs et aux services dédiés').first().waitFor()
    await expectAccessible(page, 'dri-ask-shared-urgent', 'two')

    await page.goto(at('/dri/fr/ask'))
    await choose(page, 'srv-port-1')
    await choose(page, 'Demande urgente')
    await toTheLetter(page)
    await subjectOf(page).fill('Serveur muet')
    await wordsOf(page).fill('Plus de réponse depuis 10 h 10.')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('heading', { level: 1, name: 'Serveur muet' }).waitFor()
    const promise = page.locator('.promise').filter({ hasText: 'Garantie de temps d’intervention' })
    expect(await promise.innerText()).toMatch(/12\sh\s20/)
    await promise.getByText('Pourquoi ?').click()
    await promise.getByRole('table').waitFor()
    await expectAccessible(page, 'dri-ticket')
    await context.close()
  })

  test('a correction keeps what was typed and the files that were sent; nothing is opened before', async () => {
    const { page, context } = await openAsMarc()
    const before = await tickets()
    await page.goto(at('/dri/fr/ask'))
    await choose(page, 'Aucun en particulier')
    await choose(page, 'Question générale')
    await toTheLetter(page)
    const journal = join(desk.world.settings.dataFolder, 'journal.txt')
    await writeFile(journal, 'mai 12 10:10 noyau: panique')
    await wordsOf(page).fill('Le journal est joint.')
    await page.getByLabel('Pièces jointes').setInputFiles(journal)
    // Without the browser's own checks, as another program would.
    await page.evaluate(() => document.querySelectorAll('form').forEach((form) => form.setAttribute('novalidate', '')))
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('problems')
    expect(await wordsOf(page).inputValue()).toBe('Le journal est joint.')
    await page.getByText('journal.txt').waitFor()
    await expectAccessible(page, 'dri-ask-correct', 'two')
    expect(await tickets()).toEqual(before)
    await subjectOf(page).fill('Question sur un journal')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('heading', { level: 1, name: 'Question sur un journal' }).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'journal.txt' }).click()])
    expect(download.suggestedFilename()).toBe('journal.txt')
    await context.close()
  })

  test('a form sent twice is one request', async () => {
    const { page, context } = await openAsMarc()
    await page.goto(at('/dri/fr/ask?f.kind=question&serviceId=none'))
    await toTheLetter(page)
    await subjectOf(page).fill('Une seule fois')
    await wordsOf(page).fill('Bonjour, ceci part deux fois.')
    const form = await page.evaluate(() => {
      const element = document.querySelector<HTMLFormElement>('form[method=post][enctype]')
      return element ? [...new FormData(element)].filter((entry): entry is [string, string] => typeof entry[1] === 'string') : []
    })
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('heading', { level: 1, name: 'Une seule fois' }).waitFor()
    const again = await page.request.post(at('/dri/fr/ask'), { multipart: Object.fromEntries(form), headers: { origin: desk.origin } })
    expect(again.status()).toBeLessThan(400)
    expect((await tickets()).filter((one) => one.subject === 'Une seule fois')).toHaveLength(1)
    await context.close()
  })
})

describe('every way', () => {
  test('without JavaScript: from the first page to the answer', async () => {
    const { page, context } = await openAsMarc({ javaScript: false })
    await page.goto(at('/dri/fr/ask'))
    await choose(page, 'srv-port-1')
    await choose(page, 'Demande courante ou incident mineur')
    await toTheLetter(page)
    await subjectOf(page).fill('Sans JavaScript')
    await wordsOf(page).fill('Tout marche quand même.')
    await page.getByRole('button', { name: 'Envoyer la demande' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sans JavaScript' }).waitFor()
    await page.getByLabel('Votre message').fill('Une précision.')
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByText('Votre message est enregistré.').waitFor()
    await context.close()
  })

  test('with the keyboard alone: skip link, questions, letter', async () => {
    const { page, context } = await openAsMarc()
    await page.goto(at('/dri/fr/ask'))
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu')
    await page.keyboard.press('Enter')
    const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.getAttribute('name') ?? document.activeElement?.textContent ?? '')
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press('Tab')
        if ((await focused()).includes(name)) return
      }
      throw new Error(`the keyboard never reaches ${name}`)
    }
    await tabTo('serviceId')
    await page.keyboard.press('Space')
    await tabTo('Continuer')
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: 'Demande courante ou incident mineur' }).waitFor()
    await tabTo('f.kind')
    await page.keyboard.press('ArrowDown')
    await tabTo('Continuer')
    await page.keyboard.press('Enter')
    await page.waitForURL(/kind=technical/)
    // The details that may be left out come together, once.
    if (!(await subjectOf(page).isVisible())) {
      await tabTo('Continuer')
      await page.keyboard.press('Enter')
      await page.waitForURL(/detailed=yes/)
    }
    await tabTo('subject')
    await page.keyboard.type('Au clavier')
    await tabTo('description')
    await page.keyboard.type('Aucune souris ici.')
    await tabTo('Envoyer la demande')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Au clavier' }).waitFor()
    expect((await tickets()).some((ticket) => ticket.subject === 'Au clavier')).toBe(true)
    await context.close()
  })
})
