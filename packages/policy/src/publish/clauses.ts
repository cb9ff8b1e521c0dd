import type { Lang } from '../model.ts'
import type { Clause, Policy } from '../policy.ts'
import { fill, say, wordsIn } from '../words/fill.ts'
import type { PublishedClause } from './document.ts'

/** Fragment by which a clause is reached on the page. */
export function anchorOf(clause: string): string {
  return `art-${clause.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}`
}

/** A clause and those below it, ready to render. */
export function publishClause(policy: Policy, clause: Clause, lang: Lang): PublishedClause {
  return {
    id: clause.id,
    anchor: anchorOf(clause.id),
    title: clause.title ? wordsIn(clause.title, policy, lang) : null,
    says: fill(clause.says, policy, lang),
    note: clause.why ? say(clause.why, policy, lang) : null,
    clauses: clause.clauses.map((inner) => publishClause(policy, inner, lang)),
    declared: clause.declared ? { by: clause.declared.by, on: clause.declared.on } : null,
  }
}
