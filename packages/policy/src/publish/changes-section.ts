import { diffPolicies } from '../diff/diff.ts'
import type { PolicyChange } from '../diff/types.ts'
import { diffInWords } from '../diff/words.ts'
import type { Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { sentence, thin } from '../words/typography.ts'
import { labels } from './labels.ts'
import { clauseLink, words, type Section } from './sections.ts'

// Both were compiled once and never change; the page that tells their difference is asked for all day.
const known = new WeakMap<Policy, WeakMap<Policy, PolicyChange[]>>()

function changesBetween(previous: Policy, policy: Policy): PolicyChange[] {
  const before = known.get(policy) ?? new WeakMap<Policy, PolicyChange[]>()
  known.set(policy, before)
  const found = before.get(previous) ?? diffPolicies(previous, policy)
  before.set(previous, found)
  return found
}

/** What changed since the version before, each change with the clause where it now stands. */
export function changesSection(policy: Policy, previous: Policy | undefined, lang: Lang): Section[] {
  if (previous === undefined) return []
  const say = labels[lang]
  const title = say.changes(previous.version)
  const colon = lang === 'fr' ? `${thin}: ` : ': '
  const items = diffInWords(changesBetween(previous, policy), lang).map(({ place, clause, text }) => ({
    cell: [[
      ...(place === null ? [] : [{ text: sentence(place), ...(clause !== null && policy.clausesById.has(clause) ? clauseLink(clause) : {}) }, { text: colon }]),
      { text },
    ]],
  }))
  const blocks: Section['blocks'] = items.length === 0 ? [{ is: 'text', lines: [words(say.noChange)] }] : [{ is: 'list', items }]
  return [{ id: 'changes', title, blocks }]
}
