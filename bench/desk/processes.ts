import { readdir, readFile } from 'node:fs/promises'

const ticksPerSecond = 100

interface Stat { readonly pid: number; readonly parent: number; readonly seconds: number }

/** One process; undefined when it is gone, or on a system without /proc. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number)
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
  return { pid, parent: fields[1] ?? 0, seconds: (user + system + childUser + childSystem) / ticksPerSecond }
}

async function all(): Promise<Stat[]> {
  const names = await readdir('/proc').catch(() => [])
  const stats = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map((name) => statOf(Number(name))))
  return stats.filter((stat) => stat !== undefined)
}

/** A process and everything that it started, in this order. */
export async function family(pid: number): Promise<number[]> {
  const stats = await all()
  const below = (parent: number): number[] => stats.filter((stat) => stat.parent === parent).flatMap((stat) => [stat.pid, ...below(stat.pid)])
  return [pid, ...below(pid)]
}

/** Seconds of processor time that a process has used, with those of its children that are gone. */
export async function cpuSeconds(pid: number): Promise<number> {
  return (await statOf(pid))?.seconds ?? 0
}

/** The same for a process's whole family but itself: its database. */
export async function cpuSecondsBelow(pid: number): Promise<number> {
  const [, ...below] = await family(pid)
  const seconds = await Promise.all(below.map(cpuSeconds))
  return seconds.reduce((sum, one) => sum + one, 0)
}

/** Proportional set size in megabytes: memory shared by several processes counts once among them. Undefined where the system does not tell. */
export async function proportionalMegabytes(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => undefined)
  const kilobytes = /^Pss: +(\d+) kB$/m.exec(text ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}
