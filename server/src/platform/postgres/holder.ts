import { readFileSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Who runs the embedded PostgreSQL of a data folder, as noted beside it. */
export interface Holder {
  /** The Guichet that started it. */
  readonly guichet: number
  /** PostgreSQL itself. */
  readonly postgres: number
  /** Where its socket is. */
  readonly socketFolder: string
}

const note = (dataFolder: string) => join(dataFolder, 'postgres.json')

/** Notes the holder, whole or not at all. */
export async function noteHolder(dataFolder: string, holder: Holder): Promise<void> {
  const path = note(dataFolder)
  await writeFile(`${path}.${process.pid}`, JSON.stringify(holder), { mode: 0o600 })
  await rename(`${path}.${process.pid}`, path)
}

/** Who is noted, running or not. */
export async function readHolder(dataFolder: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(note(dataFolder), 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** Takes the note away. */
export async function forgetHolder(dataFolder: string): Promise<void> {
  await rm(note(dataFolder), { force: true })
}

/** The process of PostgreSQL's own lock file, undefined when there is none. */
export function lockedBy(cluster: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)
    return pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Whether a process has ended and only waits for its parent to notice, which in some containers never happens. */
export function isGhost(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Whether a process runs; one that we may not signal does. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isGhost(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
