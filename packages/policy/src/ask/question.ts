/** A further question as JSON asks it: its fields under its name, `facts`, `at`. */
import { nodeOfJson } from '../examples/given.ts'
import type { ExplainedLine } from '../explain/lines.ts'
import type { Lang } from '../model.ts'
import { moneyText } from '../money/cents.ts'
import type { Policy } from '../policy.ts'
import { readFields, type FieldProblem } from '../questions/fields.ts'
import type { Asked, Question, Told } from '../questions/question.ts'
import { say } from '../words/fill.ts'
import { readAskedFacts } from './facts.ts'
import { iso, readInstant } from './instants.ts'
import { isObject, isRefusal, refuse, unknownKey, type Answer, type Refusal } from './refusal.ts'

/** What was asked, read; else why it cannot be answered. Without `at`: when the policy comes into force. */
export function readQuestion(policy: Policy, question: Question, line: Record<string, unknown>): Asked | Refusal {
  const { name } = question
  const unknown = unknownKey(line, ['id', name, 'facts', 'at'])
  if (unknown) return unknown
  const written = line[name] ?? {}
  if (!isObject(written)) return refuse('wrong-field', `« ${name} » doit être un objet.`, `“${name}” must be an object.`)
  const { fields, problems } = readFields(question.fields, Object.fromEntries(Object.entries(written).map(([key, value]) => [key, nodeOfJson(value)])), policy)
  const missing = question.needs.filter((key) => !Object.hasOwn(fields, key)).map((key): FieldProblem => ({ field: key, problem: 'missing', expected: '', written: '' }))
  const [problem] = [...problems, ...missing]
  if (problem) return problemOf(name, problem)
  const facts = line['facts'] === undefined ? {} : readAskedFacts(policy, line['facts'])
  if (isRefusal(facts)) return facts
  const at = line['at'] === undefined ? policy.effective : readInstant(line['at'], policy.zone, 'at')
  return isRefusal(at) ? at : { facts, at, fields }
}

function problemOf(question: string, { field, problem, expected, written }: FieldProblem): Refusal {
  const fact = `${question}.${field}`.slice(0, 80)
  switch (problem) {
    case 'unknown': return refuse('unknown-field', `« ${fact} » n’existe pas ici : ${expected}.`, `There is no “${fact}” here: ${expected}.`, { fact })
    case 'missing': return refuse('missing-field', `Il manque « ${fact} ».`, `“${fact}” is missing.`, { fact })
    case 'wrong': return refuse('wrong-field', `« ${written} » ne convient pas à « ${fact} » (${expected}).`, `“${written}” does not suit “${fact}” (${expected}).`, { fact })
  }
}

/** The answer by its keys: money as `"60.00"`, durations in seconds, instants in ISO, words in the asked language. */
export function answerQuestion(policy: Policy, question: Question, line: Record<string, unknown>, lang: Lang, explain: boolean): Answer {
  const asked = readQuestion(policy, question, line)
  if (isRefusal(asked)) return asked
  const data = question.answer(policy, asked)
  const told = Object.fromEntries(Object.entries(question.tell(policy, data)).map(([key, value]) => [key, plainTold(policy, value, lang)]))
  const steps = explain ? question.explain(policy, data, lang) : []
  return { answer: { question: question.name, answer: told, clauses: question.clauses(data), ...(explain ? { explanation: { steps, text: textOf(steps) } } : {}) } }
}

const textOf = (steps: readonly ExplainedLine[]): string[] => steps.map(({ text }) => text)

/** A value of an answer as JSON. */
export function plainTold(policy: Policy, told: Told, lang: Lang): unknown {
  switch (told.is) {
    case 'word': return told.word
    case 'words': return say(told.words, policy, lang)
    case 'flag': return told.flag
    case 'number': return told.number
    case 'money': return moneyText(told.cents)
    case 'duration': return told.seconds
    case 'instant': return iso(told.at)
    case 'words_list': return told.words
    case 'nothing': return null
  }
}
