import { cookieName, openSession } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { budgets } from '../budgets.ts'
import { fill, withFolder } from '../desk/folder.ts'
import { startGenerator } from '../desk/generator.ts'
import { cpuSeconds, cpuSecondsBelow } from '../desk/processes.ts'
import { startServer } from '../desk/server.ts'
import { addLived, growTo, hurry } from '../generate/lived.ts'
import type { PagesJob } from '../load/jobs.ts'
import { median, percentile } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'

const slug = 'dri'
const every = 5_000
const customers = 500
const tickets = 10_000

/** What a customer opens in turn. `own`: only who has a ticket or a service opens theirs. */
const clicks = (own: { ticket: number | null; service: string }): PagesJob['people'][number]['paths'] => {
  const home = `/${slug}/fr`
  return [
    { name: 'account', path: `${home}/account` }, { name: 'tickets', path: `${home}/tickets` },
    ...(own.ticket === null ? [] : [{ name: 'ticket', path: `${home}/tickets/${own.ticket}` }]),
    { name: 'services', path: `${home}/services` }, { name: 'service', path: `${home}/services/${own.service}` },
    { name: 'notices', path: `${home}/notices` }, { name: 'ask', path: `${home}/ask?serviceId=${own.service}` },
  ]
}

async function signedIn(desk: Desk, providerId: string): Promise<PagesJob['people']> {
  const { rows } = await desk.database.pool.query<{ contact: string; service: string; ticket: number | null }>(
    `select c.id as contact, (select id from services s where s.provider_id = c.provider_id and s.customer_id = c.customer_id limit 1) as service,
       (select number from tickets t where t.provider_id = c.provider_id and t.customer_id = c.customer_id limit 1) as ticket
     from contacts c where c.provider_id = $1 order by c.id limit $2`, [providerId, customers])
  return Promise.all(rows.map(async ({ contact, service, ticket }) => {
    const { token } = await openSession(desk, desk.database.db, providerId, { contactId: contact })
    return { headers: { cookie: `${cookieName(slug, 'contact')}=${token}` }, paths: clicks({ ticket, service }) }
  }))
}

/** Five hundred customers in their area at once, each clicking every five seconds. */
export async function measureArea({ quick }: { quick: boolean }): Promise<Line[]> {
  return withFolder(async (dataFolder) => {
    const people = await fill(dataFolder, async (desk) => {
      await hurry(desk, true)
      const { providerId } = await addLived(desk, slug, customers)
      await growTo(desk, tickets, 0)
      await hurry(desk, false)
      return signedIn(desk, providerId)
    })
    const server = await startServer(dataFolder)
    const generator = startGenerator()
    try {
      const job = { kind: 'pages', port: server.port, every, people } as const
      await generator.run({ ...job, milliseconds: 15_000 })
      const before = [await cpuSeconds(server.pid), await cpuSecondsBelow(server.pid)] as const
      const done = await generator.run({ ...job, milliseconds: quick ? 20_000 : 60_000 })
      const share = (seconds: number) => `${Math.round((100_000 * seconds) / done.milliseconds)} %`
      const load = `${people.length} customers, ${tickets.toLocaleString('en-GB')} tickets; server ${share((await cpuSeconds(server.pid)) - before[0])} of a core, database ${share((await cpuSecondsBelow(server.pid)) - before[1])}, generator ${Math.round(100 * done.cpu)} %`
      const lineOf = (what: string, times: readonly number[], note = ''): Line => ({
        part: 'area', what, measured: percentile(times, 0.95), unit: 'ms', budget: budgets.area, note: `median ${figure(median(times))}, slowest ${figure(Math.max(...times))} of ${times.length}${note}`,
      })
      return [
        lineOf('client area, all pages, p95', Object.values(done.times).flat(), `; ${load}`),
        ...Object.entries(done.times).map(([name, times]) => lineOf(`client area, ${name}, p95`, times)),
      ]
    } finally {
      await generator.stop()
      await server.stop()
    }
  })
}
