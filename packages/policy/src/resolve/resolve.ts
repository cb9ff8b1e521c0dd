/**
 * Settles a family once and for all: in which order its rules win, where two of them tie, where none answers, which never win.
 * Walks the cells of the facts that the rules look at, together where no rule tells them apart; pair by pair when that is too many.
 */
import { contains, isEmpty, meet, type Box, type Dimension, type Region } from './dimensions.ts'

export interface Contender {
  region: Region
  /** Equal for rules that answer the same. */
  answer: string
  /** Breaks indifference the same way whatever the order in the file. */
  key: string
}

export interface Resolution {
  /** Indices of the rules; the first that holds wins. */
  order: number[]
  ties: { a: number; b: number; when: string }[]
  gaps: string[]
  unreachable: number[]
  /** false: too many cells; ties were looked for pair by pair, gaps were not. */
  complete: boolean
}

/** `first`: the earlier rule wins. `specific`: the one contained in every other. `all`: they add up. */
export type Mode = 'first' | 'specific' | 'all'

const budget = 4_000_000
const mostTold = 20

export function resolve(rules: readonly Contender[], dimensions: readonly Dimension[], mode: Mode, mustAnswer: boolean): Resolution {
  const holdsNowhere = (index: number, among: 'possible' | 'reachable'): boolean => rules[index]!.region.every((box) => isEmpty(box, dimensions, among))
  // A rule for values that nobody declared (`not` all of them) is never compared, and still answers.
  const empty = rules.flatMap((_, index) => (holdsNowhere(index, 'reachable') ? [index] : []))
  const asWritten = rules.map((_, index) => index)
  if (mode === 'all') return { order: asWritten, ties: [], gaps: [], unreachable: empty, complete: true }
  const before = mode === 'first' ? (a: number, b: number): boolean => a < b : specificity(rules, dimensions)
  const order = mode === 'first' ? asWritten : sortBySpecificity(rules, before)
  const walk = new Walk(rules, dimensions, before, order, mustAnswer)
  const complete = walk.run()
  if (!complete) return { order, ties: mode === 'first' ? [] : pairwiseTies(rules, dimensions, before), gaps: [], unreachable: empty, complete }
  return { order, ties: walk.ties, gaps: walk.gaps, unreachable: asWritten.filter((index) => !walk.winners.has(index) && (!holdsNowhere(index, 'possible') || empty.includes(index))), complete }
}

/** Whether rule `a` is strictly contained in rule `b`. */
function specificity(rules: readonly Contender[], dimensions: readonly Dimension[]): (a: number, b: number) => boolean {
  const count = rules.length
  const within = new Uint8Array(count * count)
  for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) if (a !== b && contains(rules[b]!.region, rules[a]!.region, dimensions)) within[a * count + b] = 1
  return (a, b) => within[a * count + b] === 1 && within[b * count + a] === 0
}

/** What is contained in a rule is contained in all that contain it: counting them is a linear extension of containment. */
function sortBySpecificity(rules: readonly Contender[], before: (a: number, b: number) => boolean): number[] {
  const under = rules.map((_, b) => rules.reduce((sum, _rule, a) => sum + (before(a, b) ? 1 : 0), 0))
  return rules.map((_, index) => index).sort((a, b) => under[a]! - under[b]! || (rules[a]!.key < rules[b]!.key ? -1 : rules[a]!.key > rules[b]!.key ? 1 : 0))
}

class Walk {
  readonly ties: Resolution['ties'] = []
  readonly gaps: string[] = []
  readonly winners = new Set<number>()
  readonly #rules: readonly Contender[]
  readonly #dimensions: readonly Dimension[]
  readonly #before: (a: number, b: number) => boolean
  readonly #mustAnswer: boolean
  readonly #boxes: { rule: number; box: Box; last: number }[]
  readonly #told = new Set<string>()
  readonly #place: number[] = []
  #left = budget

  constructor(rules: readonly Contender[], dimensions: readonly Dimension[], before: (a: number, b: number) => boolean, order: readonly number[], mustAnswer: boolean) {
    this.#rules = rules
    this.#dimensions = dimensions
    this.#before = before
    this.#mustAnswer = mustAnswer
    for (const [place, rule] of order.entries()) this.#place[rule] = place
    this.#boxes = rules.flatMap(({ region }, rule) => region.map((box) => ({ rule, box, last: box.findLastIndex((table) => table !== null) })))
  }

  /** false when there were too many cells. */
  run(): boolean {
    return this.#visit(0, this.#boxes.map((_, index) => index), [], true)
  }

  #visit(at: number, active: readonly number[], chosen: readonly number[], must: boolean): boolean {
    this.#left -= active.length + 1
    if (this.#left < 0) return false
    if (at === this.#dimensions.length || active.every((index) => this.#boxes[index]!.last < at)) {
      return this.#settle([...new Set(active.map((index) => this.#boxes[index]!.rule))], chosen, must)
    }
    if (active.every((index) => this.#boxes[index]!.box[at] === null)) return this.#visit(at + 1, active, [...chosen, -1], must)
    const dimension = this.#dimensions[at]!
    const seen = new Set<string>()
    // What is missing comes last, so that a tie or a gap is told with real values where it has some.
    for (let turn = 1; turn <= dimension.count; turn++) {
      const cell = turn % dimension.count
      if (!dimension.possible[cell]) continue
      this.#left -= active.length
      if (this.#left < 0) return false
      const kept = active.filter((index) => this.#boxes[index]!.box[at]?.[cell] !== 0)
      const answers = must && dimension.mustAnswer[cell] === 1
      // Cells between which no rule left decides are walked once; an empty remainder is told for each, since each is a gap.
      const signature = kept.length > 0 ? `${answers}${kept.join(',')}` : `${answers}#${cell}`
      if (seen.has(signature)) continue
      seen.add(signature)
      if (!this.#visit(at + 1, kept, [...chosen, cell], answers)) return false
    }
    return true
  }

  #settle(present: readonly number[], chosen: readonly number[], must: boolean): boolean {
    if (present.length === 0) {
      if (this.#mustAnswer && must && this.gaps.length < mostTold) this.gaps.push(this.#tell(chosen))
      return true
    }
    // In the order of the family, whatever is not most specific comes after something more specific.
    const best: number[] = []
    for (const rule of present.toSorted((a, b) => this.#place[a]! - this.#place[b]!)) {
      this.#left -= best.length
      if (!best.some((other) => this.#before(other, rule))) best.push(rule)
    }
    for (const rule of best) this.winners.add(rule)
    const first = best[0]!
    for (const other of best) {
      if (this.#rules[other]!.answer === this.#rules[first]!.answer || this.ties.length >= mostTold) continue
      const pair = `${Math.min(first, other)} ${Math.max(first, other)}`
      if (this.#told.has(pair)) continue
      this.#told.add(pair)
      this.ties.push({ a: Math.min(first, other), b: Math.max(first, other), when: this.#tell(chosen) })
    }
    return true
  }

  #tell(chosen: readonly number[]): string {
    return chosen.flatMap((cell, at) => (cell < 0 ? [] : [this.#dimensions[at]!.tell(cell)])).join(', ') || '…'
  }
}

function pairwiseTies(rules: readonly Contender[], dimensions: readonly Dimension[], before: (a: number, b: number) => boolean): Resolution['ties'] {
  const ties: Resolution['ties'] = []
  for (let a = 0; a < rules.length; a++) {
    for (let b = a + 1; b < rules.length && ties.length < mostTold; b++) {
      if (rules[a]!.answer === rules[b]!.answer || before(a, b) || before(b, a)) continue
      const common = rules[a]!.region.flatMap((one) => rules[b]!.region.map((other) => meet(one, other))).filter((box) => !isEmpty(box, dimensions))
      if (common.length === 0) continue
      const settled = rules.some((rule, index) => before(index, a) && before(index, b) && contains(rule.region, common, dimensions))
      if (settled) continue
      const when = common[0]!.flatMap((table, at) => (table ? [dimensions[at]!.tell(table.indexOf(1))] : [])).join(', ')
      ties.push({ a, b, when: when || '…' })
    }
  }
  return ties
}
