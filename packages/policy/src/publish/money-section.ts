import type { Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { feeAndRightBlocks } from './fees-section.ts'
import { moneyLabels } from './money-labels.ts'
import { priceBlocks } from './prices-section.ts'
import type { Section } from './sections.ts'

/** What anything costs, at the rates of an instant; nothing where the policy says nothing of money. */
export function moneySection(policy: Policy, at: Instant, lang: Lang): Section[] {
  const blocks = [...priceBlocks(policy, at, lang), ...feeAndRightBlocks(policy, at, lang)]
  return blocks.length === 0 ? [] : [{ id: 'prices', title: moneyLabels[lang].title, blocks }]
}
