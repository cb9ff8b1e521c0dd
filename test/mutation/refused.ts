/** Which survivors the compiler refuses: tests do not see them, but no check of the repository lets them through. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'

interface Place { line: number; column: number }
interface Mutant { id: string; replacement: string; status: string; location: { start: Place; end: Place } }

/** Their ids. Each is written into a copy of the engine, which is compiled. */
export function refusedByCompiler(files: Record<string, { mutants: Mutant[] }>): Set<string> {
  const copy = join('.cache', 'mutants')
  const config = join(copy, 'tsconfig.json')
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  cpSync('packages/policy/src', join(copy, 'packages/policy/src'), { recursive: true })
  writeFileSync(config, JSON.stringify({ extends: resolve('tsconfig.json'), include: ['packages'] }))
  if (!compiles(config)) throw new Error('the engine does not compile as it is')
  const refused = new Set<string>()
  for (const [file, { mutants }] of Object.entries(files)) {
    const source = readFileSync(file, 'utf8')
    for (const mutant of mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')) {
      writeFileSync(join(copy, file), withMutant(source, mutant))
      if (!compiles(config)) refused.add(mutant.id)
    }
    writeFileSync(join(copy, file), source)
  }
  return refused
}

function compiles(config: string): boolean {
  return spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', config]).status === 0
}

function withMutant(source: string, { location: { start, end }, replacement }: Mutant): string {
  const lines = source.split('\n')
  const offset = ({ line, column }: Place): number => lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1
  return `${source.slice(0, offset(start))}${replacement}${source.slice(offset(end))}`
}
