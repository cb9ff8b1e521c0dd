import { pause } from '#platform/time.ts'
import { budgets } from '../budgets.ts'
import { withFolder } from '../desk/folder.ts'
import { family, proportionalMegabytes } from '../desk/processes.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { startDesk } from './process.ts'

/** Memory of the desk and its database some time after a start on an existing folder, nobody asking for anything. */
export async function measureMemory({ quick }: { quick: boolean }): Promise<Line[]> {
  const rest = quick ? 20 : 60
  return withFolder(async (dataFolder) => {
    await (await startDesk(dataFolder)).stop()
    const desk = await startDesk(dataFolder)
    try {
      await pause(rest * 1000)
      const pids = await family(desk.pid)
      const [own, ...others] = await Promise.all(pids.map(proportionalMegabytes))
      if (own === undefined) throw new Error('this system does not tell how much memory a process shares')
      const database = others.reduce<number>((sum, one) => sum + (one ?? 0), 0)
      return [{ part: 'memory', what: 'memory at rest', measured: own + database, unit: 'MB', budget: budgets.memory, note: `proportional, ${rest} s after the start; the desk ${figure(own)} MB, PostgreSQL ${figure(database)} MB in ${others.length} processes` }]
    } finally {
      await desk.stop()
    }
  })
}
