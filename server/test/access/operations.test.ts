import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { addAgent } from '#people/people.ts'
import { actAs, ask, openCompany, openTrial } from '../harness.ts'
import type { Answer, CallOptions } from '../harness.ts'
import { absentId, sampleOf, whole } from '../walls/sample.ts'
import type { Schema } from '../walls/sample.ts'
import { table } from './table.ts'
import type { Needs, Rule } from './table.ts'

/** Every operation that agents have, by every role, inside and behind the wall of departments (S5-3, S5-4, AB-19, AB-20). */
const trial = await openTrial({ GUICHET_API_RATE: '100000' })
const { desk, app } = trial
const company = await openCompany(trial, 'ici', await readFile(new URL('../../../policies/introserv/policy.yaml', import.meta.url), 'utf8'))

const roles = ['none', 'observer', 'agent', 'lead', 'admin', 'fees', 'privacy'] as const
type Role = (typeof roles)[number]

/** Who may, written out: what the roles are meant to give. */
const may: Readonly<Record<Needs, readonly Role[]>> = {
  anybody: roles, self: roles, see: roles, others: [],
  answer: ['none', 'agent', 'lead', 'admin', 'fees', 'privacy'],
  lead: ['lead', 'admin'],
  administer: ['admin'],
  privacy: ['admin', 'privacy'],
}

interface Described { readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]; readonly requestBody?: { content?: Record<string, { schema?: Schema }> } }
const description = JSON.parse((await app.http.inject({ url: '/api/openapi.json', headers: { host: 'localhost' } })).body) as { paths: Record<string, Record<string, Described>>; components: { schemas?: Record<string, Schema> } }
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ name: `${method.toUpperCase()} ${path.replace('/{provider}/api/v1', '')}`, method: method.toUpperCase(), path: path.replace('/{provider}/api/v1/', ''), described })))
type Operation = (typeof operations)[number]

const agents = new Map<string, string>()
/** Of a ticket: its number, and what hangs on it. */
interface Scene { readonly number: number; readonly attachment: string; readonly message: string; readonly raw: string; readonly request: string; readonly aside: string }
let inside: Scene
let behind: Scene
/** One of each that is nowhere. */
const nowhere: Scene = { number: 888_888, attachment: absentId, message: absentId, raw: absentId, request: absentId, aside: absentId }

async function sceneOf(kind: 'technical' | 'billing'): Promise<Scene> {
  const cookie = await company.asContact()
  const file = await company.call('POST', 'uploads?name=preuve.txt', { cookie, raw: Buffer.from('privé'), headers: { 'content-type': 'text/plain' } })
  const asked = await ask(company, { text: 'Une description assez longue pour tous', facts: { kind, chosen_priority: 'regular' }, attachments: [file.body.id] })
  expect(asked.body, asked.text).toMatchObject({ kind: 'ticket' })
  const { number } = asked.body as { number: number }
  const { db } = desk.database
  const ticket = await db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
  const message = await db.selectFrom('messages').select(['id', 'request_id']).where('ticket_id', '=', ticket.id).executeTakeFirstOrThrow()
  const attachment = await db.selectFrom('attachments').select('id').where('ticket_id', '=', ticket.id).executeTakeFirstOrThrow()
  const stored = await desk.files.put(Buffer.from(`From: x@y.test\r\n\r\n${kind}`))
  await db.updateTable('messages').set({ html_file: stored.hash }).where('id', '=', message.id).execute()
  await db.updateTable('requests').set({ raw_sha256: stored.hash, raw_size: 10, raw_media_type: 'message/rfc822' }).where('id', '=', message.request_id!).execute()
  // Put aside: what a stranger wrote in this ticket.
  const request = await db.selectFrom('requests').selectAll().where('id', '=', message.request_id!).executeTakeFirstOrThrow()
  const aside = desk.ids.next()
  await db.insertInto('requests').values({
    ...request, id: aside, dedupe_key: aside, state: 'quarantined', why: 'third_party', incoming: JSON.stringify(request.incoming), sender: JSON.stringify(request.sender), facts: null, decision: null,
  }).execute()
  return { number, attachment: attachment.id, message: message.id, raw: message.id, request: message.request_id!, aside }
}

beforeAll(async () => {
  for (const role of roles) {
    for (const departments of [[], ['technical']]) {
      const agent = await addAgent(desk, company.provider.id, { name: `${role} ${departments.join()}`, email: `${role}.${departments.length}@ici.example`, password: 'un mot de passe assez long', roles: role === 'none' ? [] : [role], departments })
      agents.set(`${role} ${departments.join()}`, agent.id)
    }
  }
  await addAgent(desk, company.provider.id, { name: 'Reste', email: 'reste@ici.example', password: 'un mot de passe assez long', roles: ['admin'] })
  inside = await sceneOf('technical')
  behind = await sceneOf('billing')
})

/** Ids that nothing has, instants to come; the rest as the description asks. */
function made(schema: Schema, key = ''): unknown {
  const isId = (name: string, one: Schema) => (one.type ?? 'string') === 'string' && !one.anyOf && (one.format === 'uuid' || /0-9a-f/i.test(one.pattern ?? '') || /(^id|Ids?)$/.test(name))
  return sampleOf(whole(schema, description.components.schemas ?? {}), (name, one) => (isId(name, one) ? absentId : one.format === 'date-time' ? '2027-01-04T09:00:00.000Z' : undefined), key)
}

function callOf(operation: Operation, rule: Rule, scene: Scene): { path: string; options: CallOptions } {
  const path = operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    if (rule.at?.[name]) return rule.at[name]
    if (name === 'number') return String(scene.number)
    if (name === 'id' && rule.of) return scene[rule.of]
    const parameter = operation.described.parameters?.find((one) => one.in === 'path' && one.name === name)
    return encodeURIComponent(String(parameter ? made(parameter.schema, name) : 'x'))
  })
  const needed = (operation.described.parameters ?? []).filter((one) => one.in === 'query' && one.required)
  const asked = needed.map((one) => `${one.name}=${encodeURIComponent(String(made(one.schema, one.name)))}`).join('&')
  const query = rule.query ?? (asked === '' ? '' : `?${asked}`)
  const schema = operation.described.requestBody?.content?.['application/json']?.schema
  const body = rule.body ?? (schema && made(schema))
  const options: CallOptions = rule.raw
    ? { raw: Buffer.from(rule.raw.text), headers: { 'content-type': rule.raw.type, 'if-match': '*' } }
    : { ...(body === undefined ? {} : { body }), headers: { 'if-match': '*' } }
  return { path: path + query, options }
}

async function callAs(who: string, operation: Operation, rule: Rule, scene: Scene): Promise<Answer> {
  const { path, options } = callOf(operation, rule, scene)
  return company.call(operation.method, path, { ...options, cookie: await company.asAgent(agents.get(who)) })
}

/** An answer without what is another each time. */
const plain = ({ status, body, text }: Answer) => ({ status, body: typeof body === 'object' && body !== null ? { ...(body as object), instance: undefined } : text })

test('every operation of the description is in the table, and nothing else is', () => {
  expect(operations.map(({ name }) => name).filter((name) => !(name in table))).toEqual([])
  expect(Object.keys(table).filter((name) => !operations.some((one) => one.name === name))).toEqual([])
})

const known = operations.filter(({ name }) => name in table)

test.each(known)('$name by every role', async (operation) => {
  const rule = table[operation.name]!
  for (const role of roles) {
    const answer = await callAs(`${role} `, operation, rule, inside)
    const told = [role, answer.status, answer.body?.code ?? '']
    if (may[rule.needs].includes(role)) {
      expect(told, answer.text.slice(0, 300)).not.toEqual([role, 403, 'not-allowed'])
      expect(answer.status, `${role}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
    } else {
      expect(told, answer.text.slice(0, 300)).toEqual([role, 403, 'not-allowed'])
    }
  }
})

/** Those that are of one ticket. */
const placed = known.filter(({ name, path }) => table[name]!.of !== undefined || (path.includes('{number}') && table[name]!.needs !== 'others'))

test.each(placed)('AB-19: $name behind the wall is like nowhere', async (operation) => {
  const rule = table[operation.name]!
  const role = may[rule.needs].includes('agent') ? 'agent' : may[rule.needs].at(-1)!
  const before = await lastEvent()
  const absent = await callAs(`${role} technical`, operation, rule, nowhere)
  expect(absent.status, absent.text.slice(0, 300)).toBe(404)
  expect(plain(await callAs(`${role} technical`, operation, rule, behind))).toEqual(plain(absent))
  expect(await lastEvent()).toBe(before)
})

/** The last event of the ticket behind the wall. */
async function lastEvent(): Promise<number> {
  const row = await desk.database.db.selectFrom('events as e').innerJoin('tickets as t', 't.id', 'e.ticket_id').select(({ fn }) => fn.max('e.seq').as('last')).where('t.number', '=', behind.number).executeTakeFirstOrThrow()
  return Number(row.last)
}

test('S5-3, S5-4: those inside the wall read the same ticket, and so does the one to whom a ticket behind it was given', async () => {
  const [ours, theirs] = [await sceneOf('technical'), await sceneOf('billing')]
  const page = async (who: string, number: number) => company.call('GET', `queue/${number}`, { cookie: await company.asAgent(agents.get(who)) })
  expect((await page('agent technical', ours.number)).status).toBe(200)
  expect((await page('agent technical', theirs.number)).status).toBe(404)
  expect((await page('agent ', theirs.number)).status).toBe(200)
  await actAs(company, theirs.number, 'assignee', { agentId: agents.get('agent technical') }, '*', 'PUT')
  expect((await page('agent technical', theirs.number)).status).toBe(200)
  expect((await page('lead technical', theirs.number)).status).toBe(404)
})
