import type { Desk } from '#policies/policies.ts'
import { fill, withFolder } from '../desk/folder.ts'
import { addLived, growTo, hurry } from '../generate/lived.ts'
import type { LivedPart, Options } from '../options.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { slug } from './lived.ts'
import type { Lived } from './lived.ts'

type Look = (lived: Lived) => Promise<Line[]>

const looks: Record<LivedPart, () => Promise<Look>> = {
  pages: async () => (await import('./pages.ts')).lookAtPages,
  search: async () => (await import('./search.ts')).lookAtSearch,
  browser: async () => (await import('./browser.ts')).lookAtBrowser,
  live: async () => (await import('./live.ts')).lookAtLive,
}

/** From here on a desk is large; below it only pages are looked at, to see how their cost grows. */
const large = 100_000

/** Writes in haste what need not outlast a power cut. */
function written<Result>(dataFolder: string, work: (desk: Desk) => Promise<Result>): Promise<Result> {
  return fill(dataFolder, async (desk) => {
    await hurry(desk, true)
    const result = await work(desk)
    await hurry(desk, false)
    return result
  })
}

/** The parts that look at a desk that has lived: the same desk for all, as it grows tenfold, again and again. */
export async function measureLived({ parts, quick, million }: Pick<Options, 'quick' | 'million'> & { parts: readonly LivedPart[] }): Promise<Line[]> {
  const sizes = [...(parts.includes('pages') ? [1_000, 10_000] : []), large, ...(million ? [1_000_000] : [])]
  return withFolder(async (dataFolder) => {
    const { providerId } = await written(dataFolder, (desk) => addLived(desk, slug, 400))
    const lines: Line[] = []
    let copies = 0
    for (const size of sizes) {
      const begun = performance.now()
      copies = await written(dataFolder, (desk) => growTo(desk, size, copies))
      process.stderr.write(`  ${size.toLocaleString('en-GB')} tickets written in ${figure((performance.now() - begun) / 1000)} s\n`)
      for (const part of parts) {
        if (size < large && part !== 'pages') continue
        process.stderr.write(`  ${part}…\n`)
        lines.push(...(await (await looks[part]())({ dataFolder, providerId, size, quick })))
      }
    }
    return parts.flatMap((part) => lines.filter((line) => line.part === part))
  })
}
