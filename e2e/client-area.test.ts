import { beforeEach, describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** A customer's own pages: signing in, what runs on a request and why, answering, reopening. */
const desk = await openTestDesk({ now: '2026-10-05T12:00:00Z', providers: ['introserv', 'abuledu'], domains: ['atelier.test'] })
const open = await openBrowser()
const { id, api } = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const rival = await addCustomer(desk.desk, id, { number: 'IS-7', name: 'Rival' })
const rita = await addContact(desk.desk, id, { customerId: rival, name: 'Rita Rival', email: 'rita@atelier.test', verified: true })
const school = desk.provider('abuledu')
const ferry = await addCustomer(desk.desk, school.id, { number: 'A-01', name: 'École Jules-Ferry' })
const nadia = await addContact(desk.desk, school.id, { customerId: ferry, name: 'Nadia Bensaïd', email: 'nadia@ecole.test', verified: true })
await addContract(desk.desk, school.id, { customerId: ferry, name: 'Maintenance', values: { 'contract.maintenance_until': '2027-06-30' }, startsOn: '2026-01-01' })

beforeEach(() => {
  desk.outside.mails.length = 0
})

const at = (path: string) => `${desk.origin}${path}`
async function openAs(slug: string, contactId: string) {
  const opened = await open()
  const { cookies } = await desk.contact(slug, contactId)
  await opened.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at(`/${slug}`) })))
  return opened
}
const ask = async (subject: string) =>
  (await (await desk.contact('introserv', ana)).post(api('/requests'), { channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority: 'regular' } })).json.number as number
const answer = async (number: number, text: string, then = 'keep') =>
  (await desk.agent('introserv')).post(api(`/queue/${number}/replies`), { text, then }, { 'if-match': '*' })

describe('a sign-in link', () => {
  test('is asked for, shown, used once; used again, and too late, it says how to get another', async () => {
    await desk.at('2026-10-05T12:00:00Z')
    const { page, context } = await open()
    await page.goto(at('/introserv/fr/sign-in'))
    await expectAccessible(page, 'sign-in', 'two')
    const ask = async () => {
      desk.outside.mails.length = 0
      await page.goto(at('/introserv/fr/sign-in'))
      await page.getByLabel('Votre adresse électronique').fill('ana@atelier.test')
      await page.getByRole('button', { name: 'Recevoir le lien' }).click()
      await page.getByText('Si cette adresse est connue').waitFor()
      await desk.settle()
      return /http:\/\/aide\.test(\/\S+)/.exec(desk.outside.mails[0]?.parsed.text ?? '')?.[1] ?? ''
    }
    const link = await ask()
    await page.goto(at(link))
    await expectAccessible(page, 'sign-in-confirm', 'two')
    await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
    await page.getByRole('heading', { level: 1, name: 'Votre espace' }).waitFor()
    await expectAccessible(page, 'account-empty', 'two')

    const other = await open()
    await other.page.goto(at(link))
    await other.page.getByText('Ce lien a déjà servi').waitFor()
    await expectAccessible(other.page, 'sign-in-used', 'two')
    await other.context.close()

    const late = await ask()
    await desk.at('2026-10-05T12:31:00Z')
    await page.goto(at(late))
    await page.getByText('Ce lien a déjà servi ou n’est plus valable').waitFor()
    await context.close()
  })
})

test('a page of one’s own asks a stranger to sign in, and leads back', async () => {
  await desk.at('2026-10-05T13:00:00Z')
  const number = await ask('Retour après connexion')
  const { page, context } = await open()
  await page.goto(at(`/introserv/fr/tickets/${number}`))
  expect(new URL(page.url()).searchParams.get('back')).toBe(`/introserv/fr/tickets/${number}`)
  await page.getByLabel('Votre adresse électronique').fill('ana@atelier.test')
  await page.getByRole('button', { name: 'Recevoir le lien' }).click()
  await desk.settle()
  const letter = desk.outside.mails.find((mail) => mail.parsed.text?.includes('/sign-in/'))
  await page.goto(at(/http:\/\/aide\.test(\/\S+)/.exec(letter?.parsed.text ?? '')?.[1] ?? ''))
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  await page.getByRole('heading', { level: 1, name: 'Retour après connexion' }).waitFor()
  await context.close()
})

describe('a request', () => {
  test('S5-13, S5-41: says by when it is answered, why, and in which zone; then that the promise was kept', async () => {
    await desk.at('2026-10-05T14:00:00Z')
    const number = await ask('Disque lent')
    const { page, context } = await openAs('introserv', ana)
    await page.goto(at('/introserv/fr/tickets'))
    await page.getByRole('link', { name: 'Disque lent' }).waitFor()
    await expectAccessible(page, 'tickets')
    await page.getByRole('link', { name: 'Disque lent' }).click()
    const promise = page.locator('.promise').first()
    // 16:00 in Paris, and ten minutes.
    expect(await promise.innerText()).toMatch(/16\sh\s10/)
    await promise.getByText('Pourquoi ?').click()
    await promise.getByRole('table').waitFor()
    await expectAccessible(page, 'ticket-running')

    await desk.at('2026-10-05T14:06:00Z')
    await answer(number, 'Nous remplaçons le disque cette nuit.')
    await page.reload()
    await page.getByText('Nous remplaçons le disque cette nuit.').waitFor()
    expect(await page.locator('.promise').first().innerText()).toMatch(/6\smin/)
    await expectAccessible(page, 'ticket-kept', 'two')
    await context.close()
  })

  test('late, it says so plainly', async () => {
    await desk.at('2026-10-06T14:00:00Z')
    const number = await ask('Toujours lent')
    await desk.at('2026-10-06T14:30:00Z')
    const { page, context } = await openAs('introserv', ana)
    await page.goto(at(`/introserv/fr/tickets/${number}`))
    await page.locator('.promise-late').waitFor()
    await expectAccessible(page, 'ticket-late')
    await page.goto(at(`/introserv/en/tickets/${number}`))
    await expectAccessible(page, 'ticket-late-en', 'two')
    await context.close()
  })

  test('is answered in, called solved, and opened again, with what still is wrong', async () => {
    await desk.at('2026-10-07T14:00:00Z')
    const number = await ask('Sauvegardes')
    await answer(number, 'Quel message affichent-elles ?', 'wait')
    const { page, context } = await openAs('introserv', ana)
    await page.goto(at(`/introserv/fr/tickets/${number}`))
    await page.getByText('En attente de votre réponse').first().waitFor()
    // An empty message is not sent, and says so.
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByText('Écrivez votre message avant de l’envoyer.').waitFor()
    await expectAccessible(page, 'ticket-reply-empty', 'two')
    await page.getByLabel('Votre message').fill('« Espace insuffisant ».\n<script>alert(1)</script>')
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByText('Votre message est enregistré.').waitFor()
    // What was typed is text, never a part of the page.
    await page.getByText('<script>alert(1)</script>').waitFor()
    expect(await desk.ticket('introserv', number)).toMatchObject({ state: 'open', last_from: 'customer' })

    await desk.at('2026-10-07T15:00:00Z')
    await answer(number, 'L’espace est agrandi.', 'solve')
    await page.reload()
    await page.getByText('Résolue').first().waitFor()
    await expectAccessible(page, 'ticket-solved', 'two')
    await page.getByLabel('Ce qui ne va pas encore').fill('Le message est revenu.')
    await page.getByRole('button', { name: 'Rouvrir la demande' }).click()
    await page.getByText('En cours de traitement').first().waitFor()
    await page.getByRole('button', { name: 'C’est résolu, merci' }).click()
    await page.getByText('Résolue').first().waitFor()
    expect((await desk.events('introserv', number)).map((event) => event.type).filter((type) => /solved|reopened/.test(type))).toEqual(['ticket.solved', 'ticket.reopened', 'ticket.solved'])
    await context.close()
  })

  test('S2-22, S1-13: of another customer does not exist', async () => {
    await desk.at('2026-10-08T14:00:00Z')
    const number = await ask('À moi seule')
    const { page, context } = await openAs('introserv', rita)
    const answered = await page.goto(at(`/introserv/fr/tickets/${number}`))
    expect(answered?.status()).toBe(404)
    await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
    await expectAccessible(page, 'not-found', 'two')
    await context.close()
  })

  test('S1-17: without any promise says that, and nothing of hours', async () => {
    await desk.at('2026-10-08T14:00:00Z')
    const { number } = (await (await desk.contact('abuledu', nadia)).post(school.api('/requests'), { channel: 'intervention', subject: 'Mon TX ne boote pas', text: 'Écran noir.', facts: { origin: 'system', nature: 'admin', shared: 'specific' } })).json
    const { page, context } = await openAs('abuledu', nadia)
    await page.goto(at(`/abuledu/fr/tickets/${number}?welcome=1`))
    await page.getByText(`n° ${number}`).first().waitFor()
    expect(await page.locator('.promise').count()).toBe(0)
    await expectAccessible(page, 'ticket-without-promise', 'two')
    await context.close()
  })
})

test('signed out, the pages of one’s own are closed', async () => {
  const { page, context } = await openAs('introserv', ana)
  await page.goto(at('/introserv/fr/tickets'))
  await page.locator('details.person > summary').click()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.goto(at('/introserv/fr/tickets'))
  expect(new URL(page.url()).pathname).toBe('/introserv/fr/sign-in')
  await context.close()
})

test('the pages that explain: accessibility, and one that does not exist', async () => {
  const { page, context } = await open()
  for (const lang of ['fr', 'en']) {
    await page.goto(at(`/introserv/${lang}/accessibility`))
    await expectAccessible(page, `accessibility-${lang}`, 'two')
  }
  expect((await page.goto(at('/introserv/fr/nulle-part')))?.status()).toBe(404)
  await expectAccessible(page, 'nowhere', 'two')
  await context.close()
})
