import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** An agent at work, with the keyboard: sign in, queue, ticket, reply, note, wait, solve; and what customers see and receive of it. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv', 'remote-utilities'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })

const ask = async (subject: string, chosen_priority = 'regular') =>
  (await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority, server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })).json.number as number

/** A message of the conversation, not what is being typed. */
const article = (page: Page, text: string) => page.locator('.timeline').getByText(text).first()

async function signIn(page: Page, slug = 'introserv'): Promise<void> {
  const { agent, password } = desk.provider(slug)
  await page.goto(`${desk.origin}/${slug}/desk/`)
  await page.getByLabel('Adresse électronique').fill(agent.email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /À traiter/ }).first().waitFor()
}

test('signing in: a wrong password is told as such, and nothing else of the desk is shown before', async () => {
  const { page, context } = await open()
  await page.goto(`${desk.origin}/introserv/desk/`)
  await page.getByRole('heading', { name: /Se connecter à/ }).waitFor()
  await expectAccessible(page, 'desk-sign-in')
  await page.getByLabel('Adresse électronique').fill(provider.agent.email)
  await page.getByLabel('Mot de passe', { exact: true }).fill('faux')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').first().waitFor()
  await expectAccessible(page, 'desk-sign-in-wrong', 'two')
  await context.close()
})

describe('a day at the desk', () => {
  test('S5-14: the queue stands in the policy’s order; a ticket is read, answered, noted, made to wait and solved without a mouse', async () => {
    const regular = await ask('Disque lent')
    await desk.at('2026-11-20T09:02:00Z')
    const high = await ask('Serveur muet', 'high')
    desk.outside.mails.length = 0
    const { page, context } = await open()
    await signIn(page)
    await page.getByText('Serveur muet').first().waitFor()
    const list = await page.getByRole('main').innerText()
    expect(list.indexOf('Serveur muet')).toBeLessThan(list.indexOf('Disque lent'))
    await expectAccessible(page, 'desk-queue')

    // J goes to the first, Enter opens it.
    await page.locator('body').press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/desk/.*${high}`))
    await page.getByRole('heading', { name: 'Serveur muet' }).waitFor()
    await expectAccessible(page, 'desk-ticket')

    await page.keyboard.press('r')
    await page.getByLabel('Votre réponse').waitFor()
    await page.keyboard.type('Nous redémarrons le serveur.')
    await page.keyboard.press('Control+Enter')
    await until('the reply is stored', async () => (await desk.ticket('introserv', high)).state === 'open')
    expect(await desk.ticket('introserv', high)).toMatchObject({ last_from: 'agent' })
    await article(page, 'Nous redémarrons le serveur.').waitFor()
    // Its writer may take it back until then.
    expect(desk.outside.mails).toEqual([])
    await desk.at('2026-11-20T09:02:10Z')
    expect(desk.outside.mails.some((mail) => mail.to.includes('ana@atelier.test') && mail.parsed.text?.includes('Nous redémarrons le serveur.'))).toBe(true)

    await page.locator('#ticket-title').focus()
    await page.keyboard.press('n')
    await page.getByLabel('Votre note').waitFor()
    await page.keyboard.type('Alimentation à surveiller.')
    await page.keyboard.press('Control+Enter')
    await until('the note is stored', async () => (await page.getByLabel('Votre note').count()) === 0 && (await article(page, 'Alimentation à surveiller.').count()) > 0)
    const seen = (await (await desk.contact('introserv', ana)).get(provider.api(`/tickets/${high}`))).text
    expect(seen).toContain('Nous redémarrons le serveur.')
    expect(seen).not.toContain('Alimentation à surveiller.')

    await page.locator('#ticket-title').focus()
    await page.keyboard.press('w')
    await page.getByLabel('Votre réponse').waitFor()
    await page.keyboard.type('Répond-il chez vous ?')
    await page.keyboard.press('Control+Enter')
    await until('it waits', async () => (await desk.ticket('introserv', high)).state === 'waiting_customer')
    expect(await desk.ticket('introserv', high)).toMatchObject({ place: 'waiting' })
    await expectAccessible(page, 'desk-ticket-waiting', 'two')

    await page.locator('#ticket-title').focus()
    await page.keyboard.press('e')
    await page.getByLabel('Votre réponse').waitFor()
    await page.keyboard.type('Tout est rétabli.')
    await page.keyboard.press('Control+Enter')
    await until('it is solved', async () => (await desk.ticket('introserv', high)).state === 'solved')
    expect(regular).toBeLessThan(high)
    await context.close()
  })

  test('what another does shows by itself, and two who answer at once do not talk over one another', async () => {
    const number = await ask('À deux')
    const { page, context } = await open()
    await signIn(page)
    await page.goto(`${desk.origin}/introserv/desk/todo/${number}`)
    await page.getByRole('heading', { name: 'À deux' }).waitFor()
    await page.locator('#ticket-title').focus()
    await page.keyboard.press('r')
    await page.getByLabel('Votre réponse').waitFor()
    await page.keyboard.type('Ma réponse.')
    await desk.at('2026-11-20T09:03:00Z')
    await (await desk.contact('introserv', ana)).post(provider.api(`/tickets/${number}/replies`), { text: 'Cela vient de s’arranger.' })
    await article(page, 'Cela vient de s’arranger.').waitFor()
    expect(await page.getByLabel('Votre réponse').inputValue()).toBe('Ma réponse.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('La demande a changé pendant que vous écriviez').waitFor()
    await expectAccessible(page, 'desk-conflict', 'two')
    await page.getByRole('button', { name: 'Envoyer quand même' }).click()
    await until('it is sent', async () => (await desk.ticket('introserv', number)).last_from === 'agent')
    await article(page, 'Ma réponse.').waitFor()
    await context.close()
  })

  test('S2-41: a bug without a workaround is solved once the policy’s question was answered, without a mouse', async () => {
    const { id, api } = desk.provider('remote-utilities')
    const contact = await addContact(desk.desk, id, { customerId: await addCustomer(desk.desk, id, { number: 'RU-7', name: 'Nordlicht' }), name: 'Ana Nord', email: 'ana@nordlicht.test', verified: true })
    const facts = { topic: 'bug', product_version: '7.6.2.0' }
    const { number } = (await (await desk.contact('remote-utilities', contact)).post(api('/requests'), { channel: 'ticket', subject: 'Host does not start', text: 'Since the update.', facts })).json
    const { page, context } = await open()
    await signIn(page, 'remote-utilities')
    await page.goto(`${desk.origin}/remote-utilities/desk/todo/${number}`)
    await page.getByRole('heading', { name: 'Host does not start' }).waitFor()
    await page.locator('#ticket-title').focus()
    await page.keyboard.press('e')
    await page.getByLabel('Votre réponse').waitFor()
    await page.keyboard.type('Nous l’avons noté.')
    await page.keyboard.press('Control+Enter')
    const question = page.getByRole('dialog', { name: 'À confirmer' })
    await question.getByText('Clore quand même').waitFor()
    await expectAccessible(page, 'desk-confirm', 'two')
    await page.keyboard.press('Escape')
    await page.getByText('Rien n’a été changé.').waitFor()
    expect(await page.getByLabel('Votre réponse').inputValue()).toBe('Nous l’avons noté.')
    expect((await desk.ticket('remote-utilities', number)).state).toBe('new')
    await page.getByLabel('Votre réponse').focus()
    await page.keyboard.press('Control+Enter')
    await question.waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await until('it is solved', async () => (await desk.ticket('remote-utilities', number)).state === 'solved')
    await context.close()
  })

  test('mail of a forged sender is marked as what it is, in words', async () => {
    const request = await desk.request(await desk.mail({ from: 'Ana Morvan <ana@atelier.test>', to: 'support@introserv.com', subject: 'Redémarrez', text: 'Redémarrez mon serveur.', signed: false }))
    const { number } = await desk.desk.database.db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
    const { page, context } = await open()
    await signIn(page)
    await page.goto(`${desk.origin}/introserv/desk/todo/${number}`)
    await page.getByRole('heading', { name: 'Redémarrez' }).waitFor()
    await page.getByText(/expéditeur non vérifié/i).first().waitFor()
    await expectAccessible(page, 'desk-forged', 'two')
    await context.close()
  })
})
