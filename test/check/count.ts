/** How a run went. */
export interface Counts {
  readonly passed: number
  readonly failed: number
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests?: number
  readonly numTodoTests?: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[]
}

/**
 * Counts a run of vitest from its JSON report and exit code. A file that could not be loaded, a test that was
 * left out, a run without any test or without a report, an error outside any test: each counts as a failure.
 */
export function count(report: string | undefined, exitCode: number): Counts {
  if (report === undefined) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, numPendingTests = 0, numTodoTests = 0, testResults } = JSON.parse(report) as Report
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed')).length
  const failed = numFailedTests + numPendingTests + numTodoTests + broken
  const silent = failed === 0 && (exitCode !== 0 || numPassedTests === 0)
  return { passed: numPassedTests, failed: silent ? 1 : failed }
}
