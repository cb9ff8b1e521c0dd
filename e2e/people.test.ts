import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { addContact, addCustomer, addLicence, addProvider, cookieName, makeGrant, openSession } from '#people/people.ts'
import { transaction } from '#platform/database.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** People in a browser, without JavaScript: who may what, licences, the telephone's code, acting for another. */
const desk = await openTestDesk({ now: '2026-11-23T18:00:00Z', providers: ['remote-utilities'], domains: ['outremeuse.test'] })
const open = await openBrowser()
const { db } = desk.desk.database
const ru = desk.provider('remote-utilities')
const cloud = await addProvider(desk.desk, { slug: 'ardenne', name: 'Ardenne Cloud', accent: '#0f5c6e', language: 'fr' })
await desk.desk.policies.publish(cloud.id, { source: await readFile(new URL('../samples/ardenne-cloud/policy.yaml', import.meta.url), 'utf8'), file: 'policy.yaml', by: 'Test' })

const school = await addCustomer(desk.desk, cloud.id, { number: 'A-1', name: 'Imprimerie d’Outremeuse', kind: 'professional' })
const head = await addContact(desk.desk, cloud.id, { customerId: school, name: 'Odile Renson', email: 'odile@outremeuse.test', verified: true })
await db.updateTable('contacts').set({ role: 'manager' }).where('provider_id', '=', cloud.id).where('id', '=', head).execute()
for (const name of ['Un', 'Deux', 'Trois']) await addContact(desk.desk, cloud.id, { customerId: school, name: `Technicien ${name}`, email: `${name.toLowerCase()}@outremeuse.test`, verified: true })

const buyer = await addCustomer(desk.desk, ru.id, { number: 'RU-1', name: 'Alder & Sons', language: 'en' })
const otto = await addContact(desk.desk, ru.id, { customerId: buyer, name: 'Otto Other', email: 'otto@other.test', verified: true, language: 'en' })
await addLicence(desk.desk, ru.id, { kind: 'plus', key: 'ABCD-EFGH-0042' })
const reseller = await addCustomer(desk.desk, ru.id, { number: 'RU-2', name: 'Kestrel IT Supplies', role: 'reseller', language: 'en' })
const joan = await addContact(desk.desk, ru.id, { customerId: reseller, name: 'Joan Kestrel', email: 'joan@kestrel.test', verified: true, language: 'en' })

const at = (path: string) => `${desk.origin}${path}`
async function openAs(of: { id: string; slug: string }, contactId: string, looking: Parameters<typeof open>[0] = {}) {
  const opened = await open({ javaScript: false, ...looking })
  const { token } = await openSession(desk.desk, db, of.id, { contactId }, { second: 'totp' })
  await opened.context.addCookies([{ name: cookieName(of.slug, 'contact'), value: token, url: at(`/${of.slug}`) }])
  return opened
}

test('the manager who adds a contact beyond the limit: reads how many, by which clause, who may raise it; nothing typed is lost', async () => {
  const { page, context } = await openAs(cloud, head)
  await page.goto(at('/ardenne/fr/people'))
  const add = async (name: string, email: string) => {
    await page.goto(at('/ardenne/fr/people'))
    await page.getByRole('link', { name: 'Ajouter une personne' }).click()
    await page.getByLabel('Prénom et nom').fill(name)
    await page.getByLabel('Adresse électronique').fill(email)
    await page.getByLabel('Contact technique', { exact: true }).check()
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  }
  await add('Quatre', 'quatre@outremeuse.test')
  await page.getByText('L’invitation est partie').waitFor()
  await desk.settle()
  const letter = desk.outside.mails.find((mail) => mail.parsed.subject?.includes('vous ouvre l’espace client'))
  expect(letter?.parsed.text).toContain('Odile Renson')
  await add('Cinq', 'cinq@outremeuse.test')
  await page.getByText('au plus 4').waitFor()
  await page.getByText('seul Ardenne Cloud peut le relever').waitFor()
  expect(await page.getByLabel('Adresse électronique').inputValue()).toBe('cinq@outremeuse.test')
  await page.getByLabel('Contact comptable', { exact: true }).check()
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await page.getByText('L’invitation est partie').waitFor()
  await page.getByRole('link', { name: 'Modifier Cinq' }).click()
  await page.getByText('Retirer cette personne').click()
  await page.getByRole('button', { name: 'Oui, retirer Cinq' }).click()
  await page.getByText('Cette personne est retirée').waitFor()
  await context.close()

  // Who was invited follows the link and is in.
  const invited = await open({ javaScript: false })
  await invited.page.goto(at(/http:\/\/aide\.test(\/\S+)/.exec(letter?.parsed.text ?? '')?.[1] ?? ''))
  await invited.page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
  await invited.page.getByRole('heading', { level: 1 }).waitFor()
  expect(new URL(invited.page.url()).pathname).toBe('/ardenne/fr/security')
  expect((await invited.page.goto(at('/ardenne/fr/people')))?.status()).toBe(404)
  await invited.context.close()
})

test('S2-33, S2-34: a licence key is entered once, and the page says what it changes', async () => {
  const { page, context } = await openAs(ru, otto, { width: 390 })
  await page.goto(at('/remote-utilities/en/licences'))
  await page.getByText('No licence is recognised so far').waitFor()
  await page.getByLabel('Licence key').fill('WRONG-KEY')
  await page.getByRole('button', { name: 'Enter the key' }).click()
  await page.getByText('This key opens nothing here').first().waitFor()
  expect(await page.getByLabel('Licence key').inputValue()).toBe('WRONG-KEY')
  await page.getByLabel('Licence key').fill('abcd efgh 0042')
  await page.getByRole('button', { name: 'Enter the key' }).click()
  await page.getByText('Your level goes from').waitFor()
  await page.goto(at('/remote-utilities/en/licences'))
  await page.getByText('its key was entered on').waitFor()
  await context.close()
})

describe('a reseller', () => {
  test('S2-20, S2-22, S2-24: has a zone of their own, is told where e-mail leads, acts for whom allowed it, and sees nobody else', async () => {
    const { page, context } = await openAs(ru, joan)
    const own = await (await desk.contact('remote-utilities', joan)).post(ru.api('/requests'), { channel: 'ticket', subject: 'Volume licences', text: 'How do we deploy?', facts: { topic: 'configuration', product_version: '7.6.2.0' } })
    const theirs = await (await desk.contact('remote-utilities', otto)).post(ru.api('/requests'), { channel: 'ticket', subject: 'Host offline', text: 'The host is offline.', facts: { topic: 'use', product_version: '7.6.2.0' } })
    await page.goto(at('/remote-utilities/en/partner'))
    await page.getByRole('link', { name: 'Volume licences' }).waitFor()
    await page.getByText('Resellers are helped by ticket only').first().waitFor()
    expect((await page.goto(at(`/remote-utilities/en/tickets/${theirs.json.number}`)))?.status()).toBe(404)
    await transaction(db, (trx) => makeGrant(trx, desk.desk, ru.id, { customerId: reseller, forCustomerId: buyer, rights: ['all', 'ask_technical'] }, { kind: 'system' }))
    await page.goto(at('/remote-utilities/en/acting'))
    await page.getByRole('button', { name: 'Act for Alder & Sons' }).click()
    await page.getByRole('link', { name: 'Host offline' }).waitFor()
    expect((await page.goto(at(`/remote-utilities/en/tickets/${own.json.number}`)))?.status()).toBe(404)
    await page.goto(at('/remote-utilities/en/acting'))
    await page.getByRole('button', { name: 'Be yourself again' }).click()
    expect((await page.goto(at(`/remote-utilities/en/tickets/${own.json.number}`)))?.status()).toBe(200)
    await context.close()
  })
})

test('the profile at 390 pixels: the code for the telephone, the zone, another address', async () => {
  const { page, context } = await openAs(cloud, head, { width: 390 })
  await page.goto(at('/ardenne/fr/profile'))
  await page.getByRole('button', { name: 'Montrer mon code' }).click()
  expect(await page.locator('.pin').innerText()).toMatch(/^\d{3}\s\d{3}$/)
  await page.getByLabel('Fuseau horaire').fill('CET')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Un fuseau par son nom').first().waitFor()
  await page.getByLabel('Nouvelle adresse').fill('odile.renson@outremeuse.test')
  await page.getByRole('button', { name: 'Changer d’adresse' }).click()
  await page.getByText('Un lien vient d’être envoyé à la nouvelle adresse').waitFor()
  desk.outside.mails.length = 0
  await desk.settle()
  const letter = desk.outside.mails.find((mail) => mail.parsed.text?.includes('/profile/address/confirm/'))
  await page.goto(at(/http:\/\/aide\.test(\/\S+)/.exec(letter?.parsed.text ?? '')?.[1] ?? ''))
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await page.getByText('votre adresse est odile.renson@outremeuse.test').waitFor()
  await context.close()
})

test('every page of people is clean for axe, light and dark, narrow and wide', async () => {
  const manager = await openAs(cloud, head, { javaScript: true })
  for (const path of ['people', 'people/new', `people/${head}`, 'profile']) {
    await manager.page.goto(at(`/ardenne/fr/${path}`))
    await expectAccessible(manager.page, path, 'two')
  }
  await manager.context.close()
  await transaction(db, (trx) => makeGrant(trx, desk.desk, ru.id, { customerId: reseller, forCustomerId: buyer, rights: ['all'] }, { kind: 'system' }))
  const partner = await openAs(ru, joan, { javaScript: true })
  for (const path of ['partner', 'acting', 'licences']) {
    await partner.page.goto(at(`/remote-utilities/en/${path}`))
    await expectAccessible(partner.page, path, 'two')
  }
  await partner.context.close()
})

test('so is what these pages answer: a refusal, a wrong key, the code shown, a link of a letter, one too old', async () => {
  // Whose address changed a moment ago is called back first: another manager asks.
  const lise = await addContact(desk.desk, cloud.id, { customerId: school, name: 'Lise Maréchal', email: 'lise@outremeuse.test', verified: true })
  await db.updateTable('contacts').set({ role: 'manager' }).where('provider_id', '=', cloud.id).where('id', '=', lise).execute()
  const manager = await openAs(cloud, lise, { javaScript: true })
  await manager.page.goto(at('/ardenne/fr/people/new'))
  await manager.page.getByLabel('Prénom et nom').fill('Sans adresse')
  await manager.page.getByLabel('Adresse électronique').fill('personne')
  await manager.page.locator('form[method=post]').last().evaluate((form) => form.setAttribute('novalidate', ''))
  await manager.page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  await manager.page.locator('#problems').waitFor()
  await expectAccessible(manager.page, 'people-refused', 'two')
  await manager.context.close()

  const other = await openAs(ru, otto, { javaScript: true })
  await other.page.goto(at('/remote-utilities/en/licences'))
  await other.page.getByLabel('Licence key').fill('WRONG-KEY-2')
  await other.page.getByRole('button', { name: 'Enter the key' }).click()
  await other.page.getByText('This key opens nothing here').first().waitFor()
  await expectAccessible(other.page, 'licence-wrong', 'two')
  await other.page.goto(at('/remote-utilities/en/profile'))
  await other.page.getByRole('button', { name: 'Show my code' }).click()
  await other.page.locator('.pin').waitFor()
  await expectAccessible(other.page, 'profile-code', 'two')
  await other.page.getByLabel('New address').fill('otto.other@other.test')
  await other.page.getByRole('button', { name: 'Change address' }).click()
  await other.page.locator('.notice').first().waitFor()
  desk.outside.mails.length = 0
  await desk.settle()
  const letter = desk.outside.mails.find((mail) => mail.parsed.text?.includes('/profile/address/confirm/'))
  await other.page.goto(at(/http:\/\/aide\.test(\/\S+)/.exec(letter?.parsed.text ?? '')?.[1] ?? ''))
  await expectAccessible(other.page, 'address-link', 'two')
  await other.page.goto(at('/remote-utilities/en/profile/address/confirm/nowhere'))
  await expectAccessible(other.page, 'address-link-old', 'two')
  await other.page.goto(at('/remote-utilities/en/unsubscribe/nowhere'))
  await expectAccessible(other.page, 'unsubscribe-old', 'two')
  await other.context.close()
})
