import process from 'node:process'
import type { Done } from './jobs.ts'

/** Counts what a job does, from its making on. */
export function createTally() {
  const begun = performance.now()
  const used = process.cpuUsage()
  const times: Record<string, number[]> = {}
  const failures: Record<string, number> = {}
  let count = 0
  return {
    elapsed: () => performance.now() - begun,
    did(name: string, took: number) {
      count += 1
      times[name] ??= []
      times[name].push(took)
    },
    failed(why: string) {
      failures[why] = (failures[why] ?? 0) + 1
    },
    done(): Done {
      const milliseconds = performance.now() - begun
      const { user, system } = process.cpuUsage(used)
      return { count, milliseconds, cpu: (user + system) / 1000 / milliseconds, times, failures }
    },
  }
}
