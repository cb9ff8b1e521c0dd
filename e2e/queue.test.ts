import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addAgent, addContact, addCustomer } from '#people/people.ts'
import { tell } from '#triage/triage.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** The queue with two agents at once: what comes, what another takes, a list of thousands, views that are kept and shared. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv', 'dri'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const { db, pool } = desk.desk.database
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const lead = await addAgent(desk.desk, provider.id, { name: 'Léa Prigent', email: 'lea@introserv.test', password: provider.password, roles: ['lead'] })

const ask = async (subject: string, chosen_priority = 'regular') =>
  (await (await desk.contact('introserv', ana)).post(provider.api('/requests'), {
    channel: 'ticket', subject, text: 'Le disque est très lent depuis hier soir.', facts: { kind: 'technical', chosen_priority, server_ip: '203.0.113.7', service: 'DS-4', started_at: '2026-11-20 09:30' },
  })).json.number as number

async function enter(slug: string, email: string, password: string, address = '', looking = {}) {
  const { page, context } = await open(looking)
  await page.goto(`${desk.origin}/${slug}/desk/`)
  await page.getByLabel('Adresse électronique').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.locator('#list-title').waitFor()
  if (address !== '') await page.goto(`${desk.origin}/${slug}/desk/${address}`)
  await page.locator('#list-title').waitFor()
  return { page, context }
}
const asElodie = (address = '', looking = {}) => enter('introserv', provider.agent.email, provider.password, address, looking)
const asLea = (address = '') => enter('introserv', lead.email, provider.password, address)
const option = (page: Page, subject: string) => page.getByRole('option').filter({ hasText: subject })
/** Subjects in the order in which they stand. */
const standing = async (page: Page) => page.getByRole('option').locator('.row-subject').allInnerTexts()

describe('two agents at once', () => {
  test('what comes while the list is used is told and not put in; what another takes shows in its place', async () => {
    const [first, second] = [await ask('Premier'), await ask('Deuxième')]
    const { page, context } = await asElodie()
    await option(page, 'Premier').waitFor()
    await page.getByRole('listbox').focus()
    await page.keyboard.press('ArrowDown')
    const before = await standing(page)
    const under = await page.locator('.row-cursor .row-subject').innerText()
    await ask('Urgence', 'high')
    await page.getByText('Une nouvelle demande').first().waitFor()
    expect(await standing(page)).toEqual(before)
    expect(await page.locator('.row-cursor .row-subject').innerText()).toBe(under)
    const other = await asLea()
    await option(other.page, 'Premier').click()
    await other.page.getByRole('heading', { name: 'Premier' }).waitFor()
    await other.page.keyboard.press('t')
    await until('it is taken', async () => (await desk.ticket('introserv', first)).assignee_id === lead.id)
    await option(page, 'Premier').getByText('Léa Prigent', { exact: false }).first().waitFor({ state: 'attached' })
    expect(await standing(page)).toEqual(before)
    await page.getByRole('button', { name: /Mettre à jour la liste/ }).click()
    await option(page, 'Urgence').waitFor()
    expect((await standing(page))[0]).toBe('Urgence')
    expect(second).toBeGreaterThan(first)
    await other.context.close()
    await context.close()
  })

  test('a ticket is read once it was opened, on every screen of the agent, until another does something', async () => {
    const number = await ask('À lire')
    const { page, context } = await asElodie()
    await option(page, 'À lire').locator('.row-unread').waitFor()
    await option(page, 'À lire').click()
    await page.getByRole('heading', { name: 'À lire' }).waitFor()
    await until('it is noted', async () => (await db.selectFrom('ticket_seen').select('version').where('agent_id', '=', provider.agent.id).execute()).length > 0)
    await page.reload()
    await option(page, 'À lire').waitFor()
    expect(await option(page, 'À lire').locator('.row-unread').count()).toBe(0)
    await page.goto(`${desk.origin}/introserv/desk/todo`)
    await option(page, 'À lire').waitFor()
    await (await desk.contact('introserv', ana)).post(provider.api(`/tickets/${number}/replies`), { text: 'Une précision.' })
    await option(page, 'À lire').locator('.row-unread').waitFor()
    await context.close()
  })
})

describe('saved views', () => {
  test('a filter becomes a view for everyone, which the other has at once; it is renamed and deleted, by the keyboard alone', async () => {
    await ask('Une urgence', 'high')
    const other = await asElodie()
    const { page, context } = await asLea()
    await option(page, 'Une urgence').waitFor()
    await page.locator('body').press('f')
    await page.keyboard.type('priorité:high')
    expect(await page.getByLabel('Filtrer la liste').inputValue()).toBe('priorité:high')
    await page.waitForURL(/q=/)
    await option(page, 'Premier').waitFor({ state: 'detached' })
    await option(page, 'Une urgence').waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Enregistrer la vue' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Nom de la vue').waitFor()
    await expectAccessible(page, 'desk-save-view', 'two')
    await page.getByLabel('Nom de la vue').focus()
    await page.keyboard.type('Urgences')
    await page.getByLabel('Pour qui').selectOption('all')
    await page.getByLabel('Nom de la vue').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Urgences' }).waitFor()
    await option(page, 'Une urgence').waitFor()

    await other.page.getByRole('link', { name: /^Urgences/ }).click()
    await other.page.getByRole('heading', { name: 'Urgences' }).waitFor()
    await option(other.page, 'Une urgence').waitFor()
    await expectAccessible(other.page, 'desk-saved-view')

    await page.getByRole('link', { name: 'Gérer les vues' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Modifier « Urgences »' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Nom de la vue').fill('Tout de suite')
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByRole('link', { name: 'Tout de suite' }).waitFor()
    await other.page.getByRole('link', { name: /^Tout de suite/ }).waitFor()
    await expectAccessible(page, 'desk-views', 'two')
    await page.getByRole('button', { name: 'Supprimer « Tout de suite »' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByText('Aucune vue enregistrée.').waitFor()
    await other.page.getByRole('link', { name: /^Tout de suite/ }).waitFor({ state: 'detached' })
    await other.page.reload()
    await other.page.getByText('Cette vue n’existe pas, ou plus.').waitFor()
    await other.context.close()
    await context.close()
  })

  test('a filter that cannot be understood says what there is, and keeps what was typed', async () => {
    const { page, context } = await asElodie()
    await page.getByLabel('Filtrer la liste').fill('couleur:bleu')
    await page.getByText('n’est pas un opérateur').waitFor()
    expect(await page.getByLabel('Filtrer la liste').inputValue()).toBe('couleur:bleu')
    await expectAccessible(page, 'desk-filter-unreadable', 'two')
    await page.getByLabel('Filtrer la liste').fill('état:résolu sujet:nulle-part')
    await page.getByText('Aucune demande de cette vue ne correspond.').waitFor()
    await expectAccessible(page, 'desk-filter-none', 'two')
    await page.getByRole('button', { name: 'Effacer le filtre' }).click()
    await option(page, 'Premier').waitFor()
    await context.close()
  })
})

describe('a list of five thousand', () => {
  const dri = desk.provider('dri')
  let yann = ''
  const post = async () => (await desk.contact('dri', yann)).post(dri.api('/requests'), { subject: 'Modèle', text: 'Un exemple.', facts: {} })
  const many = async () => {
    const customer = await addCustomer(desk.desk, dri.id, { number: '1', name: 'Mairie de Lanvéoc' })
    yann = await addContact(desk.desk, dri.id, { customerId: customer, name: 'Yann', email: 'yann@lanveoc.test', verified: true })
    const asked = await post()
    expect(asked.status, JSON.stringify(asked.json)).toBeLessThan(300)
    // Copies of one ticket, one after the other; nothing of them need be gathered for searching.
    const client = await pool.connect()
    await client.query('set session_replication_role = replica')
    await client.query(`insert into tickets (provider_id, id, number, version, customer_id, contact_id, subject, channel, language, trust, policy_version, facts, decision, opened_at, state, place, rank, last_from, changed_at, sort_at)
      select t.provider_id, gen_random_uuid(), 20000 + n, 1, t.customer_id, t.contact_id, 'Demande ' || n, t.channel, t.language, t.trust, t.policy_version, t.facts, t.decision, t.opened_at, 'open', 'todo', 0, 'customer', t.changed_at, 4000000000000000 + n
      from (select * from tickets where provider_id = $1 limit 1) t, generate_series(1, 5000) n`, [dri.id])
    await client.query(`insert into events (provider_id, id, ticket_id, seq, at, type, actor_kind, data)
      select t.provider_id, gen_random_uuid(), t.id, 1, e.at, e.type, e.actor_kind, e.data from tickets t, (select * from events where provider_id = $1 and type = 'ticket.opened' limit 1) e
      where t.provider_id = $1 and t.number > 20000`, [dri.id])
    await client.query('reset session_replication_role').finally(() => client.release())
    await pool.query('analyze tickets')
  }

  test('the bar dragged to the middle shows what is there; the keys walk to the end; only what is in sight is in the page', async () => {
    await many()
    const { page, context } = await enter('dri', dri.agent.email, dri.password)
    await page.getByText('5 001 demandes', { exact: false }).or(page.getByText(/5.001 demandes/)).first().waitFor()
    const list = page.getByRole('listbox')
    await list.evaluate((box) => box.scrollTo({ top: 2_500 * 44 }))
    await option(page, 'Demande 2501').or(option(page, 'Demande 2500')).first().waitFor()
    expect(await page.getByRole('option').count()).toBeLessThan(60)
    const middle = option(page, 'Demande 2501').first()
    expect(await middle.getAttribute('aria-setsize')).toBe('5001')
    expect(Math.abs(Number(await middle.getAttribute('aria-posinset')) - 2_502)).toBeLessThanOrEqual(1)
    await expectAccessible(page, 'desk-long-list', 'two')

    await list.focus()
    await page.keyboard.press('End')
    await option(page, 'Demande 5000').waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('PageUp')
    await page.keyboard.press('Home')
    await option(page, 'Demande 1').first().waitFor()
    // Ten strokes come faster than what they pass is read: the cursor is where they lead.
    for (let stroke = 0; stroke < 10; stroke++) await page.keyboard.press('PageDown')
    const at = Number(await page.locator('.row-cursor').getAttribute('aria-posinset'))
    expect(at).toBeGreaterThan(100)
    await page.locator('.row-cursor .row-subject').waitFor()
    const subject = await page.locator('.row-cursor .row-subject').innerText()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: subject, exact: true }).waitFor()
    await context.close()
  })

  test('rows that come above do not move what somebody reads, who has left the list alone', async () => {
    const { page, context } = await enter('dri', dri.agent.email, dri.password)
    const list = page.getByRole('listbox')
    await list.waitFor()
    await page.mouse.move(1_300, 20)
    await list.evaluate((box) => box.scrollTo({ top: 3_000 * 44 + 10 }))
    await option(page, 'Demande 3004').waitFor()
    const where = () => option(page, 'Demande 3004').evaluate((row) => row.getBoundingClientRect().top)
    const before = await where()
    const place = async () => Number(await option(page, 'Demande 3004').getAttribute('aria-posinset'))
    const stood = await place()
    // Ten rows go to the front, as a new deadline would put them there, and every screen is told of one.
    await pool.query('update tickets set sort_at = 100 + number where provider_id = $1 and number between 24900 and 24909', [dri.id])
    const { rows: [moved] } = await pool.query<{ id: string }>('select id from tickets where provider_id = $1 and number = 24900', [dri.id])
    tell(desk.desk, { provider: dri.id, ticket: moved!.id, number: 24_900, version: 2, stands: { department: null, assigneeId: null }, events: ['ticket.opened'] })
    await until('the list was read again', async () => (await place()) === stood + 10)
    expect(Math.abs((await where()) - before)).toBeLessThan(2)
    await context.close()
  })
})

test('the list is orderly at 390 pixels and at 1440, compact too, light and dark; each view says when it is empty', async () => {
  const { page, context } = await asElodie()
  await option(page, 'Premier').waitFor()
  await expectAccessible(page, 'desk-queue-columns')
  const density = page.getByRole('button', { name: /Densité/ })
  await density.click()
  await until('rows are low', async () => (await option(page, 'Premier').first().evaluate((row) => row.getBoundingClientRect().height)) <= 32)
  await expectAccessible(page, 'desk-queue-compact', 'two')
  await page.reload()
  await until('rows stay low', async () => (await option(page, 'Premier').first().evaluate((row) => row.getBoundingClientRect().height)) <= 32)
  await density.click()
  await page.getByLabel('Ordre').selectOption('changed')
  await page.waitForURL(/order=changed/)
  for (const [view, words] of [['mine', 'Rien ne vous est confié.'], ['teams', 'Rien pour vos équipes.'], ['snoozed', 'Rien de reporté.'], ['mentioned', 'Personne ne vous a nommé.']] as const) {
    await page.goto(`${desk.origin}/introserv/desk/${view}`)
    await page.getByText(words).waitFor()
  }
  await expectAccessible(page, 'desk-empty-view', 'two')
  await context.close()
})
