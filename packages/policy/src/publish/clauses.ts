import type { Lang } from '../model.ts'
import type { Clause, Policy } from '../policy.ts'
import { anchorOf, fill, say, wordsIn, type Part } from '../words/fill.ts'
import type { PublishedClause } from './document.ts'

/** Where the tables tell more of what a placeholder names, in the order of preference. */
function told(policy: Policy, path: string): string[] {
  const [family = '', ...rest] = path.split('.')
  const name = family === 'target' || family === 'fact' ? rest.join('.') : (rest[0] ?? '')
  if (family !== 'target') return [`${family === 'calendar' ? 'hours' : family}-${name}`]
  const metric = policy.families.targets.find(({ answer }) => answer.name === name || answer.table?.name === name)?.answer.metric
  return [`promise-${name}`, ...(metric === undefined ? [] : [`promises-${metric}`])]
}

/** A value leads to the clause that sets it; where that is the clause one reads, to the table that tells all of it. */
function leading(policy: Policy, part: Part, clause: string, anchors: ReadonlySet<string>): Part {
  if (typeof part === 'string' || part.href !== undefined) return part
  const anchor = part.clause !== undefined && part.clause !== clause ? anchorOf(part.clause) : told(policy, part.path).find((one) => anchors.has(one))
  return anchor === undefined ? part : { ...part, anchor }
}

/** A clause and those below it, ready to render. `anchors`: the fragments of the tables after the clauses. */
export function publishClause(policy: Policy, clause: Clause, lang: Lang, anchors: ReadonlySet<string>): PublishedClause {
  return {
    id: clause.id,
    anchor: anchorOf(clause.id),
    title: clause.title ? wordsIn(clause.title, policy, lang) : null,
    says: fill(clause.says, policy, lang).map((part) => leading(policy, part, clause.id, anchors)),
    note: clause.why ? say(clause.why, policy, lang) : null,
    clauses: clause.clauses.map((inner) => publishClause(policy, inner, lang, anchors)),
    declared: clause.declared ? { by: wordsIn(clause.declared.by, policy, lang), on: clause.declared.on } : null,
  }
}
