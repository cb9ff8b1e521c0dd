import { diffPolicies } from '../diff/diff.ts'
import { diffInWords } from '../diff/words.ts'
import type { Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { sentence, thin } from '../words/typography.ts'
import { labels } from './labels.ts'
import { clauseLink, words, type Section } from './sections.ts'

/** What changed since the version before, each change with the clause where it now stands. */
export function changesSection(policy: Policy, previous: Policy | undefined, lang: Lang): Section[] {
  if (previous === undefined) return []
  const say = labels[lang]
  const title = say.changes(previous.version)
  const colon = lang === 'fr' ? `${thin}: ` : ': '
  const items = diffInWords(diffPolicies(previous, policy), lang).map(({ place, clause, text }) => ({
    cell: [[
      ...(place === null ? [] : [{ text: sentence(place), ...(clause !== null && policy.clausesById.has(clause) ? clauseLink(clause) : {}) }, { text: colon }]),
      { text },
    ]],
  }))
  const blocks: Section['blocks'] = items.length === 0 ? [{ is: 'text', lines: [words(say.noChange)] }] : [{ is: 'list', items }]
  return [{ id: 'changes', title, blocks }]
}
