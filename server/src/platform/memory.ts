import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pause } from './time.ts'

type Collect = (options: { type: 'major'; flavor: 'last-resort'; execution: 'sync' }) => void

/** Long enough after a start that nobody waits for its first pages any more. */
const quiet = 10_000

/**
 * Gives memory back once, some seconds after a start: reading the code takes a third more of it than a desk at rest needs, and
 * the machine that runs Node keeps what it was given until it is short. Stops everything for some tenths of a second.
 */
export async function settleMemory(signal: AbortSignal): Promise<void> {
  await pause(quiet, signal)
  if (signal.aborted) return
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  setFlagsFromString('--no-expose-gc')
  collect({ type: 'major', flavor: 'last-resort', execution: 'sync' })
}
