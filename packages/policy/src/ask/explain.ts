import { decide } from '../decide/decide.ts'
import { explainDeadline } from '../explain/deadline.ts'
import { explainDecision } from '../explain/decision.ts'
import type { Decision, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { measureOf } from '../clocks/read-clock.ts'
import { clockDeadline } from '../calendar/measure.ts'
import { sayDecision } from '../words/decision.ts'
import { answerLine, kindOf, readRequest } from './ask.ts'
import { isRefusal, type Refusal } from './refusal.ts'

/** The lines of text that explain the answer to a line: every step, and how each deadline adds up. */
export function explainInText(policy: Policy, line: Record<string, unknown>, lang: Lang): string[] | Refusal {
  const kind = kindOf(line)
  if (isRefusal(kind)) return kind
  if (kind.is === 'request') {
    const request = readRequest(policy, line)
    if (isRefusal(request)) return request
    const decision = decide(policy, request.facts, request.at)
    return [...explainDecision(policy, decision, lang).text, sayDecision(policy, decision, lang).headline, ...deadlinesInText(policy, decision, lang)]
  }
  const answered = answerLine(policy, line, lang, true)
  if (answered.error) return answered
  const { due, explanation } = answered.answer as { due?: { words: string[] }; explanation?: { text: string[] } }
  return due?.words ?? explanation?.text ?? []
}

/** How the deadline of each promise of a decision adds up, under the words that promise it. */
export function deadlinesInText(policy: Policy, decision: Decision, lang: Lang): string[] {
  const promises = sayDecision(policy, decision, lang).promises
  return decision.commitments.flatMap((commitment, index) => {
    if (commitment.value === null || commitment.deadline === null) return []
    const reading = clockDeadline(measureOf(policy, commitment.counted), commitment.startsAt, commitment.value, [])
    const { text } = explainDeadline(policy, { ...reading, value: commitment.value, segments: reading.segments() }, lang)
    return [promises[index]!.text, ...text.map((one) => `  ${one}`)]
  })
}
