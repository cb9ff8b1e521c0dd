import { appendFileSync } from 'node:fs'
import type { Reporter, TestCase } from 'vitest/node'
import { line } from './count.ts'

/** The file into which tests are noted that passed only when tried again. */
export const secondTriesFile = 'GUICHET_SECOND_TRIES'

/**
 * Notes each test that failed and then passed, with what it said: a run among thousands of tests need not be lost to one, yet such a test,
 * or what it tests, has a fault.
 */
export default class SecondTries implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const file = process.env[secondTriesFile]
    if (file === undefined || test.diagnostic()?.flaky !== true) return
    appendFileSync(file, `${line([test.module.moduleId, test.fullName, test.result().errors?.[0]?.message])}\n`)
  }
}
