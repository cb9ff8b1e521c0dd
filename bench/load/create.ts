import { HttpConnection, httpRequest } from './http-connection.ts'
import type { CreateJob, Done } from './jobs.ts'
import { createTally } from './tally.ts'
import { requestText, subject } from '../generate/words.ts'

/** Asks for tickets on every connection until the time is over. */
export async function runCreate(job: CreateJob): Promise<Done> {
  const tally = createTally()
  let next = job.from
  const one = async (connection: HttpConnection) => {
    while (tally.elapsed() < job.milliseconds) {
      const index = next++
      const caller = job.callers[index % job.callers.length]
      const body = JSON.stringify({
        subject: subject(index), text: requestText(index), from: { email: caller?.email }, serviceId: caller?.serviceId,
        facts: index % 5 === 0 ? { kind: 'urgent' } : { kind: 'technical', topic: 'database', connection: 'fibre' },
      })
      const { status, took } = await connection.ask(httpRequest('POST', job.path, { authorization: `Bearer ${caller?.token}` }, body))
      if (status === 201) tally.did('create', took)
      else tally.failed(`status ${status}`)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: job.connections }, () => one(new HttpConnection(job.port))))
  return tally.done()
}
