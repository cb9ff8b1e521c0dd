import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { addContact, addCustomer, cookieName, openSession } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** Somebody asks for what is kept about them, gets it, and asks to be forgotten. */
const desk = await openTestDesk({ now: '2026-11-24T09:00:00Z', providers: ['dri'], domains: ['atelier.test'] })
const open = await openBrowser()
const { id } = desk.provider('dri')
const customerId = await addCustomer(desk.desk, id, { number: '30417', name: 'Atelier Morvan' })
const contactId = await addContact(desk.desk, id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
const at = (path: string) => `${desk.origin}${path}`

async function enter(looking: Parameters<typeof open>[0]) {
  const visit = await open(looking)
  const { token } = await openSession(desk.desk, desk.world.database.db, id, { contactId }, { second: 'totp' })
  await visit.context.addCookies([{ name: cookieName('dri', 'contact'), value: token, url: `${desk.origin}/dri/` }])
  return visit
}

test('a copy is asked for, announced by mail and downloaded, without JavaScript, on a telephone', async () => {
  const { page, context } = await enter({ javaScript: false, width: 390 })
  await page.goto(at('/dri/fr/data'))
  await page.getByRole('button', { name: 'Demander mes données' }).click()
  await page.getByText('Votre archive se prépare').waitFor()
  await page.getByText('En préparation').waitFor()
  await desk.settle()
  expect(desk.outside.mails.at(-1)?.parsed.subject).toMatch(/Vos données chez DRI sont prêtes/)
  await page.goto(at('/dri/fr/data'))
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Télécharger/ }).click()])
  expect(file.suggestedFilename()).toBe('dri-2026-11-24.zip')
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK')
  await context.close()
})

test('the pages about one’s data are readable by everybody, and their buttons by keyboard', async () => {
  const { page, context } = await enter({})
  await page.goto(at('/dri/fr/data'))
  await expectAccessible(page, 'data')
  await page.getByRole('link', { name: 'Demander l’effacement' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Effacer vos données' }).waitFor()
  await expectAccessible(page, 'data-erasure', 'two')
  await page.getByLabel('J’ai compris que l’effacement est définitif.').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Votre demande d’effacement est enregistrée').waitFor()
  await expectAccessible(page, 'data-asked', 'two')
  await page.goto(at('/dri/en/data'))
  await page.getByText('Waiting for our answer, by').waitFor()
  await page.getByRole('button', { name: 'Withdraw my request' }).click()
  await page.getByText('nothing is erased').waitFor()
  await context.close()
})
