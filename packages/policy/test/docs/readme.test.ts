import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answerLine } from '../../src/ask/ask.ts'
import { compile } from '../../src/compile.ts'

const root = join(import.meta.dirname, '../../../..')

test.each(['README.md', 'README.fr.md'])('%s asks policies what they answer', (page) => {
  const asked = [...readFileSync(join(root, page), 'utf8').matchAll(/^echo '(\{.*\})' \\\n {2}\| bin\/guichet policy \w+ (\S+) --lang (fr|en)$/gm)]
  expect(asked.length).toBeGreaterThanOrEqual(2)
  for (const [, line, file, lang] of asked) {
    const { policy } = compile([{ file: file!, text: readFileSync(join(root, file!), 'utf8') }])
    const answer = answerLine(policy!, JSON.parse(line!) as Record<string, unknown>, lang as 'fr' | 'en', true)
    expect(answer.error).toBeUndefined()
  }
})
