import type { FactValue, Facts, Policy } from '@guichet/policy'
import { mayAnswer } from '#desk/changeable.ts'

/** Names of form controls that hold an answer to one of the policy's questions. */
export const prefix = 'f.'

/** The answers in a query or a form, read as the policy declares them; what it never asks is left out. */
export function readAnswers(policy: Policy, texts: Readonly<Record<string, unknown>>): Facts {
  const answers: Record<string, FactValue> = {}
  for (const [control, typed] of Object.entries(texts)) {
    if (!control.startsWith(prefix) || typeof typed !== 'string' || typed.trim() === '') continue
    const name = control.slice(prefix.length)
    const declared = policy.facts.get(name)
    if (!declared || !mayAnswer(policy, name)) continue
    const value = read(declared.type, typed.trim().slice(0, 10_000))
    if (value === undefined) continue
    if (declared.type === 'one_of' && !declared.open && !declared.options.some((option) => option.value === value)) continue
    answers[name] = value
  }
  return answers
}

function read(type: string, typed: string): FactValue | undefined {
  if (type === 'flag') return typed === 'yes' ? true : typed === 'no' ? false : undefined
  if (type === 'number') return Number.isFinite(Number(typed.replace(',', '.'))) ? Number(typed.replace(',', '.')) : undefined
  return typed
}

/** An answer as a form's control carries it. */
export function written(value: FactValue): string {
  return value === true ? 'yes' : value === false ? 'no' : String(value)
}
