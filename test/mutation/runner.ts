/**
 * Runs whole test files for a mutant: those that touch it, the quickest first, until one fails. Stryker's own runner for Vitest counts
 * by test, and then takes what a file does outside its tests (policies are compiled there) as touched by every test there is: slow,
 * and blind to mutants that only run while a module is loaded. Here each file is loaded with the mutant already in place.
 */
import { relative } from 'node:path'
import process from 'node:process'
import { createVitest, type TestModule, type TestSpecification, type Vitest } from 'vitest/node'
import type { Touched } from './setup.ts'

interface TestResult { id: string; name: string; fileName: string; status: 0 | 1; timeSpentMs: number; failureMessage?: string }
interface MutantRun { activeMutant: { id: string }; testFilter?: string[]; hitLimit?: number }

class FileRunner {
  vitest!: Vitest

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true }
  }

  async init(): Promise<void> {
    this.vitest = await createVitest('test', { config: 'test/mutation/vitest.config.ts', watch: false, reporters: [{}], onConsoleLog: () => false })
  }

  /** Files from the quickest to the slowest: the order in which they are then tried. */
  async dryRun(): Promise<object> {
    const { modules: unsorted } = await this.run(undefined, { mutant: null, hitLimit: null }, true)
    const modules = unsorted.toSorted((one, other) => one.diagnostic().duration - other.diagnostic().duration)
    const tests = modules.map(resultOf)
    const perTest = Object.fromEntries(modules.map((module) => [nameOf(module), (module.meta() as { touched?: Touched }).touched ?? {}]))
    return { status: 'complete', tests, mutantCoverage: { perTest, static: {} } }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun): Promise<object> {
    const { modules, errors } = await this.run(testFilter, { mutant: activeMutant.id, hitLimit: hitLimit ?? null }, false)
    const results = modules.map(resultOf)
    const failed = results.filter(({ status }) => status === 1)
    if (failed.some(({ failureMessage }) => failureMessage?.includes('Hit count limit reached'))) return { status: 'timeout', reason: 'it ran a hundred times more than without the mutant' }
    if (failed[0]) return { status: 'killed', killedBy: failed.map(({ id }) => id), failureMessage: failed[0].failureMessage, nrOfTests: results.length }
    if (errors.length > 0) return { status: 'killed', killedBy: [], failureMessage: String(errors[0]), nrOfTests: results.length }
    if (testFilter && results.length < testFilter.length) throw new Error(`only ${results.length} of ${testFilter.length} files ran`)
    return { status: 'survived', nrOfTests: results.length }
  }

  async dispose(): Promise<void> {
    await this.vitest.close()
  }

  /** One worker loads all files for a mutant, which is quicker; without a mutant each has its own, so that each tells what it loads. */
  private async run(files: string[] | undefined, provided: { mutant: string | null; hitLimit: number | null }, isolate: boolean): Promise<{ modules: TestModule[]; errors: unknown[] }> {
    for (const project of this.vitest.projects) Object.assign(project.config, { isolate, bail: isolate ? 0 : 1 })
    Object.assign(this.vitest.config, { isolate, bail: isolate ? 0 : 1 })
    const provide = this.vitest.provide as (key: string, value: unknown) => void
    provide.call(this.vitest, 'mutant', provided.mutant)
    provide.call(this.vitest, 'hitLimit', provided.hitLimit)
    this.vitest.state.filesMap.clear()
    const all = await this.vitest.globTestSpecifications()
    const wanted = files?.flatMap((file) => all.filter((one) => specName(one) === file)) ?? all
    const { testModules, unhandledErrors } = await this.vitest.runTestSpecifications(wanted)
    return { modules: testModules.filter((module) => module.state() !== 'skipped' && module.state() !== 'queued'), errors: unhandledErrors }
  }
}

function specName({ moduleId }: TestSpecification): string {
  return relative(process.cwd(), moduleId)
}

function nameOf({ moduleId }: TestModule): string {
  return relative(process.cwd(), moduleId)
}

function resultOf(module: TestModule): TestResult {
  const id = nameOf(module)
  const failed = [...module.children.allTests('failed')][0]
  const error = failed?.result().errors?.[0] ?? module.errors()[0]
  const { duration, collectDuration } = module.diagnostic()
  return { id, name: id, fileName: module.moduleId, timeSpentMs: duration + collectDuration, status: failed || error ? 1 : 0, ...((failed || error) && { failureMessage: `${failed?.fullName ?? 'does not load'}: ${error?.message ?? ''}` }) }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'files', factory: (): FileRunner => new FileRunner() }]
