/** Every other block of a policy: whatever was declared there is compared, and told by what its data are. */
import type { Policy } from '../../policy.ts'
import { nameOfKey } from '../key-words.ts'
import { plainInWords } from '../plain.ts'
import { type Item, part } from '../types.ts'

/** What other files of this folder tell, and what is only made from the rest. */
const told = new Set([
  'id', 'provider', 'title', 'version', 'effective', 'effectiveText', 'source', 'zone', 'languages', 'currency', 'facts', 'clauses', 'declared', 'blocks', 'clausesById', 'calendars', 'addresses', 'hosts', 'channels', 'figures',
  'terms', 'products', 'teams', 'rosters', 'contacts', 'remoteTools', 'remoteRecords', 'confidentiality', 'fees', 'surcharges', 'contractHoles', 'families', 'changes', 'counts', 'place', 'machine',
])

export const names: Record<string, readonly [string, string]> = {
  recognition: ['Reconnaissance des licences', 'Recognition of licences'], customerNumber: ['Numéro de client', 'Customer number'], routesOrder: ['Orientation', 'Routes'], queueThen: ['File d’attente, à rang égal', 'Queue, within a rank'],
  teams: ['Équipe', 'Team'], remoteTools: ['Outils des sessions à distance', 'Tools of remote sessions'],
}

export function otherItems(policy: Policy): Item[] {
  return Object.entries(policy).flatMap(([key, value]: [string, unknown]) => (told.has(key) || typeof value === 'function' ? [] : itemsOf(policy, key, value)))
}

function itemsOf(policy: Policy, block: string, value: unknown): Item[] {
  if (value instanceof Map) return [...value].map(([name, one]) => itemOf(policy, `${block}.${String(name)}`, block, one))
  if (Array.isArray(value) && value.length > 0 && value.every(hasName)) return value.map((one) => itemOf(policy, `${block}.${nameOf(one)}`, block, one))
  return [itemOf(policy, block, block, value)]
}

const nameOf = (value: object) => String((value as { name?: unknown; fact?: unknown }).name ?? (value as { fact?: unknown }).fact)
const hasName = (value: unknown): value is object => typeof value === 'object' && value !== null && ('name' in value || 'fact' in value)

function itemOf(policy: Policy, name: string, block: string, value: unknown): Item {
  const inner = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map) && !(value instanceof Set) ? value as Record<string, unknown> : null
  const { clause, clauses, ...own } = inner ?? {}
  const place = typeof clause === 'string' ? clause : Array.isArray(clauses) ? String(clauses[0] ?? '') || null : null
  const parts = inner
    ? Object.entries(own).filter(([key, one]) => key !== 'name' && typeof one !== 'function').map(([key, one]) => part(key, [nameOfKey(key, 'fr'), nameOfKey(key, 'en')], one, (lang) => plainInWords(policy, one, lang)))
    : [part('value', null, value, (lang) => plainInWords(policy, value, lang))]
  const more = name.slice(block.length + 1)
  return {
    what: 'block', name, clause: place, parts,
    subject: (lang) => {
      const title = names[block]?.[lang === 'fr' ? 0 : 1] ?? nameOfKey(block, lang)
      return more === '' ? title : `${title} (${more})`
    },
  }
}
