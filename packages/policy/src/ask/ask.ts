/** Whatever can be asked of a policy as JSON: a request, a deadline, any further question. */
import { decide } from '../decide/decide.ts'
import { explainDecision } from '../explain/decision.ts'
import type { Facts, Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { Question } from '../questions/question.ts'
import { questionNamed, questions } from '../questions/questions.ts'
import { sayDecision } from '../words/decision.ts'
import { answerDue } from './due.ts'
import { readAskedFacts } from './facts.ts'
import { readInstant } from './instants.ts'
import { answerQuestion } from './question.ts'
import { isObject, isRefusal, refuse, unknownKey, type Answer, type Refusal } from './refusal.ts'

export type Kind = { is: 'request' } | { is: 'due'; due: Record<string, unknown> } | { is: 'question'; question: Question }

/** What a line asks: `due` and the names of questions tell, everything else is a request. */
export function kindOf(line: Record<string, unknown>): Kind | Refusal {
  const question = Object.keys(line).map(questionNamed).find((one) => one !== undefined)
  if (question) return { is: 'question', question }
  if (!('due' in line)) return { is: 'request' }
  const unknown = unknownKey(line, ['id', 'due'])
  if (unknown) return unknown
  return isObject(line['due']) ? { is: 'due', due: line['due'] } : refuse('nothing-to-count', '« due » doit être un objet.', '“due” must be an object.')
}

/** A request, read; else why it cannot be decided. */
export function readRequest(policy: Policy, line: Record<string, unknown>): { at: Instant; facts: Facts } | Refusal {
  const unknown = unknownKey(line, ['id', 'at', 'facts'], ['due', ...questions.map(({ name }) => name)])
  if (unknown) return unknown
  const at = readInstant(line['at'], policy.zone, 'at')
  if (isRefusal(at)) return at
  const facts = readAskedFacts(policy, line['facts'])
  return isRefusal(facts) ? facts : { at, facts }
}

/** The answer to one line. `explain`: with every step, its facts and its clauses. */
export function answerLine(policy: Policy, line: Record<string, unknown>, lang: Lang, explain: boolean): Answer {
  const kind = kindOf(line)
  if (isRefusal(kind)) return kind
  switch (kind.is) {
    case 'question': return answerQuestion(policy, kind.question, line, lang, explain)
    case 'due': {
      const due = answerDue(policy, kind.due, lang)
      return due.error ? due : { answer: { due: due.answer } }
    }
    case 'request': {
      const request = readRequest(policy, line)
      if (isRefusal(request)) return request
      const decision = decide(policy, request.facts, request.at)
      return { answer: { decision, words: sayDecision(policy, decision, lang), ...(explain ? { explanation: explainDecision(policy, decision, lang) } : {}) } }
    }
  }
}
