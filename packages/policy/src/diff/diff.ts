import type { Policy } from '../policy.ts'
import { clauseChanges } from './clause-changes.ts'
import { pairClauses } from './clauses.ts'
import { compareItem, pairItems, type Found, type ItemPair } from './compare.ts'
import { combiningItems, contactItems, rosterItems, secretItems, sessionItems, teamItems } from './items/blocks.ts'
import { calendarItems } from './items/calendars.ts'
import { addressItems, channelItems, hostItems } from './items/contact.ts'
import { figureItems, productItems, termItems } from './items/declarations.ts'
import { factItems } from './items/facts.ts'
import { changesItems, headerItems } from './items/header.ts'
import { otherItems } from './items/others.ts'
import { orderItems, ruleItems } from './rules/items.ts'
import type { Describe, PolicyChange } from './types.ts'

/** Every kind of thing that two policies are compared by, beside rules and clauses. */
const kinds: readonly Describe[] = [
  headerItems, calendarItems, changesItems, teamItems, channelItems, addressItems, hostItems, contactItems, figureItems, termItems, productItems, rosterItems, sessionItems, secretItems, combiningItems, factItems, otherItems,
]

/**
 * What changed from one policy to another, for whom, each thing once: the header first, then clause by clause in the order of
 * the new document, what was removed at the end. Names of rules and ids of a requirements sheet are not compared: nobody reads
 * them and nothing runs them. Equal policies give none.
 */
export function diffPolicies(old: Policy, now: Policy): PolicyChange[] {
  const { pairs, renumbered } = pairClauses(old, now)
  const compare = (pair: ItemPair) => compareItem(pair, old, now, renumbered)
  const things = [
    ...clauseChanges(old, now, pairs, renumbered),
    ...ruleItems(old, now, renumbered).map(compare),
    ...orderItems(old, now, renumbered).map(compare),
    ...kinds.flatMap((describe) => pairItems(describe, old, now)).map(compare),
  ].filter((changes) => changes.length > 0)
  const [places, oldPlaces] = [now, old].map(({ clausesById }) => new Map([...clausesById.keys()].map((id, index) => [id, index])))
  const rank = ({ clause, kind }: Found) => (clause === null ? -1 : kind === 'removed' ? places!.size + oldPlaces!.get(clause)! : places!.get(clause)!)
  return things.sort(([a], [b]) => rank(a!) - rank(b!)).flatMap((changes, thing) => changes.map((change) => ({ thing, ...change })))
}
