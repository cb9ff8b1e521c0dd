import { expect, test } from 'vitest'
import { projectAgain } from '#desk/desk.ts'
import { askFor, confirmErasure } from '#privacy/privacy.ts'
import { archivePage } from '#privacy/archive-page.ts'
import { gather } from '#privacy/gather.ts'
import { maskOthers } from '#privacy/mask.ts'
import { findPerson } from '#privacy/person.ts'
import { addAgent, addContact } from '#people/people.ts'
import { dump } from '../privacy/scene.ts'
import { openTrial } from '../harness.ts'
import { openFields } from './scene.ts'

/** Personal data: what the customer may read of their fields is theirs to have; the words in fields go with the words of the ticket. */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { company, make, set, opened, does, row } = await openFields(trial, 'effacer')
const { desk, jobs } = trial
const { db } = desk.database
const providerId = company.provider.id
const [note, link, montant, cause, jour, seen] = [
  await make({ name: 'note', type: 'long_text' }), await make({ name: 'lien', type: 'link' }), await make({ name: 'montant', type: 'number', unit: '€', label: { fr: 'Montant' }, shownTo: 'customer' }),
  await make({ name: 'cause', type: 'one', label: { fr: 'Cause', en: 'Cause' }, shownTo: 'customer', choices: [{ key: 'disque', label: { fr: 'Disque', en: 'Disk' } }] }), await make({ name: 'jour', type: 'date' }), await make({ name: 'vu', label: { fr: 'Vu avec' }, shownTo: 'customer' }),
]
const number = await opened({ subject: 'Sujet' })
for (const [id, value] of [[note, 'CANARI-CHAMP de Jean Martin'], [link, 'https://canari-lien.example/'], [montant, 12.5], [cause, 'disque'], [jour, '2026-12-01'], [seen, 'CANARI-VU Paul Autrement']] as const) await set(number, id, value)
await set(number, note, 'CANARI-CHAMP, corrigé', { seen: 'CANARI-CHAMP de Jean Martin' })

test('the customer reads on their page what is shown to them, in words of their language, and nothing else', async () => {
  const cookie = await company.asContact()
  const mine = await company.call('GET', `tickets/${number}`, { cookie, headers: { 'accept-language': 'en' } })
  expect(mine.body.fields).toEqual([
    { name: 'montant', type: 'number', label: 'Montant', value: 12.5, words: '12.5\u00a0€' }, { name: 'cause', type: 'one', label: 'Cause', value: 'disque', words: 'Disk' }, { name: 'vu', type: 'text', label: 'Vu avec', value: 'CANARI-VU Paul Autrement', words: 'CANARI-VU Paul Autrement' },
  ])
  expect(mine.text).not.toContain('CANARI-CHAMP')
  const html = await company.call('GET', `/${company.provider.slug}/fr/tickets/${number}`, { cookie })
  expect(html.status).toBe(200)
  expect(html.text).toContain('12,5\u00a0€')
  expect(html.text).toContain('Disque')
  expect(html.text).not.toContain('CANARI-CHAMP')
})

test('GDPR-02: the archive holds what was shown to the customer, by its name, others hidden in it', async () => {
  const person = (await findPerson(db, providerId, { contactId: company.contactId }))!
  await addContact(desk, providerId, { customerId: company.customerId, name: 'Paul Autrement', email: 'paul@effacer.example', verified: true })
  const gathered = await maskOthers(db, person, await gather(db, person, { agentsNamed: true, now: desk.time.now() }))
  expect(gathered.tickets.find((ticket) => ticket.number === number)?.fields).toEqual({ Montant: '12,5\u00a0€', Cause: 'Disque', 'Vu avec': 'CANARI-VU [autre personne]' })
  const page = archivePage(gathered, 'fr', { provider: 'Effacer', zone: 'Europe/Paris', at: trial.time.now() })
  expect(page).toContain('Ce que le support en a noté')
  expect(page).toContain('CANARI-VU')
  expect(page).not.toContain('CANARI-CHAMP')
})

test('GDPR-04: words go from the fields and from their history; choices, figures and days stay, and the projection is what the events give', async () => {
  await does(number, 'solve', { text: 'Fait.' })
  await db.updateTable('contracts').set({ ends_on: '2026-01-02' }).where('provider_id', '=', providerId).execute()
  const [one, two] = [await addAgent(desk, providerId, { name: 'Dora Privée', email: 'dora@effacer.example', password: 'un mot de passe assez long', roles: ['privacy'] }), await addAgent(desk, providerId, { name: 'Sami Second', email: 'sami@effacer.example', password: 'un mot de passe assez long', roles: ['admin'] })]
  const before = await row(number)
  expect((await dump(desk)).includes('CANARI-CHAMP')).toBe(true)
  const asked = await askFor(desk, providerId, { kind: 'agent', id: one.id, name: one.name }, { kind: 'erasure', whose: { contactId: company.contactId } })
  if (!('request' in asked)) throw new Error(JSON.stringify(asked))
  await confirmErasure(desk, providerId, asked.request.id, { kind: 'agent', id: two.id, name: two.name })
  // The person is told first; no relay takes the letter, and after an hour it is done all the same.
  await jobs.run('erasures')
  trial.time.advance(61 * 60_000)
  await jobs.run('erasures')
  const text = await dump(desk)
  for (const canary of ['CANARI-CHAMP', 'canari-lien', 'CANARI-VU']) expect(text.includes(canary), canary).toBe(false)
  const after = await row(number)
  expect(after.fields).toEqual({ [note]: '[…]', [link]: '[…]', [montant]: 12.5, [cause]: 'disque', [jour]: '2026-12-01', [seen]: '[…]' })
  expect(Object.keys(before.fields).sort()).toEqual(Object.keys(after.fields).sort())
  expect((await projectAgain(desk, providerId, after.id)).columns.fields).toEqual(after.fields)
})
