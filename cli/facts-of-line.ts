import { factProblemInWords, readFacts } from '@guichet/policy/examples/given'
import type { Facts } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { isObject, refuse, type Refusal } from './json-lines.ts'

/** More problems than this on one line are counted on, not told. */
const mostTold = 5

/** The facts of a line as the engine takes them; else every fact that cannot be used, the first one named for programs. */
export function factsOfLine(policy: Policy, given: unknown): Facts | Refusal {
  if (!isObject(given)) return refuse('no-facts', '« facts » doit être un objet.', '“facts” must be an object.')
  const { facts, problems } = readFacts(policy, given)
  const [first] = problems
  if (!first) return facts
  const told = problems.slice(0, mostTold).map(factProblemInWords)
  const sentences = (lang: 'fr' | 'en') => told.map((words) => words[lang]).join(' ')
  return refuse(first.problem, sentences('fr'), sentences('en'), { fact: first.fact, ...(first.near === null ? {} : { near: first.near }) })
}
