import type { Page } from 'playwright-core'
import { addAgent, addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { openBrowser } from './visit.ts'

/** A desk with a customer who asks, two agents who answer, and the ways to see what each of them wrote. */
export async function openComposing() {
  const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv', 'remote-utilities'], domains: ['atelier.test'] })
  const open = await openBrowser()
  const provider = desk.provider('introserv')
  const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
  const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
  await addContact(desk.desk, provider.id, { customerId, name: 'Bruno Morvan', email: 'bruno@atelier.test', verified: true })
  const basile = { email: 'basile@introserv.test', password: 'mot de passe de basile' }
  const second = await addAgent(desk.desk, provider.id, { name: 'Basile Roux', ...basile })
  const { api } = provider

  async function ask(subject: string): Promise<number> {
    const asked = await (await desk.contact('introserv', ana)).post(api('/requests'), {
      channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
    })
    await desk.settle()
    desk.outside.mails.length = 0
    return asked.json.number as number
  }

  async function enter(page: Page, number: number, who: { email: string; password: string } = { email: provider.agent.email, password: provider.password }, slug = 'introserv'): Promise<void> {
    await page.goto(`${desk.origin}/${slug}/desk/todo/${number}`)
    await page.getByLabel('Adresse électronique').fill(who.email)
    await page.getByLabel('Mot de passe', { exact: true }).fill(who.password)
    await page.keyboard.press('Enter')
    await page.locator('#ticket-title').waitFor()
  }
  const box = (page: Page) => page.getByLabel('Votre réponse')
  const noteBox = (page: Page) => page.getByLabel('Votre note')
  const kept = (number: number, tab = 'reply') =>
    desk.world.database.db.selectFrom('agent_drafts as d').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'd.provider_id').onRef('t.id', '=', 'd.ticket_id'))
      .select(['d.text', 'd.agent_id', 'd.ended']).where('t.number', '=', number).where('d.provider_id', '=', provider.id).where('d.tab', '=', tab as 'reply').execute()
  const article = (page: Page, text: string) => page.locator('.timeline').getByText(text).first()
  const key = async (page: Page, name: string) => {
    await page.locator('#ticket-title').focus()
    await page.keyboard.press(name)
  }
  return { desk, open, provider, ana, basile, second, api, ask, enter, box, noteBox, kept, article, key }
}
