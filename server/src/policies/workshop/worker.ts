import { parentPort } from 'node:worker_threads'
import { jobs } from './jobs.ts'

/** Does one job after the other with texts that nobody has looked at yet; whoever waits too long ends this thread. */
parentPort?.on('message', ({ id, name, given }: { id: number; name: keyof typeof jobs; given: unknown }) => {
  try {
    parentPort?.postMessage({ id, done: (jobs[name] as (input: unknown) => unknown)(given) })
  } catch (error) {
    parentPort?.postMessage({ id, broken: String((error as Error).stack ?? error) })
  }
})
