import { Worker } from 'node:worker_threads'
import type { Log } from '#platform/log.ts'
import type { Jobs } from './jobs.ts'

/** How long one job may take: examples that change the policy compile it again each. */
const longest = 15_000
/** Nobody has to wait behind more than this many. */
const mostWaiting = 12
/** A thread that nobody needs goes, with its memory. */
const idle = 60_000

export type Done<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: 'too-slow' | 'busy' }

interface Job { readonly id: number; readonly name: keyof Jobs; readonly given: unknown; readonly key: string; readonly end: (done: Done<never>) => void; readonly fail: (error: Error) => void }

/** Where texts of policies are checked and tried: beside the desk, so that a long or hostile one keeps nobody waiting. */
export interface Workshop {
  /** Does a job. Of jobs with one key, the last is done: whoever types on no longer needs the answer before. */
  run<N extends keyof Jobs>(name: N, given: Parameters<Jobs[N]>[0], key: string): Promise<Done<ReturnType<Jobs[N]>>>
}

/** A workshop of one thread, started by its first job. `limit`: milliseconds that a job may take. */
export function openWorkshop(log: Log, limit = longest): Workshop {
  let worker: Worker | undefined
  let running: Job | undefined
  let timer: NodeJS.Timeout | undefined
  const waiting: Job[] = []
  let last = 0

  function stop(): void {
    void worker?.terminate()
    worker = undefined
  }

  function started(): Worker {
    if (worker) return worker
    const made = new Worker(new URL('worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 256 } })
    made.unref()
    made.on('message', ({ id, done, broken }: { id: number; done?: never; broken?: string }) => {
      if (running?.id !== id) return
      const { end, fail, name } = running
      settle()
      if (broken === undefined) end({ ok: true, value: done as never })
      else fail(new Error(`the workshop broke at ${name}: ${broken}`))
    })
    made.on('error', (err) => {
      log.error({ err }, 'the workshop of policies broke')
      if (worker === made) giveUp()
    })
    worker = made
    return made
  }

  /** Too long, or too large for the thread's memory: it begins anew with the next job. */
  function giveUp(): void {
    const job = running
    stop()
    settle()
    job?.end({ ok: false, why: 'too-slow' })
  }

  function settle(): void {
    running = undefined
    clearTimeout(timer)
    timer = setTimeout(stop, idle)
    timer.unref()
    next()
  }

  function next(): void {
    const job = running ? undefined : waiting.shift()
    if (!job) return
    running = job
    clearTimeout(timer)
    timer = setTimeout(giveUp, limit)
    started().postMessage({ id: job.id, name: job.name, given: job.given })
  }

  return {
    run(name, given, key) {
      const same = waiting.findIndex((job) => job.key === `${name} ${key}`)
      if (same >= 0) waiting.splice(same, 1)[0]!.end({ ok: false, why: 'busy' })
      if (waiting.length >= mostWaiting) return Promise.resolve({ ok: false, why: 'busy' })
      return new Promise((end, fail) => {
        last += 1
        waiting.push({ id: last, name, given, key: `${name} ${key}`, end: end as Job['end'], fail })
        next()
      })
    },
  }
}
