import { expect, test } from 'vitest'
import fc from 'fast-check'
import { fieldBody } from '@guichet/protocol'
import { projectAgain } from '#desk/desk.ts'
import { makeField } from '#fields/fields.ts'
import { source } from './acts/scene.ts'
import { actAs, ask, monday, openCompany, openTrial, pageOf } from './harness.ts'

const trial = await openTrial()
const company = await openCompany(trial, 'essai', source)

const step = fc.constantFrom(
  ['replies', { text: 'r' }], ['replies', { text: 'r', then: 'wait' }], ['replies', { text: 'r', then: 'solve' }], ['notes', { text: 'n' }], ['take', undefined],
  ['wait', { for: 'customer', question: 'q' }], ['wait', { for: 'supplier', note: 'n' }], ['resume', undefined], ['solve', { text: 's' }], ['reopen', {}],
  ['priority', { priority: 'high', reason: 'r' }], ['milestones', { what: 'restored' }], ['customer', { text: 'c' }],
  ['transfer', { department: 'financial', note: 'n' }], ['transfer', { agentId: null, department: null, note: 'n' }], ['snooze', { opening: true, confirmed: true }], ['wake', undefined], ['woken', undefined], ['close', { text: 'c' }],
  ['spam', { confirmed: true }], ['unspam', undefined], ['facts', { facts: { urgent: true }, reason: 'r' }], ['facts', { facts: { kind: 'billing', topic: 'programming' }, reason: 'r' }], ['discretion', { reason: 'r' }],
  ['tags', { add: ['a', 'b'] }], ['tags', { add: ['c'], remove: ['a'] }], ['checklist', { changes: [{ do: 'add', text: 'x' }] }], ['watch', { watching: true }], ['watch', { watching: false }],
  ['work', { minutes: 5, kind: 'labour' }], ['work-gone', undefined], ['undo', 0], ['undo', 1], ['undo', 2], ['field', 'A'], ['field', 'B'], ['field', null],
  ['customer-solve', undefined], ['late', undefined],
) as fc.Arbitrary<[string, unknown]>

async function doStep(number: number, [what, body]: [string, unknown]): Promise<void> {
  if (what === 'late') return trial.jobs.run('clocks')
  if (what === 'woken') return trial.jobs.run('snoozed')
  if (what === 'field') return noteField(number, body as string | null)
  if (what === 'unspam') return void (await actAs(company, number, 'spam', undefined, '*', 'DELETE'))
  if (what === 'undo' || what === 'work-gone') return takeBack(number, what === 'undo' ? (body as number) : undefined)
  if (what.startsWith('customer')) {
    const path = what === 'customer' ? 'replies' : 'solve'
    return void (await company.call('POST', `tickets/${number}/${path}`, { cookie: await company.asContact(), ...(body ? { body } : {}) }))
  }
  await actAs(company, number, what, body, '*', put.has(what) ? 'PUT' : 'POST')
}

const put = new Set(['priority', 'facts', 'watch'])

const made = await makeField(trial.desk, company.provider.id, { kind: 'agent', id: company.agent.id }, fieldBody.parse({ name: 'essai', type: 'text', label: { fr: 'Essai' } }))
const fieldId = 'id' in made ? made.id : ''

/** Notes something in a field, over what stands in it. */
async function noteField(number: number, value: string | null): Promise<void> {
  const seen = (await pageOf(company, number)).fields[0]?.value ?? null
  await actAs(company, number, `fields/${fieldId}`, { value, seen }, '*', 'PUT')
}

/** Undoes the act that was done so many before the last, whether or not that may be; or takes the time spent away. */
async function takeBack(number: number, before: number | undefined): Promise<void> {
  const { undoable, work } = await pageOf(company, number)
  if (before === undefined) return void (work.entries[0] && (await actAs(company, number, `work/${work.entries[0].id}`, { reason: 'r' }, '*', 'DELETE')))
  if (undoable[before]) await actAs(company, number, 'undo', { eventId: undoable[before].eventId })
}

/** What is written, beside what the events alone give. */
async function compare(number: number): Promise<void> {
  const { db } = trial.desk.database
  const row = await db.selectFrom('tickets').selectAll().where('provider_id', '=', company.provider.id).where('number', '=', number).executeTakeFirstOrThrow()
  const written = await db.selectFrom('clocks').selectAll().where('provider_id', '=', company.provider.id).where('ticket_id', '=', row.id).orderBy('metric').orderBy('cycle').execute()
  const spent = await db.selectFrom('work').selectAll().where('provider_id', '=', company.provider.id).where('ticket_id', '=', row.id).orderBy('id').execute()
  const { columns, clocks, work } = await projectAgain(trial.desk, company.provider.id, row.id)
  expect(Object.fromEntries(Object.keys(columns).map((key) => [key, row[key as keyof typeof row]]))).toEqual(columns)
  const sorted = clocks.toSorted((a, b) => (a.metric < b.metric ? -1 : a.metric > b.metric ? 1 : a.cycle - b.cycle))
  expect(written).toEqual(JSON.parse(JSON.stringify(sorted)))
  expect(spent).toEqual(work.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
}

test('TIME-20: whatever is done to a ticket, its projection is what its events alone give', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.integer({ min: 0, max: 30 * 60 })), { maxLength: 14 }), async (steps) => {
      trial.time.set(Date.parse(monday))
      const { number } = (await ask(company, { facts: { urgent: steps.length % 2 === 0 } })).body
      for (const [one, minutes] of steps) {
        trial.time.advance(minutes * 60_000)
        await doStep(number, one)
      }
      await compare(number)
    }),
    { numRuns: 40 },
  )
})

test('nothing but an event changes a ticket: the version is the number of its events, and each has its place', async () => {
  const { rows } = await trial.desk.database.pool.query<{ wrong: number }>(`
    select count(*)::int as wrong from tickets t where t.version <> (select count(*) from events e where e.provider_id = t.provider_id and e.ticket_id = t.id)
      or t.version <> (select max(seq) from events e where e.provider_id = t.provider_id and e.ticket_id = t.id)`)
  expect(rows[0]?.wrong).toBe(0)
})
