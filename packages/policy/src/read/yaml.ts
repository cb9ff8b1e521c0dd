/** YAML text to nodes, within limits: whatever is written, the work is bounded and the answer is findings. */
import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Findings } from '../findings/findings.ts'
import type { Entry, Node, Place } from './node.ts'

const maxBytes = 1024 * 1024
const maxDepth = 32
const maxNodes = 100_000

/** The root node, or null when the text is not a YAML document within the limits. */
export function readYaml(file: string, text: string, findings: Findings): Node | null {
  const start: Place = { file, line: 1, column: 1 }
  if (text.length > maxBytes) return refuse('size')
  if (deeper(text, 8 * maxDepth)) return refuse('depth')
  if (separators(text) > maxNodes) return refuse('nodes')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', prettyErrors: false, stringKeys: true })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  for (const error of document.errors.slice(0, 20)) findings.add('yaml-syntax', placeAt(error.pos[0]), { problem: error.message })
  if (document.errors.length > 0 || !document.contents) {
    if (document.errors.length === 0) findings.add('yaml-syntax', start, { problem: 'empty document' })
    return null
  }
  let nodes = 0
  let problem: 'depth' | 'nodes' | null = null
  const convert = (source: unknown, fallback: Place, depth: number): Node => {
    if (++nodes > maxNodes) problem = 'nodes'
    if (depth > maxDepth) problem = 'depth'
    const range = isCollection(source) || isScalar(source) || isAlias(source) ? source.range : null
    const place = range ? placeAt(range[0]) : fallback
    const empty: Node = { ...place, kind: 'scalar', value: null, text: '' }
    if (problem) return empty
    if (isAlias(source)) {
      findings.add('yaml-alias', place, {})
      return empty
    }
    if (isMap(source)) {
      const entries: Entry[] = source.items.map((pair) => {
        const key = convert(pair.key, place, depth + 1)
        return { key: key.kind === 'scalar' ? key.text : '', place: { file, line: key.line, column: key.column }, value: convert(pair.value, key, depth + 1) }
      })
      return { ...place, kind: 'map', entries }
    }
    if (isSeq(source)) return { ...place, kind: 'list', items: source.items.map((item) => convert(item, place, depth + 1)) }
    if (!isScalar(source)) return empty
    const value = source.value
    if (typeof value === 'string') return { ...place, kind: 'scalar', value, text: value }
    if (typeof value === 'number') return { ...place, kind: 'scalar', value, text: source.source ?? String(value) }
    if (typeof value === 'boolean') return { ...place, kind: 'scalar', value, text: String(value) }
    return empty
  }
  const root = convert(document.contents, start, 0)
  return problem ? refuse(problem) : root

  function refuse(limit: 'size' | 'depth' | 'nodes'): null {
    findings.add('limit', start, { limit })
    return null
  }
}

/** Line ends and commas: no document has more elements, and counting them costs nothing. */
function separators(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 10 || text.charCodeAt(i) === 44) count++
  return count
}

/** Whether brackets, or markers of lists and keys on one line, nest deeper than a limit: told before anything recursive reads the text. */
function deeper(text: string, limit: number): boolean {
  let open = 0
  let markers = 0
  let indent = 0
  let beginning = true
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 10) {
      beginning = true
      markers = 0
      indent = 0
    } else if (beginning && char === 32) indent++
    else if (beginning && (char === 45 || char === 63 || char === 58)) markers++
    else {
      beginning = false
      if (char === 91 || char === 123) open++
      else if ((char === 93 || char === 125) && open > 0) open--
    }
    if (open > limit || markers > limit || indent > 40 * limit) return true
  }
  return false
}
