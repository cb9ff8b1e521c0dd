import type { Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { instantInWords } from '../words/instants.ts'
import { labels } from './labels.ts'
import { words, type Section } from './sections.ts'

/** The earlier versions, each with its date; a link where it can still be read. */
export function versionsSection(policy: Policy, versions: readonly { version: string; effective: Instant; href?: string }[], lang: Lang): Section[] {
  const say = labels[lang]
  if (versions.length === 0) return []
  const items = versions.map(({ version, effective, href }) => {
    const text = `${say.version} ${version}`
    const from = say.effectiveFrom(instantInWords(effective, { zone: policy.zone, lang }))
    return { cell: [[...words(text, href === undefined ? {} : { href }), { text: `, ${from}` }]] }
  })
  return [{ id: 'versions', title: say.versions, blocks: [{ is: 'list', items }] }]
}
