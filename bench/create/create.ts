import { budgets } from '../budgets.ts'
import { databaseOf, fill, withFolder } from '../desk/folder.ts'
import { openGathering } from '../desk/gathered.ts'
import type { Gathering } from '../desk/gathered.ts'
import { startGenerator } from '../desk/generator.ts'
import { cpuSeconds, cpuSecondsBelow } from '../desk/processes.ts'
import { startServer } from '../desk/server.ts'
import { addLived, growTo, hurry } from '../generate/lived.ts'
import type { Done } from '../load/jobs.ts'
import { median, percentile, spread } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { copyTickets, shapeOf } from './copied.ts'

const connections = 16
const rate = (done: Done) => (done.count * 1000) / done.milliseconds
const percent = (share: number) => `${Math.round(share * 100)} %`

/** Tickets through the API beside the same rows by bare SQL, in turns, on one server and one disk. */
export async function measureCreation({ quick }: { quick: boolean }): Promise<Line[]> {
  const [windows, milliseconds] = quick ? [3, 2_000] : [7, 4_000]
  return withFolder(async (dataFolder) => {
    const callers = await fill(dataFolder, async (desk) => {
      await hurry(desk, true)
      const { people } = await addLived(desk, 'dri', quick ? 5_000 : 15_000)
      await growTo(desk, 10_000, 0)
      await hurry(desk, false)
      return people
    })
    const server = await startServer(dataFolder)
    const generator = startGenerator()
    let gathering: Gathering | undefined
    try {
      const url = await databaseOf(dataFolder)
      gathering = await openGathering(url)
      const { whole } = gathering
      let from = 0
      const api = async (ms: number) => {
        const done = await whole(() => generator.run({ kind: 'create', port: server.port, path: '/dri/api/v1/requests', milliseconds: ms, connections, callers: callers.map(({ token, email, serviceId }) => ({ token, email, serviceId })), from }))
        from += done.count
        return done
      }
      await api(milliseconds)
      const tickets = await copyTickets(url, 100)
      const sql = (together: boolean) => whole(() => generator.run({ kind: 'sql', url, milliseconds, connections, tickets, together }))
      await sql(false)
      const found: { api: Done; bare: Done; together: Done; server: number; database: number }[] = []
      for (let window = 0; window < windows; window++) {
        const before = [await cpuSeconds(server.pid), await cpuSecondsBelow(server.pid)] as const
        const created = await api(milliseconds)
        const [serverSeconds, databaseSeconds] = [(await cpuSeconds(server.pid)) - before[0], (await cpuSecondsBelow(server.pid)) - before[1]]
        const share = 1000 / created.milliseconds
        found.push({ api: created, server: serverSeconds * share, database: databaseSeconds * share, bare: await sql(false), together: await sql(true) })
      }
      const of = (pick: (one: (typeof found)[number]) => number) => found.map(pick)
      const created = of((one) => rate(one.api))
      const bare = of((one) => rate(one.bare))
      const together = of((one) => rate(one.together))
      const ratios = of((one) => (100 * rate(one.api)) / rate(one.bare))
      const p95 = percentile(found.flatMap((one) => one.api.times['create'] ?? []), 0.95)
      const cpu = `server ${percent(median(of((one) => one.server)))} of a core, database ${percent(median(of((one) => one.database)))}, generator ${percent(median(of((one) => one.api.cpu)))}`
      return [
        { part: 'create', what: 'tickets by the API', measured: median(created), unit: '/s', note: `on a desk of 10,000 tickets; 16 connections, fsync on, letters waiting in the outbox, until all can be found by search; windows ${spread(created, figure)}; p95 ${figure(p95)} ms; ${cpu}` },
        { part: 'create', what: 'same rows, bare SQL', measured: median(bare), unit: '/s', note: `${shapeOf(tickets)}; windows ${spread(bare, figure)}; generator ${percent(median(of((one) => one.bare.cpu)))} of a core` },
        { part: 'create', what: 'API against bare SQL', measured: median(ratios), unit: '%', budget: budgets.creation, note: `median of the ratios of ${windows} pairs of windows; ${spread(ratios, figure)}` },
        { part: 'create', what: 'same rows, one statement', measured: median(together), unit: '/s', note: `the least round trips that SQL allows; the API reaches ${figure((100 * median(created)) / median(together))} %` },
      ]
    } finally {
      await gathering?.stop()
      await generator.stop()
      await server.stop()
    }
  })
}
