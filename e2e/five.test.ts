import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addLicence, addService } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { openBrowser } from './visit.ts'

/**
 * From the first time somebody comes in to a request that is solved, for a customer of each of the five providers: on a telephone,
 * without JavaScript, by the letters that they get.
 */
const desk = await openTestDesk({ now: '2026-05-12T08:20:00Z', providers: ['abuledu', 'dri', 'elassar', 'introserv', 'remote-utilities'], domains: ['client.test'] })
const open = await openBrowser()

interface Story {
  readonly slug: string
  readonly lang: 'fr' | 'en'
  readonly customer: { readonly number: string; readonly name: string; readonly zone?: string }
  readonly contract?: Record<string, string | number | boolean>
  readonly service: { readonly kind: string; readonly name: string; readonly address?: string; readonly product?: string; readonly version?: string }
  readonly licence?: string
  /** What is chosen where the form asks: the first of these that is offered. */
  readonly choices: readonly string[]
  /** What is typed where the form asks, by label. */
  readonly typed?: Readonly<Record<string, string>>
  /** What the page of the request says was promised; undefined: that nothing was. */
  readonly promised?: RegExp
}

const words = {
  fr: { space: 'Mon espace', address: 'Votre adresse électronique', link: 'Recevoir le lien', enter: 'Entrer dans mon espace', account: 'Votre espace', services: 'Mes services', ticket: 'Ouvrir un ticket', on: 'Continuer', subject: 'Votre demande en une ligne', text: 'Ce qui se passe', send: 'Envoyer la demande', solve: 'C’est résolu, merci', solved: 'Résolue' },
  en: { space: 'My space', address: 'Your email address', link: 'Receive the link', enter: 'Enter my space', account: 'Your space', services: 'My services', ticket: 'Open a ticket', on: 'Continue', subject: 'Your request in one line', text: 'What happens', send: 'Send the request', solve: 'It is solved, thank you', solved: 'Solved' },
} as const

const stories: Story[] = [
  {
    slug: 'abuledu', lang: 'fr', customer: { number: 'AB-0300', name: 'École Jules-Ferry' }, contract: { 'contract.maintenance_until': '2027-06-30' }, service: { kind: 'server', name: 'Serveur de Jules-Ferry' },
    choices: ['Du système AbulÉdu', 'Une tâche d’administration', 'Non, seulement le mien'],
  },
  {
    slug: 'dri', lang: 'fr', customer: { number: '04321', name: 'Imprimerie du Port' }, contract: { 'contract.gti': 7_200 }, service: { kind: 'dedicated', name: 'srv-port-1' },
    choices: ['Demande courante ou incident mineur'], promised: /12\sh\s20/,
  },
  {
    slug: 'elassar', lang: 'fr', customer: { number: 'C2001', name: 'Galerie Verte' }, service: { kind: 'website', name: 'galerie-verte.test', address: 'galerie-verte.test' },
    choices: ['Question, conseil'], promised: /sans délai chiffré/,
  },
  {
    slug: 'introserv', lang: 'fr', customer: { number: 'IS-2041', name: 'Atelier Morvan' }, service: { kind: 'dedicated', name: 'Dédié Strasbourg', address: '203.0.113.62' },
    choices: ['Question technique', 'Régulière'], promised: /10\sh\s30/,
  },
  {
    slug: 'remote-utilities', lang: 'en', customer: { number: 'RU-100', name: 'Alder & Sons', zone: 'America/New_York' }, service: { kind: 'software', name: 'Remote Utilities', product: 'ru', version: '7.6.2.0' }, licence: 'plus',
    choices: [], promised: /\d/,
  },
]

/** Goes from question to question to the letter. */
async function toTheLetter(page: Page, { lang, choices }: Story): Promise<void> {
  const t = words[lang]
  for (let step = 0; step < 12 && !(await page.getByLabel(t.subject).isVisible()); step++) {
    for (const choice of choices) {
      const radio = page.getByRole('radio', { name: choice })
      if ((await radio.count()) > 0) await radio.first().check()
    }
    for (const group of await page.locator('fieldset:has(input[type=radio][required])').all()) {
      if ((await group.locator('input:checked').count()) === 0) await group.locator('input[type=radio]').first().check()
    }
    await page.getByRole('button', { name: t.on, exact: true }).click()
  }
}

test.each(stories)('$slug: from the first sign-in to a solved request', async (story) => {
  const { slug, lang, customer, service } = story
  const t = words[lang]
  await desk.at('2026-05-12T08:20:00Z')
  desk.outside.mails.length = 0
  const { id } = desk.provider(slug)
  const email = `camille@${slug}.client.test`
  const customerId = await addCustomer(desk.desk, id, { ...customer, language: lang })
  const contactId = await addContact(desk.desk, id, { customerId, name: 'Camille Roux', email, language: lang })
  const contractId = story.contract && (await addContract(desk.desk, id, { customerId, name: 'Contrat', values: story.contract, startsOn: '2026-01-01' }))
  await addService(desk.desk, id, { customerId, ...service, ...(contractId ? { contractId } : {}) })
  if (story.licence) await addLicence(desk.desk, id, { kind: story.licence, key: 'CLE-5512-0001', deliveredTo: email })

  const { page, context } = await open({ javaScript: false, width: 390, language: lang === 'fr' ? 'fr-FR' : 'en-GB' })
  await page.goto(`${desk.origin}/${slug}/${lang}/`)
  await page.getByRole('link', { name: t.space }).click()
  await page.getByLabel(t.address).fill(email)
  await page.getByRole('button', { name: t.link }).click()
  await desk.settle()
  const letterTo = (has: string) => desk.outside.mails.findLast((mail) => mail.to.includes(email) && mail.parsed.text?.includes(has))?.parsed.text ?? ''
  await page.goto(`${desk.origin}${/http:\/\/aide\.test(\/\S+\/sign-in\/\S+)/.exec(letterTo('/sign-in/'))?.[1]}`)
  await page.getByRole('button', { name: t.enter }).click()
  await page.getByRole('heading', { level: 1, name: t.account }).waitFor()

  await page.getByRole('link', { name: t.services }).click()
  await page.getByRole('main').getByRole('link', { name: service.name }).first().click()
  await page.getByRole('link', { name: t.ticket }).first().click()
  await toTheLetter(page, story)
  await page.getByLabel(t.subject).fill('Une panne depuis ce matin')
  await page.getByLabel(t.text).fill('Bonjour, depuis neuf heures plus rien ne répond.')
  for (const [label, value] of Object.entries(story.typed ?? {})) await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: t.send }).click()
  await page.getByRole('heading', { level: 1, name: 'Une panne depuis ce matin' }).waitFor()
  const number = Number(/tickets\/(\d+)/.exec(page.url())?.[1])
  expect(await desk.ticket(slug, number)).toMatchObject({ contact_id: contactId, customer_id: customerId, trust: 'T2', state: 'new' })
  expect((await desk.ticket(slug, number)).service_id).not.toBeNull()
  if (story.promised) expect(await page.locator('.promise').first().innerText()).toMatch(story.promised)
  else expect(await page.getByRole('main').innerText()).toMatch(/aucun|no /i)

  await desk.at('2026-05-12T08:26:00Z')
  const answered = await (await desk.agent(slug)).post(`/${slug}/api/v1/queue/${number}/replies`, { text: 'La cause est trouvée : tout répond de nouveau.', then: 'keep' }, { 'if-match': '*' })
  expect(answered.status).toBe(200)
  await desk.settle()
  const followed = /http:\/\/aide\.test(\/\S+\/tickets\/\d+)/.exec(letterTo('La cause est trouvée'))?.[1]
  expect(followed).toContain(`/tickets/${number}`)
  await page.goto(`${desk.origin}${followed}`)
  await page.getByText('La cause est trouvée').waitFor()
  await page.getByRole('button', { name: t.solve }).click()
  await page.getByText(t.solved).first().waitFor()
  expect(await desk.ticket(slug, number)).toMatchObject({ state: 'solved' })
  await context.close()
})
