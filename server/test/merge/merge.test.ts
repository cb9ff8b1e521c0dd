import { describe, expect, test } from 'vitest'
import { addContact, addCustomer } from '#people/people.ts'
import { changeTag, followTags } from '#triage/triage.ts'
import { monday } from '../harness.ts'
import { actAs, openScene, pageOf } from './scene.ts'

const { trial, company, colleagueId, opened, row, clocksOf, merge, unmerge, write, texts, holds } = await openScene()
const minutes = (n: number) => trial.time.advance(n * 60_000)
const start = Date.parse(monday)

describe('one ticket goes on in another', () => {
  test('it keeps its number, events and words, leaves the lists of work, and is shown in the other at its place', async () => {
    trial.time.set(start)
    const first = await opened({ text: 'Le site ne répond plus.' })
    minutes(5)
    const second = await opened({ text: 'Toujours rien depuis tout à l’heure.' })
    expect((await actAs(company, first, 'notes', { text: 'À voir avec le réseau.' })).status).toBe(200)
    minutes(1)
    const answer = await merge(first, second)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.number).toBe(second)
    expect(await row(first)).toMatchObject({ place: 'merged', merged_into: (await row(second)).id, due: null, number: first })
    expect(await texts(second)).toEqual(['Le site ne répond plus.', 'Toujours rien depuis tout à l’heure.', 'À voir avec le réseau.'])
    const page = await pageOf(company, second)
    expect(page.timeline.filter((entry: { message?: { of?: number } }) => entry.message?.of === first)).toHaveLength(2)
    expect(page.relations.absorbed).toMatchObject([{ number: first, direct: true, by: 'Claire Agent' }])
    expect((await pageOf(company, first)).relations.mergedInto).toMatchObject({ number: second })
    await holds(first)
    await holds(second)
    // A note of either stays between agents.
    const seen = await company.call('GET', `tickets/${second}`, { cookie: await company.asContact() })
    expect(seen.body.messages.map((message: { text: string }) => message.text)).toEqual(['Le site ne répond plus.', 'Toujours rien depuis tout à l’heure.'])
  })

  test('nothing is done to a merged ticket: it is refused, and the other is named', async () => {
    trial.time.set(start)
    const [from, into] = [await opened(), await opened()]
    await merge(from, into)
    for (const [what, body, method] of [['replies', { text: 'r' }], ['notes', { text: 'n' }], ['take', undefined], ['solve', { text: 's' }], ['priority', { priority: 'high', reason: 'r' }, 'PUT'], ['merge', { into: into, versionThere: 1 }]] as const) {
      const answer = await actAs(company, from, what, body, '*', method ?? 'POST')
      expect([what, answer.status, answer.body.code]).toEqual([what, 409, 'ticket-merged'])
      expect(answer.body.detail).toContain(String(into))
    }
    expect((await pageOf(company, from)).acts.every((act: { allowed: boolean; why: string }) => !act.allowed && act.why === 'ticket-merged')).toBe(true)
  })

  test('what was put off is merged and comes back as it was; a label that changes everywhere reaches a merged ticket too', async () => {
    trial.time.set(start)
    const [from, into] = [await opened(), await opened()]
    expect((await actAs(company, from, 'tags', { add: ['vieux'] }, '*')).status).toBe(200)
    const put = await actAs(company, from, 'snooze', { until: new Date(trial.time.now() + 3_600_000).toISOString(), confirmed: true }, '*')
    expect(put.status, put.text).toBe(200)
    expect((await row(from)).snoozed_until).not.toBeNull()
    expect((await merge(from, into)).status).toBe(200)
    expect(await row(from)).toMatchObject({ snoozed_until: null, held_until: null, place: 'merged' })
    expect(await changeTag(trial.desk, company.provider.id, { kind: 'agent', id: company.agent.id, name: 'Claire Agent' }, 'vieux', 'ancien')).toBe('done')
    await followTags(trial.desk)
    expect((await row(from)).tags).toEqual(['ancien'])
    await holds(from)
    expect((await unmerge(from)).status).toBe(200)
    expect((await row(from)).snoozed_until).not.toBeNull()
    await holds(from)
  })

  test('both versions are looked at, the same key merges once, and it is never merged into itself', async () => {
    trial.time.set(start)
    const [from, into] = [await opened(), await opened()]
    const stale = await actAs(company, from, 'merge', { into, versionThere: 1 }, (await row(from)).version)
    expect([stale.status, stale.body.code]).toEqual([412, 'version-changed'])
    expect((await actAs(company, from, 'merge', { into, versionThere: (await row(into)).version }, 1)).status).toBe(412)
    expect((await merge(from, from)).body.code).toBe('same-ticket')
    const key = { 'idempotency-key': 'once' }
    const body = { into, versionThere: (await row(into)).version }
    const version = (await row(from)).version
    const [one, two] = [await actAs(company, from, 'merge', body, version, 'POST', key), await actAs(company, from, 'merge', body, version, 'POST', key)]
    expect([one.status, two.status]).toEqual([200, 200])
    expect(two.body).toEqual(one.body)
    expect((await pageOf(company, into)).relations.absorbed).toHaveLength(1)
  })

  test('freescout#5138: what one customer wrote is never shown to another: refused, with what to do instead', async () => {
    trial.time.set(start)
    const otherId = await addCustomer(trial.desk, company.provider.id, { number: '10002', name: 'Autre client' })
    const stranger = await addContact(trial.desk, company.provider.id, { customerId: otherId, name: 'Paul Autre', email: 'paul@autre.example', verified: true })
    const [theirs, ours] = [await opened({}, stranger), await opened()]
    const answer = await merge(theirs, ours, { confirmed: true })
    expect([answer.status, answer.body.code]).toEqual([409, 'different-customer'])
    expect(answer.body.detail).toContain('Liez-les')
    const preview = await company.call('GET', `queue/${theirs}/merge-preview?into=${ours}`, { cookie: await company.asAgent() })
    expect(preview.body.refused.code).toBe('different-customer')
  })
})

describe('TIME-25: promises of two that become one', () => {
  test('the first reply is due since the earlier of the two, and the clock of the other goes on and ends with it', async () => {
    trial.time.set(start)
    const older = await opened()
    const own = (await clocksOf(older)).find((clock) => clock.metric === 'first_reply')!
    minutes(30)
    const younger = await opened()
    minutes(5)
    expect((await merge(older, younger)).status).toBe(200)
    const joined = (await clocksOf(younger)).find((clock) => clock.metric === 'first_reply')!
    expect(joined).toMatchObject({ started_at: own.started_at, due_at: own.due_at, stopped_at: null })
    minutes(5)
    const at = trial.time.now()
    expect((await actAs(company, younger, 'replies', { text: 'Nous regardons.' })).status).toBe(200)
    for (const number of [older, younger]) {
      expect((await clocksOf(number)).find((clock) => clock.metric === 'first_reply')).toMatchObject({ stopped_at: at, outcome: 'kept', started_at: own.started_at })
      await holds(number)
    }
  })

  test('what was late stays late, and what is late of the merged one is told of where it is dealt with', async () => {
    trial.time.set(start)
    const older = await opened()
    minutes(30)
    const younger = await opened()
    // Answered already: the other has a first reply of its own to wait for.
    await actAs(company, younger, 'replies', { text: 'Reçu.' })
    expect((await merge(older, younger)).status).toBe(200)
    const running = (await clocksOf(older)).find((clock) => clock.metric === 'first_reply')!
    expect(running).toMatchObject({ stopped_at: null, outcome: null })
    expect((await row(younger)).due_at).toBe(running.due_at)
    trial.time.set(running.due_at! + 60_000)
    await trial.jobs.run('clocks')
    await trial.jobs.run('clocks')
    const late = (await pageOf(company, younger)).timeline.filter((entry: { type?: string; data?: { of?: { number: number } } }) => entry.type === 'clock.late' && entry.data?.of?.number === older)
    expect(late).toHaveLength(1)
    await actAs(company, younger, 'replies', { text: 'Pardon du retard.' })
    expect((await clocksOf(older)).find((clock) => clock.metric === 'first_reply')).toMatchObject({ outcome: 'late' })
    await holds(older)
    await holds(younger)
  })

  test('TIME-24: a merge into a solved ticket opens it again, into a closed one is refused with what to do', async () => {
    trial.time.set(start)
    const [from, solved] = [await opened(), await opened()]
    await actAs(company, solved, 'replies', { text: 'Fait.', then: 'solve' })
    minutes(10)
    expect((await merge(from, solved)).status).toBe(200)
    expect(await row(solved)).toMatchObject({ state: 'open', last_from: 'customer', place: 'todo' })
    expect((await unmerge(from)).status).toBe(200)
    expect(await row(solved)).toMatchObject({ state: 'solved', place: 'solved' })
    await holds(solved)
    await holds(from)
    expect((await actAs(company, solved, 'close', {}, '*')).status).toBe(200)
    const closed = await merge(from, solved)
    expect([closed.status, closed.body.code]).toEqual([409, 'survivor-closed'])
    expect(closed.body.detail).toContain('plutôt')
    // The other way round a closed one brings its story, and its address leads to the one that goes on.
    expect((await merge(solved, from)).status).toBe(200)
    expect(await row(from)).toMatchObject({ place: 'todo' })
    expect((await write(solved, 'Toujours là')).status).toBe(200)
    expect(await texts(from)).toContain('Toujours là')
    await holds(from)
    await holds(solved)
  })
})

describe('the merge is undone', () => {
  test('both come back as they were; what came through the one is its own again, what was written in the other stays there', async () => {
    trial.time.set(start)
    const from = await opened({ text: 'Premier' })
    await actAs(company, from, 'replies', { text: 'Réponse au premier', then: 'solve' })
    minutes(10)
    const into = await opened({ text: 'Second' })
    await actAs(company, into, 'replies', { text: 'Réponse au second', then: 'wait' })
    minutes(10)
    const before = { from: await clocksOf(from), into: await clocksOf(into), fromRow: await row(from), intoRow: await row(into) }
    expect((await merge(from, into)).status).toBe(200)
    expect((await row(into)).state).toBe('waiting_customer')
    expect((await unmerge(from)).status).toBe(200)
    for (const [number, was, clocks] of [[from, before.fromRow, before.from], [into, before.intoRow, before.into]] as const) {
      const { version: _v, changed_at: _c, ...rest } = await row(number)
      const { version: _w, changed_at: _d, ...then } = was
      expect(rest).toEqual(then)
      expect(await clocksOf(number)).toEqual(clocks)
    }

    minutes(10)
    expect((await merge(from, into)).status).toBe(200)
    minutes(10)
    const at = trial.time.now()
    expect((await write(from, 'Par l’ancienne adresse')).status).toBe(200)
    expect(await row(into)).toMatchObject({ state: 'open', last_from: 'customer' })
    expect(await texts(into)).toContain('Par l’ancienne adresse')
    minutes(10)
    await actAs(company, into, 'replies', { text: 'Écrit dans le second' })
    const undone = await unmerge(from)
    expect(undone.status, undone.text).toBe(200)
    expect(await texts(from)).toEqual(['Premier', 'Réponse au premier', 'Par l’ancienne adresse'])
    expect(await texts(into)).toEqual(['Second', 'Réponse au second', 'Écrit dans le second'])
    // It had been solved: what came in opened it again, at the time it came, and its next reply is due since then.
    expect(await row(from)).toMatchObject({ state: 'open', last_from: 'customer', place: 'todo', merged_into: null })
    expect((await clocksOf(from)).filter((clock) => clock.metric === 'next_reply' && clock.started_at === at)).toHaveLength(1)
    await holds(from)
    await holds(into)
    expect((await unmerge(from)).body.code).toBe('not-merged')
  })

  test('chains come apart in any order', async () => {
    trial.time.set(start)
    for (const order of [['a', 'b'], ['b', 'a']] as const) {
      const [a, b, c] = [await opened({ text: 'A' }), await opened({ text: 'B' }), await opened({ text: 'C' })]
      const number = { a, b, c }
      expect((await merge(a, b)).status).toBe(200)
      expect((await merge(b, c)).status).toBe(200)
      expect((await write(a, 'par A')).status).toBe(200)
      expect((await texts(c)).toSorted()).toEqual(['A', 'B', 'C', 'par A'])
      expect((await pageOf(company, c)).relations.absorbed.map((one: { number: number; direct: boolean }) => [one.number, one.direct])).toEqual([[b, true], [a, false]])
      for (const which of order) {
        expect((await unmerge(number[which])).status).toBe(200)
        for (const one of [a, b, c]) await holds(one)
      }
      expect([await texts(a), await texts(b), await texts(c)]).toEqual([['A', 'par A'], ['B'], ['C']])
    }
  })

  test('AB-42: two merges that cross, and an answer meanwhile: one wins, nobody waits for ever, nothing is lost', async () => {
    trial.time.set(start)
    for (let round = 0; round < 8; round++) {
      const [a, b] = [await opened(), await opened()]
      const [one, two, reply] = await Promise.all([
        actAs(company, a, 'merge', { into: b, versionThere: (await row(b)).version }, '*'), actAs(company, b, 'merge', { into: a, versionThere: (await row(a)).version }, '*'),
        write(a, 'pendant ce temps'),
      ])
      expect([one.status, two.status].filter((status) => status === 200).length, `${one.text} ${two.text}`).toBeLessThanOrEqual(1)
      expect([one.status, two.status].every((status) => [200, 409, 412].includes(status))).toBe(true)
      expect(reply.status, reply.text).toBe(200)
      const survivor = one.status === 200 ? b : a
      expect((await texts(survivor)).filter((text) => text === 'pendant ce temps').length).toBe(one.status === 200 || two.status === 200 || survivor === a ? 1 : 0)
      await holds(a)
      await holds(b)
    }
  })
})

describe('who sees what of two that are one', () => {
  test('freescout#5138: two people of one customer: each sees their own, answers go to both, and that is confirmed first', async () => {
    trial.time.set(start)
    const jeans = await opened({ text: 'Question de Jean' })
    const maries = await opened({ text: 'Secret de Marie' }, colleagueId)
    const needs = await merge(maries, jeans)
    expect([needs.status, needs.body.code]).toEqual([409, 'confirm-needed'])
    const preview = (await company.call('GET', `queue/${maries}/merge-preview?into=${jeans}`, { cookie: await company.asAgent() })).body
    expect(preview).toMatchObject({ confirm: true, refused: null, messages: 1 })
    expect(preview.recipients.map((one: { address: string; number: number }) => [one.address, one.number])).toEqual([['jean@martin-essai.example', jeans], ['marie@martin-essai.example', maries]])
    expect((await merge(maries, jeans, { confirmed: true })).status).toBe(200)
    expect((await pageOf(company, jeans)).relations.alsoTo).toEqual([{ number: maries, address: 'marie@martin-essai.example', name: 'Marie Martin' }])
    await actAs(company, jeans, 'replies', { text: 'Réponse à tous deux' })
    const marie = await company.asContact(colleagueId)
    const hers = await company.call('GET', `tickets/${maries}`, { cookie: marie })
    // She may not see the other: her own page stays, with the answer that was sent to her and nothing else of it.
    expect(hers.status).toBe(200)
    expect(hers.body.merged).toBe(true)
    expect(hers.body.messages.map((message: { text: string }) => message.text)).toEqual(['Secret de Marie', 'Réponse à tous deux'])
    expect((await company.call('GET', `tickets/${jeans}`, { cookie: marie })).status).toBe(404)
    const his = await company.call('GET', `tickets/${maries}`, { cookie: await company.asContact() })
    expect([his.status, his.headers.location]).toEqual([307, `/essai/api/v1/tickets/${jeans}`])
    const letters = await trial.desk.database.db.selectFrom('outbox').select(['to', 'mail', 'ticket_id']).where('kind', '=', 'reply').where('provider_id', '=', company.provider.id).where('ticket_id', 'in', [(await row(jeans)).id, (await row(maries)).id]).execute()
    expect(letters.map((letter) => letter.to[0]).toSorted()).toEqual(['jean@martin-essai.example', 'marie@martin-essai.example'])
    for (const letter of letters) {
      const said = JSON.stringify(letter.mail)
      const own = letter.to[0] === 'marie@martin-essai.example'
      expect(said.includes('Question de Jean')).toBe(!own)
      expect(said.includes('Secret de Marie')).toBe(own)
      expect(said).toContain(`"number":${own ? maries : jeans}`)
    }
    // What she was sent remains hers once they part.
    expect((await unmerge(maries)).status).toBe(200)
    const after = await company.call('GET', `tickets/${maries}`, { cookie: marie })
    expect(after.body.messages.map((message: { text: string }) => message.text)).toEqual(['Secret de Marie', 'Réponse à tous deux'])
    expect(after.body.merged).toBe(false)
  })
})
