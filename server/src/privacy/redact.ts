import type { Policy } from '@guichet/policy'
import type { Decision, FactValue, Facts } from '@guichet/policy/model'

/** What stands in the place of what was erased, the same in both languages so that nothing has to know which it was. */
export const blank = '[…]'

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const variants = (term: string) => [...new Set([term, term.normalize('NFC'), term.normalize('NFD'), encodeURIComponent(term)])]

/** What is looked for in texts. A name of two words is also looked for the other way round, as forms write it. */
export function termsOf(addresses: readonly string[], names: readonly string[], further: readonly string[]): string[] {
  const turned = names.flatMap((name) => {
    const parts = name.split(/\s+/)
    return parts.length === 2 ? [name, `${parts[1]} ${parts[0]}`] : [name]
  })
  return [...new Set([...addresses, ...turned, ...further].map((term) => term.trim()).filter((term) => term.length >= 3))].sort((a, b) => b.length - a.length)
}

/** Patterns for `ilike any`: whatever holds a term, and some texts more. */
export function likesOf(terms: readonly string[]): string[] {
  return terms.flatMap(variants).flatMap((term) => {
    const like = `%${term.replace(/[\\%_]/g, (letter) => `\\${letter}`).replace(/\s+/g, '%')}%`
    const inJson = JSON.stringify(term).slice(1, -1)
    return inJson === term ? [like] : [like, `%${inJson.replace(/[\\%_]/g, (letter) => `\\${letter}`).replace(/\s+/g, '%')}%`]
  })
}

/** Takes terms out of a text, whole words only, whatever their case and the spaces between them. */
export function redactor(terms: readonly string[], replacement: string = blank): (text: string) => string {
  if (terms.length === 0) return (text) => text
  const alternatives = terms.flatMap(variants).map((term) => escape(term).replace(/\s+/g, '\\s+'))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return (text) => text.replace(pattern, replacement)
}

/** The same value with every text in it changed, names of members included. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [change(key), mapTexts(one, change)]))
}

const figures = new Set(['flag', 'number', 'duration', 'date', 'instant', 'money', 'version', 'zone'])

/** Whether a fact says of which sort a request is, rather than what somebody wrote. Built-in texts are somebody's words. */
function isCategory(policy: Policy | undefined, name: string, value: FactValue | undefined): boolean {
  if (typeof value === 'boolean' || typeof value === 'number') return true
  const fact = policy?.facts.get(name)
  if (!fact) return false
  if (figures.has(fact.type)) return true
  return fact.type === 'one_of' && typeof value === 'string' && fact.options.some((option) => option.value === value)
}

/** Facts without what somebody wrote: categories, figures and dates stay, every other value is blank, so that it is still known to have been given. */
export function blankFacts(policy: Policy | undefined, facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, isCategory(policy, name, value) ? value : Array.isArray(value) ? [] : blank]))
}

/** The texts that `blankFacts` takes out. */
export function writtenIn(policy: Policy | undefined, facts: Facts): string[] {
  return Object.entries(facts).flatMap(([name, value]) => (isCategory(policy, name, value) ? [] : [value].flat().filter((one): one is string => typeof one === 'string')))
}

/** A decision that tells nothing of what was written: its explanation may quote the facts that it saw. Promises stay as they were made. */
export function blankDecision(decision: Decision, written: readonly string[]): Decision {
  const texts = written.filter((text) => text.length >= 2)
  const hide = (text: string) => (texts.some((one) => text.includes(one)) ? blank : text)
  return { ...decision, steps: mapTexts(decision.steps, hide) as Decision['steps'], remarks: mapTexts(decision.remarks, hide) as Decision['remarks'] }
}
