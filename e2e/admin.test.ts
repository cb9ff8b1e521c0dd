import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** Somebody who administers invites an agent, gives them a department and a team, and shuts them out; all of it is kept. */
const desk = await openTestDesk({ now: '2026-11-23T09:00:00Z', providers: ['introserv'], domains: ['neuf.test', 'martin.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const ada = await addAgent(desk.desk, provider.id, { name: 'Ada Chef', email: 'ada@introserv.test', password: 'un mot de passe assez long', roles: ['lead', 'admin'] })
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-1', name: 'Boulangerie Martin' })
const contactId = await addContact(desk.desk, provider.id, { customerId, name: 'Jean Martin', email: 'jean@martin.test', verified: true })
const home = `${desk.origin}/introserv/desk`
const password = 'Trois-Roues-7'

async function enter(agentId: string, looking: Parameters<typeof open>[0] = {}) {
  const opened = await open(looking)
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId })
  await opened.context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: `${desk.origin}/introserv` }])
  return opened
}
async function asked(kind: 'technical' | 'billing', subject: string): Promise<number> {
  const contact = await desk.contact('introserv', contactId)
  const answer = await contact.post(provider.api('/requests'), { subject, text: 'Une description assez longue', facts: { kind, chosen_priority: 'regular' } })
  if (typeof answer.json.number !== 'number') throw new Error(answer.text)
  return answer.json.number
}
async function linkTo(address: string): Promise<string> {
  await desk.settle()
  const found = desk.outside.mails.filter((mail) => JSON.stringify(mail.parsed.to ?? '').includes(address)).map((mail) => /https?:\/\/[^/\s]+(\/introserv\/desk\/welcome\/\S+)/.exec(mail.parsed.text ?? '')?.[1]).findLast((text) => text !== undefined)
  if (found === undefined) throw new Error(`no link was written to ${address}`)
  return desk.origin + found
}
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

test('S5-3, S5-4: invited, they choose a password, sign in and see their department; disabled, they are out at once', async () => {
  const [billing, technical] = [await asked('billing', 'Il manque une ligne'), await asked('technical', 'Des paquets se perdent')]
  const { page, context } = await enter(ada.id)
  await page.goto(`${home}/`)
  await page.getByRole('link', { name: 'Administration' }).click()
  await heading(page, 'Agents')
  await expectAccessible(page, 'admin-agents', 'two')

  // A team to put them in.
  await page.getByRole('navigation', { name: 'Pages d’administration' }).getByRole('link', { name: 'Équipes' }).click()
  await page.getByText('Aucune équipe.').waitFor()
  await page.getByRole('button', { name: 'Créer une équipe' }).click()
  await page.getByLabel('Nom de l’équipe').fill('Facturation')
  await page.getByLabel('Département').selectOption({ label: 'Questions financières' })
  await expectAccessible(page, 'admin-team', 'two')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('rowheader', { name: 'Facturation' }).waitFor()

  await page.getByRole('navigation', { name: 'Pages d’administration' }).getByRole('link', { name: 'Agents' }).click()
  await page.getByRole('link', { name: 'Inviter un agent' }).click()
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await page.getByText('Donnez un nom et une adresse électronique.').waitFor()
  await page.getByLabel('Nom', { exact: true }).fill('Nadia Neuve')
  await page.getByLabel('Adresse électronique').fill('ada@introserv.test')
  await page.getByLabel('Questions financières').check()
  await page.getByLabel('Facturation').check()
  await expectAccessible(page, 'admin-invite', 'two')
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await page.getByText('Un agent a déjà cette adresse').waitFor()
  // What was typed is kept.
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Nadia Neuve')
  await page.getByLabel('Adresse électronique').fill('nadia@neuf.test')
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await page.getByText('Une invitation est partie pour nadia@neuf.test.').waitFor()
  await page.getByRole('row', { name: /Nadia Neuve/ }).getByText('Invité, le lien vaut').waitFor()

  // Another browser, narrow: the link leads to a password, the password to the desk.
  const theirs = await open({ width: 390 })
  await theirs.page.goto(await linkTo('nadia@neuf.test'))
  await heading(theirs.page, 'Bienvenue, Nadia Neuve')
  await expectAccessible(theirs.page, 'admin-welcome', 'two')
  await theirs.page.getByLabel('Mot de passe', { exact: true }).fill('Azerty123!')
  await theirs.page.getByRole('button', { name: 'Choisir ce mot de passe' }).click()
  await theirs.page.getByText('ceux que l’on essaie d’abord').waitFor()
  await theirs.page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await theirs.page.getByRole('button', { name: 'Choisir ce mot de passe' }).click()
  await theirs.page.getByText('C’est fait. Connectez-vous').waitFor()
  await theirs.page.locator('input[type=password]').fill(password)
  await theirs.page.keyboard.press('Enter')
  await theirs.page.getByText('Il manque une ligne').first().waitFor()
  expect(await theirs.page.getByText('Des paquets se perdent').count()).toBe(0)
  await theirs.page.goto(`${home}/tickets/${technical}`)
  await theirs.page.getByText(/n’existe pas|rien à cette adresse|introuvable/i).first().waitFor()
  await theirs.page.goto(`${home}/admin/agents`)
  await theirs.page.getByText('Vos droits ne le permettent pas').first().waitFor()
  await theirs.page.goto(`${home}/tickets/${billing}`)
  await theirs.page.getByText('Il manque une ligne').first().waitFor()

  // The same link, once used, is worth nothing.
  const late = await open()
  await late.page.goto(await linkTo('nadia@neuf.test'))
  await heading(late.page, 'Ce lien ne vaut plus.')
  await late.context.close()

  // A ticket of theirs is given to somebody else, and they are out.
  const nadia = (await desk.world.database.db.selectFrom('agents').select('id').where('email', '=', 'nadia@neuf.test').executeTakeFirstOrThrow()).id
  const lead = await desk.agent('introserv')
  await lead.call('PUT', provider.api(`/queue/${billing}/assignee`), { agentId: nadia }, { 'if-match': '*' })
  await page.reload()
  await page.getByRole('link', { name: 'Nadia Neuve' }).click()
  await heading(page, 'Nadia Neuve')
  await page.getByText('Il manque une ligne').waitFor()
  await expectAccessible(page, 'admin-agent', 'two')
  await page.getByRole('button', { name: 'Désactiver' }).click()
  await page.getByText('Désactiver Nadia Neuve').waitFor()
  await page.getByRole('button', { name: 'Oui, désactiver' }).click()
  await page.getByText('Nadia Neuve est désactivé.').waitFor()
  await theirs.page.getByText('Votre session').first().waitFor()
  await theirs.context.close()
  await page.getByLabel('Les confier à').selectOption({ label: 'Ada Chef' })
  await page.getByRole('button', { name: 'Confier' }).click()
  await page.getByText('1 ticket confié.').waitFor()
  await page.getByText('Aucun ticket ouvert ne lui est confié.').waitFor()
  await context.close()
}, 120_000)

test('what was changed is in the audit, by kind and in English too; the departments tell who sees them', async () => {
  const { page, context } = await enter(ada.id, { language: 'en-GB' })
  await page.goto(`${home}/admin/audit`)
  await heading(page, 'Audit')
  await page.getByRole('cell', { name: 'Agent disabled' }).waitFor()
  await page.getByLabel('About').selectOption({ label: 'Teams' })
  await page.getByRole('cell', { name: 'Team made' }).waitFor()
  await page.getByRole('cell', { name: 'Agent disabled' }).waitFor({ state: 'detached' })
  await expectAccessible(page, 'admin-audit', 'two')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as CSV' }).click()])
  expect(download.suggestedFilename()).toBe('audit.csv')
  await page.getByRole('link', { name: 'Departments' }).click()
  await page.getByRole('rowheader', { name: 'Financial questions' }).waitFor()
  await expectAccessible(page, 'admin-departments', 'two')
  await context.close()
})

test('the last who administers is told why they cannot cease to, and what they had ticked stays', async () => {
  const { page, context } = await enter(ada.id)
  await page.goto(`${home}/admin/agents/${ada.id}`)
  await heading(page, 'Ada Chef')
  await page.getByLabel(/^Administrateur/).uncheck()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Il ne resterait personne pour administrer').waitFor()
  expect(await page.getByLabel(/^Administrateur/).isChecked()).toBe(false)
  await context.close()
})
