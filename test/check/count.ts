/** How a run went. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  /** What failed, one line each: its file, its name and the beginning of what it said. */
  readonly failures: readonly string[]
}

interface Assertion {
  readonly status: string
  readonly fullName?: string
  readonly failureMessages?: readonly string[]
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests?: number
  readonly numTodoTests?: number
  readonly testResults: readonly { readonly status: string; readonly name?: string; readonly message?: string; readonly assertionResults: readonly Assertion[] }[]
}

const longestLine = 300

/** What is known of a failure, in one line of bounded length. */
export function line(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' › ').replaceAll(/\s+/g, ' ').slice(0, longestLine)
}

/**
 * Counts a run of vitest from its JSON report and exit code. A file that could not be loaded, a test that was
 * left out, a run without any test or without a report, an error outside any test: each counts as a failure.
 */
export function count(report: string | undefined, exitCode: number): Counts {
  if (report === undefined) return { passed: 0, failed: 1, failures: [`no report; exit code ${exitCode}`] }
  const { numPassedTests, numFailedTests, numPendingTests = 0, numTodoTests = 0, testResults } = JSON.parse(report) as Report
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'))
  const failed = numFailedTests + numPendingTests + numTodoTests + broken.length
  if (failed === 0 && (exitCode !== 0 || numPassedTests === 0)) {
    return { passed: numPassedTests, failed: 1, failures: [`no test failed, yet exit code ${exitCode} after ${numPassedTests} tests`] }
  }
  const failures = [
    ...testResults.flatMap((file) => file.assertionResults.filter((one) => one.status !== 'passed').map((one) => line([file.name, one.fullName, one.failureMessages?.[0] ?? one.status]))),
    ...broken.map((file) => line([file.name, file.message ?? 'could not be loaded'])),
  ]
  return { passed: numPassedTests, failed, failures }
}
