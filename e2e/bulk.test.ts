import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addAgent, addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** One act on many requests: chosen by the keys, tried, done, stopped in the middle of five thousand, undone. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv', 'dri'] })
const open = await openBrowser()
const { db, pool } = desk.desk.database

async function enter(slug: string, email: string, password: string, looking = {}) {
  const { page, context } = await open(looking)
  await page.goto(`${desk.origin}/${slug}/desk/`)
  await page.getByLabel('Adresse électronique').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.locator('#list-title').waitFor()
  return { page, context }
}
const option = (page: Page, subject: string) => page.getByRole('option').filter({ hasText: subject })
const dialog = (page: Page) => page.getByRole('dialog')

describe('some, chosen by the keys', () => {
  const provider = desk.provider('introserv')

  test('Shift and the arrows choose, B opens, the preview says what would happen, and all of it is undone; without the mouse', async () => {
    const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
    const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
    for (const subject of ['Premier', 'Deuxième', 'Troisième', 'Quatrième']) {
      await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
        channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority: 'regular', server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
      })
    }
    const { page, context } = await enter('introserv', provider.agent.email, provider.password)
    await option(page, 'Quatrième').waitFor()
    await page.getByRole('listbox').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('3 demandes choisies').first().waitFor()
    await expectAccessible(page, 'bulk-chosen', 'two')
    await page.getByRole('listbox').focus()
    await page.keyboard.press('b')
    await dialog(page).getByRole('heading', { name: 'Agir sur 3 demandes' }).waitFor()
    await until('the act has the focus', () => dialog(page).getByLabel('Acte').evaluate((field) => field === document.activeElement))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await dialog(page).getByLabel('Étiquettes à ajouter').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('Écrivez au moins une étiquette.').waitFor()
    await expectAccessible(page, 'bulk-act', 'two')
    await dialog(page).getByLabel('Étiquettes à ajouter').focus()
    await page.keyboard.type('Baie 7, disque')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('3 demandes changeraient.').waitFor()
    await dialog(page).getByText('Aucune lettre ne partirait.').waitFor()
    await until('nothing is done yet', async () => (await db.selectFrom('events').select('id').where('type', '=', 'ticket.tagged').execute()).length === 0)
    await expectAccessible(page, 'bulk-preview', 'two')
    await dialog(page).getByRole('heading', { name: 'Voici ce qui se passerait' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('En cours', { exact: true }).first().waitFor()
    await desk.jobs.run('bulk')
    await dialog(page).getByText('Terminé', { exact: true }).waitFor()
    await expectAccessible(page, 'bulk-done', 'two')
    const tagged = async () => (await pool.query<{ tags: string[] }>("select tags from tickets where provider_id = $1 and tags <> '{}'", [provider.id])).rows.map(({ tags }) => tags.toSorted())
    expect(await tagged()).toEqual([['baie-7', 'disque'], ['baie-7', 'disque'], ['baie-7', 'disque']])
    await dialog(page).getByRole('button', { name: 'Annuler les 3 faites' }).focus()
    await page.keyboard.press('Enter')
    await dialog(page).getByText('Annulation en cours', { exact: true }).first().waitFor()
    await desk.jobs.run('bulk')
    await dialog(page).getByText('Annulé', { exact: true }).waitFor()
    expect(await tagged()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByText('3 demandes choisies').waitFor({ state: 'detached' })
    await context.close()
  })

  test('what would be refused is told beforehand, by why, with its way there', async () => {
    const { page, context } = await enter('introserv', provider.agent.email, provider.password)
    await option(page, 'Premier').waitFor()
    await page.getByRole('listbox').focus()
    await page.keyboard.press('x')
    await page.keyboard.press('b')
    await dialog(page).getByLabel('Acte').selectOption('solve')
    await dialog(page).getByRole('button', { name: 'Voir ce que cela ferait' }).click()
    await dialog(page).getByText('Aucune demande ne changerait.').waitFor()
    await dialog(page).getByText(/^Le client attend une réponse.*1 demande/).click()
    await dialog(page).getByRole('link', { name: /^N°/ }).waitFor()
    await expectAccessible(page, 'bulk-refused', 'two')
    expect(await dialog(page).getByRole('button', { name: /^Le faire/ }).count()).toBe(0)
    await context.close()
  })
})

describe('five thousand', () => {
  const dri = desk.provider('dri')

  test('all that a list holds: tried on some, stopped in the middle, found again after a reload, undone; meanwhile a colleague works', async () => {
    const customer = await addCustomer(desk.desk, dri.id, { number: '1', name: 'Mairie de Lanvéoc' })
    const yann = await addContact(desk.desk, dri.id, { customerId: customer, name: 'Yann', email: 'yann@lanveoc.test', verified: true })
    const other = await addAgent(desk.desk, dri.id, { name: 'Léa Prigent', email: 'lea@dri.test', password: dri.password })
    await (await desk.contact('dri', yann)).post(dri.api('/requests'), { subject: 'Modèle', text: 'Un exemple.', facts: {} })
    const client = await pool.connect()
    await client.query('set session_replication_role = replica')
    await client.query(`insert into tickets (provider_id, id, number, version, customer_id, contact_id, subject, channel, language, trust, policy_version, facts, decision, opened_at, state, place, rank, last_from, changed_at, sort_at)
      select t.provider_id, gen_random_uuid(), 20000 + n, 1, t.customer_id, t.contact_id, 'Demande ' || n, t.channel, t.language, t.trust, t.policy_version, t.facts, t.decision, t.opened_at, 'new', 'todo', 0, 'customer', t.changed_at, 4000000000000000 + n
      from (select * from tickets where provider_id = $1 limit 1) t, generate_series(1, 4999) n`, [dri.id])
    await client.query(`insert into events (provider_id, id, ticket_id, seq, at, type, actor_kind, data)
      select t.provider_id, gen_random_uuid(), t.id, 1, e.at, e.type, e.actor_kind, e.data from tickets t, (select * from events where provider_id = $1 and type = 'ticket.opened' limit 1) e
      where t.provider_id = $1 and t.number > 20000`, [dri.id])
    await client.query('reset session_replication_role').finally(() => client.release())
    await pool.query('analyze tickets')

    const { page, context } = await enter('dri', dri.agent.email, dri.password)
    await page.getByText(/5.000 demandes/).first().waitFor()
    await page.getByRole('listbox').focus()
    await page.keyboard.press('x')
    await page.getByRole('button', { name: 'Choisir toute la liste' }).click()
    await page.getByText('Toutes celles de la liste sont choisies').waitFor()
    await page.getByRole('button', { name: 'Agir…' }).click()
    await dialog(page).getByRole('heading', { name: /Agir sur toute la liste \(5.000 demandes\)/ }).waitFor()
    await dialog(page).getByLabel('Acte').selectOption('tag')
    await dialog(page).getByLabel('Étiquettes à ajouter').fill('vague')
    await page.keyboard.press('Enter')
    await dialog(page).getByText(/réparties sur les 5.000/).waitFor()
    await dialog(page).getByRole('button', { name: /Le faire sur 5.000 demandes/ }).click()
    await dialog(page).getByText('En cours', { exact: true }).first().waitFor()
    const work = desk.jobs.run('bulk')
    const bar = dialog(page).getByRole('progressbar', { name: 'Avancement' })
    await until('it goes on', async () => Number(await bar.getAttribute('value')) > 60)

    const colleague = await enter('dri', other.email, dri.password)
    await option(colleague.page, 'Demande').first().click()
    await colleague.page.locator('#ticket-title').waitFor()
    await colleague.page.locator('#ticket-title').focus()
    await colleague.page.keyboard.press('t')
    await until('a colleague takes one meanwhile', async () => (await db.selectFrom('tickets').select('id').where('provider_id', '=', dri.id).where('assignee_id', '=', other.id).execute()).length === 1)
    await colleague.context.close()

    await expectAccessible(page, 'bulk-running', 'two')
    await dialog(page).getByRole('button', { name: 'Arrêter' }).click()
    await dialog(page).getByText('Arrêté', { exact: true }).waitFor()
    await work
    const events = async (type: 'ticket.tagged' | 'ticket.undone') => (await db.selectFrom('events').select('id').where('provider_id', '=', dri.id).where('type', '=', type).execute()).length
    const done = await events('ticket.tagged')
    expect(done).toBeGreaterThan(60)
    expect(done).toBeLessThan(5_000)
    await dialog(page).getByText(/pas commencées/).waitFor()

    await page.reload()
    await page.getByRole('link', { name: 'Actes groupés' }).click()
    await page.getByRole('heading', { name: 'Actes groupés' }).waitFor()
    await expectAccessible(page, 'bulk-page', 'two')
    await page.getByRole('link', { name: 'Étiqueter +vague' }).click()
    await page.getByText('Arrêté', { exact: true }).first().waitFor()
    expect(await events('ticket.tagged')).toBe(done)
    await page.getByRole('button', { name: /^Annuler les/ }).click()
    await page.getByText('Annulation en cours', { exact: true }).first().waitFor()
    await desk.jobs.run('bulk')
    await page.getByText('Annulé', { exact: true }).waitFor()
    expect(await events('ticket.undone')).toBe(done)
    await expectAccessible(page, 'bulk-one', 'two')
    await context.close()
  })
})
