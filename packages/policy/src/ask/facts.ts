import { factProblemInWords, readFacts } from '../examples/given.ts'
import type { Facts } from '../model.ts'
import type { Policy } from '../policy.ts'
import { isObject, refuse, type Refusal } from './refusal.ts'

/** More problems than this are counted on, not told. */
const mostTold = 5

/** The facts of JSON as the engine takes them; else every fact that cannot be used, the first one named for programs. */
export function readAskedFacts(policy: Policy, given: unknown): Facts | Refusal {
  if (!isObject(given)) return refuse('no-facts', '« facts » doit être un objet.', '“facts” must be an object.')
  const { facts, problems } = readFacts(policy, given)
  const [first] = problems
  if (!first) return facts
  const told = problems.slice(0, mostTold).map(factProblemInWords)
  const sentences = (lang: 'fr' | 'en') => told.map((words) => words[lang]).join(' ')
  return refuse(first.problem, sentences('fr'), sentences('en'), { fact: first.fact, ...(first.near === null ? {} : { near: first.near }) })
}
