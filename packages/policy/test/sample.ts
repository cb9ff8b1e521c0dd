import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../src/compile.ts'
import type { Policy } from '../src/policy.ts'

export const samples = join(import.meta.dirname, '../../../samples')

/** The source of a sample policy. */
export function sampleText(name: string): string {
  return readFileSync(join(samples, name, 'policy.yaml'), 'utf8')
}

/** A sample policy, compiled; `edit` changes its source first. Throws with its findings when it has errors. */
export function sample(name: string, edit: (text: string) => string = (text) => text): Policy {
  const { policy, findings } = compile([{ file: `${name}.yaml`, text: edit(sampleText(name)) }])
  if (!policy) throw new Error(findings.map(({ line, code, message }) => `${line} ${code} ${message.en}`).join('\n'))
  return policy
}

export const at = (local: string): number => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Paris').epochMilliseconds

/** Spaces that do not break are written as ordinary ones, so that expectations stay readable. */
export const readable = (text: string | null): string | null => text && text.replaceAll(/[\u00a0\u202f]/g, ' ')
