/** Texts as people read them, kept in files: a change of the engine that changes them is seen when it is reviewed. */
import { join } from 'node:path'
import { expect } from 'vitest'
import { readable } from '../sample.ts'

/** Compares with `texts/NAME.txt`. What is meant to change is written anew by `npx vitest run packages/policy/test/golden -u`. */
export async function expectText(name: string, text: string): Promise<void> {
  await expect(`${readable(text)!.trimEnd()}\n`, `${name} reads otherwise: when that is meant, add -u to this run`).toMatchFileSnapshot(join(import.meta.dirname, 'texts', `${name}.txt`))
}
