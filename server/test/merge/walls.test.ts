import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { gatherWords } from '#desk/search/search.ts'
import { addAgent, addContact } from '#people/people.ts'
import { actAs, openCompany, openTrial } from '../harness.ts'
import { sceneOf } from './scene.ts'

/** Merging widens nobody's sight: an agent keeps to their departments, a person of the customer to their own (S5-3, S5-4, freescout#5138). */
const trial = await openTrial()
const company = await openCompany(trial, 'murs', await readFile(new URL('../../../policies/introserv/policy.yaml', import.meta.url), 'utf8'))
const { opened, merge, row } = sceneOf(trial, company)
const technician = await addAgent(trial.desk, company.provider.id, { name: 'Technicien', email: 'tech@murs.example', password: 'un mot de passe assez long', departments: ['technical'] })
const observer = await addAgent(trial.desk, company.provider.id, { name: 'Observateur', email: 'obs@murs.example', password: 'un mot de passe assez long', roles: ['observer'] })
const colleagueId = await addContact(trial.desk, company.provider.id, { customerId: company.customerId, name: 'Marie', email: 'marie@murs.example', verified: true, rights: ['own'] })

const about = (kind: 'technical' | 'billing', text: string) => ({ subject: `${kind} ${text}`, text, facts: { kind, chosen_priority: 'regular' } })
const asTechnician = async (method: string, path: string, body?: unknown) =>
  company.call(method, path, { cookie: await company.asAgent(technician.id), headers: { 'if-match': '*' }, ...(body ? { body } : {}) })

test('S5-3, S5-4: an agent of one department reads nothing of what another department’s ticket brought, nor its number', async () => {
  const bill = await opened(about('billing', 'Mon numéro de compte est secret'))
  const server = await opened(about('technical', 'Le serveur est muet'))
  expect((await row(bill)).department).not.toBe((await row(server)).department)
  await actAs(company, bill, 'notes', { text: 'Note de la comptabilité' })
  expect((await merge(bill, server)).status).toBe(200)
  const whole = (await company.call('GET', `queue/${server}`, { cookie: await company.asAgent() })).text
  expect(whole).toContain('Mon numéro de compte est secret')
  const seen = await asTechnician('GET', `queue/${server}`)
  expect(seen.status).toBe(200)
  expect(seen.text).not.toContain('secret')
  expect(seen.text).not.toContain('comptabilité')
  expect(seen.body.relations).toMatchObject({ absorbed: [], hidden: 1 })
  const mark = seen.body.timeline.find((entry: { type?: string }) => entry.type === 'ticket.absorbed')
  expect(mark.data.from).toEqual({})
  expect(JSON.stringify(seen.body.timeline)).not.toContain(`"number":${bill}`)
  // Behind the wall it answers like what is not there; so does everything between the two.
  const none = await asTechnician('GET', 'queue/888888')
  for (const answer of [
    await asTechnician('GET', `queue/${bill}`), await asTechnician('POST', `queue/${bill}/unmerge`), await asTechnician('GET', `queue/${bill}/alike`), await asTechnician('GET', `queue/${server}/merge-preview?into=${bill}`),
    await asTechnician('POST', `queue/${server}/merge`, { into: bill, versionThere: 1 }), await asTechnician('POST', `queue/${server}/links`, { to: bill, as: 'related' }), await asTechnician('POST', `queue/${bill}/split`, { messageIds: [crypto.randomUUID()], subject: 'x' }),
  ]) {
    expect(answer.status).toBe(404)
    expect(answer.body.code).toBe(none.body.code)
    expect(answer.text).not.toContain('secret')
  }
  expect((await asTechnician('GET', `queue/${server}/alike`)).body.every((one: { number: number }) => one.number !== bill)).toBe(true)
})

test('S5-4: of a merged ticket whose survivor is another department’s, an agent learns that it goes on, not where', async () => {
  const server = await opened(about('technical', 'Le disque est lent'))
  const bill = await opened(about('billing', 'Autre facture secrète'))
  expect((await merge(server, bill)).status).toBe(200)
  const page = await asTechnician('GET', `queue/${server}`)
  expect(page.body.relations.mergedInto).toMatchObject({ number: null })
  expect(page.text).not.toContain('secrète')
  const refused = await asTechnician('POST', `queue/${server}/notes`, { text: 'n' })
  expect([refused.status, refused.body.code]).toEqual([409, 'ticket-merged'])
  expect(refused.body.detail).not.toMatch(/\d/)
})

test('AB-19, AB-20: who only looks on merges nothing; a person of the customer finds theirs in the list, and under the other once they may see it', async () => {
  const one = await opened(about('technical', 'Ma machine'), colleagueId)
  const other = await opened(about('technical', 'La machine du chef'))
  const looking = await company.call('POST', `queue/${one}/merge`, { cookie: await company.asAgent(observer.id), headers: { 'if-match': '*' }, body: { into: other, versionThere: 1 } })
  expect(looking.status).toBe(403)
  expect((await merge(one, other, { confirmed: true })).status).toBe(200)
  const listed = async (contactId: string) => (await company.call('GET', 'tickets', { cookie: await company.asContact(contactId) })).body.rows.map((ticket: { number: number }) => ticket.number)
  expect(await listed(colleagueId)).toEqual([one])
  expect(await listed(company.contactId)).toContain(other)
  expect(await listed(company.contactId)).not.toContain(one)
  const hers = await company.call('GET', `/murs/fr/tickets/${one}`, { cookie: await company.asContact(colleagueId) })
  expect(hers.status).toBe(200)
  expect(hers.text).toContain('Nous traitons cette demande avec une autre')
  expect(hers.text).not.toContain(String(other))
  expect((await company.call('GET', `/murs/fr/tickets/${one}`, { cookie: await company.asContact() })).headers.location).toBe(`/murs/fr/tickets/${other}?from=${one}`)
})

test('S5-4: why messages were parted is not told where the other request is another department’s', async () => {
  const server = await opened(about('technical', 'Le routeur est muet'))
  expect((await company.call('POST', `tickets/${server}/replies`, { cookie: await company.asContact(), body: { text: 'Et ma facture ?' } })).status).toBe(200)
  const page = (await company.call('GET', `queue/${server}`, { cookie: await company.asAgent() })).body
  const second = page.timeline.find((entry: { message?: { text: string } }) => entry.message?.text === 'Et ma facture ?').message.id
  const split = await actAs(company, server, 'split', { messageIds: [second], subject: 'Facture', reason: 'Soupçon de fraude' })
  expect(split.status, split.text).toBe(200)
  expect((await asTechnician('GET', `queue/${server}`)).text).toContain('Soupçon de fraude')
  expect((await actAs(company, split.body.opened, 'transfer', { department: 'financial', note: 'Pour vous' })).status).toBe(200)
  const seen = (await asTechnician('GET', `queue/${server}`))
  expect(seen.text).not.toContain('Soupçon de fraude')
  expect(seen.body.timeline.find((entry: { type?: string }) => entry.type === 'ticket.split').data.to).toEqual({})
})

test('S5-3, AB-19: no search, list, count or saved view of one department finds a request by what another’s ticket brought into it', async () => {
  const bill = await opened(about('billing', 'Le mot de la banque est perlimpinpin'))
  const server = await opened(about('technical', 'Le serveur est bruyant'))
  await actAs(company, bill, 'notes', { text: 'Soupçon turlututu' })
  expect((await merge(bill, server)).status).toBe(200)
  const found = async (path: string, ask = asTechnician) => {
    const answer = await ask('GET', path)
    expect(answer.status, `${path} ${answer.text}`).toBe(200)
    return answer.text
  }
  const whole = async (method: string, path: string) => company.call(method, path, { cookie: await company.asAgent() })
  await gatherWords(trial.desk)
  const queries = ['perlimpinpin', 'turlututu', '"mot de la banque"', 'serveur perlimpinpin']
  for (const query of queries.slice(0, 3)) expect(await found(`search?q=${encodeURIComponent(query)}`, whole), query).toContain('bruyant')
  for (const query of queries) {
    for (const path of [`search?q=${encodeURIComponent(query)}`, `search?q=${encodeURIComponent(query)}&typing=1`]) {
      expect(JSON.parse(await found(path)), path).toMatchObject({ total: 0, rows: [] })
    }
    expect(await found(`queue?q=${encodeURIComponent(query)}`), query).not.toContain('bruyant')
  }
  // Nor by how many a view of the lead's counts, nor by a link to what is behind the wall.
  const linked = await opened(about('technical', 'Le serveur clignote'))
  expect((await actAs(company, linked, 'links', { to: bill, as: 'related' })).status).toBeLessThan(500)
  const other = await opened(about('billing', 'Une autre facture'))
  expect((await actAs(company, linked, 'links', { to: other, as: 'related' })).status).toBe(200)
  await gatherWords(trial.desk)
  const lead = await addAgent(trial.desk, company.provider.id, { name: 'Léa', email: 'lea@murs.example', password: 'un mot de passe assez long', roles: ['lead'] })
  const saved = async (filter: string): Promise<string> => (await company.call('POST', 'views', { cookie: await company.asAgent(lead.id), body: { name: filter, filter, scope: 'all' } })).body.id
  const views = [await saved('perlimpinpin'), await saved(`linked:${other}`)]
  const counts = async (ask: typeof whole) => { const { body } = await ask('GET', 'queue/counts'); return views.map((id) => body.saved[id]) }
  expect(await counts(whole)).toEqual([1, 1])
  expect(await counts(asTechnician)).toEqual([0, 0])
  // Nor by leaving it out: what a word of another department’s would hide stays.
  expect(await found(`search?q=${encodeURIComponent('bruyant -perlimpinpin')}`)).toContain('bruyant')
})
