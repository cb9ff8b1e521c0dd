import { sayDecision } from '@guichet/policy/words/decision'
import type { Decision, Lang, Policy } from '@guichet/policy'

/** A decision in words for a letter, a paragraph each: what, why, what to do instead, what is promised, what is still asked. */
export function paragraphsOf(policy: Policy, decision: Decision, lang: Lang, now: number): string[] {
  const said = sayDecision(policy, decision, lang, { now })
  return [
    [said.headline, said.because].filter((part) => part !== null).join(' '),
    said.instead,
    ...said.promises.map((promise) => promise.text),
    said.nothingPromised,
    ...said.remarks.map((remark) => remark.text),
    ...said.asks.filter((_, i) => decision.asks[i]?.ifMissing !== 'optional').map((ask) => [ask.text, ask.why].filter((part) => part !== null).join(' ')),
  ].filter((part): part is string => part !== null && part !== '')
}

/** The language to write to somebody in: theirs when we publish it, else the policy's own. */
export function languageFor(policy: Policy, decision: Decision | undefined, wanted: string | undefined): Lang {
  const answer = decision?.answerIn ?? wanted
  return policy.languages.published.find((lang) => lang === answer) ?? policy.languages.published.find((lang) => lang === wanted) ?? policy.languages.authoritative
}
