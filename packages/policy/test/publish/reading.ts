import MarkdownIt from 'markdown-it'
import type { Lang } from '../../src/model.ts'
import type { Policy } from '../../src/policy.ts'
import { publish, type Publication } from '../../src/publish/publish.ts'
import type { Block, Cell } from '../../src/publish/sections.ts'
import { at, readable } from '../sample.ts'

/** A Tuesday. */
export const noon = at('2026-10-06T12:00')
export const markdown = (text: string): string => new MarkdownIt({ html: false }).render(text)

/** What a cell says, its lines parted by strokes. */
export const told = (cell: Cell | undefined): string | null => readable((cell ?? []).map((line) => line.map(({ text }) => text).join('')).join(' / '))

/** The blocks of a section of the published document. */
export function blocks(policy: Policy, section: string, lang: Lang = 'fr', when = noon, more: Publication = {}): readonly Block[] {
  return publish(policy, lang, when, more).sections.find(({ id }) => id === section)?.blocks ?? []
}

/** What the cells of a table say, by its caption. */
export function table(policy: Policy, section: string, caption: string, lang: Lang = 'fr', when = noon): (string | null)[][] {
  const found = blocks(policy, section, lang, when).find((block) => block.is === 'table' && readable(block.caption) === caption)
  return found?.is === 'table' ? found.rows.map(({ cells }) => cells.map(told)) : []
}
