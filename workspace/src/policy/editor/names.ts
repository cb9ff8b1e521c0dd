import { startOf } from './place.ts'

/** A clause as the outline shows it. */
export interface OutlineClause { readonly id: string; readonly title: { fr?: string; en?: string }; /** From 1. */ readonly line: number; readonly depth: number; readonly declared: boolean }

/** Everything that a text declares, as far as it can be read while somebody writes it. */
export interface Names { readonly of: ReadonlyMap<string, ReadonlySet<string>>; readonly values: ReadonlyMap<string, ReadonlySet<string>>; readonly clauses: readonly OutlineClause[] }

/** Blocks whose keys are names. */
const blocks = new Set(['facts', 'calendars', 'channels', 'addresses', 'figures', 'terms', 'products', 'teams', 'rosters', 'hosts', 'fees'])
/** Blocks whose items have a `name`. */
const listed = new Set(['targets', 'procedures', 'prices', 'quotas', 'credits', 'timers', 'fees'])

const text = (value: string) => value.trim().replace(/\s+#.*$/, '').replace(/^(["'])(.*)\1$/, '$2')
const inLine = (line: string, lang: string) => new RegExp(`\\b${lang}:\\s*("(?:[^"\\\\]|\\\\.)*"|'[^']*'|[^,}]+)`).exec(line)?.[1]

/** The keys of the outermost map of a line: `{ a: {…}, b: 1 }`. */
function flowKeys(flow: string): string[] {
  const keys: string[] = []
  let depth = 0
  let from = 0
  let quoted = ''
  for (let i = 0; i < flow.length; i += 1) {
    const char = flow[i]!
    if (quoted !== '') quoted = char === quoted && flow[i - 1] !== '\\' ? '' : quoted
    else if ((char === '"' || char === "'") && /[\s{[,:]/.test(flow[i - 1] ?? ' ')) quoted = char
    else if (char === '{' || char === '[') {
      depth += 1
      if (depth === 1) from = i + 1
    } else if (char === '}' || char === ']') depth -= 1
    else if (char === ',' && depth === 1) from = i + 1
    else if (char === ':' && depth === 1 && from >= 0) {
      keys.push(text(flow.slice(from, i)))
      from = -1
    }
  }
  return keys.filter((key) => key !== '')
}

/** Reads what a text declares. One pass, whatever stands in it. */
export function namesIn(source: string): Names {
  const of = new Map<string, Set<string>>()
  const values = new Map<string, Set<string>>()
  const clauses: { id: string; title: { fr?: string; en?: string }; line: number; depth: number; declared: boolean; keyAt: number }[] = []
  const add = (map: Map<string, Set<string>>, key: string, name: string) => void (map.get(key) ?? map.set(key, new Set()).get(key)!).add(name)
  let stack: { at: number; key: string }[] = []
  for (const [index, line] of source.split('\n').entries()) {
    if (/^\s*(#.*)?$/.test(line)) continue
    const { dashes, key, keyAt, valueAt } = startOf(line)
    const left = dashes[0] ?? keyAt
    stack = stack.filter(({ at }) => at < left || (dashes.length > 0 && at === left))
    const rest = valueAt < 0 ? line.slice(keyAt) : line.slice(valueAt)
    const parent = stack.at(-1)?.key ?? ''
    if (listed.has(parent)) {
      const name = /(?:^|[{,\s])name:\s*([^\s,}]+)/.exec(line.slice(left))?.[1]
      if (name !== undefined) add(of, parent, text(name))
    }
    if (key === null) continue
    const above = stack.at(-2)?.key ?? ''
    if (dashes.length === 0 && blocks.has(parent)) add(of, parent, key)
    if (blocks.has(key) && rest.trim().startsWith('{')) for (const name of flowKeys(rest)) add(of, key, name)
    if (dashes.length === 0 && parent === 'values' && above !== '') add(values, above, key)
    if (key === 'values' && rest.trim().startsWith('{')) for (const name of flowKeys(rest)) add(values, parent, name)
    const nested = /(?:^|[{,]\s*)values:\s*(\{.*)$/.exec(rest)?.[1]
    if (nested !== undefined && parent === 'facts') for (const name of flowKeys(nested)) add(values, key, name)
    if (key === 'id' && dashes.length > 0 && (parent === 'clauses' || parent === 'declared')) {
      clauses.push({ id: text(rest), title: {}, line: index + 1, depth: stack.filter((one) => one.key === 'clauses').length - 1, declared: parent === 'declared', keyAt })
    }
    const last = clauses.at(-1)
    if (key === 'title' && last?.keyAt === keyAt && last.title.fr === undefined) for (const lang of ['fr', 'en'] as const) last.title[lang] = text(inLine(rest, lang) ?? '')
    stack.push({ at: keyAt, key })
  }
  return { of, values, clauses: clauses.map(({ keyAt: _keyAt, depth, ...clause }) => ({ ...clause, depth: Math.max(depth, 0) })) }
}
