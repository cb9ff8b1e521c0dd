/**
 * What can be asked of a policy beside "may I ask this": a price, a step of an escalation, a session. One question has one name;
 * under it examples prove it, `policy ask` and the API answer it, `policy explain` explains it, `policy diff` compares it.
 */
import type { ExplainedLine } from '../explain/lines.ts'
import type { Facts, Instant, Lang, Words } from '../model.ts'
import type { Policy } from '../policy.ts'

/** What a field holds once read. Money is whole cents, durations are seconds, instants epoch milliseconds. */
export interface Forms { text: string; flag: boolean; number: number; duration: number; instant: Instant; money: number; date: string; texts: string[] }
/** The form of a field; `each`: a list of maps with these fields; `one_of`: one of these words; `named`: a name that the policy declares. */
export type FieldForm = keyof Forms | { each: Fields } | { one_of: readonly string[] } | { named: (policy: Policy) => readonly string[] }
export interface Fields { readonly [name: string]: FieldForm }
type Held<F extends FieldForm> = F extends keyof Forms ? Forms[F] : F extends { one_of: readonly (infer Word)[] } ? Word : F extends { named: unknown } ? string : F extends { each: infer Inner extends Fields } ? Read<Inner>[] : never
export type Read<F extends Fields> = { [K in keyof F]?: Held<F[K]> }

/** A value of an answer, in the form in which it is compared, shown and written. */
export type Told =
  | { is: 'word'; word: string }
  /** Words of the policy: an expected part of them suffices. */
  | { is: 'words'; words: Words }
  | { is: 'flag'; flag: boolean }
  /** `of`: what is counted, where the key does not say it. */
  | { is: 'number'; number: number; of?: 'business_days' }
  /** Whole cents. */
  | { is: 'money'; cents: number }
  /** Seconds. */
  | { is: 'duration'; seconds: number }
  | { is: 'instant'; at: Instant }
  | { is: 'words_list'; words: string[] }
  | { is: 'nothing' }

export interface Asked<F extends Fields = Fields> {
  facts: Facts
  at: Instant
  fields: Read<F>
}

/** `D` is plain data that survives JSON: clause ids, facts and figures; its words are made when someone reads it. */
export interface Question<F extends Fields = Fields, D = unknown> {
  name: string
  about: Words
  fields: F
  /** Fields without which nothing can be answered. */
  needs: readonly (keyof F & string)[]
  /** Keys of the answer, for `then`; `step.*` stands for any key that begins so. */
  tells: readonly string[]
  answer(policy: Policy, asked: Asked<F>): D
  tell(policy: Policy, data: D): Record<string, Told>
  /** The clauses that made the answer, each once. */
  clauses(data: D): string[]
  explain(policy: Policy, data: D, lang: Lang): ExplainedLine[]
}

/** Declares a question; its types are known to its own file only. */
export function question<const F extends Fields, D>(declared: Question<F, D>): Question {
  return declared as unknown as Question
}

/** Whether a key is one that the answer tells. */
export function tells({ tells: keys }: Pick<Question, 'tells'>, key: string): boolean {
  return keys.some((known) => (known.endsWith('*') ? key.startsWith(known.slice(0, -1)) : key === known))
}
