import { describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addToDirectory } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** AbulÉdu PRO: an analysis first, then the right place; lists are not tickets, personal addresses are no way in, and no time is promised. */
const desk = await openTestDesk({ now: '2026-09-07T08:00:00Z', providers: ['abuledu'], domains: ['ecole-jules-ferry.test', 'ecole-prevert.test'] })
const { id, api } = desk.provider('abuledu')

async function school(number: string, name: string, email: string, values: Record<string, boolean | string>) {
  const customerId = await addCustomer(desk.desk, id, { number, name })
  const contactId = await addContact(desk.desk, id, { customerId, name: `Référent ${name}`, email, verified: true })
  await addContract(desk.desk, id, { customerId, name: 'Maintenance PRO', values, startsOn: '2025-09-01' })
  return contactId
}
const ferry = await school('A-01', 'École Jules-Ferry', 'nadia@ecole-jules-ferry.test', { 'contract.maintenance_until': '2026-12-31' })
const prevert = await school('A-02', 'École Prévert', 'luc@ecole-prevert.test', { 'contract.maintenance_until': '2026-12-31', 'contract.phone': true })

const broken = (facts: Record<string, string>) => ({ channel: 'intervention', subject: 'Mon TX ne boote pas', text: 'Depuis ce matin, le client léger de la salle 2 reste sur un écran noir.', facts })
const ask = async (facts: Record<string, string>, who = ferry) => (await desk.contact('abuledu', who)).post(api('/requests'), broken(facts))
const tickets = () => desk.desk.database.db.selectFrom('tickets').select('number').execute()

test('S1-2, S1-6, S1-7, S1-8: without the analysis, its three missing answers are listed, and no ticket is opened', async () => {
  const before = await tickets()
  const { json } = await ask({})
  expect(json.kind).toBe('asked')
  expect(json.decision.asks.map((one: { facts: string[]; problem: string }) => [one.facts[0], one.problem])).toEqual([['origin', 'missing'], ['nature', 'missing'], ['shared', 'missing']])
  expect(json.decision.decisive).toContain('1.2')
  expect((await ask({ origin: 'grille-pain', nature: 'admin', shared: 'specific' })).status).toBe(422)
  expect(await tickets()).toEqual(before)
})

test('S1-5: a known answer that is enough opens nothing, whatever else is missing; each is recorded, so that they can be counted', async () => {
  const before = await tickets()
  const { json } = await (await desk.contact('abuledu', ferry)).post(api('/requests'), { ...broken({}), facts: { answered: true } })
  expect(json).toMatchObject({ kind: 'redirected', decision: { outcome: 'redirected', to: 'known_answers', decisive: ['2', 'A9'] } })
  expect(JSON.stringify(json.decision)).toContain('docs.abuledu.org')
  expect(await desk.request(json.requestId)).toMatchObject({ state: 'redirected', ticket_id: null, decision: { to: 'known_answers' } })
  expect(await tickets()).toEqual(before)
  // The form asks it once the analysis is done, and says where to look.
  const { text } = await (await desk.contact('abuledu', ferry)).get('/abuledu/fr/ask?channel=intervention&f.origin=system&f.nature=admin&f.shared=specific')
  expect(text).toMatch(/réponse déjà connue vous suffit-elle[^]*docs\.abuledu\.org/)
})

describe('S1-9, S1-10, S1-11, S1-12: the right place', () => {
  test.each([
    ['S1-9: a problem that others have too goes to the list support.pro, no ticket', { nature: 'admin', shared: 'shared' }, 'list_pro', 'support.pro@abuledu.org'],
    ['S1-10: so does one of which nobody knows', { nature: 'admin', shared: 'unknown' }, 'list_pro', 'support.pro@abuledu.org'],
    ['S1-11: a question of use goes to the list utilisations', { nature: 'usage', shared: 'specific' }, 'list_usage', 'utilisations@abuledu.org'],
  ])('%s', async (_title, facts, to, address) => {
    const before = await tickets()
    const { json } = await ask({ origin: 'system', ...facts })
    expect(json).toMatchObject({ kind: 'redirected', decision: { outcome: 'redirected', to } })
    expect(JSON.stringify(json.decision)).toContain(address)
    expect(await tickets()).toEqual(before)
    expect(await desk.request(json.requestId)).toMatchObject({ state: 'redirected' })
  })

  test('S1-12, S1-13: a technical problem of one’s own is a ticket, new; each change is dated for its requester, and nothing to another school', async () => {
    await desk.at('2026-09-07T08:00:00Z')
    const { status, json } = await ask({ origin: 'system', nature: 'admin', shared: 'specific' })
    expect(status).toBe(201)
    const { number } = json
    expect(await desk.ticket('abuledu', number)).toMatchObject({ state: 'new' })
    const states: [string, string][] = []
    const note = async () => {
      const page = (await (await desk.contact('abuledu', ferry)).get(api(`/tickets/${number}`))).json
      states.push([page.now, page.state])
    }
    await note()
    const agent = async (path: string, body?: object) => expect((await (await desk.agent('abuledu')).post(api(`/queue/${number}/${path}`), body, { 'if-match': '*' })).status).toBe(200)
    await desk.at('2026-09-07T09:00:00Z')
    await agent('take')
    await note()
    await desk.at('2026-09-07T10:00:00Z')
    await agent('replies', { text: 'Quel message s’affiche au démarrage ?', then: 'wait' })
    await note()
    await desk.at('2026-09-07T11:00:00Z')
    await agent('solve', { text: 'La carte réseau a été remplacée.' })
    await note()
    expect(states.map(([at, state]) => `${at.slice(11, 16)} ${state}`)).toEqual(['08:00 new', '09:00 open', '10:00 waiting_customer', '11:00 solved'])
    for (const path of [`/tickets/${number}`]) {
      expect((await (await desk.contact('abuledu', prevert)).get(api(path))).status).toBe(404)
      expect((await desk.visitor().get(api(path))).status).toBe(401)
    }
  })
})

test('S1-17: nothing is promised, and it is said so: no clock, no due time, never late', async () => {
  await desk.at('2026-09-08T08:00:00Z')
  const { json } = await ask({ origin: 'system', nature: 'unknown', shared: 'specific' })
  expect(json.decision.words).toMatchObject({ promises: [], nothingPromised: expect.stringMatching(/\S/) })
  await desk.at('2026-09-28T08:00:00Z')
  const agent = await desk.agent('abuledu')
  expect((await agent.get(api(`/queue/${json.number}`))).json.clocks).toEqual([])
  expect((await agent.get(api('/queue?view=late'))).json.rows).toEqual([])
})

describe('the telephone', () => {
  const call = async (contactId: string) =>
    (await (await desk.agent('abuledu')).post(api('/recorded-requests'), { channel: 'phone', subject: 'Appel', text: 'Ne peut plus imprimer.', contactId, facts: {} })).json
  test('S1-3: is not included: the call is written down, told why and where to go, and no clock starts', async () => {
    await desk.at('2026-09-29T08:00:00Z')
    const json = await call(ferry)
    expect(json).toMatchObject({ kind: 'refused', decision: { decisive: ['1.3'] } })
    expect(json.decision.words.instead).toContain('support.pro@abuledu.org')
    expect(await desk.request(json.requestId)).toMatchObject({ state: 'refused', channel: 'phone' })
  })
  test('S1-4: unless the contract says so', async () => {
    expect(await call(prevert)).toMatchObject({ kind: 'ticket', decision: { outcome: 'accepted' } })
  })
})

describe('the last resort', () => {
  test('S1-14: is answered with the earlier way when nothing was tried', async () => {
    await desk.at('2026-09-30T08:00:00Z')
    const request = await desk.request(await desk.mail({ from: 'Nadia <nadia@ecole-jules-ferry.test>', to: 'supportteam@ryxeo.com', subject: 'Au secours', text: 'Rien ne va.' }))
    expect(request).toMatchObject({ state: 'redirected', ticket_id: null })
  })
})

describe('a personal address', () => {
  test('S1-15, S1-16: what comes there never makes a ticket; it is answered with the procedure, and is never late', async () => {
    await desk.at('2026-10-01T08:00:00Z')
    // Staff forward their mailbox to the desk: the address is known as what it is.
    await addToDirectory(desk.desk, { kind: 'mail_address', key: 'jean@ryxeo.com', providerId: id, channel: 'personal' })
    const before = await tickets()
    desk.outside.mails.length = 0
    const request = await desk.request(await desk.mail({ from: 'Nadia <nadia@ecole-jules-ferry.test>', to: 'jean@ryxeo.com', subject: 'Salut Jean', text: 'Tu peux regarder notre serveur ?', language: 'fr' }))
    expect(request).toMatchObject({ state: 'redirected', ticket_id: null })
    await desk.settle()
    expect(desk.outside.mails[0]?.parsed.text).toMatch(/support\.pro@abuledu\.org[^]*utilisations@abuledu\.org/)
    await desk.at('2026-10-11T08:00:00Z')
    expect(await tickets()).toEqual(before)
    const agent = await desk.agent('abuledu')
    expect((await agent.get(api('/queue?view=late'))).json.rows).toEqual([])
    expect((await agent.get(api('/quarantine'))).json.rows).toEqual([])
  })
})

test('S1-1: once the maintenance has ended, a request is refused with the way to renew it', async () => {
  await desk.at('2026-12-31T22:59:00Z')
  expect((await ask({ origin: 'system', nature: 'admin', shared: 'specific' })).json.kind).toBe('ticket')
  await desk.at('2027-01-01T09:00:00Z')
  const { json } = await ask({ origin: 'system', nature: 'admin', shared: 'specific' })
  expect(json).toMatchObject({ kind: 'refused', decision: { decisive: ['1.1'], next: { quote: true } } })
})
