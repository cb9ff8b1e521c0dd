import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addProvider, addService, openSession, cookieName } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** One's own space, as its pages say it: services, contracts, what is promised, from where one may ask what. */
const slugs = ['dri', 'introserv', 'elassar', 'abuledu', 'remote-utilities']
const desk = await openTestDesk({ now: '2026-05-12T08:00:00Z', providers: slugs })
const dri = desk.provider('dri').id

async function customer(slug: string, number: string, name: string) {
  const { id } = desk.provider(slug)
  const customerId = await addCustomer(desk.desk, id, { number, name, language: 'fr' })
  const contactId = await addContact(desk.desk, id, { customerId, name: `Contact de ${name}`, email: `contact@${number.toLowerCase()}.test`, verified: true })
  return { customerId, contactId }
}
const port = await customer('dri', '12345', 'Imprimerie du Port')
const rival = await customer('dri', '54321', 'Rival')
const contract = await addContract(desk.desk, dri, { customerId: port.customerId, name: 'Sérénité', values: { 'contract.gti': 7200, 'contract.24x7': true }, startsOn: '2026-01-01', endsOn: '2027-01-01' })
const bare = await addContract(desk.desk, dri, { customerId: port.customerId, name: 'Simple', values: {}, startsOn: '2026-01-01' })
const over = await addContract(desk.desk, dri, { customerId: port.customerId, name: 'Ancien', values: { 'contract.gti': 3600 }, startsOn: '2024-01-01', endsOn: '2025-01-01' })
const dedicated = await addService(desk.desk, dri, { customerId: port.customerId, contractId: contract, kind: 'dedicated', name: 'srv-1', addresses: ['203.0.113.7', '2001:db8::7'], orderNumber: '#1', product: 'Debian', version: '13' })
const shared = await addService(desk.desk, dri, { customerId: port.customerId, contractId: bare, kind: 'shared', name: 'web-1' })
const ended = await addService(desk.desk, dri, { customerId: port.customerId, kind: 'vm', name: 'vieille-vm', endsOn: '2026-04-30' })
const theirs = await addService(desk.desk, dri, { customerId: rival.customerId, kind: 'dedicated', name: 'srv-rival' })

/** The words of a page, without its markup. */
const words = (html: string) => html.replaceAll(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' ').replaceAll('&amp;', '&').replaceAll('&#x27;', '’').replaceAll(/[\s\u00a0\u202f]+/g, ' ')
async function page(path: string, contactId = port.contactId, slug = 'dri') {
  const answer = await (await desk.contact(slug, contactId)).get(`/${slug}/fr${path}`, { accept: 'text/html' })
  return { status: answer.status, html: answer.text, text: words(answer.text) }
}

describe('a service’s own page', () => {
  test('S4-18: from it one asks about it, without typing which it is; urgently where the policy allows it', async () => {
    const { html, text } = await page(`/services/${dedicated}`)
    expect(text).toContain('srv-1 Serveur dédié')
    expect(text).toContain('203.0.113.7 2001:db8::7')
    expect(html).toContain(`href="/dri/fr/ask?channel=eva&amp;serviceId=${dedicated}"`)
    expect(html).toContain(`href="/dri/fr/ask?channel=eva&amp;serviceId=${dedicated}&amp;f.kind=urgent"`)
    const form = await page(`/ask?channel=eva&serviceId=${dedicated}&f.kind=urgent`)
    expect(form.text).toContain('Demande urgente')
    expect(form.html).toContain(`name="serviceId" value="${dedicated}"`)
  })

  test('S4-19: on shared hosting no urgent button; why, by which clause, and what to do instead; a form sent all the same is refused', async () => {
    const { html, text } = await page(`/services/${shared}`)
    expect(html).not.toContain('f.kind=urgent')
    expect(html).toContain(`href="/dri/fr/ask?channel=eva&amp;serviceId=${shared}"`)
    expect(text).toContain('Demande urgente : pas d’ici')
    expect(text).toContain('La demande urgente est réservée aux serveurs et aux services dédiés.')
    expect(text).toContain('Ouvrez un ticket ordinaire depuis l’écran de ce service.')
    expect(html).toContain('#art-3.2')
    const forced = await (await desk.contact('dri', port.contactId)).post('/dri/fr/ask', new URLSearchParams({ channel: 'eva', serviceId: shared, 'f.kind': 'urgent', subject: 'Urgent', description: 'Le site ne répond plus du tout.', key: 'k', policyVersion: '2026-11' }))
    expect(forced.status).toBe(422)
    expect(words(forced.text)).toContain('La demande urgente est réservée')
    expect(await desk.desk.database.db.selectFrom('tickets').select('id').where('service_id', '=', shared).execute()).toEqual([])
  })

  test('S4-8, S4-22: what is promised for it, in words, with the clauses; nothing where the contract gives nothing', async () => {
    const strong = (await page(`/services/${dedicated}`)).text
    expect(strong).toContain('Intervention garantie en 2 h. demandé maintenant : avant 12 h 00')
    expect(strong).toContain('jour et nuit')
    const weak = (await page(`/services/${shared}`)).text
    expect(weak).toContain('Aucun délai n’est promis.')
    expect(weak).not.toContain('garantie')
  })

  test('has its requests, and nobody else’s', async () => {
    const asked = await (await desk.contact('dri', port.contactId)).post('/dri/api/v1/requests', { channel: 'eva', subject: 'Disque plein', text: 'Le disque est plein depuis ce matin.', facts: { kind: 'technical' }, serviceId: dedicated })
    expect(asked.status).toBe(201)
    expect((await page(`/services/${dedicated}`)).text).toContain('Disque plein')
    expect((await page(`/services/${shared}`)).text).not.toContain('Disque plein')
  })

  test('that has ended stays with its history and is not offered; asking about it is asking about none', async () => {
    expect((await page('/services')).text).not.toContain('vieille-vm')
    expect((await page('/services?ended=1')).text).toContain('vieille-vm (terminé)')
    const { html, text } = await page(`/services/${ended}`)
    expect(text).toContain('Ce service s’est terminé le')
    expect(html).not.toContain('/ask?channel')
    expect((await page(`/ask?channel=eva&serviceId=${ended}`)).html).not.toContain('vieille-vm')
    const asked = await (await desk.contact('dri', port.contactId)).post('/dri/api/v1/requests', { channel: 'eva', subject: 'Vieille', text: 'Une question sur la vieille machine.', facts: { kind: 'technical' }, serviceId: ended })
    expect((await desk.ticket('dri', asked.json.number)).service_id).toBeNull()
  })
})

test('AB-19: another customer’s service and contract do not exist, exactly as one that never was', async () => {
  const none = '0197a000-0000-7000-8000-000000000000'
  for (const kind of ['services', 'contracts']) {
    const absent = await page(`/${kind}/${none}`)
    const other = await page(`/${kind}/${kind === 'services' ? theirs : contract}`, kind === 'services' ? port.contactId : rival.contactId)
    expect(absent.status).toBe(404)
    expect(other.status).toBe(404)
    const bare = (text: string) => text.replaceAll(/Imprimerie du Port|Rival|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    expect(bare(other.text)).toBe(bare(absent.text))
    expect((await page(`/${kind}/..%2f`)).status).toBe(404)
  }
  expect((await page('/services', rival.contactId)).text).not.toContain('srv-1')
  expect((await page(`/services?after=${dedicated}a`, rival.contactId)).text).not.toContain('srv-1')
  expect((await page('/account', rival.contactId)).text).not.toContain('Sérénité')
  expect((await desk.visitor().get(`/dri/fr/services/${dedicated}`)).status).toBe(303)
})

describe('a contract’s own page', () => {
  test('S4-8: says its values in the policy’s words, and what it leaves open as such', async () => {
    const full = (await page(`/contracts/${contract}`)).text
    expect(full).toContain('GTI du contrat 2 h')
    expect(full).toContain('Astreinte jour et nuit au contrat Oui')
    expect(full).toContain('GTI comptée En temps écoulé (le contrat n’en dit rien : c’est la règle générale)')
    expect(full).toContain('Intervention garantie en 2 h.')
    expect(full).toContain('srv-1')
    const simple = (await page(`/contracts/${bare}`)).text
    expect(simple).toContain('GTI du contrat Le contrat n’en donne pas : rien n’est promis à ce titre.')
    expect(simple).not.toContain('garantie en')
    // The night is another contract's.
    expect(full).toContain('jour et nuit, tous les jours')
    expect(simple).not.toContain('jour et nuit, tous les jours')
  })

  test('that has ended promises nothing', async () => {
    const { text } = await page(`/contracts/${over}`)
    expect(text).toContain('échu')
    expect(text).not.toContain('garantie en')
  })

  test('with a pack of hours: what is left by the engine, each purchase, use and correction with its author', async () => {
    const source = (await readFile(new URL('../../../samples/atelier-numerique/policy.yaml', import.meta.url), 'utf8')).replace(/^effective: .*$/m, 'effective: 2025-01-01')
    const provider = await addProvider(desk.desk, { slug: 'atelier', name: 'Atelier', accent: '#0f5c6e', language: 'fr' })
    const published = await desk.desk.policies.publish(provider.id, { source, file: 'policy.yaml', by: 'test' })
    expect(published.ok).toBe(true)
    const customerId = await addCustomer(desk.desk, provider.id, { number: '1', name: 'Salon Coiffe' })
    const contactId = await addContact(desk.desk, provider.id, { customerId, name: 'Léa', email: 'lea@salon.test', verified: true })
    const pack = await addContract(desk.desk, provider.id, { customerId, name: 'Carnet', values: { 'contract.pack': 36_000 }, startsOn: '2026-01-01' })
    const { db } = desk.desk.database
    const move = async (kind: 'purchase' | 'use' | 'correction', quantity: number, at: string, more: { corrects?: string; note?: string } = {}) => {
      const id = desk.desk.ids.next()
      await db.insertInto('quota_movements').values({
        provider_id: provider.id, id, contract_id: pack, quota: 'pack', kind, quantity, at: Date.parse(at), corrects: more.corrects ?? null, ticket_id: null, note: more.note ?? null,
        author_kind: 'system', author_id: null, author_name: 'Nora', recorded_at: Date.parse(at),
      }).execute()
      return id
    }
    await move('purchase', 36_000, '2026-02-01T09:00:00Z')
    // Slices of 5 minutes, 15 at least: 7 minutes count 15.
    await move('use', 420, '2026-03-01T09:00:00Z', { note: 'Poste de l’accueil' })
    const wrong = await move('use', 10_800, '2026-03-02T09:00:00Z')
    await move('correction', 1_800, '2026-03-03T09:00:00Z', { corrects: wrong })
    const session = await openSession(desk.desk, db, provider.id, { contactId })
    const client = desk.visitor()
    client.cookies.set(cookieName('atelier', 'contact'), session.token)
    const text = words((await client.get(`/atelier/fr/contracts/${pack}`)).text)
    expect(text).toContain('Accordé 10 h, utilisé 45 minutes, reste 9 h 15')
    expect(text).toContain('Poste de l’accueil')
    expect(text).toContain('30 minutes corrigé par Nora : 3 h au départ')
  })
})

test('one’s own space, at each of the five providers, in both languages', async () => {
  for (const slug of slugs) {
    const who = slug === 'dri' ? port : await customer(slug, slug === 'remote-utilities' ? 'RU-1' : 'C1', 'Chez eux')
    for (const lang of ['fr', 'en']) {
      const answer = await (await desk.contact(slug, who.contactId)).get(`/${slug}/${lang}/account`)
      expect(answer.status, `${slug} ${lang}`).toBe(200)
      expect(words(answer.text)).toContain(lang === 'fr' ? 'Votre espace' : 'Your space')
      expect((await (await desk.contact(slug, who.contactId)).get(`/${slug}/${lang}/services`)).status).toBe(200)
    }
  }
  const { text } = await page('/account')
  expect(text).toContain('Disque plein')
  expect(text).toMatch(/dans 2 h|dans 1 h/)
  expect(text).toContain('Sérénité')
  expect(text).toContain('GTI du contrat : 2 h')
})

test('many services are looked for by name, address, order or product, and read page by page', async () => {
  const who = await customer('dri', '77777', 'Beaucoup')
  for (let index = 0; index < 60; index++) await addService(desk.desk, dri, { customerId: who.customerId, kind: index % 2 ? 'vm' : 'dedicated', name: `machine-${String(index).padStart(2, '0')}`, addresses: [`198.51.100.${index}`] })
  const first = await page('/services', who.contactId)
  expect(first.text).toContain('machine-00')
  expect(first.text).not.toContain('machine-55')
  const next = /href="(\/dri\/fr\/services\?after=[^"]+)"/.exec(first.html)![1]!.replaceAll('&amp;', '&')
  expect((await page(next.slice('/dri/fr'.length), who.contactId)).text).toContain('machine-55')
  expect((await page('/services?q=198.51.100.42', who.contactId)).text).toContain('machine-42')
  expect((await page('/services?q=%25', who.contactId)).text).toContain('Aucun service ne correspond')
  expect((await page('/services?kind=vm', who.contactId)).text).not.toContain('machine-00')
})
