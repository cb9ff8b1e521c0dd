import type { Policy } from '@guichet/policy'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { vocabularyOf } from '#policies/vocabulary.ts'
import { fieldsSeen } from '#fields/fields.ts'
import type { Named } from './operators.ts'
import type { KnownValues } from './read.ts'

interface Labelled { readonly name: string; readonly label: { readonly fr?: string | undefined; readonly en?: string | undefined } }

const words = (label: Labelled['label'][keyof Labelled['label']]) => (label === undefined ? [] : [label])
const values = (given: readonly Labelled[]): Named[] => given.map(({ name, label }) => ({ name, fr: words(label.fr), en: [name, ...words(label.en)] }))

const kept = new WeakMap<Policy, KnownValues>()

/** The names that a policy gives to the values of operators, made once for each version. */
export function knownIn(policy: Policy): KnownValues {
  const known = kept.get(policy)
  if (known) return known
  const { kinds, tiers, priorities, departments, channels, clauses } = vocabularyOf(policy)
  const made: KnownValues = {
    kind: values(kinds), tier: values(tiers), priority: values(priorities), department: values(departments), channel: values(channels),
    clause: clauses.map(({ id }) => ({ name: id, fr: [], en: [id] })),
  }
  kept.set(policy, made)
  return made
}

/** Everything that somebody may name in a filter: what the policy in force declares, and the provider's own fields that are there for them. */
export async function knownTo(desk: Desk, providerId: string, wall: DeskWall): Promise<{ policy: Policy | undefined; known: KnownValues }> {
  const [policy, fields] = await Promise.all([desk.policies.inForce(providerId, desk.time.now()), fieldsSeen(desk.database.db, providerId, wall)])
  return { policy, known: { ...(policy ? knownIn(policy) : {}), fields } }
}
