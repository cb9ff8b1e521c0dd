import { PgBoss } from 'pg-boss'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

/** Does what is due. What is due, and when, is in our tables: a job carries nothing, and one too many does no harm. */
export type Work = () => Promise<void>

/** Wakes work, in whichever process gets it first, and again when that process dies. */
export interface Jobs {
  /** Names a work that `wake` starts. Before `start` only. */
  on(name: string, work: Work): void
  /** Names a work that also starts by itself: every so many seconds (a whole number), or by a cron line in UTC. Before `start` only. */
  every(name: string, when: number | string, work: Work): void
  /**
   * Names a work that starts by itself every so many seconds and runs in each process that wakes it, without a turn among the processes:
   * for what takes its own turns, is due very often and costs little. Before `start` only.
   */
  here(name: string, seconds: number, work: Work): void
  /**
   * Asks for a work to run soon; many calls may be answered by one run that begins after the last of them.
   * Call it after the commit that made the work due. Never throws: a wake-up lost is made good by `every`.
   */
  wake(name: string): void
  start(): Promise<void>
  /** Waits for the work under way (10 s at most), starts no more. */
  stop(): Promise<void>
}

interface Named {
  readonly work: Work
  readonly when: number | string | undefined
  readonly here?: true
}

/** A crashed process is noticed after this many seconds without a sign of life, and its work given to another. */
const heartbeatSeconds = 10

/** Between two wake-ups of the same work, in milliseconds: each is a commit, and a busy desk wakes its outbox with every ticket. */
const rest = 200

const queue = {
  // One waiting and one running at most: a wake-up during a run makes one more run, however many they are.
  policy: 'stately',
  retryLimit: 3,
  retryDelay: 1,
  retryBackoff: true,
  expireInSeconds: 600,
  heartbeatSeconds,
  retentionSeconds: 3_600,
  deleteAfterSeconds: 60,
  notify: true,
} as const

function createBoss<Tables>(database: Database<Tables>): PgBoss {
  return new PgBoss({
    // Our pool and our listening connection serve both: no further connections, no further memory.
    db: {
      executeSql: (text, values) => database.pool.query(text, values),
      listen: async (channel, heard, again) => {
        const close = await database.listener.listen(channel, heard, again)
        again()
        return { close }
      },
    },
    schema: 'jobs',
    useListenNotify: true,
    superviseIntervalSeconds: 15,
    maintenanceIntervalSeconds: 600,
    monitorIntervalSeconds: 3_600,
    monitorVacuum: false,
    reindex: false,
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 5,
  })
}

/**
 * Jobs kept in the database, in the schema `jobs`. `alone`: no other process can be at work on this database, so that what a
 * dead one had in hand is taken up at the start; elsewhere a sign of life must first be missed.
 */
export function createJobs<Tables>(database: Database<Tables>, log: Log, alone = false): Jobs {
  const boss = createBoss(database)
  const named = new Map<string, Named>()
  const resting = new Set<string>()
  const again = new Set<string>()
  const underWay = new Map<string, Promise<void>>()
  const timers: NodeJS.Timeout[] = []
  let state: 'new' | 'running' | 'stopped' = 'new'

  boss.on('error', (err) => log.warn({ err }, 'jobs'))
  boss.on('warning', (warning) => log.debug({ warning }, 'jobs'))

  function name(job: string, entry: Named): void {
    if (state !== 'new') throw new Error('jobs are named before they start')
    if (named.has(job)) throw new Error(`the job ${job} is named twice`)
    named.set(job, entry)
  }

  /** Runs a work in this process; woken meanwhile, it runs once more. */
  function runHere(job: string, work: Work): void {
    if (underWay.has(job)) return void again.add(job)
    underWay.set(job, work().catch((err: unknown) => log.error({ err, job }, 'a job failed')).finally(() => {
      underWay.delete(job)
      if (again.delete(job)) wake(job)
    }))
  }

  /** Sends the first wake-up at once, and those that come while it rests as one when it has rested. */
  function wake(job: string): void {
    const entry = named.get(job)
    if (!entry) throw new Error(`no job is named ${job}`)
    if (state !== 'running') return
    if (resting.has(job)) return void again.add(job)
    resting.add(job)
    setImmediate(() => {
      if (state !== 'running') return
      if (entry.here) runHere(job, entry.work)
      else boss.send(job, {}).catch((err: unknown) => log.warn({ err, job }, 'a wake-up was lost'))
    })
    setTimeout(() => {
      resting.delete(job)
      if (again.delete(job)) wake(job)
    }, rest).unref()
  }

  async function begin(job: string, { work, when, here }: Named): Promise<void> {
    if (here) return void timers.push(setInterval(() => wake(job), Number(when) * 1_000))
    await boss.createQueue(job, queue)
    await boss.updateQueue(job, { notify: true })
    await boss.work(job, { pollingIntervalSeconds: 5, notifyPollingIntervalSeconds: 5, heartbeatRefreshSeconds: heartbeatSeconds / 2 }, async () => {
      try {
        await work()
      } catch (err) {
        log.error({ err, job }, 'a job failed')
        throw err
      }
    })
    if (typeof when === 'string') await boss.schedule(job, when, {}, { tz: 'UTC' })
    if (typeof when === 'number') timers.push(setInterval(() => wake(job), when * 1_000))
  }

  return {
    on: (job, work) => name(job, { work, when: undefined }),
    every: (job, when, work) => name(job, { work, when }),
    here: (job, seconds, work) => name(job, { work, when: seconds, here: true }),
    wake,
    async start() {
      state = 'running'
      await boss.start()
      if (alone) await database.pool.query("delete from jobs.job where state = 'active'")
      for (const [job, entry] of named) await begin(job, entry)
      // What was due while nothing ran does not wait for its next turn.
      for (const [job, { when }] of named) if (typeof when === 'number') wake(job)
    },
    async stop() {
      if (state !== 'running') return
      state = 'stopped'
      for (const timer of timers) clearInterval(timer)
      await Promise.all(underWay.values())
      await boss.stop({ graceful: true, timeout: 10_000, close: false })
    },
  }
}

/** Jobs for tests that move the time: nothing runs until told. */
export interface ManualJobs extends Jobs {
  /** Runs one work now, asked for or not. */
  run(name: string): Promise<void>
  /** Runs what was woken, and what that wakes, until nothing is left. */
  settle(): Promise<void>
  /** Runs every work that starts by itself, then settles. */
  tick(): Promise<void>
}

/** Jobs without a database and without timers. */
export function createManualJobs(): ManualJobs {
  const named = new Map<string, Named>()
  const woken = new Set<string>()
  const find = (job: string) => {
    const entry = named.get(job)
    if (!entry) throw new Error(`no job is named ${job}`)
    return entry
  }
  const settle = async () => {
    for (let job = [...woken][0]; job !== undefined; job = [...woken][0]) {
      woken.delete(job)
      await find(job).work()
    }
  }
  return {
    on: (job, work) => void named.set(job, { work, when: undefined }),
    every: (job, when, work) => void named.set(job, { work, when }),
    here: (job, when, work) => void named.set(job, { work, when }),
    wake(job) {
      find(job)
      woken.add(job)
    },
    run: (job) => find(job).work(),
    settle,
    async tick() {
      for (const [job, entry] of named) if (entry.when !== undefined) woken.add(job)
      await settle()
    },
    start: async () => undefined,
    stop: async () => undefined,
  }
}
