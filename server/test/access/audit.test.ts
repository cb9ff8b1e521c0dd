import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { auditKinds, eventType } from '@guichet/protocol'
import type { AuditLine } from '@guichet/protocol'
import { audited, toldElsewhere, unnamed } from '#desk/audit-words.ts'
import { addAgent } from '#people/people.ts'
import { openCompany, openTrial, password } from '../harness.ts'

/** The audit leaves nothing out of what is done about the desk itself, and has words for it in both languages. */
const trial = await openTrial()
const { desk } = trial
const company = await openCompany(trial, 'registre')
const ada = await addAgent(desk, company.provider.id, { name: 'Ada Chef', email: 'ada@registre.example', password, roles: ['admin'] })
const call = async (method: string, path: string, body?: unknown, lang = 'fr') =>
  company.call(method, path, { cookie: await company.asAgent(ada.id), headers: { 'accept-language': lang, 'if-match': '*' }, ...(body === undefined ? {} : { body }) })
const lines = async (lang = 'fr', kind = ''): Promise<AuditLine[]> => (await call('GET', `admin/audit?limit=100${kind === '' ? '' : `&kind=${kind}`}`, undefined, lang)).body.rows
const ofTickets = (type: string) => /^(ticket|message|work|clock)\./.test(type)

test('every type of event that is not a ticket’s is told in the audit, or in one other place that is named', () => {
  const types = eventType.options.filter((type) => !ofTickets(type))
  const undecided = types.filter((type) => !(type in audited) && !(type in toldElsewhere))
  const twice = types.filter((type) => type in audited && type in toldElsewhere)
  expect({ undecided, twice }).toEqual({ undecided: [], twice: [] })
  expect(Object.keys({ ...audited, ...toldElsewhere }).filter((type) => ofTickets(type) || !(eventType.options as readonly string[]).includes(type))).toEqual([])
})

test('what is told has a kind that can be chosen and words in both languages, French with its own spaces', () => {
  for (const [type, [kind, words]] of Object.entries(audited)) {
    expect(auditKinds, type).toContain(kind)
    expect(words.fr.length, type).toBeGreaterThan(3)
    expect(words.en.length, type).toBeGreaterThan(3)
    expect(words.fr, type).not.toMatch(/ [;:!?]|'/)
    expect(words.en, type).not.toContain('\u202f')
  }
})

test('an event whose type is not known here is told by its name, not left out', async () => {
  await sql`insert into events (provider_id, id, at, type, actor_kind, actor_name, data) values (${company.provider.id}, ${desk.ids.next()}, ${desk.time.now()}, 'robot.hired', 'system', 'guichet robot', '{"name":"R2"}')`.execute(desk.database.db)
  expect((await lines()).find(({ type }) => type === 'robot.hired')).toMatchObject({ words: 'Autre événement (robot.hired)', detail: 'nom\u202f: R2', kind: 'desk' })
  expect((await lines('en', 'desk')).find(({ type }) => type === 'robot.hired')).toMatchObject({ words: unnamed('robot.hired')[1].en })
  expect((await lines('fr', 'agents')).map(({ type }) => type)).not.toContain('robot.hired')
  // What is told elsewhere stays there, by kind too.
  await sql`insert into events (provider_id, id, at, type, actor_kind, data) values (${company.provider.id}, ${desk.ids.next()}, ${desk.time.now()}, 'mail.sent', 'system', '{}')`.execute(desk.database.db)
  for (const kind of ['', 'desk']) expect((await lines('fr', kind)).map(({ type }) => type)).not.toContain('mail.sent')
})

test('views that others see are told, with their names; one’s own are one’s own', async () => {
  const mine = await call('POST', 'views', { name: 'Pour moi', filter: 'vip', scope: 'mine' })
  const all = await call('POST', 'views', { name: 'Pour tous', filter: 'vip', scope: 'all' })
  expect([mine.status, all.status], mine.text + all.text).toEqual([201, 201])
  for (const { id } of [mine.body, all.body]) expect((await call('PATCH', `views/${id}`, { name: 'Autrement' })).status).toBe(200)
  const told = (await lines()).filter(({ type }) => type.startsWith('view'))
  expect(told.map(({ words }) => words)).toEqual(['Vue modifiée', 'Vue enregistrée'])
  expect(told[0]?.detail).toContain('ancien nom\u202f: Pour tous')
})

test('a letter that somebody has sent again bears their name', async () => {
  const id = desk.ids.next()
  await sql`insert into outbox (provider_id, id, kind, "to", mail, header_message_id, state, created_at) values (${company.provider.id}, ${id}, 'notice', '{x@y.example}', '{}', 'm@y.example', 'failed', ${desk.time.now()})`.execute(desk.database.db)
  expect((await call('POST', `outgoing/${id}/send-again`)).status).toBeLessThan(300)
  expect((await lines()).find(({ type }) => type === 'mail.retried')).toMatchObject({ words: 'Courriel renvoyé', actor: { name: 'Ada Chef' } })
})
