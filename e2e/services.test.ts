import { beforeAll, describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from '../server/test/desk.ts'
import { expectAccessible, openBrowser, widths } from './visit.ts'

/** One's own space in a browser, without JavaScript: what one has, what is promised for it, asking from there. */
const desk = await openTestDesk({ now: '2026-05-12T08:00:00Z', providers: ['dri', 'introserv', 'elassar'] })
const open = await openBrowser()
const { id } = desk.provider('dri')
const customerId = await addCustomer(desk.desk, id, { number: '12345', name: 'Imprimerie du Port', kind: 'professional' })
const marc = await addContact(desk.desk, id, { customerId, name: 'Marc Le Goff', email: 'marc@imprimerie.test', verified: true })
const contractId = await addContract(desk.desk, id, { customerId, name: 'Infogérance Sérénité', values: { 'contract.gti': 7200, 'contract.24x7': true }, startsOn: '2026-01-01', endsOn: '2027-12-31' })
const simple = await addContract(desk.desk, id, { customerId, name: 'Hébergement simple', values: {}, startsOn: '2026-01-01' })
await addService(desk.desk, id, { customerId, contractId, kind: 'dedicated', name: 'port-prod-1', addresses: ['203.0.113.7', '2001:db8:0:1234:5678:9abc:def0:7', 'production.imprimerie-du-port.example'], orderNumber: '#123456', product: 'Debian', version: '13.1' })
await addService(desk.desk, id, { customerId, contractId: simple, kind: 'shared', name: 'imprimerie-du-port.example' })
await addService(desk.desk, id, { customerId, kind: 'vm', name: 'vieille-vm', endsOn: '2026-04-30' })

const at = (path: string) => `${desk.origin}${path}`
async function openAs(slug: string, contactId: string, looking: Parameters<typeof open>[0] = {}) {
  const opened = await open({ javaScript: false, ...looking })
  const { cookies } = await desk.contact(slug, contactId)
  await opened.context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: at(`/${slug}`) })))
  return opened
}

beforeAll(async () => {
  const asked = await (await desk.contact('dri', marc)).post('/dri/api/v1/requests', { channel: 'eva', subject: 'Le disque se remplit', text: 'Le disque se remplit depuis ce matin.', facts: { kind: 'technical' } })
  if (asked.status !== 201) throw new Error(asked.text)
})

describe('without JavaScript', () => {
  test('S4-18, S4-19: from one’s space to a service, and from it to the form; urgently only where the policy allows it', async () => {
    for (const width of widths) {
      const { page, context } = await openAs('dri', marc, { width })
      await page.goto(at('/dri/fr/account'))
      await page.getByRole('heading', { level: 1, name: 'Votre espace' }).waitFor()
      await page.getByRole('link', { name: 'Le disque se remplit' }).waitFor()
      await page.getByRole('link', { name: 'port-prod-1' }).click()
      await page.getByRole('heading', { level: 1, name: 'port-prod-1' }).waitFor()
      await page.getByRole('link', { name: 'Demande urgente' }).click()
      expect(new URL(page.url()).searchParams.get('f.kind')).toBe('urgent')
      expect(await page.locator('.said').innerText()).toContain('port-prod-1')
      await page.goto(at('/dri/fr/services'))
      await page.getByRole('link', { name: 'imprimerie-du-port.example' }).click()
      await page.getByText('La demande urgente est réservée').waitFor()
      expect(await page.getByRole('link', { name: 'Demande urgente' }).count()).toBe(0)
      await page.getByRole('main').getByRole('link', { name: 'Ouvrir un ticket' }).click()
      expect(new URL(page.url()).pathname).toBe('/dri/fr/ask')
      await context.close()
    }
  })

  test('S4-8: a contract says what it promises, and what it does not', async () => {
    const { page, context } = await openAs('dri', marc)
    await page.goto(at('/dri/fr/account'))
    await page.getByRole('link', { name: 'Hébergement simple' }).first().click()
    await page.getByText('rien n’est promis à ce titre').waitFor()
    await page.goto(at(`/dri/en/contracts/${contractId}`))
    await page.getByText('guaranteed within 2').first().waitFor()
    await context.close()
  })
})

test('every page of one’s space reads well, narrow and wide, in light and in dark', async () => {
  const { page, context } = await openAs('dri', marc, { javaScript: true })
  const services = async () => page.getByRole('main').locator('a[href*="/services/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  await page.goto(at('/dri/fr/account'))
  await expectAccessible(page, 'account')
  await page.goto(at('/dri/fr/services?ended=1'))
  await expectAccessible(page, 'services', 'two')
  for (const [index, href] of (await services()).entries()) {
    await page.goto(at(href))
    await expectAccessible(page, `service-${index}`, index === 0 ? 'every' : 'two')
  }
  await page.goto(at(`/dri/fr/contracts/${contractId}`))
  await expectAccessible(page, 'contract')
  await page.goto(at(`/dri/en/contracts/${simple}`))
  await expectAccessible(page, 'contract-simple-en', 'two')
  await context.close()
})

test('somebody with nothing is told so, and how to be helped', async () => {
  for (const slug of ['introserv', 'elassar']) {
    const provider = desk.provider(slug)
    const empty = await addCustomer(desk.desk, provider.id, { number: 'N1', name: 'Nouveau' })
    const contactId = await addContact(desk.desk, provider.id, { customerId: empty, name: 'Neuf', email: `neuf@${slug}.test`, verified: true })
    const { page, context } = await openAs(slug, contactId, { javaScript: true })
    await page.goto(at(`/${slug}/fr/account`))
    await page.getByText('Aucun service n’est enregistré').waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Ouvrir un ticket' }).waitFor()
    await expectAccessible(page, `${slug}-account-empty`, 'two')
    await context.close()
  }
})
