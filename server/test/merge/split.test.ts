import { describe, expect, test } from 'vitest'
import { monday } from '../harness.ts'
import { actAs, openScene, pageOf } from './scene.ts'

const { trial, company, opened, row, clocksOf, merge, write, texts, holds } = await openScene('separe')
const minutes = (n: number) => trial.time.advance(n * 60_000)
const start = Date.parse(monday)
type Entry = { kind: string; message: { id: string; text: string } }
const idsOf = async (number: number): Promise<Map<string, string>> => new Map((await pageOf(company, number)).timeline.flatMap((entry: Entry) => (entry.kind === 'message' ? [[entry.message.text, entry.message.id] as const] : [])))
/** What the events of a type say in the history that agents read. */
const eventsOf = async (number: number, type: string): Promise<object[]> =>
  (await pageOf(company, number)).timeline.flatMap((entry: { kind: string; type?: string; data?: object }) => (entry.kind === 'event' && entry.type === type ? [entry.data ?? {}] : []))
const split = async (number: number, messages: readonly string[], more: Record<string, unknown> = {}) => {
  const ids = await idsOf(number)
  return actAs(company, number, 'split', { messageIds: messages.map((text) => ids.get(text)), subject: 'Autre chose', ...more }, (await row(number)).version)
}

describe('messages become a ticket of their own', () => {
  test('it is decided anew, its clocks run from when the customer asked, and the other stands as if they had never been written in it', async () => {
    trial.time.set(start)
    const whole = await opened({ text: 'Ma question' })
    minutes(5)
    await actAs(company, whole, 'replies', { text: 'Voici.', then: 'solve' })
    const before = { row: await row(whole), clocks: await clocksOf(whole) }
    minutes(10)
    const asked = trial.time.now()
    expect((await write(whole, 'Au fait, une tout autre question')).status).toBe(200)
    minutes(3)
    await actAs(company, whole, 'notes', { text: 'À séparer' })
    const answer = await split(whole, ['Au fait, une tout autre question', 'À séparer'])
    expect(answer.status, answer.text).toBe(200)
    const parted = answer.body.opened
    expect(await texts(whole)).toEqual(['Ma question', 'Voici.'])
    expect(await texts(parted)).toEqual(['Au fait, une tout autre question', 'À séparer'])
    expect(await row(parted)).toMatchObject({ subject: 'Autre chose', opened_at: asked, state: 'new', place: 'todo', customer_id: company.customerId, contact_id: company.contactId })
    expect((await clocksOf(parted)).find((clock) => clock.metric === 'first_reply')).toMatchObject({ started_at: asked, stopped_at: null })
    // Solved as it was before they wrote: what they wrote is the other's.
    expect(await row(whole)).toMatchObject({ state: 'solved', place: 'solved', last_from: before.row.last_from })
    expect(await clocksOf(whole)).toEqual(before.clocks)
    await holds(whole)
    await holds(parted)
    // Nobody said why, and nothing is made up.
    expect((await eventsOf(whole, 'ticket.split'))[0]).not.toHaveProperty('reason')
    expect((await pageOf(company, whole)).relations.splitTo).toMatchObject([{ number: parted }])
    expect((await pageOf(company, parted)).relations.splitFrom).toMatchObject({ number: whole })

    minutes(5)
    await actAs(company, parted, 'replies', { text: 'Réponse à l’autre' })
    minutes(5)
    await write(parted, 'Merci, encore un mot')
    const undone = await actAs(company, parted, 'unsplit', undefined, (await row(parted)).version)
    expect(undone.status, undone.text).toBe(200)
    // All of it is there, each once; what was written since goes on in the whole.
    expect((await texts(whole)).toSorted()).toEqual(['Au fait, une tout autre question', 'Ma question', 'Merci, encore un mot', 'Réponse à l’autre', 'Voici.', 'À séparer'].toSorted())
    expect(await row(parted)).toMatchObject({ place: 'merged', merged_into: (await row(whole)).id })
    expect(await row(whole)).toMatchObject({ state: 'open', last_from: 'customer' })
    expect((await clocksOf(parted)).every((clock) => clock.stopped_at !== null)).toBe(true)
    await holds(whole)
    await holds(parted)
    // What comes to the number of the one reaches the whole.
    await write(parted, 'Par l’ancien numéro')
    expect(await texts(whole)).toContain('Par l’ancien numéro')
    expect((await actAs(company, parted, 'unsplit', undefined, '*')).body.code).toBe('not-split')
  })

  test('why they are parted is told in the history of both, to agents alone', async () => {
    const whole = await opened({ text: 'Une panne' })
    await write(whole, 'Et ma facture ?')
    expect((await split(whole, ['Et ma facture ?'], { reason: ' ' })).status).toBe(422)
    const answer = await split(whole, ['Et ma facture ?'], { reason: '  La facture est à la comptabilité. ' })
    expect(answer.status, answer.text).toBe(200)
    const parted = answer.body.opened
    expect(await eventsOf(whole, 'ticket.split')).toMatchObject([{ to: { number: parted }, reason: 'La facture est à la comptabilité.' }])
    expect(await eventsOf(parted, 'ticket.split_from')).toMatchObject([{ from: { number: whole }, reason: 'La facture est à la comptabilité.' }])
    for (const number of [whole, parted]) expect((await company.call('GET', `tickets/${number}`, { cookie: await company.asContact() })).text).not.toContain('comptabilité')
    await holds(whole)
    await holds(parted)
  })

  test('with all that follows; never the first message, nor one of another ticket; the same key once', async () => {
    trial.time.set(start)
    const [whole, other] = [await opened({ text: 'Un' }), await opened({ text: 'Ailleurs' })]
    for (const text of ['Deux', 'Trois', 'Quatre']) {
      minutes(1)
      await write(whole, text)
    }
    expect((await split(whole, ['Un'])).body.code).toBe('split-first')
    expect((await split(whole, ['Un'], { following: true })).body.code).toBe('split-first')
    const foreign = (await idsOf(other)).get('Ailleurs')
    expect((await actAs(company, whole, 'split', { messageIds: [foreign], subject: 'x' }, '*')).body.code).toBe('unknown-message')
    const ids = await idsOf(whole)
    const body = { messageIds: [ids.get('Trois')], following: true, subject: 'La suite' }
    const version = (await row(whole)).version
    const [one, two] = [await actAs(company, whole, 'split', body, version, 'POST', { 'idempotency-key': 'scinder' }), await actAs(company, whole, 'split', body, version, 'POST', { 'idempotency-key': 'scinder' })]
    expect([one.status, two.status]).toEqual([200, 200])
    expect(two.body).toEqual(one.body)
    expect(await texts(one.body.opened)).toEqual(['Trois', 'Quatre'])
    expect(await texts(whole)).toEqual(['Un', 'Deux'])
  })
})

describe('links', () => {
  test('a problem and what it causes: said on both, shown with their states, taken back on both', async () => {
    trial.time.set(start)
    const [problem, incident] = [await opened({ subject: 'Panne du réseau' }), await opened({ subject: 'Site injoignable' })]
    expect((await actAs(company, incident, 'links', { to: problem, as: 'cause' }, '*')).status).toBe(200)
    expect((await actAs(company, incident, 'links', { to: problem, as: 'cause' }, '*')).body.code).toBe('already-linked')
    expect((await pageOf(company, incident)).relations.links).toMatchObject([{ number: problem, as: 'cause', state: 'new' }])
    expect((await pageOf(company, problem)).relations.links).toMatchObject([{ number: incident, as: 'consequence', state: 'new' }])
    await actAs(company, problem, 'replies', { text: 'Rétabli', then: 'solve' })
    expect((await pageOf(company, incident)).relations.links).toMatchObject([{ number: problem, state: 'solved' }])
    expect((await actAs(company, problem, `links/${incident}?as=consequence`, undefined, '*', 'DELETE')).status).toBe(200)
    expect((await pageOf(company, incident)).relations.links).toEqual([])
    expect((await actAs(company, problem, `links/${incident}?as=consequence`, undefined, '*', 'DELETE')).body.code).toBe('not-linked')
    expect((await actAs(company, problem, 'links', { to: problem, as: 'related' }, '*')).body.code).toBe('same-ticket')
    expect((await actAs(company, problem, 'links', { to: 999_999, as: 'related' }, '*')).status).toBe(404)
  })

  test('candidates: open ones of the same customer or service, those with like words first; a search finds this customer’s by number and subject', async () => {
    trial.time.set(start)
    const here = await opened({ subject: 'Certificat expiré sur le site' })
    const like = await opened({ subject: 'Le certificat du site a expiré' })
    const alike = (await company.call('GET', `queue/${here}/alike`, { cookie: await company.asAgent() })).body
    expect(alike[0]).toMatchObject({ number: like, sameCustomer: true })
    expect(alike.length).toBeLessThanOrEqual(6)
    expect(alike.map((one: { number: number }) => one.number)).not.toContain(here)
    const found = (await company.call('GET', `queue/${here}/alike?search=${like}`, { cookie: await company.asAgent() })).body
    expect(found.map((one: { number: number }) => one.number)).toEqual([like])
    await merge(like, here)
    const after = (await company.call('GET', `queue/${here}/alike`, { cookie: await company.asAgent() })).body
    expect(after.map((one: { number: number }) => one.number)).not.toContain(like)
  })
})
