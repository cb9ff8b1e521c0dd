import type { Lang } from '../../texts/texts.ts'
import type { Names } from './names.ts'
import type { Place } from './place.ts'
import { infoAt, keysAt, valuesAt, type Schema } from './schema.ts'

/** Something that may stand where the cursor is. */
export interface Offer { readonly text: string; readonly kind: 'key' | 'value' | 'name'; readonly info: string; readonly required: boolean }

/** Facts that the language itself knows, or that the last sound text declared, with their words. */
export interface KnownFact { readonly name: string; readonly label: string; readonly values: readonly { readonly value: string; readonly label: string }[] }

/** Under which keys which names stand. */
const namedBy: Readonly<Record<string, readonly string[]>> = {
  counted: ['calendars'], during: ['calendars'], calendar: ['calendars'], open: ['calendars'], closed: ['calendars'], hours: ['calendars'], voicemail: ['calendars'], of: ['calendars'],
  channel: ['channels'], to: ['channels'], address: ['addresses'], by: ['teams'], roster: ['rosters'], target: ['targets'], fact: ['facts'], facts: ['facts'], asks: ['facts'], asks_none: ['facts'],
}
/** Keys under which facts stand with their values. */
const conditions = new Set(['when', 'given', 'needs', 'unless', 'any', 'all', 'facts'])
const citing = new Set(['clauses', 'decisive', 'not_cited', 'see', 'closes', 'cites', 'clause'])
/** Placeholders by the block whose names they take. */
const placeholders: Readonly<Record<string, string>> = { calendars: 'calendar', targets: 'target', addresses: 'address', channels: 'channel', figures: 'figure', fees: 'fee', terms: 'term' }

const offer = (text: string, kind: Offer['kind'], info = '', required = false): Offer => ({ text, kind, info, required })

function factValues(fact: string, { values }: Names, known: readonly KnownFact[]): Offer[] {
  const words = new Map(known.find(({ name }) => name === fact)?.values.map(({ value, label }) => [value, label]))
  return [...new Set([...(values.get(fact) ?? []), ...words.keys()])].map((value) => offer(value, 'name', words.get(value) ?? ''))
}

function facts(names: Names, known: readonly KnownFact[]): Offer[] {
  const words = new Map(known.map(({ name, label }) => [name, label]))
  return [...new Set([...(names.of.get('facts') ?? []), ...words.keys()])].map((name) => offer(name, 'name', words.get(name) ?? ''))
}

/** The key that a value belongs to, lists left aside, and the one above. */
function keysOf(path: readonly string[]): [string, string] {
  const keys = path.filter((step) => step !== '[]')
  return [keys.at(-1) ?? '', keys.at(-2) ?? '']
}

/** What may stand at a place: the language's own keys and values, and names that the text declares. */
export function offersAt(place: Place, schema: Schema, names: Names, known: readonly KnownFact[], lang: Lang): Offer[] {
  const { path, on, word } = place
  const [key, above] = keysOf(path)
  const brace = /\{([\w.-]*)$/.exec(word)
  if (on === 'value' && brace && (word.startsWith('"') || word.startsWith("'"))) {
    return Object.entries(placeholders).flatMap(([block, name]) => [...(names.of.get(block) ?? [])].map((one) => offer(`${name}.${one}`, 'name')))
  }
  if (on === 'key') {
    const keys = [...keysAt(schema, path, lang)].map(([text, { info, required }]) => offer(text, 'key', info, required))
    const inCondition = conditions.has(key) && !path.includes('means/facts') && path[0] !== 'facts' && above !== 'means'
    const values = path.at(-1) === '[]' ? valuesFor(key, above, path, schema, names, known) : []
    return [...keys, ...(inCondition ? facts(names, known) : []), ...values]
  }
  return valuesFor(key, above, path, schema, names, known)
}

function valuesFor(key: string, above: string, path: readonly string[], schema: Schema, names: Names, known: readonly KnownFact[]): Offer[] {
  const own = valuesAt(schema, path).map((value) => offer(value, 'value'))
  const declared = (namedBy[key] ?? []).flatMap((block) => (block === 'facts' ? facts(names, known) : [...(names.of.get(block) ?? [])].map((name) => offer(name, 'name'))))
  const cited = citing.has(key) ? names.clauses.map(({ id, title }) => offer(JSON.stringify(id), 'name', title.fr ?? title.en ?? '')) : []
  const ofFact = conditions.has(above) || key === 'is' || names.values.has(key) ? factValues(key === 'is' ? above : key, names, known) : []
  const all = [...own, ...declared, ...cited, ...ofFact]
  return all.filter(({ text }, index) => all.findIndex((one) => one.text === text) === index)
}

/** What is said of the key, or of the fact, that stands at a place. */
export function infoOf(path: readonly string[], schema: Schema, known: readonly KnownFact[], lang: Lang): string {
  const [key, above] = keysOf(path)
  return (conditions.has(above) ? (known.find(({ name }) => name === key)?.label ?? '') : '') || infoAt(schema, path, lang)
}
