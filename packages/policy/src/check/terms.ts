/** One name is one term: a name that two terms bear would lead to either. */
import type { Context } from '../read/context.ts'
import { namesOf } from '../terms/find-term.ts'

export function checkTerms(ctx: Context): void {
  const first = new Map<string, string>()
  for (const term of ctx.terms.values()) {
    for (const name of namesOf(term)) {
      const other = first.get(name)
      if (other === undefined) first.set(name, term.name)
      else ctx.findings.add('duplicate-id', ctx.places.get(`term ${term.name}`)!, { id: name, line: ctx.places.get(`term ${other}`)!.line }, term.clause)
    }
  }
}
