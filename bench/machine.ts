import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import process from 'node:process'

/** The machine, as far as it matters to who reads the numbers. `load`: how busy it already was, 0 when idle. */
export function machine() {
  const [load = 0] = loadavg()
  return {
    processor: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), memoryGB: Math.round(totalmem() / 2 ** 30), system: `${type()} ${release()}`,
    node: process.version, load: Math.round(load * 100) / 100,
  }
}
