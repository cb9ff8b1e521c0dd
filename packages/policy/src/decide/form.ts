/** What to ask of a requester, in order: the questions on which the policy's answer still depends, and what it requires. */
import type { Ask, FactValue, Facts, Instant, Words } from '../model.ts'
import type { FactDeclaration, FactOption, FactType, Policy } from '../policy.ts'
import type { ReadyRule } from '../resolve/machine.ts'
import { tier } from './admission.ts'
import { problemOf } from './problem.ts'
import { derived } from './qualification.ts'
import { Run } from './run.ts'

export interface FormField {
  fact: string
  type: FactType
  label: Words
  help?: Words
  example?: string
  /** Only those that are open to this requester. */
  options: FactOption[]
  /** Other values are accepted too. */
  open: boolean
  /** required: not accepted without. wanted: accepted, and asked back. optional: only offered. */
  need: 'required' | 'wanted' | 'optional'
  /** The same in short: not accepted without it, or without another of `oneOf`. */
  required: boolean
  /** All the facts of which one suffices, this one included. */
  oneOf?: string[]
  why?: Words
  clauses: string[]
  min?: number
  max?: number
  pattern?: string
  parts?: number
  value?: FactValue
  problem?: Ask['problem']
}

const last = ['subject', 'description', 'attachments']
const asking = ['access', 'identification', 'scope', 'versions', 'priority', 'department', 'routes', 'handling', 'queue', 'notices'] as const

interface Wanted { need: FormField['need']; oneOf?: string[]; why?: Words; clauses: string[] }

/**
 * The fields of a form for facts known so far; ask again when one is answered, since answers open and close questions.
 * Subject and description are always there: a request is made of them.
 */
export function form(policy: Policy, facts: Facts, now: Instant): FormField[] {
  const run = new Run(policy, facts, now)
  tier(run)
  // What the policy itself gives counts for what it requires: a critical request is asked for more.
  derived(run, 'priority')
  derived(run, 'department')
  const wanted = new Map<string, Wanted>([['subject', { need: 'optional', clauses: [] }], ['description', { need: 'required', clauses: [] }]])
  for (const family of asking) wantForFamily(run, family, wanted)
  for (const { rules } of policy.machine.families.targets) wantFacts(run, rules, 'optional', wanted)
  wantRequired(run, wanted)
  const names = [...policy.facts.keys()].filter((name) => wanted.has(name) && !last.includes(name))
  return [...names, ...last.filter((name) => wanted.has(name))].map((name) => fieldOf(run, policy.facts.get(name)!, wanted.get(name)!, facts, now))
}

/** A family without an answer needs its facts; one with an answer may answer otherwise when told more. */
function wantForFamily(run: Run, family: (typeof asking)[number], wanted: Map<string, Wanted>): void {
  const rules: readonly ReadyRule<unknown>[] = run.policy.machine.families[family]
  const settled = rules.length === 0 || run.winner(rules) !== null || family === 'routes' || family === 'versions' || family === 'notices'
  wantFacts(run, rules, settled ? 'optional' : 'required', wanted)
}

function wantFacts(run: Run, rules: readonly ReadyRule<unknown>[], need: Wanted['need'], wanted: Map<string, Wanted>): void {
  for (const { rule, when } of rules) {
    if (!run.couldHold(when)) continue
    for (const test of rule.when.flat()) {
      if (!('fact' in test)) continue
      const fact = run.policy.facts.get(test.fact)!
      if (fact.from === 'requester' && !isDecided(run.policy, fact.name)) want(wanted, fact.name, { need: fact.default === undefined ? need : 'optional', clauses: rule.clauses })
    }
  }
}

/** Whether the policy itself gives this fact its value: what it decides is nobody's to answer (AB-22). */
export function isDecided({ families }: Policy, fact: string): boolean {
  return (fact === 'tier' || fact === 'priority' || fact === 'department') && families[fact].length > 0
}

const weight = { optional: 0, wanted: 1, required: 2 }

function want(wanted: Map<string, Wanted>, name: string, more: Wanted): void {
  const known = wanted.get(name)
  if (!known) wanted.set(name, { ...more })
  else if (weight[more.need] > weight[known.need] || (weight[more.need] === weight[known.need] && !known.why && more.why)) wanted.set(name, { ...known, ...more })
}

const needs: Record<Ask['ifMissing'], Wanted['need']> = { block: 'required', ask: 'required', admit_and_ask: 'wanted', optional: 'optional' }

/** What is already known from elsewhere (a customer's own services, say) is still shown when the requester may give it. */
function wantRequired(run: Run, wanted: Map<string, Wanted>): void {
  for (const ready of run.policy.machine.families.requires) {
    if (!run.holds(ready.when)) continue
    const { groups, ifMissing, why } = ready.rule.answer
    for (const group of groups) for (const name of group) {
      const from = run.policy.facts.get(name)!.from
      if (from !== 'requester' && from !== 'service') continue
      want(wanted, name, { need: needs[ifMissing], clauses: ready.rule.clauses, ...(group.length > 1 ? { oneOf: group } : {}), ...(why ? { why } : {}) })
    }
  }
}

function fieldOf(run: Run, fact: FactDeclaration, wanted: Wanted, facts: Facts, now: Instant): FormField {
  const admissible = fact.options.length > 0 ? new Set(admissibleValues(run.policy, facts, fact.name, now)) : null
  const field: FormField = {
    fact: fact.name, type: fact.type, label: fact.label, options: admissible ? fact.options.filter((option) => admissible.has(option.value)) : [], open: fact.open,
    need: wanted.need, required: wanted.need === 'required', clauses: wanted.clauses,
  }
  const value = run.value(fact.name)
  const problem = value === undefined ? null : problemOf(run, fact, value)
  return Object.assign(field, {
    ...(fact.help ? { help: fact.help } : {}), ...(fact.example === undefined ? {} : { example: fact.example }), ...(wanted.oneOf ? { oneOf: wanted.oneOf } : {}),
    ...(wanted.why ? { why: wanted.why } : {}), ...(fact.min === undefined ? {} : { min: fact.min }), ...(fact.max === undefined ? {} : { max: fact.max }),
    ...(fact.pattern === undefined ? {} : { pattern: fact.pattern }), ...(fact.parts === undefined ? {} : { parts: fact.parts }),
    ...(value === undefined ? {} : { value }), ...(problem && problem !== 'missing' ? { problem } : {}),
  })
}

/**
 * The declared values of a fact that are not closed for these facts: a value with which every access rule that may still hold
 * says no is not offered. What is excluded from the scope stays: choosing it explains why and who else can help.
 */
export function admissibleValues(policy: Policy, facts: Facts, name: string, now: Instant): string[] {
  const options = policy.facts.get(name)?.options ?? []
  return options.map((option) => option.value).filter((value) => {
    const run = new Run(policy, { ...facts, [name]: value }, now)
    tier(run)
    return possibleAnswers(run, policy.machine.families.access).some(({ rule }) => rule.answer !== 'closed')
  })
}

/** The rules that may win once more is known, in order; the last of them holds for certain, when one does. */
export function possibleAnswers<A>(run: Run, rules: readonly ReadyRule<A>[]): ReadyRule<A>[] {
  const possible: ReadyRule<A>[] = []
  for (const rule of rules) {
    if (run.holds(rule.when)) return [...possible, rule]
    if (run.couldHold(rule.when)) possible.push(rule)
  }
  return possible
}
