import type { Lang } from '../model.ts'
import type { Clause, Policy } from '../policy.ts'
import { anchorOf, fill, say, wordsIn } from '../words/fill.ts'
import type { PublishedClause } from './document.ts'

/** A clause and those below it, ready to render. */
export function publishClause(policy: Policy, clause: Clause, lang: Lang): PublishedClause {
  return {
    id: clause.id,
    anchor: anchorOf(clause.id),
    title: clause.title ? wordsIn(clause.title, policy, lang) : null,
    says: fill(clause.says, policy, lang),
    note: clause.why ? say(clause.why, policy, lang) : null,
    clauses: clause.clauses.map((inner) => publishClause(policy, inner, lang)),
    declared: clause.declared ? { by: wordsIn(clause.declared.by, policy, lang), on: clause.declared.on } : null,
  }
}
