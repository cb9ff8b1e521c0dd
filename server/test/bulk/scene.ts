import { afterAll } from 'vitest'
import type { Answer, Trial } from '../harness.ts'
import { openStaff } from '../acts/scene.ts'

/** A company with its staff, and the ways to act on many of its tickets. */
export async function openMany(trial: Trial, slug: string) {
  const staff = await openStaff(trial, slug)
  const { company, opened } = staff
  const { db } = trial.desk.database
  const call = async (method: string, path: string, body?: unknown, { as = company.agent.id, key, lang = 'fr' }: { as?: string; key?: string; lang?: string } = {}): Promise<Answer> =>
    company.call(method, path, { cookie: await company.asAgent(as), headers: { 'accept-language': lang, ...(key === undefined ? {} : { 'idempotency-key': key }) }, ...(body === undefined ? {} : { body }) })
  let keys = 0
  const all = { list: { view: 'all' } }
  const preview = async (act: unknown, chosen: unknown = all, more: object = {}, how = {}): Promise<Answer['body']> => (await call('POST', 'bulk/preview', { chosen, act, ...more }, how)).body
  const begin = (act: unknown, chosen: unknown = all, more: object = {}, how: { as?: string; key?: string } = {}): Promise<Answer> => call('POST', 'bulk', { chosen, act, ...more }, { key: `key-${keys++}`, ...how })
  const run = async (id: string, as?: string): Promise<Answer['body']> => (await call('GET', `bulk/${id}`, undefined, as === undefined ? {} : { as })).body
  const several = async (n: number, body: Record<string, unknown> = {}): Promise<number[]> => {
    const numbers = []
    for (let at = 0; at < n; at++) numbers.push(await opened(body))
    return numbers
  }
  const idsOf = async (numbers: readonly number[]): Promise<string[]> => (await db.selectFrom('tickets').select(['id', 'number']).where('provider_id', '=', company.provider.id).where('number', 'in', numbers).orderBy('number').execute()).map(({ id }) => id)
  /** Copies of one ticket as it was opened, made in the database: so many at once. */
  const copies = async (number: number, n: number): Promise<void> => {
    const client = await trial.desk.database.pool.connect()
    await client.query('set session_replication_role = replica')
    const columns = 'customer_id, contact_id, subject, channel, language, trust, policy_version, facts, decision, opened_at, state, place, rank, last_from, changed_at, sort_at, department, priority, kind'
    await client.query(`insert into tickets (provider_id, id, number, version, ${columns}) select t.provider_id, gen_random_uuid(), 20000 + n, 1, ${columns} from tickets t, generate_series(1, ${n}) n where t.provider_id = $1 and t.number = $2`, [company.provider.id, number])
    await client.query(`insert into events (provider_id, id, ticket_id, seq, at, type, actor_kind, data)
      select t.provider_id, gen_random_uuid(), t.id, 1, e.at, e.type, e.actor_kind, e.data from tickets t, events e join tickets o on o.provider_id = e.provider_id and o.id = e.ticket_id
      where t.provider_id = $1 and t.number > 20000 and o.number = $2 and e.type = 'ticket.opened' and e.provider_id = $1`, [company.provider.id, number])
    await client.query('reset session_replication_role').finally(() => client.release())
  }
  afterAll(() => trial.jobs.settle())
  const eventsOf = (type: string) => db.selectFrom('events').selectAll().where('provider_id', '=', company.provider.id).where('type', '=', type as 'ticket.tagged').execute()
  return { ...staff, call, preview, begin, run, several, idsOf, copies, eventsOf }
}
