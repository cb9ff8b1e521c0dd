import { budgets } from '../budgets.ts'
import { withFolder } from '../desk/folder.ts'
import { median, spread } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { startDesk } from './process.ts'
import { weighPage, weighWorkspace } from './weights.ts'
import type { Weight } from './weights.ts'

const portalPages = [
  { name: 'home', path: '/dri/fr/' }, { name: 'policy', path: '/dri/fr/policy' }, { name: 'ask', path: '/dri/fr/ask' },
]

/** The first start on an empty folder, with the demonstration; then starts on what it left; and how heavy the pages are. */
export async function measureStart({ quick }: { quick: boolean }): Promise<Line[]> {
  return withFolder(async (dataFolder) => {
    const first = await startDesk(dataFolder)
    const weights: (Weight & { name: string })[] = []
    for (const { name, path } of portalPages) weights.push({ name, ...(await weighPage(first.port, path)) })
    await first.stop()
    const starts: number[] = []
    const worked: number[] = []
    for (let round = 0; round < (quick ? 3 : 7); round++) {
      const desk = await startDesk(dataFolder)
      starts.push(desk.took)
      worked.push(desk.worked)
      await desk.stop()
    }
    const workspace = await weighWorkspace()
    return [
      { part: 'start', what: 'start to the first page', measured: median(starts), unit: 'ms', budget: budgets.start, note: `existing demonstration folder, node start.mjs start; ${starts.length} starts ${spread(starts, figure)}; processor time ${figure(median(worked))} ms` },
      { part: 'start', what: 'first start, demonstration made', measured: first.took, unit: 'ms', note: 'empty folder, once' },
      ...weights.flatMap(({ name, all, script, parts, whenUsed }): Line[] => [
        { part: 'start', what: `portal ${name}, in all`, measured: all, unit: 'kB', budget: budgets.portalPage, note: `on the way: ${parts.join(', ')}${whenUsed.length > 0 ? `; when used: ${whenUsed.join(', ')}` : ''}` },
        { part: 'start', what: `portal ${name}, JavaScript`, measured: script, unit: 'kB', budget: budgets.portalScript, note: 'on the way' },
      ]),
      { part: 'start', what: 'workspace, first load, JavaScript', measured: workspace.first, unit: 'kB', budget: budgets.workspaceScript, note: `gzip, what its page names; ${workspace.files} files of ${figure(workspace.all)} kB in all` },
    ]
  })
}
