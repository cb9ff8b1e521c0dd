import { describe, expect, test } from 'vitest'
import { addContact, addContract, addCustomer, addService } from '#people/people.ts'
import { openTestDesk } from '../desk.ts'

/** DRI: hosting, urgent requests for dedicated machines only, on call day and night for who bought it. Instants are UTC; Paris is at +02:00 in May. */
const desk = await openTestDesk({ now: '2026-05-12T08:00:00Z', providers: ['dri'], domains: ['imprimerie.test', 'vigie.test'] })
const { id, api } = desk.provider('dri')

async function customer(number: string, name: string, email: string, values: Record<string, number | boolean | string>) {
  const customerId = await addCustomer(desk.desk, id, { number, name })
  const contactId = await addContact(desk.desk, id, { customerId, name: `Contact de ${name}`, email, verified: true })
  const contractId = await addContract(desk.desk, id, { customerId, name: 'Serveurs dédiés', values, startsOn: '2026-01-01' })
  const dedicated = await addService(desk.desk, id, { customerId, contractId, kind: 'dedicated', name: `srv-${number}` })
  const shared = await addService(desk.desk, id, { customerId, contractId, kind: 'shared', name: `web-${number}` })
  return { customerId, contactId, dedicated, shared }
}
const ordinary = await customer('12345', 'Imprimerie du Port', 'marc@imprimerie.test', { 'contract.gti': 7200 })
const always = await customer('01234', 'La Vigie', 'anne@vigie.test', { 'contract.gti': 7200, 'contract.24x7': true })

const urgent = (serviceId: string) => ({ channel: 'eva', subject: 'Serveur injoignable', text: 'Plus aucune réponse depuis 21 h 50, ni en SSH ni en HTTP.', facts: { kind: 'urgent' }, serviceId })

describe('a request in the evening', () => {
  test('S4-23, S4-18: urgent, on a Tuesday at 22:00, without the 24×7 option: held until 08:00:00, then to do', async () => {
    await desk.at('2026-05-12T20:00:00Z')
    const asked = await (await desk.contact('dri', ordinary.contactId)).post(api('/requests'), urgent(ordinary.dedicated))
    expect(asked.status).toBe(201)
    expect(asked.json.decision).toMatchObject({ outcome: 'held', heldUntil: '2026-05-13T06:00:00.000Z', handledBy: 'on-call' })
    expect(asked.json.decision.words.headline).toContain('8\u00a0h\u00a000')
    const { number } = asked.json
    // From the screen of the service: nobody typed which machine it is.
    expect((await desk.ticket('dri', number)).facts).toMatchObject({ asset: 'dedicated' })

    const queue = async (view: string) => (await (await desk.agent('dri')).get(api(`/queue?view=${view}`))).json.rows.map((row: { number: number }) => row.number)
    await desk.at('2026-05-13T05:59:59Z')
    expect(await queue('todo')).not.toContain(number)
    expect(await queue('waiting')).toContain(number)
    await desk.at('2026-05-13T06:00:00Z')
    expect(await queue('todo')).toContain(number)
    const events = await desk.events('dri', number)
    expect(events.find((event) => event.type === 'ticket.released')?.at).toBe('2026-05-13T06:00:00.000Z')
  })

  test('S4-22: with the option, taken up at 22:00:00 by those on call', async () => {
    await desk.at('2026-05-12T20:00:00Z')
    const asked = await (await desk.contact('dri', always.contactId)).post(api('/requests'), urgent(always.dedicated))
    expect(asked.json.decision).toMatchObject({ outcome: 'accepted', heldUntil: null, handledBy: 'on-call', onCall: true })
    const { rows } = (await (await desk.agent('dri')).get(api('/queue?view=todo'))).json
    expect(rows.map((row: { number: number }) => row.number)).toContain(asked.json.number)
    const page = (await (await desk.agent('dri')).get(api(`/queue/${asked.json.number}`))).json
    // Two hours of elapsed time, by night as by day (D4).
    expect(page.clocks.find((clock: { metric: string }) => clock.metric === 'intervention')).toMatchObject({ dueAt: '2026-05-12T22:00:00.000Z', state: 'running' })
  })
})

test('S4-21: in opening hours an urgent request goes to those on call at once', async () => {
  await desk.at('2026-05-12T08:00:00Z')
  const asked = await (await desk.contact('dri', ordinary.contactId)).post(api('/requests'), urgent(ordinary.dedicated))
  expect(asked.json.decision).toMatchObject({ outcome: 'accepted', handledBy: 'on-call', onCall: true })
})

test('S4-19: from shared hosting an urgent request is refused with its clause and the way to an ordinary one, and is kept', async () => {
  await desk.at('2026-05-12T08:00:00Z')
  const asked = await (await desk.contact('dri', ordinary.contactId)).post(api('/requests'), urgent(ordinary.shared))
  expect(asked.json).toMatchObject({ kind: 'refused', decision: { outcome: 'refused', decisive: ['3.2'], next: { channel: 'eva' } } })
  expect(asked.json.decision.words.instead).toContain('Ouvrez un ticket ordinaire')
  expect(await desk.request(asked.json.requestId)).toMatchObject({ state: 'refused', ticket_id: null })
})

test('S4-8, S4-26: a promise runs from the request to the work, is noted late once, and only the work stops it', async () => {
  await desk.at('2026-05-14T13:10:00Z')
  const { json } = await (await desk.contact('dri', ordinary.contactId)).post(api('/requests'), urgent(ordinary.dedicated))
  const gti = async () => (await (await desk.agent('dri')).get(api(`/queue/${json.number}`))).json.clocks.find((clock: { metric: string }) => clock.metric === 'intervention')
  expect(await gti()).toMatchObject({ dueAt: '2026-05-14T15:10:00.000Z', outcome: null })
  await desk.at('2026-05-14T15:10:00Z')
  expect((await gti()).outcome).toBeNull()
  await desk.at('2026-05-14T15:10:01Z')
  expect((await gti()).outcome).toBe('late')
  await desk.at('2026-05-14T15:20:00Z')
  expect((await desk.events('dri', json.number)).filter((event) => event.type === 'clock.late')).toHaveLength(1)
  const agent = await desk.agent('dri')
  const { version } = (await agent.get(api(`/queue/${json.number}`))).json
  expect((await agent.post(api(`/queue/${json.number}/take`), undefined, { 'if-match': `"${version}"` })).status).toBe(200)
  expect(await gti()).toMatchObject({ state: 'stopped', outcome: 'late', stoppedAt: '2026-05-14T15:20:00.000Z' })
})

test('S4-15, S4-16: work is asked for once signed in; a stranger who gives a customer’s number is refused, and nothing of the account is told', async () => {
  await desk.at('2026-05-12T08:00:00Z')
  const program = await desk.program('dri', ['requests:write'])
  const stranger = async (customer_number: string) =>
    (await program.post(api('/requests'), { ...urgent(''), serviceId: undefined, channel: 'eva', facts: { kind: 'technical', customer_number }, from: { email: 'inconnu@ailleurs.test' } })).json
  const known = await stranger('12345')
  const unknown = await stranger('99999')
  expect(known.kind).toBe('refused')
  expect(JSON.stringify(known)).not.toContain('Imprimerie')
  expect(known.decision.words).toEqual(unknown.decision.words)
})

test('a mail opens nothing: it is answered with the way in, once, in the sender’s language', async () => {
  await desk.at('2026-05-20T08:00:00Z')
  desk.outside.mails.length = 0
  const request = await desk.request(await desk.mail({ from: 'Marc <marc@imprimerie.test>', to: 'dri@aide.test', subject: 'Panne', text: 'Notre site est en panne.', language: 'fr' }))
  expect(request).toMatchObject({ state: 'redirected', ticket_id: null })
  await desk.settle()
  expect(desk.outside.mails).toHaveLength(1)
  expect(desk.outside.mails[0]?.to).toEqual(['marc@imprimerie.test'])
  expect(desk.outside.mails[0]?.parsed.text).toContain('EVA Pilote')
})
