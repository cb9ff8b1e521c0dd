import { gatherWords } from '#desk/search/search.ts'
import { addAgent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { addShipped } from '../desk/folder.ts'
import { copyStories } from './copies.ts'
import { addCustomers } from './people.ts'
import type { Person } from './people.ts'
import { playStories } from './stories.ts'

/** Tickets that are played; every further one is a copy of one of them. */
export const stories = 500

const agents = 8

const inHaste: Readonly<Record<string, string>> = { synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '8GB', autovacuum: 'off' }

/** Rows made up for a measurement may be lost in a power cut; what is measured may not. */
export async function hurry(desk: Desk, on: boolean): Promise<void> {
  for (const [name, value] of Object.entries(inHaste)) await desk.database.pool.query(on ? `alter system set ${name} = '${value}'` : `alter system reset ${name}`)
  await desk.database.pool.query('select pg_reload_conf()')
}

/** A provider with customers, agents and its first tickets. */
export async function addLived(desk: Desk, slug: string, customers: number): Promise<{ providerId: string; people: Person[] }> {
  const { id } = await addShipped(desk, slug)
  const people = await addCustomers(desk, id, customers, (index) => `client-${index}.example`)
  const team = []
  for (let index = 0; index < agents; index++) team.push(await addAgent(desk, id, { name: `Agent ${index}`, email: `agent-${index}@desk.example`, password: desk.ids.next() }))
  await playStories(desk, id, people.slice(0, 400), team, stories)
  return { providerId: id, people }
}

/** Brings a desk with its stories, each copied `had` times, to so many tickets; gives how often each is copied by now. The planner then knows the tables as it would after a night. */
export async function growTo(desk: Desk, size: number, had: number): Promise<number> {
  const wanted = size / stories - 1
  await gatherWords(desk)
  await copyStories(desk.database.pool, had + 1, wanted)
  // Tickets opened from now on come after the copies.
  await desk.database.pool.query("select setval(format('numbers.%I', p.id)::regclass, (select max(number) from tickets t where t.provider_id = p.id)) from providers p where exists (select 1 from tickets t where t.provider_id = p.id)")
  const client = await desk.database.pool.connect()
  try {
    // Longer than any statement of a desk may take.
    await client.query('set statement_timeout = 0')
    await client.query('vacuum analyze')
  } finally {
    await client.query('reset statement_timeout').finally(() => client.release())
  }
  return wanted
}
