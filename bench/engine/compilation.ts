import { compile } from '@guichet/policy'
import { budgets } from '../budgets.ts'
import { median, worked } from '../measure/windows.ts'
import { figure } from '../report.ts'
import type { Line } from '../report.ts'
import { shippedPolicies } from './policies.ts'

/** Reading, checking and preparing each shipped policy: the first time, while the code itself is cold, and the median of further ones. */
export function measureCompilation(quick: boolean): Line[] {
  const lines: Line[] = []
  for (const { slug, source } of shippedPolicies()) {
    const once = () => worked(() => compile([{ file: `${slug}/policy.yaml`, text: source }]))
    const first = once()
    const more: number[] = []
    for (let round = 0; round < (quick ? 3 : 9); round++) more.push(once())
    lines.push({
      part: 'engine', what: `compile ${slug}`, measured: median(more), unit: 'ms', budget: budgets.compilation,
      note: `${figure(source.length / 1000)} kB of YAML; the first time in this process ${figure(first)} ms`,
    })
  }
  return lines
}
