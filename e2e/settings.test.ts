import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { sendRaw } from '../server/test/mail/world.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** Somebody who administers makes a rule, tries it on the week, switches it on; the next request shows what it did. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['martin.test', 'introserv.com', 'aide.test'] })
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

async function enter(agentId: string, looking: Parameters<typeof open>[0] = {}) {
  const opened = await open(looking)
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId })
  await opened.context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  return opened
}

test('a rule that names somebody who left says so since when, in the menu too; a lead reads it', async () => {
  const leaving = await addAgent(desk.desk, provider.id, { name: 'Paul Partant', email: 'paul@introserv.test', password: 'un mot de passe assez long' })
  const lead = await addAgent(desk.desk, provider.id, { name: 'Léa Meneur', email: 'lea@introserv.test', password: 'un mot de passe assez long', roles: ['lead'] })
  const { page, context } = await enter(ada.id)
  await page.goto(`${home}/admin/rules`)
  await page.getByRole('button', { name: 'Nouvelle règle' }).click()
  await page.getByLabel('Nom de la règle').fill('À Paul')
  await page.getByLabel('Confier à').selectOption({ label: 'Paul Partant' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Mettre en marche, À Paul' }).click()
  await page.getByRole('button', { name: 'Arrêter, À Paul' }).waitFor()
  await desk.world.database.db.updateTable('agents').set({ disabled_at: desk.time.now() }).where('id', '=', leaving.id).execute()
  await page.reload()
  const row = page.getByRole('row', { name: /À Paul/ })
  await row.getByText('N’agit plus depuis').waitFor()
  await row.getByText('cet agent n’est plus en service').waitFor()
  await page.getByText('Une règle n’est plus comprise.').waitFor()
  await page.getByRole('navigation', { name: 'Pages d’administration' }).getByRole('link', { name: 'Règles (1 n’est plus comprise)' }).waitFor()
  await expectAccessible(page, 'rules-trouble', 'two')
  const hers = await enter(lead.id, { language: 'en-GB' })
  await hers.page.goto(`${home}/admin/rules`)
  await hers.page.getByRole('row', { name: /À Paul/ }).getByText('Acts no more since').waitFor()
  await hers.page.getByText('You may read them.').waitFor()
  expect(await hers.page.getByRole('button', { name: 'Change, À Paul' }).count()).toBe(0)
  await hers.context.close()
  // Changed so that it names somebody who is here, it waits for nobody.
  await page.getByRole('button', { name: 'Modifier, À Paul' }).click()
  await page.getByLabel('Confier à').selectOption({ label: 'Ada Chef' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('navigation', { name: 'Pages d’administration' }).getByRole('link', { name: 'Règles', exact: true }).waitFor()
  await page.getByText('N’agit plus depuis').waitFor({ state: 'detached' })
  await context.close()
})

test('the addresses of mail are shown, and the way out is tried', async () => {
  const { page } = await enter(ada.id)
  await page.goto(`${home}/admin/mailboxes`)
  await page.getByText('aucun depuis 90 jours').first().waitFor()
  await page.getByRole('button', { name: 'Essayer la connexion' }).click()
  await page.getByText('La connexion fonctionne.').waitFor()
  await expectAccessible(page, 'mailboxes', 'two')
})

test('an address writes to itself: each step is seen, and that it came back; DNS says where its mail leads', async () => {
  const { page, context } = await enter(ada.id)
  await page.goto(`${home}/admin/mailboxes`)
  await page.getByText('Le courriel arrive ici.').waitFor()
  await page.getByText('SPF est publié.').waitFor()
  const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'support@introserv.com' }) })
  await line.getByText('Pas encore essayée.').waitFor()
  await line.getByRole('button', { name: 'Envoyer une lettre d’essai à support@introserv.com' }).click()
  await line.getByText('Elle attend de partir.').waitFor()
  expect(await line.getByText(/^Confiée à l’envoi/).textContent()).toContain('Ada Chef')
  await desk.settle()
  await line.getByText('Acceptée par le serveur suivant').waitFor()
  await line.getByText('On attend qu’elle revienne').waitFor()
  desk.time.advance(7_000)
  const { raw, from, to } = desk.outside.mails.at(-1)!
  await sendRaw(desk.door, raw, { from, to })
  await line.getByText('Revenue après 7\u00a0s.').waitFor()
  await expectAccessible(page, 'mailboxes-trial', 'two')

  // Another that does not come back says what to check, in English too.
  await line.getByRole('button').click()
  await line.getByText('Elle attend de partir.').waitFor()
  await desk.settle()
  desk.time.advance(5 * 60_000 + 1_000)
  await desk.jobs.run('mail-trials')
  await line.getByText('Pas revenue après cinq minutes.').waitFor()
  await line.getByText('Les MX de son domaine').waitFor()
  await expectAccessible(page, 'mailboxes-lost', 'two')
  await context.close()
  const english = await enter(ada.id, { language: 'en-GB', width: 390 })
  await english.page.goto(`${home}/admin/mailboxes`)
  await english.page.getByText('Not back after five minutes.').waitFor()
  await english.page.getByText('Mail comes in here.').waitFor()
  await expectAccessible(english.page, 'mailboxes-english', 'two')
  await english.context.close()
})
