import { join } from 'node:path'
import pg from 'pg'
import { machines, makeNames, openNames } from '#channels/demonstration/names.ts'
import { markDemonstration } from '#platform/demonstration.ts'
import { budgets } from '../budgets.ts'
import { addShipped, databaseOf, fill, withFolder } from '../desk/folder.ts'
import { openGathering } from '../desk/gathered.ts'
import type { Gathering } from '../desk/gathered.ts'
import { startGenerator } from '../desk/generator.ts'
import { cpuSeconds, cpuSecondsBelow } from '../desk/processes.ts'
import { startServer } from '../desk/server.ts'
import { addCustomers } from '../generate/people.ts'
import type { Done } from '../load/jobs.ts'
import { median, percentile, spread } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { mixed, writeMails } from './letters.ts'

const domains = Array.from({ length: 100 }, (_, index) => `domaine-${index}.example`)

/** What became of the mails, and who was believed to have sent them. */
async function became(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ state: string; trust: string; n: number }>(`select state, sender ->> 'trust' as trust, count(*)::int as n from requests group by 1, 2 order by 3 desc`)
  await client.end()
  return rows.map(({ n, state, trust }) => `${n} ${state} at ${trust}`).join(', ')
}

/** Signed mails through the real SMTP listener: read, authenticated by ourselves, decided, stored with their ticket, answered 250 when all is on disk. */
export async function measureMail({ quick }: { quick: boolean }): Promise<Line[]> {
  const [windows, each] = quick ? [3, 150] : [7, 600]
  return withFolder(async (dataFolder) => {
    const { people, to } = await fill(dataFolder, async (desk) => {
      const provider = await addShipped(desk, 'introserv')
      const to = provider.mailboxes[0]
      if (to === undefined) throw new Error('this provider takes no mail')
      return { to, people: await addCustomers(desk, provider.id, each * 2, (index) => domains[index % domains.length] ?? '') }
    })
    // Only a demonstration takes its names from a table.
    await markDemonstration(dataFolder)
    await makeNames(dataFolder, domains)
    const mails = await writeMails(join(dataFolder, 'mails'), await openNames(dataFolder), people, to, each * (windows + 1))
    const server = await startServer(dataFolder)
    const generator = startGenerator()
    let gathering: Gathering | undefined
    try {
      gathering = await openGathering(await databaseOf(dataFolder))
      const { whole } = gathering
      const found: { done: Done; rate: number; server: number; database: number }[] = []
      for (let window = 0; window <= windows; window++) {
        const before = [await cpuSeconds(server.pid), await cpuSecondsBelow(server.pid)] as const
        const done = await whole(() => generator.run({ kind: 'mail', port: server.smtpPort, localAddress: machines.own, connections: 16, mails: mails.slice(window * each, (window + 1) * each) }))
        const seconds = done.milliseconds / 1000
        // The first window warms the code up.
        if (window > 0) found.push({ done, rate: done.count / seconds, server: ((await cpuSeconds(server.pid)) - before[0]) / seconds, database: ((await cpuSecondsBelow(server.pid)) - before[1]) / seconds })
      }
      const rates = found.map(({ rate }) => rate)
      const p95 = percentile(found.flatMap(({ done }) => done.times['mail'] ?? []), 0.95)
      const share = (pick: (one: (typeof found)[number]) => number) => `${Math.round(100 * median(found.map(pick)))} %`
      return [
        {
          part: 'mail', what: 'mails in by SMTP', measured: median(rates), unit: '/s', budget: budgets.mails,
          note: `16 connections; of 9: ${mixed}; windows ${spread(rates, figure)}; p95 ${figure(p95)} ms; server ${share((one) => one.server)} of a core, database ${share((one) => one.database)}, generator ${share(({ done }) => done.cpu)}; ${await became(await databaseOf(dataFolder))}`,
        },
      ]
    } finally {
      await gathering?.stop()
      await generator.stop()
      await server.stop()
    }
  })
}
