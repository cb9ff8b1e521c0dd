/** `coverage.yaml`: for each id of a requirements sheet, where it is shown, or why it comes later. */
import { Findings } from '../findings/findings.ts'
import type { Words } from '../model.ts'
import { asText, type Node, type Place } from '../read/node.ts'
import { readYaml } from '../read/yaml.ts'
import { anyFields, itemsOf, textOf } from './fields.ts'

/** A way in which an id is shown: an example beside the policy, a test of the running desk, a test in a browser. */
export type Shown = { by: 'example'; id: string } | { by: 'app' | 'browser'; file: string }
export interface CoverageEntry { id: string; shown: Shown[]; later?: Words; file: string; line: number }

export interface CoverageProblem { file: string; line: number; id: string; message: string }

/** What the manifest is compared with. */
export interface CoverageWorld {
  /** Ids of the examples beside the policy. */
  examples: ReadonlySet<string>
  /** The text of a test file, by its path from the root of the project; null when there is no such file. */
  testFile(path: string): string | null
}

/** Reads a manifest: a list of `{ id, shown: [...] }` or `{ id, later: … }`. */
export function readCoverage(file: string, text: string): { entries: CoverageEntry[]; problems: CoverageProblem[] } {
  const problems: CoverageProblem[] = []
  const complain = (at: Place, id: string, message: string): void => void problems.push({ file, line: at.line, id, message })
  const findings = new Findings()
  const root = readYaml(file, text, findings)
  for (const { line, message } of findings.sorted()) problems.push({ file, line, id: '', message: message.en })
  const entries = itemsOf(root ?? undefined).flatMap((item): CoverageEntry[] => {
    const { id: idNode, shown, later, ...rest } = anyFields(item, 'coverage', (_, at) => complain(at, '', 'an entry is a map with an id'))
    const id = textOf(idNode)
    if (id === undefined) {
      complain(item, '', 'an entry has no id')
      return []
    }
    for (const key of Object.keys(rest)) complain(item, id, `“${key}” is not a key of an entry`)
    const ways = itemsOf(shown).flatMap((way) => readWays(way, (at, message) => complain(at, id, message)))
    if (ways.length === 0 && later === undefined) complain(item, id, 'it is neither shown nor later')
    return [{ id, shown: ways, file, line: item.line, ...(later === undefined ? {} : { later: wordsOf(later) }) }]
  })
  for (const { id, later, line } of entries) if (later && !Object.values(later).some((words) => words.trim() !== '')) problems.push({ file, line, id, message: 'it comes later without saying why' })
  return { entries, problems }
}

function wordsOf(node: Node): Words {
  if (node.kind !== 'map') return { en: asText(node) ?? '' }
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, asText(value) ?? '']))
}

function readWays(node: Node, complain: (at: Place, message: string) => void): Shown[] {
  if (node.kind !== 'map') {
    complain(node, 'a way is { example: … }, { app: … } or { browser: … }')
    return []
  }
  return node.entries.flatMap(({ key, place, value }): Shown[] => {
    const names = itemsOf(value).flatMap((item) => textOf(item) ?? [])
    if (key === 'example') return names.map((id) => ({ by: 'example', id }))
    if (key === 'app' || key === 'browser') return names.map((path) => ({ by: key, file: path }))
    complain(place, `“${key}” is not a way: example, app or browser`)
    return []
  })
}

/** Whether a test of that source has the id in its title. */
export function hasTitle(source: string, id: string): boolean {
  const escaped = id.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`\\b(?:test|it|describe)\\b[^\\n]*(?<![\\w-])${escaped}(?![\\w-])`).test(source)
}

/** The ways that point to nothing, and the ids that come twice in these entries. */
export function checkCoverage(entries: readonly CoverageEntry[], world: CoverageWorld): CoverageProblem[] {
  const problems: CoverageProblem[] = []
  const seen = new Set<string>()
  for (const { id, shown, file, line } of entries) {
    const complain = (message: string): void => void problems.push({ file, line, id, message })
    if (seen.has(id)) complain('it stands twice')
    seen.add(id)
    for (const way of shown) {
      if (way.by === 'example') {
        const exists = world.examples.has(way.id) || [...world.examples].some((example) => example.startsWith(`${way.id}/`))
        if (!exists) complain(`there is no example “${way.id}”`)
      } else {
        const source = world.testFile(way.file)
        if (source === null) complain(`there is no file ${way.file}`)
        else if (!hasTitle(source, id)) complain(`no test of ${way.file} has ${id} in its title`)
      }
    }
  }
  return problems
}
