/**
 * What a published policy shows beside its clauses, as plain data that the page, the Markdown text and the portal each
 * render in their own way. Words are ready; nothing here is markup.
 */
import { anchorOf } from '../words/fill.ts'
import type { PublishedDay } from './document.ts'

/**
 * A few words; `href` leads somewhere (`#art-2.1`, `tel:…`). Quiet: what is said in passing. `now`: true only at the
 * instant for which the document was made.
 */
export interface Run { text: string; href?: string; quiet?: true; strong?: true; now?: true }
export type Line = readonly Run[]
/** What stands in a cell, line under line. */
export type Cell = readonly Line[]

/** The first cell is the name of the row. `id`: the fragment by which it is reached. */
export interface Row { id?: string; cells: readonly Cell[] }

export type Block =
  | { is: 'heading'; text: string; id?: string }
  | { is: 'text'; lines: readonly Line[] }
  | { is: 'table'; caption: string; heads: readonly string[]; rows: readonly Row[]; id?: string }
  | { is: 'list'; items: readonly { id?: string; cell: Cell }[]; ordered?: true }
  /** A week drawn and told day by day. `calendar`: it is the ordinary week of this one, not that of a season. */
  | { is: 'week'; caption: string; days: readonly PublishedDay[]; calendar?: string }

export interface Section { id: string; title: string; blocks: readonly Block[] }

/** A line of plain words. */
export function words(text: string, more: Omit<Run, 'text'> = {}): Line {
  return [{ text, ...more }]
}

/** A cell of one line. */
export function cell(text: string, more: Omit<Run, 'text'> = {}): Cell {
  return text === '' ? [] : [words(text, more)]
}

/** Every fragment that the sections offer. */
export function anchorsOf(sections: readonly Section[]): string[] {
  const ofBlock = (block: Block): (string | undefined)[] => {
    if (block.is === 'heading') return [block.id]
    if (block.is === 'table') return [block.id, ...block.rows.map(({ id }) => id)]
    return block.is === 'list' ? block.items.map(({ id }) => id) : []
  }
  return sections.flatMap(({ id, blocks }) => [id, ...blocks.flatMap(ofBlock)]).filter((id) => id !== undefined)
}

/** Where a clause is read. */
export function clauseLink(clause: string | undefined): { href?: string } {
  return clause === undefined ? {} : { href: `#${anchorOf(clause)}` }
}

/** Clauses one after the other, each leading to its text. */
export function clauseLinks(clauses: readonly string[], label = ''): Line {
  const links = clauses.flatMap((id, i): Run[] => [...(i === 0 ? [] : [{ text: ', ', quiet: true as const }]), { text: id, quiet: true, ...clauseLink(id) }])
  return label === '' ? links : [{ text: label, quiet: true }, ...links]
}

/** The blocks without what is only true at one instant. */
export function lasting(blocks: readonly Block[]): Block[] {
  const lines = (cell: Cell) => cell.filter((line) => !line.some(({ now }) => now))
  return blocks.map((block) => (block.is === 'table' ? { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(lines) })) } : block))
}

/** The sections with each fragment given once, to the first that has it: rules of one name may stand in several rows. */
export function fragmentsOnce(sections: readonly Section[]): Section[] {
  const given = new Set<string>(sections.map(({ id }) => id))
  const once = <T extends { id?: string }>(one: T): T => {
    if (one.id === undefined || !given.has(one.id)) {
      if (one.id !== undefined) given.add(one.id)
      return one
    }
    const { id: _, ...rest } = one
    return rest as T
  }
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => {
      if (block.is === 'table') return { ...once(block), rows: block.rows.map(once) }
      if (block.is === 'list') return { ...block, items: block.items.map(once) }
      return block.is === 'heading' ? once(block) : block
    }),
  }))
}
