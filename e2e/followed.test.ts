import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** What an agent follows, what is told to them, and the small things beside a conversation; all by the keyboard. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const luc = await addAgent(desk.desk, provider.id, { name: 'Luc Bernard', email: 'luc@introserv.test', password: 'un mot de passe assez long' })
const elodie = provider.agent

const contact = await desk.contact('introserv', ana)
const ask = async (subject: string) =>
  (await contact.post(provider.api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })).json.number as number
const session = async (id: string) => (await openSession(desk.desk, desk.desk.database.db, provider.id, { agentId: id })).token
/** What an agent does elsewhere. */
const does = async (id: string, number: number, path: string, body: object, method = 'POST') => {
  const headers = { cookie: `${cookieName('introserv', 'agent')}=${await session(id)}`, 'content-type': 'application/json', 'if-match': '*' }
  const answer = await fetch(`${desk.origin}${provider.api(`/queue/${number}/${path}`)}`, { method, headers, body: JSON.stringify(body) })
  expect(answer.status, await answer.clone().text()).toBe(200)
}
async function seatOf(id: string, path: string, before: (page: Page) => Promise<void> = async () => undefined) {
  const seat = await open()
  await seat.context.addCookies([{ name: cookieName('introserv', 'agent'), value: await session(id), url: desk.origin }])
  await before(seat.page)
  await seat.page.goto(`${desk.origin}/introserv/desk/${path}`)
  return seat
}

describe('a request that is followed', () => {
  test('tells who follows it that its customer wrote and a colleague answered, wherever they are; once it is looked at nothing is left to see', async () => {
    const number = await ask('Disque lent')
    const { page, context } = await seatOf(elodie.id, `todo/${number}`)
    await page.locator('#ticket-title').focus()
    await page.keyboard.press('v')
    await page.getByText(`Vous suivez le n°\u00a0${number}.`).first().waitFor()
    // Before one's eyes nothing is told besides.
    await contact.post(provider.api(`/tickets/${number}/replies`), { text: 'Toujours lent.' })
    await page.locator('.timeline').getByText('Toujours lent.').first().waitFor()
    await page.goto(`${desk.origin}/introserv/desk/unassigned`)
    expect(await page.locator('.alert').count()).toBe(0)
    await page.locator('#queue-rows .row').first().waitFor()
    await contact.post(provider.api(`/tickets/${number}/replies`), { text: 'Et maintenant arrêté.' })
    const told = page.locator('.alerts').getByRole('link', { name: `Demande ${number}\u202f: le client a écrit.` })
    await told.waitFor()
    const menu = page.getByRole('link', { name: /^Suivies/ })
    await menu.locator('.view-unread').waitFor()
    expect(await menu.innerText()).toContain('1')
    await expectAccessible(page, 'desk-told', 'two')
    await does(luc.id, number, 'replies', { text: 'Nous regardons.', then: 'keep' })
    const answered = page.locator('.alerts').getByRole('link', { name: `Demande ${number}\u202f: Luc Bernard a répondu au client.` })
    await answered.waitFor()
    expect(await page.locator('.alert').count()).toBe(1)
    await answered.focus()
    await page.keyboard.press('Enter')
    await page.locator('#ticket-title').getByText('Disque lent').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/introserv/desk/watching/${number}`)
    await page.locator('.alert').waitFor({ state: 'detached' })
    await menu.locator('.view-unread').waitFor({ state: 'detached' })
    await context.close()
  })

  test('mail about it is chosen in the preferences, with the hour', async () => {
    const { page, context } = await seatOf(elodie.id, 'preferences')
    await page.getByLabel('Par courriel').selectOption('digest')
    await page.getByLabel('À quelle heure').selectOption('17')
    await page.getByText('Préférence enregistrée.').first().waitFor()
    await expectAccessible(page, 'desk-preferences-told', 'two')
    await page.reload()
    await expect.poll(() => page.getByLabel('À quelle heure').inputValue()).toBe('17')
    expect(await page.getByLabel('Par courriel').inputValue()).toBe('digest')
    await context.close()
  })
})

test('a line is reworded where it stands; time that was not spent is taken away with a reason, and given back; what cannot be undone offers no way back', async () => {
  const number = await ask('À côté')
  await does(elodie.id, number, 'checklist', { changes: [{ do: 'add', text: 'Sauvegarder' }, { do: 'add', text: 'Redémarer' }] })
  const kinds = (await (await desk.agent('introserv')).get(provider.api(`/queue/${number}`))).json.work.kinds as { name: string }[]
  await does(elodie.id, number, 'work', { minutes: 25, kind: kinds[0]!.name, note: 'Analyse' })
  const { page, context } = await seatOf(elodie.id, `todo/${number}`)
  const line = page.getByRole('button', { name: 'Reformuler «\u00a0Redémarer\u00a0»' })
  await line.focus()
  await page.keyboard.press('Enter')
  const field = page.getByLabel('Nouveau texte de la ligne')
  await page.keyboard.type('autre chose')
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
  expect(await line.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Redémarrer')
  await expectAccessible(page, 'desk-reword', 'two')
  await page.keyboard.press('Enter')
  const reworded = page.getByRole('button', { name: 'Reformuler «\u00a0Redémarrer\u00a0»' })
  await reworded.waitFor()
  await expect.poll(() => reworded.evaluate((button) => button === document.activeElement)).toBe(true)

  await page.getByRole('button', { name: 'Retirer 25 min' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Pourquoi ce temps n’en est pas').waitFor()
  await expectAccessible(page, 'desk-work-removed', 'two')
  await page.getByLabel('Pourquoi ce temps n’en est pas').focus()
  await page.keyboard.press('Enter')
  await page.locator('.act-panel').getByRole('alert').waitFor()
  await page.keyboard.type('Noté sur une autre demande')
  await page.keyboard.press('Enter')
  await page.getByText('Aucun temps noté.').waitFor({ state: 'attached' })
  const removed = page.locator('.events li').filter({ hasText: 'retire un temps passé\u202f: Noté sur une autre demande' })
  await removed.getByRole('button', { name: /^Annuler/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('En tout 25 min').waitFor({ state: 'attached' })

  // Nothing that touches the same came after the last; something did after the first.
  await does(elodie.id, number, 'tags', { add: ['disque'], remove: [] })
  await does(elodie.id, number, 'tags', { add: [], remove: ['disque'] })
  await page.getByText('−\u2060disque').first().waitFor()
  const happened = page.locator('.events li').filter({ hasText: 'étiquettes' })
  expect(await happened.count()).toBe(2)
  expect([await happened.first().getByRole('button').count(), await happened.last().getByRole('button').count()]).toEqual([0, 1])
  await context.close()
})

describe('what is typed at once after a key', () => {
  /** Programs that come late, as over a slow line. */
  let late = 0
  const slow = (pattern: RegExp) => async (page: Page) => {
    late = 0
    await page.route(pattern, async (route) => {
      late += 1
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      await route.continue()
    })
  }

  test('is in the panel that it opened, and is no other command', async () => {
    const number = await ask('Vite')
    const { page, context } = await seatOf(elodie.id, `todo/${number}`, slow(/\/(panels|frame)-[^/]*\.js/))
    await page.locator('#ticket-title').focus()
    await page.keyboard.press('!')
    // Each of these letters is a command of its own.
    await page.keyboard.type('reprise, tas de wagons')
    const reason = page.locator('.act-panel input[type="text"]')
    await reason.waitFor()
    await expect.poll(() => reason.inputValue()).toBe('reprise, tas de wagons')
    await page.keyboard.type(' vides')
    await expect.poll(() => reason.inputValue()).toBe('reprise, tas de wagons vides')
    expect((await desk.events('introserv', number)).map(({ type }) => type).filter((type) => type === 'ticket.taken')).toEqual([])
    expect([await page.locator('.composer-wide').count(), late > 0]).toEqual([0, true])
    await context.close()
  })

  test('is in the command bar; Escape gives up what has not come yet', async () => {
    const number = await ask('Partout')
    const { page, context } = await seatOf(elodie.id, `todo/${number}`, slow(/\/command-bar-[^/]*\.js/))
    await page.locator('#ticket-title').focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('suivies')
    const bar = page.locator('dialog[open] input')
    await bar.waitFor()
    await expect.poll(() => bar.inputValue()).toBe('suivies')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/desk/watching')
    expect(late).toBe(1)
    await context.close()
    const again = await seatOf(elodie.id, `todo/${number}`, slow(/\/command-bar-[^/]*\.js/))
    await again.page.locator('#ticket-title').focus()
    await again.page.keyboard.press('Control+k')
    await again.page.keyboard.type('tre')
    await again.page.keyboard.press('Escape')
    // Given up, keys are commands again.
    await again.page.keyboard.press('n')
    await again.page.getByLabel('Votre note').waitFor()
    expect(await again.page.locator('dialog[open]').count()).toBe(0)
    await again.context.close()
  })
})
