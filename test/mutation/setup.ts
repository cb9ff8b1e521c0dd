/** Puts the mutant in place before a test file is loaded, or notes which mutants the file touches. */
import { afterAll, inject } from 'vitest'

/** How many times the file ran each mutant's place, by id. */
export type Touched = Record<string, number>

interface Instruments { activeMutant?: string; hitLimit?: number; hitCount?: number; mutantCoverage?: { static: Touched; perTest: object } }

declare module 'vitest' {
  interface ProvidedContext { mutant: string | null; hitLimit: number | null }
}

const instruments: Instruments = ((globalThis as { __stryker__?: Instruments }).__stryker__ ??= {})
const mutant = inject('mutant')

if (mutant === null) {
  afterAll(({}, suite) => {
    Object.assign((suite.file ?? suite).meta, { touched: instruments.mutantCoverage?.static ?? {} })
  })
} else {
  instruments.activeMutant = mutant
  instruments.hitCount = 0
  instruments.hitLimit = inject('hitLimit') ?? Infinity
}
