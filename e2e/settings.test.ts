import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** Somebody who administers makes a rule, tries it on the week, switches it on; the next request shows what it did. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['martin.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const ada = await addAgent(desk.desk, provider.id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['admin'] })
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-1', name: 'Boulangerie Martin' })
const contactId = await addContact(desk.desk, provider.id, { customerId, name: 'Jean Martin', email: 'jean@martin.test', verified: true })
const home = `${desk.origin}/introserv/desk`

async function asked(subject: string): Promise<number> {
  const contact = await desk.contact('introserv', contactId)
  const answer = await contact.post(provider.api('/requests'), { subject, text: 'Une description assez longue', facts: { kind: 'technical', chosen_priority: 'regular' } })
  if (typeof answer.json.number !== 'number') throw new Error(answer.text)
  return answer.json.number
}

test('a rule is written, tried, switched on, and its deeds bear its name', async () => {
  await asked('Sauvegarde en échec')
  const { page, context } = await open()
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId: ada.id })
  await context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  await page.goto(`${home}/admin/rules`)
  await page.getByText('Aucune règle.').waitFor()
  await expectAccessible(page, 'rules-none', 'two')

  await page.getByRole('button', { name: 'Nouvelle règle' }).click()
  await page.getByLabel('Nom de la règle').fill('Sauvegardes')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Donnez un nom et au moins une chose à faire.').waitFor()
  await page.getByLabel('Mettre ces étiquettes').fill('sauvegarde')
  await page.getByLabel('Écrire une note interne').fill('Regarder le dernier journal.')
  await page.getByLabel('Et si la demande répond à ce filtre').fill('nimporte:quoi')
  await page.getByRole('button', { name: 'Essayer sur les sept derniers jours' }).click()
  await page.getByRole('alert').filter({ hasText: 'nimporte' }).waitFor()
  await page.getByLabel('Et si la demande répond à ce filtre').fill('sauvegarde')
  await page.getByRole('button', { name: 'Essayer sur les sept derniers jours' }).click()
  await page.getByText('Elle aurait agi sur 1 demande. Rien n’a été fait.').waitFor()
  await expectAccessible(page, 'rule-tried', 'two')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('rowheader', { name: /Sauvegardes/ }).waitFor()
  await page.getByRole('button', { name: 'Mettre en marche, Sauvegardes' }).click()
  await page.getByText('En marche depuis').waitFor()

  const number = await asked('Une autre sauvegarde manque')
  await desk.jobs.run('rules')
  await page.goto(`${home}/admin/rules`)
  await page.getByRole('button', { name: 'Ce qu’elle a fait, Sauvegardes' }).click()
  await page.getByText('étiquettes, note').waitFor()
  await expectAccessible(page, 'rules-history', 'two')
  await page.getByRole('link', { name: String(number) }).click()
  await page.getByText('Regarder le dernier journal.').waitFor()
  const letter = page.getByRole('article', { name: /La règle «\sSauvegardes\s»/ })
  await letter.waitFor()
  expect(await letter.textContent()).toContain('Note interne')
})

test('the addresses of mail are shown, and the way out is tried', async () => {
  const { page, context } = await open()
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId: ada.id })
  await context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  await page.goto(`${home}/admin/mailboxes`)
  await page.getByText('aucun depuis 90 jours').first().waitFor()
  await page.getByRole('button', { name: 'Essayer la connexion' }).click()
  await page.getByText('La connexion fonctionne.').waitFor()
  await expectAccessible(page, 'mailboxes', 'two')
})
