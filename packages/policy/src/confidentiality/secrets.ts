/** What becomes of a text that holds secrets. Nothing of them is in the answer. */
import { standing } from '../decide/standing.ts'
import type { Facts, FactValue, Instant, NextStep, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import type { ReadyRule } from '../resolve/machine.ts'
import { findSecrets, mostRead } from './detect/find.ts'
import { masked, veil } from './detect/span.ts'
import { strictness, type SecretsAnswer } from './types.ts'

export interface FoundSecret {
  kind: string
  /** On which lines of the text, from 1; each once, the first hundred. */
  lines: number[]
}

export interface Secrets {
  /** redirect_encrypted: secrets may be given here, but not over this connection. */
  outcome: SecretsAnswer | 'redirect_encrypted'
  found: FoundSecret[]
  /** The text for showing, secrets veiled; of a text longer than one mebibyte, its beginning. */
  shown: string
  /** Whether a field for secrets may be offered: some kind of secret is allowed here, over this connection. */
  field: boolean
  clauses: string[]
  rule?: string
  facts: Record<string, FactValue | null>
  reason?: Words
  next?: NextStep
}

/** The kind that stands for what lies beyond the part of a text that is read. */
const unread = 'unread'

/**
 * Looks for secrets in a text and says what the policy does with it: the strictest answer among the kinds found.
 * `encrypted`: whether it came, or would come, over an encrypted connection; unknown is not "no". Without rules everything is allowed (S2-53…S2-55).
 */
export function secretsIn(policy: Policy, facts: Facts, now: Instant, { text = '', encrypted }: { text?: string; encrypted?: boolean } = {}): Secrets {
  const settings = policy.confidentiality
  const won = (kind: string): Won | null => {
    const run = standing(policy, { ...facts, secret: kind }, now)
    const ready = run.winner(policy.machine.families.confidentiality)
    return ready && { ready, looked: run.looked(ready) }
  }
  if (!settings || policy.families.confidentiality.length === 0) return { outcome: 'allowed', found: [], shown: text, field: false, clauses: [], facts: {} }
  const read = text.slice(0, mostRead)
  const spans = findSecrets(read, settings.detect, settings.patterns)
  const found = linesOf(read, spans)
  if (text.length > mostRead) found.push({ kind: unread, lines: [] })
  const shown = masked(read, spans) + (text.length > mostRead ? veil : '')
  const mayGive = [...settings.detect, ...settings.patterns.map(({ name }) => name)].some((kind) => won(kind)?.ready.rule.answer === 'allowed')
  const inClear = settings.encrypted && encrypted === false
  const answers = found.flatMap(({ kind }) => won(kind) ?? [])
  const strictest = answers.toSorted((a, b) => strictness.indexOf(b.ready.rule.answer) - strictness.indexOf(a.ready.rule.answer))[0]
  const result: Secrets = { outcome: strictest?.ready.rule.answer ?? 'allowed', found, shown, field: mayGive && !inClear, clauses: [], facts: {} }
  if (strictest) cite(result, strictest, policy)
  if (inClear && mayGive && result.outcome === 'allowed') {
    result.outcome = 'redirect_encrypted'
    result.clauses = [...new Set([...result.clauses, ...settings.clauses])]
  }
  return result
}

interface Won { ready: ReadyRule<SecretsAnswer>; looked: Secrets['facts'] }

function cite(result: Secrets, { ready: { rule }, looked }: Won, policy: Policy): void {
  result.clauses = [...rule.clauses]
  // What people wrote may itself hold the secret: of texts only that they are known is told.
  for (const [name, value] of Object.entries(looked)) result.facts[name] = policy.facts.get(name)?.type === 'text' && value !== null ? veil : value
  if (rule.name !== undefined) result.rule = rule.name
  if (rule.reason) result.reason = rule.reason
  if (rule.next) result.next = rule.next
}

const mostLines = 100

/** The kinds found, each with its lines; `spans` in the order of the text. */
function linesOf(text: string, spans: readonly { kind: string; from: number }[]): FoundSecret[] {
  const found = new Map<string, FoundSecret>()
  let line = 1
  let at = 0
  for (const { kind, from } of spans) {
    for (let next = text.indexOf('\n', at); next >= 0 && next < from; next = text.indexOf('\n', at)) {
      line++
      at = next + 1
    }
    const one = found.get(kind) ?? { kind, lines: [] }
    if (one.lines.at(-1) !== line && one.lines.length < mostLines) one.lines.push(line)
    found.set(kind, one)
  }
  return [...found.values()]
}
