import { generate } from 'otplib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** How a customer comes in: a first password, a second factor, its loss, a passkey, a lost password. */
const desk = await openTestDesk({ now: '2026-10-05T12:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const open = await openBrowser()
const { id } = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, id, { number: 'IS-2041', name: 'Atelier Morvan' })
const people = { ana: 'ana@atelier.test', bruno: 'bruno@atelier.test' }
await addContact(desk.desk, id, { customerId, name: 'Ana Morvan', email: people.ana, verified: true })
await addContact(desk.desk, id, { customerId, name: 'Bruno Morvan', email: people.bruno, verified: true })
// Browsers make passkeys for names, never for bare addresses.
const at = (path: string) => `${desk.origin.replace('127.0.0.1', 'localhost')}${path}`
const password = 'Trois-Roues-7'
let secret = ''
let codes: string[] = []

const minutes = (n: number) => desk.time.advance(n * 60_000)
const code = () => generate({ secret, epoch: Math.floor(desk.time.now() / 1_000) })

/** What the last letter to somebody holds. */
async function letter(address: string, pattern: RegExp): Promise<string> {
  await desk.settle()
  const found = desk.outside.mails.filter((mail) => JSON.stringify(mail.parsed.to ?? '').includes(address)).map((mail) => pattern.exec(mail.parsed.text ?? '')?.[1]).findLast((text) => text !== undefined)
  if (found === undefined) throw new Error(`nothing like ${String(pattern)} was written to ${address}`)
  return found
}
/** Whoever is in has a menu of their own. */
const inside = (page: Page) => page.locator('.person').waitFor()

async function byLink(page: Page, address: string): Promise<void> {
  minutes(61)
  await page.goto(at('/introserv/fr/sign-in'))
  await page.getByLabel('Votre adresse électronique').fill(address)
  await page.getByRole('button', { name: 'Recevoir le lien' }).click()
  await page.getByText('Si cette adresse est connue').waitFor()
  await page.goto(at(await letter(address, /http:\/\/aide\.test(\/\S+\/sign-in\/\S+)/)))
  await page.getByRole('button', { name: 'Entrer dans mon espace' }).click()
}
async function byPassword(page: Page, address: string, typed = password): Promise<void> {
  await page.goto(at('/introserv/fr/sign-in'))
  await page.getByLabel('Votre adresse électronique').fill(address)
  await page.getByRole('button', { name: 'Utiliser mon mot de passe' }).click()
  await page.getByLabel('Mot de passe').fill(typed)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

test('a first password is chosen after a link, and opens the area: at 390 pixels, without JavaScript', async () => {
  const { page, context } = await open({ javaScript: false, width: 390 })
  await byLink(page, people.ana)
  await page.goto(at('/introserv/fr/security'))
  await page.getByRole('link', { name: 'Choisir un mot de passe' }).click()
  await page.getByLabel('Nouveau mot de passe').fill('Azerty123!')
  await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click()
  await page.getByText('ceux que l’on essaie d’abord').first().waitFor()
  await page.getByLabel('Nouveau mot de passe').fill(password)
  await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click()
  await page.getByText('Votre mot de passe est enregistré').waitFor()
  await context.close()

  const again = await open({ javaScript: false, width: 390 })
  await byPassword(again.page, people.ana, 'Faux-Faux-9')
  await again.page.getByText('ne vont pas ensemble').waitFor()
  await again.page.getByLabel('Mot de passe').fill(password)
  await again.page.getByRole('button', { name: 'Se connecter' }).click()
  await inside(again.page)
  await again.page.goto(at('/introserv/fr/sign-in'))
  await again.page.getByText('Les clés d’accès demandent JavaScript').waitFor()
  await again.context.close()
})

test('an application for codes is set up after a confirmation by mail, and is asked for from then on', async () => {
  const { page, context } = await open({ width: 390 })
  await byPassword(page, people.ana)
  await inside(page)
  await page.goto(at('/introserv/fr/security'))
  await expectAccessible(page, 'security', 'every')
  await page.getByRole('link', { name: 'Mettre en place' }).click()
  await page.getByRole('heading', { level: 1, name: 'Confirmez que c’est bien vous' }).waitFor()
  await expectAccessible(page, 'step-up', 'two')
  await page.getByRole('button', { name: 'Recevoir le code' }).click()
  await page.getByLabel('Code reçu par courriel').fill(await letter(people.ana, /Votre code est (\d{4} \d{4})/))
  await expectAccessible(page, 'step-up-code', 'two')
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await page.getByRole('heading', { level: 1, name: 'Application de codes' }).waitFor()
  await expectAccessible(page, 'totp', 'two')
  secret = (await page.locator('main code').first().innerText()).replaceAll(/\s/g, '')
  await page.getByLabel('Code à six chiffres de votre application').fill('000000')
  await page.getByRole('button', { name: 'Mettre en place' }).click()
  await page.getByText('Ce code n’est pas celui de l’application').first().waitFor()
  // The key stays the same: what was photographed is not lost.
  expect((await page.locator('main code').first().innerText()).replaceAll(/\s/g, '')).toBe(secret)
  await page.getByLabel('Code à six chiffres de votre application').fill(await code())
  await page.getByRole('button', { name: 'Mettre en place' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vos codes de secours' }).waitFor()
  await expectAccessible(page, 'backup-codes', 'two')
  codes = await page.locator('.codes code').allInnerTexts()
  expect(codes).toHaveLength(10)
  await context.close()

  minutes(2)
  const again = await open({ width: 390 })
  await byPassword(again.page, people.ana)
  await again.page.getByRole('heading', { level: 1, name: 'Encore une preuve' }).waitFor()
  await expectAccessible(again.page, 'second', 'two')
  await again.page.getByLabel('Code à six chiffres de votre application').fill(await code())
  await again.page.getByRole('button', { name: 'Confirmer' }).first().click()
  await inside(again.page)
  await again.context.close()
})

test('the telephone is lost: a backup code opens, once; without one the removal is asked for, confirmed and stopped', async () => {
  minutes(5)
  const { page, context } = await open({ javaScript: false, width: 390 })
  await byPassword(page, people.ana)
  await page.getByText('Entrer un code de secours').click()
  await page.getByLabel('Code de secours').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Confirmer' }).last().click()
  await inside(page)
  await page.goto(at('/introserv/fr/security'))
  await page.getByText('Il vous reste 9 codes').waitFor()
  await context.close()

  const lost = await open()
  await byPassword(lost.page, people.ana)
  await lost.page.getByRole('link', { name: 'J’ai perdu mon second facteur' }).click()
  await expectAccessible(lost.page, 'second-lost', 'two')
  await lost.page.getByRole('button', { name: 'Demander le retrait' }).click()
  await lost.page.getByText('Un lien vient d’être envoyé à l’adresse de votre compte').waitFor()
  await lost.page.goto(at(await letter(people.ana, /http:\/\/aide\.test(\/\S+\/recovery\/[\w-]+)/)))
  await expectAccessible(lost.page, 'recovery-confirm', 'two')
  await lost.page.getByRole('button', { name: 'Confirmer le retrait' }).click()
  await lost.page.getByText('Un courriel vous dit comment l’arrêter').waitFor()
  await lost.page.goto(at(await letter(people.ana, /http:\/\/aide\.test(\/\S+\/recovery\/stop\/\S+)/)))
  await expectAccessible(lost.page, 'recovery-stop', 'two')
  await lost.page.getByRole('button', { name: 'Arrêter le retrait' }).click()
  await lost.page.getByText('Le retrait est arrêté').waitFor()
  await lost.context.close()
})

test('a passkey is added, signs in by itself, confirms, is renamed and removed', async () => {
  const { page, context } = await open()
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  await byLink(page, people.bruno)
  await page.goto(at('/introserv/fr/security'))
  await page.getByRole('link', { name: 'Ajouter une clé d’accès' }).click()
  await expectAccessible(page, 'passkey-new', 'two')
  await page.getByLabel('Nom de la clé').fill('Portable de l’atelier')
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vos codes de secours' }).waitFor()
  await page.getByRole('link', { name: 'Je les ai gardés' }).click()
  await page.getByText('Portable de l’atelier').first().waitFor()
  await expectAccessible(page, 'security-passkey', 'two')
  await page.getByRole('button', { name: 'Se déconnecter partout' }).click()

  // By the passkey alone: nothing is typed.
  await page.goto(at('/introserv/fr/sign-in'))
  await expectAccessible(page, 'sign-in-passkey', 'two')
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
  await inside(page)

  // A quarter of an hour later it confirms, and what was asked is done.
  minutes(16)
  await page.goto(at('/introserv/fr/security'))
  await page.getByText('Renommer', { exact: false }).first().click()
  await page.getByLabel('Nom de la clé').fill('Portable')
  await page.getByRole('button', { name: 'Renommer' }).click()
  await page.getByText('Le nom de la clé est changé').waitFor()
  await page.getByRole('button', { name: 'Retirer « Portable »' }).click()
  await page.getByRole('heading', { level: 1, name: 'Confirmez que c’est bien vous' }).waitFor()
  await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click()
  await page.getByText('La clé d’accès est retirée').waitFor()

  await context.close()
})

test('S4-17: a lost password is chosen anew by a link to the address, and the second factor is still asked for', async () => {
  minutes(61)
  const { page, context } = await open({ width: 390 })
  await page.goto(at('/introserv/fr/sign-in'))
  await page.getByLabel('Votre adresse électronique').fill(people.ana)
  await page.getByRole('button', { name: 'Utiliser mon mot de passe' }).click()
  await page.getByRole('link', { name: 'Mot de passe oublié' }).click()
  await expectAccessible(page, 'forgotten', 'two')
  await page.getByLabel('Votre adresse électronique').fill(people.ana)
  await page.getByRole('button', { name: 'Recevoir le lien' }).click()
  await page.getByText('Si cette adresse est connue').waitFor()
  await page.goto(at(await letter(people.ana, /http:\/\/aide\.test(\/\S+\/reset\/\S+)/)))
  await expectAccessible(page, 'reset', 'two')
  await page.getByLabel('Nouveau mot de passe').fill('Quatre-Roues-8')
  await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click()
  await page.getByText('Votre mot de passe est changé').waitFor()
  await expectAccessible(page, 'sign-in-password', 'two')
  await page.getByLabel('Votre adresse électronique').fill(people.ana)
  await page.getByLabel('Mot de passe').fill('Quatre-Roues-8')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Encore une preuve' }).waitFor()
  await context.close()
})

test('the same pages in English', async () => {
  minutes(61)
  const { page, context } = await open()
  for (const path of ['sign-in', 'sign-in/password', 'forgotten', 'sign-in/lost']) {
    await page.goto(at(`/introserv/en/${path}`))
    await expectAccessible(page, `${path}-en`, 'two')
  }
  await context.close()
})
