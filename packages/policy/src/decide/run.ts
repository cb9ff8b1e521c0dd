/** One decision under way: the facts as far as they are established, and what was established so far. */
import { dayMs } from '../calendar/days.ts'
import type { Calendar } from '../calendar/types.ts'
import { zoneOf } from '../calendar/zone.ts'
import { calendarIn, customerZone, customerZoneFact } from '../facts/zone.ts'
import type { Ask, Decision, FactValue, Facts, Instant, NextStep, Outcome, Remark, Stage, Step, Words } from '../model.ts'
import type { Policy, Rule } from '../policy.ts'
import { missing, type Moment } from '../resolve/cells.ts'
import type { ReadyCondition, ReadyRule, ReadyTest } from '../resolve/machine.ts'

/** What ends the pipeline: a stage that does not let the request through. */
export interface Verdict {
  outcome: Exclude<Outcome, 'accepted' | 'held'>
  clauses: readonly string[]
  reason?: Words
  next?: NextStep
  to?: string
}

const unread = -1
const none: readonly string[] = []

export class Run implements Moment {
  readonly policy: Policy
  readonly now: Instant
  readonly steps: Step[] = []
  readonly asks: Ask[] = []
  readonly remarks: Remark[] = []
  readonly tags: string[] = []
  entitlement: Decision['entitlement'] = 'open'
  scope: Decision['scope'] = undefined
  next: NextStep | undefined = undefined
  heldUntil: Instant | undefined = undefined
  handledBy: string | undefined = undefined
  onCall = false
  holding: readonly string[] = none
  answerIn: string | undefined = undefined
  readonly #facts: Facts
  readonly #cells: Int32Array
  #derived: Map<string, FactValue> | null = null

  constructor(policy: Policy, facts: Facts, now: Instant) {
    this.policy = policy
    this.now = now
    this.#facts = facts
    this.#cells = new Int32Array(policy.machine.slots.length).fill(unread)
  }

  /** What is known of a fact: derived by the policy, else given, else its default. */
  value(name: string): FactValue | undefined {
    const derived = this.#derived?.get(name)
    if (derived !== undefined) return derived
    return Object.hasOwn(this.#facts, name) && this.#facts[name] !== undefined ? this.#facts[name] : this.policy.facts.get(name)?.default
  }

  /** A known text, for facts whose values are words. */
  word(name: string): string | undefined {
    const value = this.value(name)
    return typeof value === 'string' ? value : undefined
  }

  /** From here on the policy's own value stands, whatever was given. */
  derive(name: string, value: FactValue): void {
    this.#derived ??= new Map()
    this.#derived.set(name, value)
    const slot = this.policy.machine.slotOf.get(name)
    if (slot !== undefined) this.#cells[slot] = unread
  }

  /** Day number of now on the wall of the policy's zone. */
  get today(): number {
    return Math.floor(zoneOf(this.policy.zone).wallAt(this.now) / dayMs)
  }

  /** The zone in which the customer is. */
  get zone(): string {
    return customerZone(this.policy, this.value(customerZoneFact))
  }

  /** A calendar of the policy, on the customer's wall when that is where its hours are told. */
  calendar(name: string): Calendar {
    return calendarIn(this.policy, name, this.value(customerZoneFact))
  }

  #cell(slot: number): number {
    const known = this.#cells[slot]!
    if (known !== unread) return known
    const one = this.policy.machine.slots[slot]!
    const cell = one.fact ? one.cells.of(this.value(one.name), this) : (one.inZone ? one.inZone(this.zone) : one.calendar).isOpen(this.now) ? 1 : 0
    this.#cells[slot] = cell
    return cell
  }

  holds(condition: ReadyCondition): boolean {
    for (const conjunction of condition) if (this.#all(conjunction)) return true
    return false
  }

  #all(tests: readonly ReadyTest[]): boolean {
    for (const { slot, table } of tests) if (table[this.#cell(slot)] !== 1) return false
    return true
  }

  /** Whether the condition may hold once more is known: no known fact contradicts it. */
  couldHold(condition: ReadyCondition): boolean {
    return condition.some((conjunction) => conjunction.every(({ slot, table }) => this.#unknown(slot) || table[this.#cell(slot)] === 1))
  }

  /** Names of the unknown facts on which a condition that may hold still depends. */
  openFacts(condition: ReadyCondition): string[] {
    const names = new Set<string>()
    for (const conjunction of condition) {
      if (!conjunction.every(({ slot, table }) => this.#unknown(slot) || table[this.#cell(slot)] === 1)) continue
      for (const { slot, table } of conjunction) if (this.#unknown(slot) && table[missing] !== 1) names.add(this.policy.machine.slots[slot]!.name)
    }
    return [...names]
  }

  #unknown(slot: number): boolean {
    return this.policy.machine.slots[slot]!.fact !== null && this.#cell(slot) === missing
  }

  /** The first rule that holds: families are sorted so that it is the one that wins. */
  winner<A>(rules: readonly ReadyRule<A>[]): ReadyRule<A> | null {
    for (const rule of rules) if (this.holds(rule.when)) return rule
    return null
  }

  /** Records what a rule established. */
  step(stage: Stage, ready: ReadyRule<unknown> | null, result: string): void {
    if (!ready) {
      this.steps.push({ stage, clauses: [], facts: {}, result })
      return
    }
    const { rule } = ready
    const step: Step = { stage, clauses: rule.clauses, facts: this.looked(ready), result }
    if (rule.name !== undefined) step.rule = rule.name
    this.steps.push(step)
  }

  /** The facts that a rule looks at, as they are known. */
  looked({ when, needs }: Pick<ReadyRule<unknown>, 'when' | 'needs'>): Step['facts'] {
    const facts: Step['facts'] = {}
    this.#note(facts, when)
    if (needs) this.#note(facts, needs)
    return facts
  }

  #note(facts: Step['facts'], condition: ReadyCondition): void {
    for (const conjunction of condition) for (const { slot } of conjunction) {
      const one = this.policy.machine.slots[slot]!
      facts[one.name] = one.fact ? (this.value(one.name) ?? null) : this.#cell(slot) === 1
    }
  }

  /** Adds a question, or strengthens the same one. */
  ask(ask: Ask): void {
    const key = ask.facts.join()
    const known = this.asks.find((one) => one.facts.join() === key)
    if (!known) {
      this.asks.push(ask)
      return
    }
    known.clauses = [...new Set([...known.clauses, ...ask.clauses])]
    if (strength[ask.ifMissing] > strength[known.ifMissing]) {
      known.ifMissing = ask.ifMissing
      if (ask.why) known.why = ask.why
    }
  }

  /** Asks the requester for what would let a family answer; false when nothing that can be asked would. */
  askToDecide(rules: readonly ReadyRule<unknown>[]): boolean {
    let asked = false
    for (const { rule, when } of rules) {
      for (const name of this.openFacts(when)) {
        const from = this.policy.facts.get(name)!.from
        if (from !== 'requester' && from !== 'service') continue
        asked = true
        this.ask({ facts: [name], clauses: rule.clauses, ifMissing: 'ask', problem: 'missing' })
      }
    }
    return asked
  }
}

const strength: Record<Ask['ifMissing'], number> = { optional: 0, admit_and_ask: 1, ask: 2, block: 3 }

/** The verdict of a rule that says no. */
export function verdictOf(outcome: Verdict['outcome'], rule: Rule<unknown>): Verdict {
  const verdict: Verdict = { outcome, clauses: rule.clauses }
  if (rule.reason) verdict.reason = rule.reason
  if (rule.next) verdict.next = rule.next
  if (outcome === 'redirected' && rule.next?.channel !== undefined) verdict.to = rule.next.channel
  return verdict
}
