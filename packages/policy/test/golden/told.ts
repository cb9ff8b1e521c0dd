/** All that is told to people of small policies: their pages, and what changes from a bare one. Each line once. */
import { compile } from '../../src/compile.ts'
import { diffPolicies } from '../../src/diff/diff.ts'
import { changeLine, diffInWords } from '../../src/diff/words.ts'
import { renderHtml } from '../../src/publish/html.ts'
import { publish } from '../../src/publish/publish.ts'
import { policyOf, policyText } from '../support/policy.ts'
import { at } from '../sample.ts'

const noon = at('2026-10-06T12:00')

export function toldOf(texts: readonly string[]): string {
  const bare = policyOf(policyText())
  const lines = texts.flatMap((text) => {
    const { policy } = compile([{ file: 'policy.yaml', text }])
    if (!policy) return []
    return (['fr', 'en'] as const).flatMap((lang) => [
      ...diffInWords(diffPolicies(bare, policy), lang).map(changeLine),
      ...renderHtml(publish(policy, lang, noon), (written) => written).split(/(?<=<\/(?:tr|li|p|h\d|section|table|dl|nav|header|style)>)/),
    ])
  })
  return [...new Set(lines.map((line) => line.trim()))].join('\n')
}
