/** Where a cursor stands in a YAML text: under which keys, on a key or a value, and what was typed of it. `[]` stands for an item of a list. */
export interface Place { readonly path: readonly string[]; readonly on: 'key' | 'value'; /** Column at which the word begins. */ readonly from: number; readonly word: string }

interface Start { readonly dashes: readonly number[]; readonly key: string | null; readonly keyAt: number; /** Where the value begins; -1: no key. */ readonly valueAt: number }

const unquoted = (key: string) => key.replace(/^(["'])(.*)\1$/, '$2')

/** What a line of a block begins with: markers of lists, then perhaps a key. */
export function startOf(line: string): Start {
  const dashes: number[] = []
  let at = 0
  for (;;) {
    while (line[at] === ' ') at += 1
    if (line[at] !== '-' || (line[at + 1] !== ' ' && at + 1 < line.length)) break
    dashes.push(at)
    at += 1
  }
  const found = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},&*!|>%@`-][^:#{}[\]]*?|-[^\s:][^:#{}[\]]*?)\s*:(?=\s|$)/.exec(line.slice(at))
  if (!found) return { dashes, key: null, keyAt: at, valueAt: -1 }
  return { dashes, key: unquoted(found[1]!), keyAt: at, valueAt: at + found[0].length }
}

const isBlank = (line: string) => /^\s*(#.*)?$/.test(line)

/** The keys above a line, for something that begins at a column of it; `dashed`: with the marker of a list, which may stand as far left as the key that it belongs to. */
function above(lines: readonly string[], number: number, column: number, dashed: boolean): string[] {
  const path: string[] = []
  let indent = column
  let dashAt = dashed ? column : -1
  for (let i = number - 1; i >= 0 && (indent > 0 || dashAt >= 0); i -= 1) {
    const line = lines[i]!
    if (isBlank(line)) continue
    const { dashes, key, keyAt } = startOf(line)
    if (key !== null && (keyAt < indent || (keyAt === dashAt && dashes.length === 0))) {
      path.unshift(key)
      indent = keyAt
      dashAt = -1
    }
    for (const dash of dashes.toReversed()) {
      if (dash >= indent || dash === dashAt) continue
      path.unshift('[]')
      indent = dash
      dashAt = dash
    }
  }
  return path
}

interface Flow { readonly open: '{' | '['; key: string | null; from: number; value: boolean }

/** Brackets still open at the end of a text; undefined: it closes some that it did not open. `quoted`: it ends inside quotes. */
function flowsOf(text: string): { flows: Flow[]; quoted: boolean } | undefined {
  const flows: Flow[] = []
  let quote = ''
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!
    if (quote !== '') {
      if (char === '\\' && quote === '"') i += 1
      else if (char === quote) quote = ''
      continue
    }
    const top = flows.at(-1)
    const begins = i === 0 || /[\s[{,:]/.test(text[i - 1]!)
    if ((char === '"' || char === "'") && begins) quote = char
    else if (char === '#' && (i === 0 || /\s/.test(text[i - 1]!))) {
      const end = text.indexOf('\n', i)
      if (end < 0) break
      i = end
    } else if ((char === '{' || char === '[') && begins) flows.push({ open: char, key: null, from: i + 1, value: char === '[' })
    else if (char === '}' || char === ']') {
      if (!flows.pop()) return undefined
    } else if (char === ',' && top) Object.assign(top, { key: null, from: i + 1, value: top.open === '[' })
    else if (char === ':' && top?.open === '{' && !top.value && /\s|$/.test(text[i + 1] ?? ' ')) Object.assign(top, { key: unquoted(text.slice(top.from, i).trim()), from: i + 1, value: true })
  }
  return { flows, quoted: quote !== '' }
}

/** How far up a bracket may have been opened. */
const furthest = 60

/** Where a column of a line stands. Lines count from 0. */
export function placeAt(lines: readonly string[], number: number, column: number): Place {
  const typed = (lines[number] ?? '').slice(0, column)
  for (let first = number; first >= Math.max(0, number - furthest); first -= 1) {
    const line = first === number ? typed : lines[first]!
    const start = startOf(line)
    const begins = start.dashes.length > 0 || start.key !== null
    if (!begins && first !== number) continue
    const body = [line.slice(start.key === null ? start.keyAt : start.valueAt), ...lines.slice(first + 1, number), ...(first === number ? [] : [typed])].join('\n')
    const read = flowsOf(body)
    if (!read) continue
    if (read.flows.length > 0 && begins) return inFlow(lines, first, start, read.flows, body, column)
    if (first === number && begins) return inBlock(lines, number, start, typed)
    if (begins) break
  }
  const { keyAt, dashes } = startOf(typed)
  const word = typed.slice(keyAt)
  return { path: [...above(lines, number, dashes[0] ?? keyAt, dashes.length > 0), ...dashes.map(() => '[]')], on: 'key', from: keyAt, word }
}

function blockPath(lines: readonly string[], number: number, { dashes, key, keyAt }: Start): string[] {
  return [...above(lines, number, dashes[0] ?? keyAt, dashes.length > 0), ...dashes.map(() => '[]'), ...(key === null ? [] : [key])]
}

function inBlock(lines: readonly string[], number: number, start: Start, typed: string): Place {
  const path = blockPath(lines, number, start)
  if (start.key === null) return { path, on: 'key', from: start.keyAt, word: typed.slice(start.keyAt) }
  const value = typed.slice(start.valueAt)
  const word = value.trimStart()
  return { path, on: 'value', from: typed.length - word.length, word }
}

function inFlow(lines: readonly string[], first: number, start: Start, flows: readonly Flow[], body: string, column: number): Place {
  const path = blockPath(lines, first, start)
  for (const { open, key } of flows) {
    if (open === '[') path.push('[]')
    else if (key !== null) path.push(key)
  }
  const top = flows.at(-1)!
  const word = body.slice(top.from).trimStart()
  return { path, on: top.value ? 'value' : 'key', from: column - word.length, word }
}
