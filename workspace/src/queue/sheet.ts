import type { QueueRow } from '@guichet/protocol'
import { steady } from './steady.ts'

/** Rows of one reading. */
export const step = 100
/** Readings kept of a long list; those far from what is shown go first. */
const mostKept = 12

/** A part of a list: its rows from `index * step` on. */
export interface Leaf { readonly index: number; readonly rows: readonly QueueRow[] }

/** A list of any length of which the parts in sight are known, and where each part begins. */
export interface Sheet {
  readonly total: number
  /** There are more than are counted. */
  readonly more: boolean
  /** The last row of each whole step: what the next part begins after. */
  readonly places: readonly string[]
  readonly pages: readonly Leaf[]
}

/** Whether all of its rows are known. */
export const isWhole = (sheet: Sheet): boolean => sheet.places.length === 0

/** The parts that a stretch of rows lies in, with the ones beside it. */
export function leavesFor(sheet: Pick<Sheet, 'places'>, from: number, to: number): number[] {
  const [first, last] = [Math.max(0, Math.floor((from - 20) / step)), Math.min(sheet.places.length, Math.floor((to + 20) / step))]
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

/** Between which places a part lies. */
export const boundsOf = ({ places }: Pick<Sheet, 'places'>, index: number): { after: string | undefined; until: string | undefined } => ({ after: places[index - 1], until: places[index] })

/** The row at a place; undefined while it is not known. */
export function rowAt(sheet: Sheet, at: number): QueueRow | undefined {
  const index = Math.min(Math.floor(at / step), sheet.places.length)
  return sheet.pages.find((leaf) => leaf.index === index)?.rows[at - index * step]
}

/** Where a row stands among those that are known, or -1. */
export function placeOfRow(sheet: Sheet, number: number | undefined): number {
  if (number === undefined) return -1
  for (const { index, rows } of sheet.pages) {
    const at = rows.findIndex((row) => row.number === number)
    if (at >= 0) return index * step + at
  }
  return -1
}

/** The rows that are known, in order. */
export const knownRows = (sheet: Sheet): QueueRow[] => sheet.pages.toSorted((a, b) => a.index - b.index).flatMap(({ rows }) => rows)

/** The sheet with a part read; of many parts those nearest to it stay. */
export function withLeaf(sheet: Sheet, leaf: Leaf): Sheet {
  const others = sheet.pages.filter(({ index }) => index !== leaf.index).toSorted((a, b) => Math.abs(a.index - leaf.index) - Math.abs(b.index - leaf.index))
  return { ...sheet, pages: [leaf, ...others.slice(0, mostKept - 1)] }
}

/** What a list shows while somebody uses it. */
export interface Shown {
  readonly sheet: Sheet
  readonly gone: ReadonlySet<string>
  /** How many rows are there that are not shown yet. */
  readonly fresh: number
  readonly moved: boolean
}

export const asItIs = (sheet: Sheet): Shown => ({ sheet, gone: new Set(), fresh: 0, moved: false })

/**
 * The list as it stood when somebody began to use it, its rows with what they are now: nothing moves. Of a list too long to be
 * known as a whole, only what was read again tells what went.
 */
export function heldStill(held: Sheet, latest: Sheet): Shown {
  if (held === latest) return asItIs(held)
  if (isWhole(held) && isWhole(latest)) {
    const { rows, gone, fresh, moved } = steady(held.pages[0]?.rows ?? [], latest.pages[0]?.rows ?? [])
    return { sheet: { ...held, total: rows.length, pages: [{ index: 0, rows }] }, gone, fresh, moved }
  }
  const now = new Map(latest.pages.flatMap(({ rows }) => rows).map((row) => [row.id, row]))
  const again = new Set(latest.pages.map(({ index }) => index))
  const gone = new Set(held.pages.filter(({ index }) => again.has(index)).flatMap(({ rows }) => rows).filter(({ id }) => !now.has(id)).map(({ id }) => id))
  const pages = held.pages.map((leaf) => ({ ...leaf, rows: leaf.rows.map((row) => now.get(row.id) ?? row) }))
  const order = knownRows(latest).map(({ id }) => id)
  const place = new Map(order.map((id, index) => [id, index]))
  const staying = pages.toSorted((a, b) => a.index - b.index).flatMap(({ rows }) => rows).flatMap(({ id }) => place.get(id) ?? [])
  return {
    sheet: { ...held, pages }, gone, fresh: Math.max(0, latest.total - held.total),
    moved: gone.size > 0 || staying.some((at, index) => index > 0 && at < staying[index - 1]!),
  }
}
