import { expect, test } from 'vitest'
import { addContact, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** What customers are told, from the agent who writes it to the customer who reads it and says where they want it. */
const desk = await openTestDesk({ now: '2026-11-23T08:00:00Z', providers: ['introserv'] })
const open = await openBrowser()
const { id } = desk.provider('introserv')
const customer = await addCustomer(desk.desk, id, { number: '48213', name: 'Studio Ligérien', zone: 'Pacific/Noumea' })
const amina = await addContact(desk.desk, id, { customerId: customer, name: 'Amina Diallo', email: 'amina@studio.test', verified: true })
await addService(desk.desk, id, { customerId: customer, kind: 'vps', name: 'VPS Paris 2', tags: ['paris-2'] })

const at = (path: string) => `${desk.origin}${path}`
async function openAs(contactId: string, looking: Parameters<typeof open>[0] = {}) {
  const opened = await open(looking)
  const { cookies } = await desk.contact('introserv', contactId)
  await opened.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at('/introserv') })))
  return opened
}

/** axe needs a script of its own: a page is looked at apart from the walk without one. */
async function look(path: string, name: string, contactId = amina) {
  const { page, context } = await openAs(contactId)
  await page.goto(at(path))
  await expectAccessible(page, name, 'two')
  await context.close()
}

test('S5-33, S5-40: an agent writes maintenance, sees who would be told, sends it, and sees how soon it got there', async () => {
  const { page, context } = await open()
  const { cookies } = await desk.agent('introserv')
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at('/introserv') })))
  await page.goto(at('/introserv/desk/notices'))
  await page.getByText('Aucun avis.').waitFor()
  await page.getByRole('link', { name: 'Écrire un avis' }).click()
  await page.getByRole('heading', { level: 1, name: 'Écrire un avis' }).waitFor()
  await page.getByRole('button', { name: 'Voir qui serait prévenu' }).click()
  await page.getByText('Il manque un titre').waitFor()
  await page.getByLabel('Type d’avis').selectOption('maintenance')
  await page.getByLabel('Titre en français').fill('Mise à jour du nœud paris-2')
  await page.getByLabel('Texte en français').fill('Chaque VPS redémarre une fois.')
  await page.getByLabel('Ceux dont un service porte cette marque').fill('paris-2')
  await page.getByRole('button', { name: 'Voir qui serait prévenu' }).click()
  await page.getByText('amina@studio.test').waitFor()
  await page.getByRole('button', { name: 'Envoyer à 1 personne' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mise à jour du nœud paris-2' }).waitFor()
  await desk.settle()
  await page.getByText('Tous prévenus').waitFor()
  await page.getByRole('heading', { name: 'Qui a été prévenu' }).waitFor()
  await expectAccessible(page, 'desk-notice', 'two')
  await context.close()
})

test('S5-33, S5-34: the customer sees it above their pages and in the count, reads it, says it is unread; without a script, by keyboard', async () => {
  const { page, context } = await openAs(amina, { javaScript: false })
  await page.goto(at('/introserv/fr/account'))
  await page.getByLabel('En ce moment sur vos services').getByText('Mise à jour du nœud paris-2', { exact: true }).first().waitFor()
  const menu = page.getByRole('link', { name: 'Avis (1 non lu)' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Vos avis' }).waitFor()
  await page.getByRole('row').getByRole('link', { name: 'Mise à jour du nœud paris-2' }).click()
  await page.getByText('Chaque VPS redémarre une fois.').waitFor()
  const reference = await page.getByText(/^[a-z0-9]{7}\/48213$/).innerText()
  expect(desk.outside.mails[0]?.parsed.text).toContain(reference)
  const here = new URL(page.url()).pathname
  expect(await page.getByRole('link', { name: /^Avis \(/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Marquer comme non lu' }).click()
  await page.getByText('Cet avis est de nouveau non lu.').waitFor()
  await page.goto(at('/introserv/fr/notices?type=outage'))
  await page.getByText('Aucun avis ne correspond').waitFor()
  await page.getByRole('button', { name: 'Tout marquer comme lu' }).click()
  await page.getByText('1 avis marqué comme lu.').waitFor()
  await context.close()
  for (const [path, name] of [['/introserv/fr/account', 'account-with-banner'], ['/introserv/fr/notices', 'notices'], [here, 'notice']] as const) await look(path, name)
})

test('S5-38: an address of one’s own is given, refused when it is none, proved by the link sent to it, and then used', async () => {
  desk.outside.mails.length = 0
  const { page, context } = await openAs(amina, { javaScript: false })
  await page.goto(at('/introserv/fr/notices/settings'))
  await page.getByRole('heading', { level: 1, name: 'Envoyer des courriels' }).waitFor()
  await page.getByLabel('Adresse pour « Factures et commandes »').fill('factures@studio')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Adresse pour « Factures et commandes »').fill('factures@studio.test')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Nous avons envoyé un lien à la nouvelle adresse').waitFor()
  await desk.settle()
  const link = /http:\/\/aide\.test(\/\S+address\S+)/.exec(desk.outside.mails[0]?.parsed.text ?? '')?.[1] ?? ''
  const stranger = await open({ javaScript: false })
  await stranger.page.goto(at(link))
  await stranger.page.getByText('L’adresse factures@studio.test recevra les avis').waitFor()
  await stranger.page.getByRole('button', { name: 'Confirmer cette adresse' }).click()
  await stranger.page.getByText('C’est fait').waitFor()
  await stranger.page.goto(at(link))
  await stranger.page.getByText('Ce lien a déjà servi').waitFor()
  await stranger.context.close()
  await page.goto(at('/introserv/en/notices/settings'))
  expect(await page.getByLabel('Address for “Invoices and orders”').inputValue()).toBe('factures@studio.test')
  await context.close()
  await look('/introserv/fr/notices/settings', 'notice-settings')
})
