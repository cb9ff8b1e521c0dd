import { cookieName, openSession } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { budgets } from '../budgets.ts'
import { fill } from '../desk/folder.ts'
import { startGenerator } from '../desk/generator.ts'
import type { Generator } from '../desk/generator.ts'
import { cpuSeconds, cpuSecondsBelow } from '../desk/processes.ts'
import { startServer } from '../desk/server.ts'
import type { PagesJob } from '../load/jobs.ts'
import { median, percentile } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { slug } from './lived.ts'
import type { Lived } from './lived.ts'

const every = 5_000
/** Fifty agents and half as many customers. */
const count = 75

type Visitors = PagesJob['people']

/** Numbers of tickets to look at: some to do, others old. */
async function numbersOf(desk: Desk, where: string): Promise<{ number: number; contact_id: string }[]> {
  const { rows } = await desk.database.pool.query<{ number: number; contact_id: string }>(`select number, contact_id from tickets where ${where} order by id desc limit 200`)
  return rows
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** Agents and customers with their sessions, and what each of them looks at in turn. */
async function visitors(desk: Desk, providerId: string): Promise<Visitors> {
  const { db, pool } = desk.database
  const { rows: agents } = await pool.query<{ id: string }>('select id from agents')
  const numbers = [...(await numbersOf(desk, "place = 'todo'")), ...(await numbersOf(desk, "place = 'solved'"))]
  const people: Visitors[number][] = []
  const api = `/${slug}/api/v1`
  for (let index = 0; index < count; index++) {
    const { number, contact_id: contactId } = at(numbers, index * 7)
    if (index % 3 < 2) {
      const { token } = await openSession(desk, db, providerId, { agentId: at(agents, index).id })
      const views = ['todo', 'mine', 'late', 'unassigned', 'waiting', 'due_soon', 'all', 'solved']
      people.push({
        headers: { cookie: `${cookieName(slug, 'agent')}=${token}` },
        paths: [
          { name: 'queue', path: `${api}/queue?view=${at(views, index)}` }, { name: 'counts', path: `${api}/queue/counts` }, { name: 'shape', path: `${api}/queue/shape?view=todo` },
          { name: 'filter', path: `${api}/queue?q=${encodeURIComponent('last:customer place:todo,waiting')}` },
          { name: 'ticket', path: `${api}/queue/${number}` }, { name: 'queue', path: `${api}/queue?view=todo` },
          { name: 'ticket', path: `${api}/queue/${at(numbers, index * 11).number}` },
        ],
      })
      continue
    }
    const { token } = await openSession(desk, db, providerId, { contactId })
    people.push({
      headers: { cookie: `${cookieName(slug, 'contact')}=${token}` },
      paths: [{ name: 'customer', path: `/${slug}/fr/tickets/${number}` }, { name: 'list', path: `/${slug}/fr/tickets` }],
    })
  }
  return people
}

const names: Readonly<Record<string, string>> = { queue: 'queue page', counts: 'counts', shape: 'shape of a list', filter: 'queue page by a filter', ticket: 'ticket page, agent', customer: 'ticket page, customer (HTML)', list: 'list, customer (HTML)' }

async function click(generator: Generator, people: Visitors, { dataFolder, size, quick }: Lived): Promise<Line[]> {
  const milliseconds = quick ? 10_000 : 60_000
  const server = await startServer(dataFolder)
  try {
    const job = { kind: 'pages', port: server.port, every, people } as const
    // The first pages of a process compile its code: they are not what an agent waits for all day.
    await generator.run({ ...job, every: every / 5, milliseconds: milliseconds / 3 })
    const before = [await cpuSeconds(server.pid), await cpuSecondsBelow(server.pid)] as const
    const done = await generator.run({ ...job, milliseconds })
    const share = (seconds: number) => `${Math.round((100_000 * seconds) / done.milliseconds)} %`
    const cpu = `server ${share((await cpuSeconds(server.pid)) - before[0])} of a core, database ${share((await cpuSecondsBelow(server.pid)) - before[1])}, generator ${Math.round(100 * done.cpu)} %`
    const budget = size > 100_000 ? budgets.pagesOfAMillion : budgets.pages
    return Object.entries(names).map(([name, said], index): Line => {
      const times = done.times[name] ?? []
      const load = index === 0 ? `; ${people.length} people, a click every ${every / 1000} s each; ${cpu}` : ''
      return { part: 'pages', what: `${said}, ${size.toLocaleString('en-GB')} tickets, p95`, measured: percentile(times, 0.95), unit: 'ms', budget, note: `median ${figure(median(times))}, slowest ${figure(Math.max(...times))} of ${times.length}${load}` }
    })
  } finally {
    await server.stop()
  }
}

/** Pages of a desk while fifty agents and their customers click. */
export async function lookAtPages(lived: Lived): Promise<Line[]> {
  const people = await fill(lived.dataFolder, (desk) => visitors(desk, lived.providerId))
  const generator = startGenerator()
  try {
    return await click(generator, people, lived)
  } finally {
    await generator.stop()
  }
}
