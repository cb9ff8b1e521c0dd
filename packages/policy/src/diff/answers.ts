import { isRefusal, type AskError } from '../ask/refusal.ts'
import type { Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { say } from '../words/fill.ts'
import { canonical } from './canonical.ts'
import { toldOf, type ToldAnswer, type ToldKey } from './told.ts'
import { keyInWords, toldInWords } from './told-words.ts'
import { inBoth } from './types.ts'

export interface AnswerDifference {
  /** As in `then` of an example: `outcome`, `due.first_reply`; of a further question: its own. */
  key: string
  label: Words
  /** null: nothing. */
  before: Words | null
  after: Words | null
  /** The clauses behind each side, by the numbers of its own policy. */
  clauses: { before: string[]; after: string[] }
}

export interface ComparedAnswer {
  /** Place in what was asked, from 0. */
  index: number
  /** Neither policy can answer, and why. */
  error?: AskError
  /** Empty: both answer the same. */
  differences: AnswerDifference[]
}

/**
 * What two policies answer to the same lines of JSON (requests, `due`, any further question), where they differ: which keys,
 * before, after, by which clauses. That other clauses say the same thing is no difference.
 */
export function diffAnswers(old: Policy, now: Policy, asked: readonly Record<string, unknown>[]): ComparedAnswer[] {
  return asked.map((line, index) => {
    const [before, after] = [toldOf(old, line), toldOf(now, line)]
    if (isRefusal(before) && isRefusal(after)) return { index, error: after.error, differences: [] }
    if (isRefusal(before)) return { index, differences: [problem(before.error.message, null)] }
    if (isRefusal(after)) return { index, differences: [problem(null, after.error.message)] }
    return { index, differences: differencesOf(old, now, before, after) }
  })
}

function problem(before: Words | null, after: Words | null): AnswerDifference {
  return { key: 'problem', label: inBoth((lang) => keyInWords('problem', lang)), before, after, clauses: { before: [], after: [] } }
}

const nothing: ToldKey = { told: { is: 'nothing' }, clauses: [] }

function differencesOf(old: Policy, now: Policy, before: ToldAnswer, after: ToldAnswer): AnswerDifference[] {
  const keys = [...new Set([...after.keys(), ...before.keys()])]
  return keys.flatMap((key): AnswerDifference[] => {
    const [one, other] = [before.get(key) ?? nothing, after.get(key) ?? nothing]
    if (plain(old, one) === plain(now, other)) return []
    return [{
      key, label: inBoth((lang) => keyInWords(key, lang)), before: wordsOf(old, key, one), after: wordsOf(now, key, other), clauses: { before: one.clauses, after: other.clauses },
    }]
  })
}

/** Words are compared as they are read, with what placeholders bring. */
function plain(policy: Policy, { told }: ToldKey): string {
  return told.is === 'words' ? canonical(inBoth((lang) => say(told.words, policy, lang))) : canonical(told)
}

function wordsOf(policy: Policy, key: string, { told }: ToldKey): Words | null {
  const words = inBoth((lang) => toldInWords(policy, key, told, lang))
  return words.fr === '' && words.en === '' ? null : words
}
