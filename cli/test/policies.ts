import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { runCommand, type Ran } from './run.ts'

/** The checkout, and a small policy in it. */
export const root = join(import.meta.dirname, '../..')
export const sample = join(root, 'samples/village-internet/policy.yaml')

/** Runs a command that needs no desk, in a language. */
export function guichet(argv: string[], stdin: string | Uint8Array = '', lang = 'en_GB.UTF-8'): Promise<Ran> {
  return runCommand(argv, { LANG: lang }, stdin)
}

/** The answers of a command that writes one a line. */
export function jsonLines(out: string): Record<string, unknown>[] {
  return out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** A folder for the files of a test file, gone after it; `write` gives the path of what it wrote. Call it at the top of a file. */
export function openFolder(): { readonly folder: string; write(name: string, text: string | Uint8Array): Promise<string> } {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-cli-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return {
    folder,
    write: async (name, text) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    },
  }
}
