import type { Beside, Lang, Problem, ProblemCode } from '@guichet/protocol'
import { besideNames } from '#triage/triage.ts'
import { problemOf } from './problems.ts'

/** Which of the acts that go with another is refused, and why, in words. */
export function besideRefused(act: Beside, code: ProblemCode, lang: Lang, detail?: string): Partial<Problem> {
  const why = detail ?? problemOf(code, lang).title
  return { beside: { act, code }, detail: lang === 'fr' ? `${besideNames[act].fr}\u202f: ${why}` : `${besideNames[act].en}: ${why}` }
}
