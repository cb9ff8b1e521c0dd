/** One reader for each thing that an example can check; the first whose key is present reads it. */
import type { MapNode, Node } from '../read/node.ts'
import type { Change, Common, Example } from './example.ts'
import { anyFields, fields, itemsOf, required, textOf, type Report } from './fields.ts'
import { questions } from '../questions/questions.ts'
import { readQuestion } from './question.ts'
import { readTable, readThen } from './table.ts'

type Reader = (item: MapNode, common: Common, report: Report) => Example[]

const pairs = (node: Node | undefined): [Node, Node][] => (
  node?.kind === 'map' ? node.entries.map(({ key, place, value }) => [{ ...place, kind: 'scalar', value: key, text: key }, value]) : []
)

export const readers: Record<string, Reader> = {
  ...Object.fromEntries(questions.map((one) => [one.name, readQuestion(one)])),

  then: (item, common, report) => {
    const own = ownFields(item, common, ['given', 'at', 'then'], report)
    return [{ ...common, kind: 'case', given: anyFields(own['given'], 'given', report), ...(own['at'] ? { at: own['at'] } : {}), then: readThen(own['then'] as Node, report) }]
  },

  table: (item, common, report) => {
    const own = ownFields(item, common, ['table'], report)
    return readTable(own['table'] as Node, common, report)
  },

  due: (item, common, report) => {
    const own = ownFields(item, common, ['due'], report)
    const due = fields(own['due'] as Node, 'due', ['target', 'calendar', 'duration', 'given', 'start', 'pauses', 'is', 'segments'], report)
    const [start, is] = [required(due, 'start', 'due', item, report), required(due, 'is', 'due', item, report)]
    if (!due['target'] && !due['duration']) report('example-missing-key', item, { key: 'target', where: 'due' })
    if (!start || !is) return []
    const pauses = itemsOf(due['pauses']).flatMap((pause) => {
      const { from, to } = fields(pause, 'pauses', ['from', 'to'], report)
      return from && to ? [{ from, to }] : []
    })
    const segments = itemsOf(due['segments']).flatMap((line) => {
      const { from, to, counted } = fields(line, 'segments', ['from', 'to', 'counted'], report)
      return from && to && counted ? [{ from, to, counted }] : []
    })
    const [target, calendar] = [textOf(due['target']), textOf(due['calendar'])]
    return [{
      ...common, kind: 'due', given: anyFields(due['given'], 'given', report), start, is, pauses, segments,
      ...(target === undefined ? {} : { target }), ...(calendar === undefined ? {} : { calendar }), ...(due['duration'] ? { duration: due['duration'] } : {}),
    }]
  },

  calendar: (item, common, report) => {
    const own = ownFields(item, common, ['calendar', 'given', 'open', 'lasts'], report)
    const calendar = textOf(own['calendar']) ?? ''
    const given = anyFields(own['given'], 'given', report)
    const found: Example[] = []
    if (own['open']) found.push({ ...common, kind: 'calendar', calendar, given, open: pairs(own['open']) })
    for (const span of itemsOf(own['lasts'])) {
      const { from, to, is } = fields(span, 'lasts', ['from', 'to', 'is'], report)
      if (from && to && is) found.push({ ...common, kind: 'lasts', calendar, given, from, to, is })
      else report('example-missing-key', span, { key: from ? (to ? 'is' : 'to') : 'from', where: 'lasts' })
    }
    if (found.length === 0) report('example-missing-key', item, { key: 'open', where: common.id })
    return found
  },

  statistic: (item, common, report) => {
    const own = ownFields(item, common, ['statistic'], report)
    const { target, counted, ...expected } = fields(own['statistic'] as Node, 'statistic', ['target', 'counted', 'met', 'mean', 'over_target', 'share'], report)
    if (!target || !counted) report('example-missing-key', item, { key: target ? 'counted' : 'target', where: 'statistic' })
    return [{ ...common, kind: 'statistic', target: textOf(target) ?? '', counted: itemsOf(counted), expected }]
  },

  queue: (item, common, report) => {
    const own = ownFields(item, common, ['queue'], report)
    const { requests, order } = fields(own['queue'] as Node, 'queue', ['requests', 'order'], report)
    const waiting = itemsOf(requests).flatMap((request, index) => {
      const { name, at, given } = fields(request, 'requests', ['name', 'at', 'given'], report)
      if (at) return [{ name: textOf(name) ?? String(index + 1), at, given: anyFields(given, 'given', report) }]
      report('example-missing-key', request, { key: 'at', where: 'requests' })
      return []
    })
    return [{ ...common, kind: 'queue', requests: waiting, order: itemsOf(order).map((name) => textOf(name) ?? '') }]
  },

  reads: (item, common, report) => {
    const own = ownFields(item, common, ['reads'], report)
    const { fact, ...texts } = anyFields(own['reads'], 'reads', report)
    if (!fact) report('example-missing-key', item, { key: 'fact', where: 'reads' })
    return [{ ...common, kind: 'reads', fact: textOf(fact) ?? '', texts: Object.entries(texts) }]
  },

  version_at: (item, common, report) => {
    const own = ownFields(item, common, ['version_at'], report)
    return [{ ...common, kind: 'version', inForce: pairs(own['version_at']) }]
  },

  finding: (item, common, report) => {
    const own = ownFields(item, common, ['finding'], report)
    const finding = own['finding'] as Node
    const inner: Record<string, Node> = finding.kind === 'map' ? fields(finding, 'finding', ['code', 'clause', 'change'], report) : { code: finding }
    const code = textOf(inner['code'])
    const clause = textOf(inner['clause'])
    if (code === undefined) report('example-missing-key', finding, { key: 'code', where: 'finding' })
    const changes = [...common.changes, ...readChanges(inner['change'], report)]
    return [{ ...common, kind: 'finding', code: code === 'none' || code === undefined ? null : code, ...(clause === undefined ? {} : { clause }), changes }]
  },
}

/** What an example holds besides what all of them may. */
function ownFields(item: MapNode, common: Common, keys: readonly string[], report: Report): Record<string, Node> {
  return fields(item, common.id, ['id', 'name', 'change', ...keys], report)
}

/** A list of changes, or a single one. */
export function readChanges(node: Node | undefined, report: Report): Change[] {
  return itemsOf(node).flatMap((change) => readChange(change, report))
}

function readChange(node: Node, report: Report): Change[] {
  const { set, to, remove } = fields(node, 'change', ['set', 'to', 'remove'], report)
  const path = textOf(set ?? remove)
  if (path === undefined) {
    report('example-missing-key', node, { key: 'set', where: 'change' })
    return []
  }
  if (set && !to) report('example-missing-key', node, { key: 'to', where: 'change' })
  return [{ path, line: node.line, ...(set && to ? { to } : {}) }]
}
