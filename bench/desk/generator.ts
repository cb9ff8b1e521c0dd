import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Done, Job } from '../load/jobs.ts'

/** The generator's process, waiting for jobs. */
export interface Generator {
  /** @throws Error with what the generator said when a job broke, or when anything in it failed */
  run(job: Job): Promise<Done>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../load/generator.ts', import.meta.url))

export function startGenerator(): Generator {
  const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    async run(job) {
      child.send(job)
      const [answer] = (await once(child, 'message')) as [{ done?: Done; error?: string }]
      if (!answer.done) throw new Error(`the generator broke: ${answer.error}`)
      const failures = Object.entries(answer.done.failures)
      if (failures.length > 0) throw new Error(`${job.kind}: ${failures.map(([why, count]) => `${count} × ${why}`).join(', ')}`)
      return answer.done
    },
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
