/** Whether a condition holds at an instant, and if not whether time, an answer or nothing can change that. */
import type { Run } from '../decide/run.ts'
import { dateCell, missing } from '../resolve/cells.ts'
import type { ReadyCondition, ReadyTest } from '../resolve/machine.ts'

/** not_yet: only hours or dates stand against it; unknown: only facts that are not known; fails: as things stand, never. */
export type Holding = 'holds' | 'not_yet' | 'unknown' | 'fails'

/** `asks`: facts on which it depends, when unknown. */
export interface HoldingRead { state: Holding; asks: string[] }

const order: readonly Holding[] = ['holds', 'not_yet', 'unknown', 'fails']

/** `timed`: facts that time alone may change. */
export function holdingOf(run: Run, condition: ReadyCondition, timed: ReadonlySet<string>): HoldingRead {
  const ways = condition.map((tests): HoldingRead => {
    const read = tests.map((test) => testOf(run, test, timed))
    const state = order.findLast((worse) => read.some((one) => one.state === worse)) ?? 'holds'
    return { state, asks: state === 'unknown' ? read.flatMap(({ asks }) => asks) : [] }
  })
  const best = order.find((state) => ways.some((way) => way.state === state)) ?? 'fails'
  return { state: best, asks: [...new Set(ways.flatMap((way) => (way.state === best ? way.asks : [])))] }
}

function testOf(run: Run, { slot, table }: ReadyTest, timed: ReadonlySet<string>): HoldingRead {
  const one = run.policy.machine.slots[slot]!
  if (!one.fact) return { state: table[(one.inZone ? one.inZone(run.zone) : one.calendar).isOpen(run.now) ? 1 : 0] === 1 ? 'holds' : 'not_yet', asks: [] }
  const cell = one.cells.of(run.value(one.name), run)
  if (table[cell] === 1) return { state: 'holds', asks: [] }
  if (timed.has(one.name)) return { state: 'not_yet', asks: [] }
  // A contract that leaves a value out leaves it out for ever (S4-8); of anything else more may be learned.
  if (cell === missing) return one.fact.from === 'contract' ? { state: 'fails', asks: [] } : { state: 'unknown', asks: [one.name] }
  const willPass = one.fact.type === 'date' && cell === dateCell.ahead && table[dateCell.passed] === 1
  return { state: willPass ? 'not_yet' : 'fails', asks: [] }
}
