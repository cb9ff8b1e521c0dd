import type { Clause, FactDeclaration, Policy } from '@guichet/policy'
import type { Vocabulary } from '@guichet/protocol'

const named = (fact: FactDeclaration | undefined) => (fact?.options ?? []).map(({ value, label }) => ({ name: value, label }))

function* walk(clauses: readonly Clause[]): Generator<Clause> {
  for (const clause of clauses) {
    yield clause
    yield* walk(clause.clauses)
  }
}

/** What a policy declares: the words for every name that the API uses. */
export function vocabularyOf(policy: Policy): Vocabulary {
  const departments = policy.facts.get('department')
  return {
    policy: policy.id,
    version: policy.version,
    title: policy.title,
    zone: policy.zone,
    currency: policy.currency ?? 'EUR',
    languages: policy.languages.published,
    channels: [...policy.channels.values()].map(({ name, label, medium, hidden }) => ({ name, label, medium, hidden })),
    facts: [...policy.facts.values()].map((fact) => ({
      name: fact.name, label: fact.label, type: fact.type, from: fact.from, open: fact.open, values: named(fact), help: fact.help ?? null, example: fact.example ?? null,
    })),
    kinds: named(policy.facts.get('kind')),
    priorities: named(policy.facts.get('priority')),
    departments: named(departments),
    tiers: named(policy.facts.get('tier')),
    clauses: [...walk(policy.clauses), ...walk(policy.declared)].map(({ id, title }) => ({ id, title: title ?? {} })),
  }
}
