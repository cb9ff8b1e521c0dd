/** fast-check with a fifth of the runs (forty at least) and one seed: each mutant meets the same cases, and a failure is not made smaller. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import type * as Real from 'fast-check'

const real = createRequire(join(process.cwd(), 'package.json'))('fast-check') as typeof Real

function assert<T>(property: Real.IProperty<T>, parameters: Real.Parameters<T> = {}): void {
  const { numRuns = 100 } = parameters
  real.assert(property, { seed: 1, ...parameters, numRuns: Math.min(numRuns, Math.max(40, Math.ceil(numRuns / 5))), endOnFailure: true })
}

export default { ...real, assert }
