import { answerLine } from '@guichet/policy/ask/ask'
import { isRefusal } from '@guichet/policy/ask/refusal'
import { compile } from '@guichet/policy/compile'
import type { Compiled } from '@guichet/policy/compile'
import { diffAnswers } from '@guichet/policy/diff/answers'
import { answerDifferenceInWords } from '@guichet/policy/diff/answers-words'
import { diffPolicies } from '@guichet/policy/diff/diff'
import { changeLine, diffInWords } from '@guichet/policy/diff/words'
import { parseExamples } from '@guichet/policy/examples/parse'
import { runExamples } from '@guichet/policy/examples/run'
import type { ExampleResult } from '@guichet/policy/examples/result'
import type { Decision, Finding, Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { schemas } from '@guichet/policy/schema/schemas'
import type { DecisionWords } from '@guichet/policy/words/decision'
import { withHeader } from './header.ts'
import { thenOf } from './kept-example.ts'

/** A sentence in both languages. */
export interface Both { readonly fr: string; readonly en: string }

export const files = { policy: 'policy.yaml', examples: 'examples.yaml' } as const

/** Texts come back letter by letter: the version in force stays, and so does the one that was just looked at. */
const kept = new Map<string, Compiled>()
const most = 4

function compiled(text: string): Compiled {
  const known = kept.get(text)
  if (known) return known
  const made = compile([{ file: files.policy, text }])
  kept.set(text, made)
  if (kept.size > most) kept.delete(kept.keys().next().value!)
  return made
}

/** What of a fact a form needs to ask for it. */
export interface AskedFact { readonly name: string; readonly type: string; readonly label: Partial<Both>; readonly values: readonly { readonly value: string; readonly label: Partial<Both> }[]; readonly open: boolean; readonly example: string | null }

/** A policy as its header says, when it has no error. */
export interface Sound {
  readonly version: string
  readonly effective: string
  readonly effectiveAt: number
  readonly zone: string
  readonly counts: Policy['counts']
  readonly facts: readonly AskedFact[]
}

function soundOf(policy: Policy): Sound {
  return {
    version: policy.version, effective: policy.effectiveText, effectiveAt: policy.effective, zone: policy.zone, counts: policy.counts,
    facts: [...policy.facts.values()].map(({ name, type, label, options, open, example }) => ({ name, type, label, values: options.map(({ value, label: said }) => ({ value, label: said })), open, example: example ?? null })),
  }
}

export interface Checked { readonly sound: Sound | null; readonly findings: readonly Finding[] }

function check({ source }: { source: string }): Checked {
  const { policy, findings } = compiled(source)
  return { sound: policy && soundOf(policy), findings }
}

export interface Played { readonly sound: boolean; readonly findings: readonly Finding[]; readonly results: readonly ExampleResult[] }

/** An empty file is no example at all, not a mistake. */
function play({ source, examples }: { source: string; examples: string }): Played {
  const { policy } = compiled(source)
  if (examples.trim() === '') return { sound: policy !== null, findings: [], results: [] }
  const parsed = parseExamples(files.examples, examples)
  return { sound: policy !== null, findings: parsed.findings, results: policy ? runExamples(policy, parsed.examples, { file: files.policy, text: source }) : [] }
}

export interface Differing {
  readonly lines: { readonly fr: readonly string[]; readonly en: readonly string[] }
  readonly appliesToOpenTickets: 'keep' | 'adopt'
  /** Seconds before a new version holds that the policy of before promised to say so. */
  readonly notice: number
}

/** Null: one of the texts has an error. */
function differ({ before, after }: { before: string; after: string }): Differing | null {
  const [old, now] = [compiled(before).policy, compiled(after).policy]
  if (!old || !now) return null
  const changes = diffPolicies(old, now)
  const lines = (lang: Lang) => diffInWords(changes, lang).map(changeLine)
  return { lines: { fr: lines('fr'), en: lines('en') }, appliesToOpenTickets: now.changes.appliesToOpenTickets, notice: old.changes.notice }
}

export interface Side {
  /** Null: it could not be answered, and why. */
  readonly said: { readonly fr: DecisionWords; readonly en: DecisionWords } | null
  readonly problem: Both | null
  readonly decision: Decision | null
}

function sideOf(policy: Policy, line: Record<string, unknown>): Side {
  const [fr, en] = [answerLine(policy, line, 'fr', false), answerLine(policy, line, 'en', false)]
  if (isRefusal(fr) || isRefusal(en)) return { said: null, decision: null, problem: isRefusal(fr) ? { fr: fr.error.message.fr ?? '', en: fr.error.message.en ?? '' } : null }
  const worded = (answer: object) => (answer as { answer: { words: DecisionWords } }).answer.words
  return { said: { fr: worded(fr), en: worded(en) }, decision: (fr as { answer: { decision: Decision } }).answer.decision, problem: null }
}

export interface Tried {
  /** Null: the text has an error, or there is none. */
  readonly draft: Side | null
  readonly inForce: Side | null
  readonly differences: { readonly fr: readonly string[]; readonly en: readonly string[] }
  /** The answer of the draft as an example would hold it. */
  readonly example: Record<string, unknown> | null
}

/** What both answer to the same request. */
function tryOut({ draft, inForce, facts, at }: { draft: string; inForce: string | null; facts: Record<string, unknown>; at: string | number }): Tried {
  const [now, old] = [compiled(draft).policy, inForce === null ? null : compiled(inForce).policy]
  const line = { at, facts }
  const differences = now && old ? (diffAnswers(old, now, [line])[0]?.differences ?? []) : []
  const answer = now && sideOf(now, line)
  const words = (lang: Lang) => differences.map((one) => answerDifferenceInWords(one, lang))
  return {
    draft: answer, inForce: old && sideOf(old, line), differences: { fr: words('fr'), en: words('en') },
    example: now && answer?.decision ? thenOf(answer.decision, now.zone) : null,
  }
}

export interface Readied extends Played {
  /** The text as it would be published. */
  readonly text: string
  readonly policyFindings: readonly Finding[]
  readonly version: string | null
  readonly effectiveAt: number | null
}

/** The text with the name and the day that it is to have, and whether it may be published so. */
function ready({ source, examples, version, effective }: { source: string; examples: string; version: string; effective: string }): Readied {
  const text = withHeader(source, { version, effective })
  const { policy, findings } = compiled(text)
  return { ...play({ source: text, examples }), text, policyFindings: findings, version: policy?.version ?? null, effectiveAt: policy?.effective ?? null }
}

const schema = ({ of }: { of: 'policy' | 'examples' }): object => schemas[of]()

/** Everything that the workshop does with texts; pure, so that it can be done in a thread of its own. */
export const jobs = { check, play, differ, tryOut, ready, schema }
export type Jobs = typeof jobs
