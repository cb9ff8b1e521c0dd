/** Examples that ask one of the further questions: its fields under its name, facts under `given`, the answer under `then`. */
import type { Policy } from '../policy.ts'
import { readFields } from '../questions/fields.ts'
import { type Question, type Told, tells } from '../questions/question.ts'
import { questionNamed } from '../questions/questions.ts'
import { isAsExpected, showTold } from '../questions/told.ts'
import { asText, type MapNode, type Node } from '../read/node.ts'
import { nearest } from '../read/nearest.ts'
import type { Common, QuestionExample } from './example.ts'
import { anyFields, fields, itemsOf, textOf, type Report } from './fields.ts'
import { readGiven } from './given.ts'
import { lineOf, type Difference } from './result.ts'
import { instantOf } from './when.ts'

/** The reader of the examples that ask this question. `~` asks it without any field. */
export function readQuestion({ name }: Question) {
  return (item: MapNode, common: Common, report: Report): QuestionExample[] => {
    const own = fields(item, common.id, ['id', 'name', 'change', name, 'given', 'at', 'then'], report)
    const node = own[name]
    const nothing = node?.kind === 'scalar' && node.value === null
    if (!own['then']) report('example-missing-key', item, { key: 'then', where: common.id })
    return [{
      ...common, kind: 'question', question: name, fields: nothing ? {} : anyFields(node, name, report), given: anyFields(own['given'], 'given', report),
      ...(own['at'] ? { at: own['at'] } : {}), then: anyFields(own['then'], 'then', report),
    }]
  }
}

/** Asks the question and compares. Without `at`, it is asked when the policy comes into force. */
export function runQuestion(policy: Policy, { question: name, fields: written, given, at, then }: QuestionExample): Difference[] {
  const question = questionNamed(name)!
  const { facts, differences } = readGiven(policy, given)
  const instant = at === undefined ? policy.effective : instantOf(at, policy.zone)
  if (instant === null) differences.push({ key: 'at', expected: '2026-05-12 22:00', actual: at ? (asText(at) ?? '') : '', clauses: [] })
  const read = readFields(question.fields, written, policy)
  for (const { field, expected, written: actual, line } of read.problems) differences.push({ key: `${name}.${field}`, expected, actual, clauses: [], ...lineOf({ line: line ?? 0 }) })
  for (const key of question.needs) if (!Object.hasOwn(read.fields, key)) differences.push({ key: `${name}.${key}`, expected: key, actual: '', clauses: [] })
  if (instant === null || differences.length > 0) return differences
  const data = question.answer(policy, { facts, at: instant, fields: read.fields })
  return compare(policy, question, data, then)
}

function compare(policy: Policy, question: Question, data: unknown, then: Readonly<Record<string, Node>>): Difference[] {
  const told = question.tell(policy, data)
  const clauses = question.clauses(data)
  return Object.entries(then).flatMap(([key, expected]) => {
    if (key === 'clauses' || key === 'not_cited') {
      const wanted = itemsOf(expected).map((item) => textOf(item) ?? '')
      const ok = wanted.every((id) => clauses.includes(id) === (key === 'clauses'))
      return ok ? [] : [{ key, expected: wanted.join(', '), actual: clauses.join(', '), clauses: [], ...lineOf(expected) }]
    }
    if (!tells(question, key)) return [{ key: `then.${key}`, expected: nearest(key, question.tells) ?? question.tells.join(' | '), actual: key, clauses: [], ...lineOf(expected) }]
    const value = told[key] ?? { is: 'nothing' as const }
    return isAsExpected(value, expected, policy) ? [] : [{ key, expected: asText(expected) ?? itemsOf(expected).map((item) => textOf(item) ?? '').join(', '), actual: showTold(value, policy) + (key === 'outcome' ? wanting(told) : ''), clauses, ...lineOf(expected) }]
  })
}

/** What kept a question from being answered: without it, an outcome that nobody expected leads nowhere. */
function wanting({ missing }: Record<string, Told>): string {
  return missing?.is === 'words_list' && missing.words.length > 0 ? ` (missing: ${missing.words.join(', ')})` : ''
}
