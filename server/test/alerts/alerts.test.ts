import { beforeEach, describe, expect, test } from 'vitest'
import { receive } from '#intake/intake.ts'
import { tidy } from '#server/tidy.ts'
import { openTrial } from '../harness.ts'
import { openReceiver } from '../mail/receiver.ts'
import { openStaff } from '../acts/scene.ts'

/** What agents are told of the requests that concern them: on the screen, and by mail where they want it. */
const receiver = await openReceiver()
const trial = await openTrial({ SMTP_URL: receiver.url })
const { company, does, financial, lead, observer, opened, page, row, technical, undo, undoing } = await openStaff(trial, 'essai')
const { db } = trial.desk.database
const me = company.agent
const minute = 60_000

const prefer = async (agentId: string, alerts: object | null) => company.call('PUT', 'me/preferences', { cookie: await company.asAgent(agentId), body: { alerts } })
const follow = (number: number, as?: string) => does(number, 'watch', { watching: true }, { method: 'PUT', ...(as === undefined ? {} : { as }) })
const alertsOf = (agentId: string) => db.selectFrom('agent_alerts').select(['what', 'by_name', 'mail', 'seen_at']).where('agent_id', '=', agentId).orderBy('at').orderBy('event_id').execute()
const counts = async (agentId: string) => (await company.call('GET', 'queue/counts', { cookie: await company.asAgent(agentId) })).body
const write = async (number: number, text = 'Êtes-vous là ? CANARI') => company.call('POST', `tickets/${number}/replies`, { cookie: await company.asContact(), body: { text } })
/** Time passes, and what may leave does; gives what the agent got. */
const after = async (ms: number, agent: { email: string }) => {
  trial.time.advance(ms)
  await trial.jobs.run('alerts')
  await trial.jobs.run('outbox')
  return receiver.mails.filter(({ to }) => to.includes(agent.email)).map(({ raw, parsed }) => ({ heads: raw.split('\r\n\r\n')[0]!, subject: parsed.subject ?? '', text: parsed.text ?? '', all: `${parsed.subject} ${parsed.text} ${String(parsed.html)}` }))
}

beforeEach(async () => {
  for (const agent of [me, lead, technical, financial, observer]) await prefer(agent.id, null)
  await db.deleteFrom('agent_alerts').execute()
  await db.deleteFrom('agent_quiet_tickets').execute()
  await db.updateTable('outbox').set({ state: 'cancelled', next_at: null }).where('state', 'in', ['pending', 'sending']).execute()
  receiver.mails.length = 0
})

describe('on the screen', () => {
  test('who follows is told that the customer wrote, a colleague answered, it was solved, handed over, is late; each once for an act', async () => {
    const number = await opened()
    await follow(number)
    await write(number)
    await does(number, 'replies', { text: 'Nous regardons.', then: 'solve' }, { as: lead.id })
    await does(number, 'reopen', {}, { as: lead.id })
    await does(number, 'transfer', { department: 'financial', note: 'À vous' }, { as: lead.id })
    expect((await alertsOf(me.id)).map(({ what, by_name }) => [what, by_name])).toEqual([['customer_wrote', null], ['solved', 'Lea'], ['transferred', 'Lea']])
    const late = await opened()
    await follow(late)
    trial.time.advance(12 * 3_600_000)
    await trial.jobs.run('clocks')
    expect((await alertsOf(me.id)).at(-1)).toEqual({ what: 'late', by_name: null, mail: 'none', seen_at: null })
  })

  test('nobody is told of what they did themselves, nor who does not follow', async () => {
    const number = await opened()
    await follow(number)
    await does(number, 'replies', { text: 'Bonjour.' })
    await does(number, 'take')
    expect([await alertsOf(me.id), await alertsOf(lead.id)]).toEqual([[], []])
  })

  test('the view of followed requests, its count, and what was not looked at', async () => {
    const before = await counts(me.id)
    const [one, two] = [await opened({ subject: 'Première' }), await opened({ subject: 'Seconde' })]
    await follow(one)
    await follow(two)
    trial.time.advance(minute)
    await write(one)
    const list = await company.call('GET', 'queue?view=watching', { cookie: await company.asAgent() })
    expect(list.body.rows.map((found: { subject: string }) => found.subject).filter((subject: string) => subject !== 'Une question').slice(0, 2)).toEqual(['Première', 'Seconde'])
    expect(await counts(me.id)).toMatchObject({ watching: before.watching + 2, watchingUnread: 1 })
    expect(await counts(lead.id)).toMatchObject({ watchingUnread: 0 })
    // Up to where it was read, and not further.
    const { version } = (await page(one)).body
    const seen = async (upTo: number) => company.call('PUT', `queue/${one}/seen`, { cookie: await company.asAgent(), body: { version: upTo } })
    await seen(version - 1)
    expect((await counts(me.id)).watchingUnread).toBe(1)
    await seen(version)
    expect((await counts(me.id)).watchingUnread).toBe(0)
    await does(one, 'watch', { watching: false }, { method: 'PUT' })
    expect((await counts(me.id)).watching).toBe(before.watching + 1)
  })

  test('who is given a request is told, by a colleague or a rule; whoever takes one is not', async () => {
    const number = await opened()
    await does(number, 'assignee', { agentId: technical.id }, { method: 'PUT' })
    await does(number, 'transfer', { agentId: lead.id, note: 'Pour toi' })
    await does(number, 'take', undefined, { as: technical.id })
    expect([await alertsOf(technical.id), await alertsOf(lead.id)]).toMatchObject([[{ what: 'assigned', by_name: 'Claire Agent' }], [{ what: 'assigned', by_name: 'Claire Agent' }]])
  })

  test('S5-4: whoever no longer sees it is told nothing of it any more', async () => {
    const number = await opened()
    await follow(number, technical.id)
    await does(number, 'transfer', { department: 'financial', note: 'Facture' })
    await write(number)
    expect([await alertsOf(technical.id), (await counts(technical.id)).watchingUnread, (await counts(technical.id)).watching]).toEqual([[], 0, 0])
    await does(number, 'transfer', { department: 'technical', note: 'Finalement' })
    expect(await alertsOf(technical.id)).toMatchObject([{ what: 'transferred' }])
  })
})

describe('by mail', () => {
  const atOnce = { mail: 'at_once', hour: 8 }

  test('it is kept how one wants it; what makes no sense is refused', async () => {
    expect((await prefer(me.id, { mail: 'digest', hour: 7 })).body.alerts).toEqual({ mail: 'digest', hour: 7 })
    for (const wrong of [{ mail: 'always', hour: 7 }, { mail: 'digest', hour: 24 }, { mail: 'digest' }]) expect((await prefer(me.id, wrong)).status).toBe(422)
  })

  test('nothing leaves for who did not ask for it', async () => {
    const number = await opened()
    await follow(number)
    await write(number)
    expect(await after(10 * minute, me)).toEqual([])
  })

  test('what happens within minutes is one letter: what happened, the number and the subject, and not a word of what was written', async () => {
    await prefer(me.id, atOnce)
    const number = await opened({ subject: 'Disque plein' })
    await follow(number)
    await write(number)
    trial.time.advance(minute)
    await does(number, 'replies', { text: 'Voici le mot de passe CANARI' }, { as: lead.id })
    expect(await after(minute, me)).toEqual([])
    const mails = await after(2 * minute, me)
    expect(mails).toHaveLength(1)
    const text = mails[0]!.text
    expect(mails[0]!.subject).toBe(`Demande ${number} – Disque plein`)
    for (const words of ['Bonjour Claire Agent', 'Le client a écrit', 'Lea a répondu au client', `/essai/desk/tickets/${number}`]) expect(text).toContain(words)
    expect(mails[0]!.all).not.toContain('CANARI')
    // What follows later is another one.
    await write(number)
    expect(await after(4 * minute, me)).toHaveLength(2)
  })

  test('MAIL-13: other machines are told not to answer; it stands outside the conversation, and one that answers all the same makes no loop', async () => {
    await prefer(me.id, atOnce)
    const number = await opened()
    await follow(number)
    await write(number)
    const [mail] = await after(4 * minute, me)
    expect(mail!.heads).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(mail!.heads).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
    expect(mail!.heads).not.toMatch(/^Reply-To:/m)
    const { id } = await row(number)
    const threads = await db.selectFrom('mail_threads').select('header_message_id').where('ticket_id', '=', id).execute()
    expect(threads.some(({ header_message_id }) => mail!.heads.includes(header_message_id) && header_message_id !== '')).toBe(false)
    expect(await db.selectFrom('reply_tokens').select('address_key').where('ticket_id', '=', id).where('address_key', '=', me.email).execute()).toEqual([])
    const letters = async () => (await db.selectFrom('outbox').select('id').execute()).length
    const before = await letters()
    const away = await receive(trial.desk, {
      providerId: company.provider.id, channel: 'mail', medium: 'mail', receivedAt: trial.time.now(), dedupeKey: 'away', sender: { address: me.email, trust: 'T0', flags: [] }, automatic: 'auto_reply',
      subject: `Re: ${mail!.subject}`, text: 'Absente jusqu’au 30.', facts: {}, attachments: [],
    } as Parameters<typeof receive>[1])
    expect(away.kind).toBe('quarantined')
    expect(await letters()).toBe(before)
  })

  test('what was looked at meanwhile, or undone, is told no more', async () => {
    await prefer(me.id, atOnce)
    const [one, two] = [await opened(), await opened()]
    await follow(one)
    await follow(two)
    await write(one)
    const { version } = (await page(one)).body
    await company.call('PUT', `queue/${one}/seen`, { cookie: await company.asAgent(), body: { version } })
    await does(two, 'transfer', { department: 'financial', note: 'À vous' }, { as: lead.id })
    await undo(two, (await undoing(two, 'ticket.transferred', lead.id)).eventId, lead.id)
    expect(await after(4 * minute, me)).toEqual([])
    expect(await db.selectFrom('outbox').select('state').where('kind', '=', 'alert').where('ticket_id', 'in', [(await row(one)).id, (await row(two)).id]).execute()).toEqual([{ state: 'cancelled' }, { state: 'cancelled' }])
  })

  test('S5-4: the wall is looked at again when it leaves: a letter about what they no longer see does not', async () => {
    await prefer(technical.id, atOnce)
    const number = await opened()
    await follow(number, technical.id)
    await write(number)
    await does(number, 'transfer', { department: 'financial', note: 'Facture' })
    expect(await after(4 * minute, technical)).toEqual([])
  })

  test('an agent who works here no more, or wants none any more, gets none', async () => {
    await prefer(me.id, atOnce)
    await prefer(observer.id, atOnce)
    const number = await opened()
    await follow(number)
    await does(number, 'watch', { watching: true, agentId: observer.id }, { method: 'PUT' })
    await write(number)
    await prefer(me.id, null)
    await db.updateTable('agents').set({ disabled_at: trial.time.now() }).where('id', '=', observer.id).execute()
    expect([await after(4 * minute, me), await after(0, observer)]).toEqual([[], []])
    await db.updateTable('agents').set({ disabled_at: null }).where('id', '=', observer.id).execute()
  })

  test('a mention is told in the same way, without the note', async () => {
    await prefer(technical.id, atOnce)
    const number = await opened()
    await does(number, 'notes', { text: 'CANARI @Theo regarde', mentions: [technical.id] })
    const [mail, ...others] = await after(4 * minute, technical)
    expect(others).toEqual([])
    expect(mail!.text).toContain('Claire Agent vous a mentionné dans une note')
    expect(mail!.all).not.toContain('CANARI')
  })

  test('AB-24: the link of a letter shows, and only its button ends the letters about that request', async () => {
    await prefer(me.id, atOnce)
    const [number, other] = [await opened(), await opened()]
    await follow(number)
    await follow(other)
    await write(number)
    const [mail] = await after(4 * minute, me)
    const link = new URL(/https?:\/\/\S+\/unfollow\/\S+/.exec(mail!.text)![0])
    const shown = await company.call('GET', link.pathname)
    expect([shown.status, shown.text.includes(`demande ${number}`), (await row(number)).watchers]).toEqual([200, true, [me.id]])
    expect(shown.text).not.toContain('Une question')
    for (const wrong of [`${link.pathname}x`, link.pathname.replace('essai', 'ailleurs'), '/essai/fr/unfollow/abc.def']) expect([404, 410]).toContain((await company.call('POST', wrong)).status)
    const done = await company.call('POST', link.pathname)
    expect([done.status, (await row(number)).watchers, (await company.call('POST', link.pathname)).status]).toEqual([200, [], 200])
    expect((await company.call('GET', link.pathname)).text).toContain('C’est fait')
    receiver.mails.length = 0
    // Given to them all the same: told on the screen, by no letter.
    await does(number, 'assignee', { agentId: me.id }, { method: 'PUT', as: lead.id })
    await write(other)
    expect((await after(4 * minute, me)).map(({ subject }) => subject)).toEqual([`Demande ${other} – Une question`])
    expect((await alertsOf(me.id)).some(({ what, mail: how }) => what === 'assigned' && how === 'none')).toBe(true)
    // Whoever follows it again is told again.
    await follow(number)
    await write(number)
    expect((await after(4 * minute, me)).map(({ subject }) => subject)).toContain(`Demande ${number} – Une question`)
  })

  test('once a day: one letter at the hour that was chosen, in the time of the desk, of what was not looked at until then', async () => {
    await prefer(me.id, { mail: 'digest', hour: 17 })
    const [one, two, three] = [await opened({ subject: 'Un' }), await opened({ subject: 'Deux' }), await opened({ subject: 'Trois' })]
    for (const number of [one, two, three]) await follow(number)
    for (const number of [one, two, three]) await write(number)
    await write(one)
    const { version } = (await page(three)).body
    await company.call('PUT', `queue/${three}/seen`, { cookie: await company.asAgent(), body: { version } })
    trial.time.set(Date.parse('2026-11-23T15:59:00Z'))
    expect(await after(0, me)).toEqual([])
    const mails = await after(2 * minute, me)
    expect(mails.map(({ subject }) => subject)).toEqual(['2 demandes à voir'])
    expect(mails[0]!.text).toContain(`Demande ${one} – Un`)
    expect(mails[0]!.text.match(/Le client a écrit/g)).toHaveLength(3)
    expect([mails[0]!.text.includes('Trois'), mails[0]!.all.includes('CANARI')]).toEqual([false, false])
    // Later that day nothing; the next day what came since.
    await write(two)
    expect(await after(3 * 3_600_000, me)).toHaveLength(1)
    expect((await after(21 * 3_600_000, me)).map(({ subject }) => subject)).toEqual(['2 demandes à voir', 'Une demande à voir'])
  })

  test('more than thirty in an hour are gathered in one', async () => {
    await prefer(technical.id, atOnce)
    const numbers: number[] = []
    for (let n = 0; n < 33; n += 1) numbers.push(await opened())
    for (const number of numbers) await does(number, 'assignee', { agentId: technical.id }, { method: 'PUT' })
    expect(await after(4 * minute, technical)).toHaveLength(30)
    const all = await after(30 * minute, technical)
    expect(all.slice(30).map(({ subject }) => subject)).toEqual(['3 demandes à voir'])
  })

  test('what was told is forgotten after a season', async () => {
    const number = await opened()
    await follow(number)
    await write(number)
    trial.time.advance(91 * 86_400_000)
    await tidy(trial.desk)
    expect(await alertsOf(me.id)).toEqual([])
  })
})
