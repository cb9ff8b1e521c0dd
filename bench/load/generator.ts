/** The generator: a process of its own, so that what it costs is seen and is not the server's. Jobs come by message, one at a time. */
import process from 'node:process'
import type { Done, Job } from './jobs.ts'

const runners: { [K in Job['kind']]: () => Promise<(job: Extract<Job, { kind: K }>) => Promise<Done>> } = {
  create: async () => (await import('./create.ts')).runCreate,
  sql: async () => (await import('./sql.ts')).runSql,
  mail: async () => (await import('./mail.ts')).runMail,
  pages: async () => (await import('./pages.ts')).runPages,
}

process.on('message', async (job: Job) => {
  try {
    const run = (await runners[job.kind]()) as (job: Job) => Promise<Done>
    process.send?.({ done: await run(job) })
  } catch (error) {
    process.send?.({ error: (error as Error).stack })
  }
})
process.on('disconnect', () => process.exit())
