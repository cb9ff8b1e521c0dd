import { generate } from 'otplib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addConnection, addContact, addCustomer, providerOf, setFace } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { client, openSite } from '../server/test/entrance/site.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** How agents and large customers come in through their own site, on the provider's own host; and what is asked of agents besides. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv', 'dri'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const own = `http://aide-introserv.localhost:${new URL(desk.origin).port}`
const site = await openSite(['annuaire', 'mairie'].map((name) => `${own}/introserv/sign-in/oidc/${name}/callback`))
const system = { kind: 'system' as const }
const logo = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" fill="#0f5c6e"/></svg>')
const usual = {
  customerId: null, issuer: site.issuer, clientId: client.id, secret: client.secret, listed: true, exclusive: false, makesContacts: false, rights: [], secondFactor: 'ours' as const, privateAddresses: true,
}
await setFace(desk.desk, await providerOf(desk.desk, provider.id), system, { host: own, logo, secondFactor: 'required' })
await addConnection(desk.desk, provider.id, system, { ...usual, name: 'annuaire', label: 'Notre annuaire', audience: 'agents', domains: ['introserv.test'] })
await addConnection(desk.desk, provider.id, system, { ...usual, name: 'mairie', label: 'la Mairie', audience: 'contacts', domains: ['mairie.test'] })
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-3001', name: 'Mairie' })
await addContact(desk.desk, provider.id, { customerId, name: 'Marie Roux', email: 'marie@mairie.test' })
site.people.set('elodie', { email: provider.agent.email, email_verified: true, name: 'Élodie' })
site.people.set('marie', { email: 'marie@mairie.test', email_verified: true, name: 'Marie' })

let secret = ''
const code = () => generate({ secret, epoch: Math.floor(desk.time.now() / 1_000) })
const inDesk = (page: Page) => page.getByRole('link', { name: /À traiter/ }).first().waitFor()

test('AB-28: an agent comes in through the provider’s directory, sets a second factor up before the desk opens, and keeps the backup codes', async () => {
  const { page, context } = await open()
  site.next = 'elodie'
  await page.goto(`${own}/introserv/desk/`)
  await page.getByRole('link', { name: 'Se connecter avec Notre annuaire' }).waitFor()
  await expectAccessible(page, 'desk-sign-in-ways', 'two')
  expect(await page.locator('img.logo').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'Se connecter avec Notre annuaire' }).click()
  await page.getByRole('heading', { name: /demande un second facteur/ }).waitFor()
  expect(await page.getByRole('link', { name: /À traiter/ }).count()).toBe(0)
  await expectAccessible(page, 'desk-set-up', 'two')
  await page.getByRole('button', { name: 'Ajouter une application' }).click()
  secret = (await page.locator('.totp-key').innerText()).replaceAll(/\s/g, '')
  await expectAccessible(page, 'desk-set-up-totp', 'two')
  await page.getByLabel('Code', { exact: true }).fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('Ce code n’est pas le bon').waitFor()
  await page.getByLabel('Code', { exact: true }).fill(await code())
  await page.keyboard.press('Enter')
  await page.getByText('montrés cette seule fois').waitFor()
  expect(await page.locator('.codes code').count()).toBe(10)
  await expectAccessible(page, 'desk-backup-codes', 'two')
  await page.getByRole('button', { name: 'Je les ai gardés' }).click()
  await page.getByRole('button', { name: 'Entrer' }).click()
  await inDesk(page)
  await context.close()
})

test('the same agent by password is asked for the code; their sessions stand on the security page, and the others can be ended', async () => {
  const { page, context } = await open()
  desk.time.advance(60_000)
  await page.goto(`${own}/introserv/desk/`)
  await page.getByLabel('Adresse électronique').fill(provider.agent.email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(provider.password)
  await page.keyboard.press('Enter')
  await page.getByLabel('Code').waitFor()
  await expectAccessible(page, 'desk-second', 'two')
  await page.getByLabel('Code').fill(await code())
  await page.keyboard.press('Enter')
  await inDesk(page)
  await page.goto(`${own}/introserv/desk/security`)
  await page.getByRole('heading', { name: 'Sessions ouvertes' }).waitFor()
  await expectAccessible(page, 'desk-security', 'two')
  expect(await page.getByRole('button', { name: /^Fermer la session/ }).count()).toBe(1)
  await page.getByRole('button', { name: 'Fermer toutes les autres' }).click()
  await page.getByText('Les autres sessions sont fermées.').waitFor()
  await page.getByRole('button', { name: 'La retirer' }).click()
  await page.getByText('ajoutez-en un autre avant de retirer celui-ci').waitFor()
  desk.time.advance(20 * 60_000)
  await page.reload()
  await page.getByRole('heading', { name: 'Prouvez que c’est vous' }).waitFor()
  await context.close()
})

test('a customer’s person comes in through their own site, without JavaScript, by the keyboard; nobody else lives on this host', async () => {
  const { page, context } = await open({ javaScript: false, width: 390 })
  site.next = 'marie'
  await page.goto(`${own}/introserv/fr/sign-in`)
  await page.getByRole('link', { name: 'Se connecter avec la Mairie' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/aide-introserv\.localhost.*\/introserv\/fr\//)
  await page.locator('.person').waitFor()
  expect(await page.content()).toContain('Marie Roux')
  expect((await page.goto(`${own}/dri/fr/`))?.status()).toBe(404)
  expect(await page.content()).not.toContain('DRI')
  await context.close()
})

test('a site that is silent is told in words, with what to do', async () => {
  const { page, context } = await open()
  await addConnection(desk.desk, provider.id, system, { ...usual, name: 'muette', label: 'la Préfecture', audience: 'contacts', domains: ['prefecture.test'], issuer: 'http://127.0.0.1:1' })
  await page.goto(`${own}/introserv/fr/sign-in`)
  await expectAccessible(page, 'sign-in-ways', 'two')
  await page.getByRole('link', { name: 'Se connecter avec la Préfecture' }).click()
  await page.getByRole('heading', { name: 'la Préfecture ne répond pas' }).waitFor()
  await expectAccessible(page, 'oidc-silent', 'two')
  await page.getByRole('link', { name: 'Se connecter autrement' }).click()
  await page.waitForURL(/\/sign-in$/)
  await context.close()
})
