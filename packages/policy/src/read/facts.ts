/** The vocabulary of a policy: its own facts, and what it adds to the built-in ones. */
import { parseDay } from '../calendar/days.ts'
import { roleFact } from '../contacts/types.ts'
import { moverFact, stateFact } from '../life/types.ts'
import type { FactValue } from '../model.ts'
import type { FactDeclaration, FactOption, FactSource, FactType } from '../policy.ts'
import { parseTypedMoney } from '../money/cents.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, flag, keyword, listOf, mapOf, number, text, words, wrong } from './expect.ts'
import { asFlag, asText, get, type Entry, type Node, type Place } from './node.ts'
import { readPattern } from './patterns.ts'
import { parseDuration } from './values.ts'
import { readZone } from './zone.ts'

const types: readonly FactType[] = ['one_of', 'flag', 'text', 'number', 'duration', 'date', 'instant', 'money', 'version', 'zone', 'ip', 'url', 'email', 'file']
const sources: readonly FactSource[] = ['requester', 'customer', 'contract', 'service', 'channel', 'staff', 'history']
const keys = ['label', 'help', 'example', 'values', 'type', 'from', 'open', 'pattern', 'min', 'max', 'parts', 'default', 'required']
/** Names that conditions use for calendars. */
const reserved = ['open', 'closed']
/** Facts that the engine sets or the roles of contacts name: a policy may only give them its own words. */
const fixed: readonly string[] = [stateFact, moverFact, roleFact]

export function readFacts(ctx: Context, node: Node | undefined, clause: string | undefined): void {
  for (const entry of entriesOf(ctx, node, 'facts')) readFact(ctx, entry, clause)
}

function readFact(ctx: Context, entry: Entry, clause: string | undefined): void {
  const name = entry.key
  const where = `facts.${name}`
  if (reserved.includes(name) || !/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)?$/i.test(name)) {
    wrong(ctx, entry.place, where, 'un nom de lettres, de chiffres et de « _ », autre que open et closed', 'a name of letters, digits and “_”, other than open and closed')
    return
  }
  if (!declare(ctx, 'fact', name, entry.place)) return
  const map = mapOf(ctx, entry.value, where, keys)
  if (!map) return
  if (fixed.includes(name)) for (const entry of map.entries) {
    if (entry.key !== 'label' && entry.key !== 'help') wrong(ctx, entry.place, `${where}.${entry.key}`, 'seulement label et help : le reste de ce fait est donné par le langage', 'only label and help: the rest of this fact is given by the language')
  }
  const known = ctx.facts.get(name)
  const options = readOptions(ctx, get(map, 'values'), where)
  const written = keyword(ctx, get(map, 'type'), `${where}.type`, types)
  const type: FactType = written ?? (options.length > 0 ? 'one_of' : (known?.type ?? 'text'))
  if (!written && options.length === 0 && !known) ctx.findings.add('missing-key', map, { key: 'type', where })
  const fact: FactDeclaration = {
    name, type,
    label: words(ctx, get(map, 'label'), `${where}.label`) ?? known?.label ?? Object.fromEntries(ctx.languages.published.map((lang) => [lang, name])),
    from: keyword(ctx, get(map, 'from'), `${where}.from`, sources) ?? known?.from ?? (name.startsWith('contract.') ? 'contract' : 'requester'),
    options: options.length > 0 ? options : (known?.options ?? []),
    open: flag(ctx, get(map, 'open'), `${where}.open`, name === 'language' || (options.length === 0 && known?.open === true)),
    required: flag(ctx, get(map, 'required'), `${where}.required`, false),
    builtIn: known !== undefined,
  }
  const help = words(ctx, get(map, 'help'), `${where}.help`)
  const example = text(ctx, get(map, 'example'), `${where}.example`)
  const pattern = text(ctx, get(map, 'pattern'), `${where}.pattern`)
  const bounds = { min: readSize(ctx, type, get(map, 'min'), `${where}.min`), max: readSize(ctx, type, get(map, 'max'), `${where}.max`), parts: number(ctx, get(map, 'parts'), `${where}.parts`) }
  if (help) fact.help = help
  if (example !== null) fact.example = example
  if (bounds.min !== null) fact.min = bounds.min
  if (bounds.max !== null) fact.max = bounds.max
  if (bounds.parts !== null) fact.parts = bounds.parts
  if (pattern !== null) {
    fact.pattern = pattern
    const matches = readPattern(ctx, get(map, 'pattern')!, pattern)
    if (matches) fact.matches = matches
  }
  const byDefault = get(map, 'default')
  if (byDefault) {
    const value = readValue(ctx, fact, byDefault)
    if (value !== null) fact.default = value
  }
  if (clause !== undefined) fact.clause = clause
  ctx.facts.set(name, fact)
}

function readSize(ctx: Context, type: FactType, node: Node | undefined, what: string): number | null {
  return node && type === 'money' ? readMoney(ctx, node, what) : number(ctx, node, what)
}

function readMoney(ctx: Context, node: Node, what: string): number | null {
  return parseTypedMoney(asText(node) ?? '') ?? wrong(ctx, node, what, 'un montant comme "60.00"', 'an amount such as "60.00"')
}

function readOptions(ctx: Context, node: Node | undefined, where: string): FactOption[] {
  if (node?.kind === 'list') {
    return node.items.flatMap((item) => {
      const value = text(ctx, item, `${where}.values`)
      return value === null ? [] : [{ value, label: Object.fromEntries(ctx.languages.published.map((lang) => [lang, value])) }]
    })
  }
  const entries = entriesOf(ctx, node, `${where}.values`)
  const named = new Map(entries.map((entry) => [entry.key.toLowerCase(), entry.place]))
  return entries.flatMap((entry) => readOption(ctx, entry, `${where}.values.${entry.key}`, named))
}

/** A label, or what else is said of the value. `named`: where each name of a value of this fact stands. */
function readOption(ctx: Context, entry: Entry, at: string, named: Map<string, Place>): FactOption[] {
  const detailed = entry.value.kind === 'map' && get(entry.value, 'label') ? mapOf(ctx, entry.value, at, ['label', 'help', 'aliases']) : null
  const label = words(ctx, detailed ? get(detailed, 'label') : entry.value, at)
  const help = detailed ? words(ctx, get(detailed, 'help'), `${at}.help`) : null
  const aliases = listOf(ctx, detailed ? get(detailed, 'aliases') : undefined, `${at}.aliases`).flatMap((item) => {
    const alias = text(ctx, item, `${at}.aliases`)?.trim() ?? ''
    const earlier = named.get(alias.toLowerCase())
    if (earlier) ctx.findings.add('duplicate-id', item, { id: alias, line: earlier.line })
    else named.set(alias.toLowerCase(), item)
    return alias === '' || earlier ? [] : [alias]
  })
  return label ? [{ value: entry.key, label, ...(help ? { help } : {}), ...(aliases.length > 0 ? { aliases } : {}) }] : []
}

/** A value of a fact as conditions and defaults write it, checked against its declaration; null after a finding. */
export function readValue(ctx: Context, fact: FactDeclaration, node: Node): FactValue | null {
  const written = asText(node)
  if (fact.type === 'flag') {
    const value = asFlag(node)
    return value ?? wrong(ctx, node, fact.name, 'yes ou no', 'yes or no')
  }
  if (written === null) return wrong(ctx, node, fact.name, 'une valeur', 'a value')
  if (fact.type === 'zone') return readZone(ctx, node)
  if (fact.type === 'number') return number(ctx, node, fact.name)
  if (fact.type === 'money') return readMoney(ctx, node, fact.name)
  if (fact.type === 'duration') return parseDuration(written) ?? wrong(ctx, node, fact.name, 'une durée comme 2h ou 15min', 'a duration such as 2h or 15min')
  if (fact.type === 'date') return parseDay(written) === null ? wrong(ctx, node, fact.name, 'une date comme 2026-11-01', 'a date such as 2026-11-01') : written
  return written
}
