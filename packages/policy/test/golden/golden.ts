/** Texts as people read them, kept in files: a change of the engine that changes them is seen when it is reviewed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expect } from 'vitest'
import { readable } from '../sample.ts'

const folder = join(import.meta.dirname, 'texts')
/** More lines than these are counted, not shown. */
const mostShown = 12

/** Compares with `texts/NAME.txt`. What is meant to change is written anew with `WRITE_TEXTS=1`. */
export function expectText(name: string, said: string): void {
  const file = join(folder, `${name}.txt`)
  const text = `${readable(said)!.trimEnd()}\n`
  if (process.env['WRITE_TEXTS'] === '1') {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, text)
  }
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (kept !== text) expect.fail(`${name} reads otherwise. When that is meant: WRITE_TEXTS=1 npx vitest run packages/policy\n${difference(kept.split('\n'), text.split('\n'))}`)
}

/** The lines that only one of them has: quick, however long both are. */
function difference(kept: readonly string[], now: readonly string[]): string {
  const [before, after] = [new Set(kept), new Set(now)]
  const lines = [...kept.filter((line) => !after.has(line)).map((line) => `- ${line}`), ...now.filter((line) => !before.has(line)).map((line) => `+ ${line}`)]
  const shown = lines.slice(0, mostShown).map((line) => line.slice(0, 400))
  return (lines.length === 0 ? ['the same lines in another order'] : [...shown, ...(lines.length > mostShown ? [`… and ${lines.length - mostShown} lines more`] : [])]).join('\n')
}
