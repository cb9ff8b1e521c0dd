import { pause } from '#platform/time.ts'
import { HttpConnection, httpRequest } from './http-connection.ts'
import type { Done, PagesJob } from './jobs.ts'
import { createTally } from './tally.ts'

/**
 * Lets everybody click at their own beat, begun at different moments. A click that the server answers late does not
 * delay the next ones of others: the load is what people bring, not what the server can bear.
 */
export async function runPages(job: PagesJob): Promise<Done> {
  const tally = createTally()
  await Promise.all(
    job.people.map(async ({ headers, paths }, index) => {
      const connection = new HttpConnection(job.port)
      await pause((index * job.every) / job.people.length)
      for (let click = index; tally.elapsed() < job.milliseconds; click++) {
        const due = performance.now() + job.every
        const asked = paths[click % paths.length]
        if (!asked) break
        const { status, took } = await connection.ask(httpRequest('GET', asked.path, headers))
        if (status === 200) tally.did(asked.name, took)
        else tally.failed(`${asked.name}: status ${status}`)
        await pause(Math.max(0, due - performance.now()))
      }
      connection.close()
    }),
  )
  return tally.done()
}
