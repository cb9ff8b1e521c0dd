import pg from 'pg'
import type { Done } from '../load/jobs.ts'

/** Sees to it that what was written is found by search before it counts as done. */
export interface Gathering {
  /** Lengthens a window by the time until everything that was written in it can be found. */
  whole(work: () => Promise<Done>): Promise<Done>
  stop(): Promise<void>
}

/** Words are gathered after the commit: beside the load by the server, and what then still waits by ourselves. */
export async function openGathering(url: string): Promise<Gathering> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const rest = async () => {
    for (;;) {
      const { rows } = await client.query<{ read: number }>('select gather_words(100) as read')
      if (rows[0]?.read === 0) return
    }
  }
  return {
    async whole(work) {
      await rest()
      const done = await work()
      const begun = performance.now()
      await rest()
      return { ...done, milliseconds: done.milliseconds + performance.now() - begun }
    },
    stop: () => client.end(),
  }
}
