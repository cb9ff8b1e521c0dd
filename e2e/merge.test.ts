import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addAgent, addContact, addCustomer, openSession, cookieName } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { until } from './process.ts'
import { expectAccessible, openBrowser } from './visit.ts'

/** Two agents and one customer who wrote twice: merged by keyboard, undone by the colleague, answered by mail to the old address. */
const desk = await openTestDesk({ now: '2026-11-20T09:00:00Z', providers: ['introserv'], domains: ['atelier.test'] })
const open = await openBrowser()
const provider = desk.provider('introserv')
const customerId = await addCustomer(desk.desk, provider.id, { number: 'IS-2041', name: 'Atelier Morvan' })
const ana = await addContact(desk.desk, provider.id, { customerId, name: 'Ana Morvan', email: 'ana@atelier.test', verified: true })
await addContact(desk.desk, provider.id, { customerId, name: 'Loïc Morvan', email: 'loic@atelier.test', verified: true, rights: ['own'] })
const colleague = await addAgent(desk.desk, provider.id, { name: 'Bruno Lenoir', email: 'bruno@introserv.test', password: 'un autre mot de passe assez long' })

async function asked(from: string, subject: string, text: string) {
  const request = await desk.request(await desk.mail({ from, to: 'support@introserv.com', subject, text }))
  const ticket = await desk.world.database.db.selectFrom('tickets').select('number').where('id', '=', request.ticket_id).executeTakeFirstOrThrow()
  await desk.settle()
  return { number: ticket.number, address: desk.outside.mails.findLast((mail) => mail.to.includes(from))?.parsed.replyTo?.value[0]?.address ?? '' }
}

async function enter(agentId: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const { page, context } = await open()
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { agentId })
  await context.addCookies([{ name: cookieName('introserv', 'agent'), value: token, url: desk.origin }])
  return { page, close: () => context.close() }
}
const at = (number: number) => `${desk.origin}/introserv/desk/all/${number}`
const letter = (page: Page, text: string) => page.locator('.timeline').getByText(text).first()

test('freescout#5284: merged by keyboard, seen at once by a colleague who undoes it; mail to the old address reaches the old ticket', async () => {
  const old = await asked('ana@atelier.test', 'Sauvegarde en échec', 'La sauvegarde a échoué cette nuit.')
  await desk.at('2026-11-20T09:04:00Z')
  const recent = await asked('ana@atelier.test', 'Encore la sauvegarde', 'Elle échoue encore.')
  const first = await enter(provider.agent.id)
  const second = await enter(colleague.id)
  await second.page.goto(at(recent.number))
  await letter(second.page, 'Elle échoue encore.').waitFor()

  // Without a mouse: M, the number, what will happen, done.
  await first.page.goto(at(old.number))
  await letter(first.page, 'La sauvegarde a échoué cette nuit.').waitFor()
  await first.page.locator('#ticket-title').focus()
  await first.page.keyboard.press('Shift+M')
  const panel = first.page.getByRole('form', { name: 'Fusionner' })
  await panel.getByText('Encore la sauvegarde').waitFor()
  await first.page.keyboard.type(String(recent.number))
  await first.page.keyboard.press('Enter')
  await panel.getByRole('heading', { name: 'Ce qui va se passer' }).waitFor()
  await panel.getByText(`La demande n°\u00a0${old.number} continue dans la n°\u00a0${recent.number}.`).waitFor()
  await panel.getByText(`Ana Morvan <ana@atelier.test>, au n°\u00a0${recent.number}`).waitFor()
  await expectAccessible(first.page, 'desk-merge-preview', 'two')
  await first.page.keyboard.press('Control+Enter')
  await first.page.waitForURL(new RegExp(`/desk/all/${recent.number}$`))
  await letter(first.page, 'La sauvegarde a échoué cette nuit.').waitFor()
  await first.page.getByText(`Le n°\u00a0${old.number} continue ici`).waitFor()
  expect(await desk.ticket('introserv', old.number)).toMatchObject({ place: 'merged' })

  // The colleague, who reads the other, sees it by itself.
  await letter(second.page, 'La sauvegarde a échoué cette nuit.').waitFor()
  await desk.at('2026-11-20T09:06:00Z')
  await desk.mail({ from: 'ana@atelier.test', to: old.address, subject: 'Re: Sauvegarde en échec', text: 'Voici le journal de la nuit.' })
  for (const { page } of [first, second]) await letter(page, 'Voici le journal de la nuit.').waitFor()

  // The page of the merged one says where it goes on, offers nothing else, and undoes it.
  await second.page.goto(at(old.number))
  await second.page.getByText(`Cette demande continue au n°\u00a0${recent.number}.`).waitFor()
  await expectAccessible(second.page, 'desk-merged-away', 'two')
  expect(await second.page.getByRole('button', { name: /^Résoudre/ }).first().getAttribute('aria-disabled')).toBe('true')
  await second.page.getByRole('button', { name: 'Annuler la fusion' }).click()
  await second.page.getByText(/La fusion est annulée/).waitFor()
  await until('they are two again', async () => (await letter(first.page, 'Voici le journal de la nuit.').count()) === 0)
  expect(await desk.ticket('introserv', old.number)).toMatchObject({ place: 'todo', last_from: 'customer', merged_into: null })

  await desk.at('2026-11-20T09:10:00Z')
  await desk.mail({ from: 'ana@atelier.test', to: old.address, subject: 'Re: Sauvegarde en échec', text: 'Et maintenant, où en est-on ?' })
  await letter(second.page, 'Et maintenant, où en est-on ?').waitFor()
  await letter(second.page, 'Voici le journal de la nuit.').waitFor()
  expect(await letter(first.page, 'Et maintenant, où en est-on ?').count()).toBe(0)
  await first.close()
  await second.close()
}, 300_000)

test('two people: it must be meant, and the composer says who else is answered; their own page says that it is dealt with', async () => {
  await desk.at('2026-11-20T10:00:00Z')
  const anas = await asked('ana@atelier.test', 'Facture de novembre', 'La facture est fausse.')
  const loics = await asked('loic@atelier.test', 'Facture', 'Je vois deux factures.')
  const { page, close } = await enter(provider.agent.id)
  await page.goto(at(loics.number))
  await letter(page, 'Je vois deux factures.').waitFor()
  await page.getByText('Autres actes').or(page.locator('.menu > summary')).first().click()
  await page.getByRole('button', { name: /^Fusionner/ }).click()
  await page.getByRole('button', { name: /Facture de novembre/ }).click()
  await page.getByRole('button', { name: new RegExp(`Fusionner dans le n°.${anas.number}`) }).click()
  await page.getByText('Cochez que plusieurs destinataires sont voulus').waitFor()
  await page.getByRole('checkbox', { name: /Plusieurs personnes/ }).check()
  await page.getByRole('button', { name: new RegExp(`Fusionner dans le n°.${anas.number}`) }).click()
  await page.waitForURL(new RegExp(`/desk/all/${anas.number}$`))
  await page.getByText('Aussi, dans leur propre conversation').first().waitFor({ state: 'attached' })
  await page.locator('#ticket-title').focus()
  await page.keyboard.press('r')
  await page.getByText(/Loïc Morvan <loic@atelier.test>/).first().waitFor()
  await close()

  const { page: hers, context } = await open()
  const { token } = await openSession(desk.desk, desk.world.database.db, provider.id, { contactId: ana })
  await context.addCookies([{ name: cookieName('introserv', 'contact'), value: token, url: desk.origin }])
  await hers.goto(`${desk.origin}/introserv/fr/tickets/${loics.number}`)
  await hers.waitForURL(new RegExp(`/fr/tickets/${anas.number}`))
  await hers.getByText(`Votre demande n°\u00a0${loics.number} est traitée avec celle-ci`).waitFor()
  await expectAccessible(hers, 'portal-merged', 'two')
  await context.close()
}, 300_000)

test('messages are split off by keyboard and put back; a link is made and shown on both', async () => {
  await desk.at('2026-11-20T11:00:00Z')
  const whole = await asked('ana@atelier.test', 'Disque lent', 'Le disque est lent.')
  await desk.at('2026-11-20T11:03:00Z')
  await desk.mail({ from: 'ana@atelier.test', to: whole.address, subject: 'Re: Disque lent', text: 'Au fait, changez mon adresse de facturation.' })
  const { page, close } = await enter(provider.agent.id)
  await page.goto(at(whole.number))
  await letter(page, 'Au fait, changez mon adresse').waitFor()
  await page.locator('.menu > summary').first().click()
  await page.getByRole('button', { name: /^Séparer/ }).first().click()
  const panel = page.getByRole('form', { name: 'Séparer' })
  await panel.getByRole('checkbox', { name: /Au fait/ }).check()
  await expectAccessible(page, 'desk-split', 'two')
  await panel.getByLabel('Pourquoi').fill('Rien à voir avec le disque')
  await panel.getByLabel('Sujet de la nouvelle demande').fill('Adresse de facturation')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Adresse de facturation' }).waitFor()
  await page.getByText(`Cette demande est faite de messages du n°\u00a0${whole.number}.`).waitFor()
  await page.locator('.menu > summary').first().click()
  await page.getByRole('button', { name: /^Lier/ }).first().click()
  const linking = page.getByRole('form', { name: 'Lier' })
  await linking.getByRole('searchbox').fill(String(whole.number))
  await page.keyboard.press('Enter')
  await linking.getByLabel('Cette autre demande est').selectOption('parent')
  await linking.getByRole('button', { name: /Lier au n°/ }).click()
  await page.getByText('le tout dont elle fait partie').first().waitFor()
  await expectAccessible(page, 'desk-linked', 'two')
  await page.getByRole('button', { name: 'Annuler la séparation' }).click()
  await page.waitForURL(new RegExp(`/desk/all/${whole.number}$`))
  await letter(page, 'Au fait, changez mon adresse').waitFor()
  await page.getByText('une de ses parties').first().waitFor()
  await close()
}, 300_000)
