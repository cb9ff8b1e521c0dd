import { useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'

/** Rows that were chosen for an act on many: one by one, or all that a list holds but some. */
export interface Selection {
  /** Those chosen; with `all`, those left out. Number by id. */
  readonly rows: ReadonlyMap<string, number>
  readonly all: boolean
}

export interface Chosen { readonly id: string; readonly number: number }

const none: Selection = { rows: new Map(), all: false }

/** Whether a row is chosen. */
export const isChosen = ({ rows, all }: Selection, id: string): boolean => rows.has(id) !== all

/** With a row chosen that was not, or the other way. */
export function toggled(selection: Selection, { id, number }: Chosen): Selection {
  const rows = new Map(selection.rows)
  if (!rows.delete(id)) rows.set(id, number)
  return { ...selection, rows }
}

/** With all of a stretch chosen: what shift does. */
export function stretched(selection: Selection, stretch: readonly Chosen[]): Selection {
  const rows = new Map(selection.rows)
  for (const { id, number } of stretch) {
    if (selection.all) rows.delete(id)
    else rows.set(id, number)
  }
  return { ...selection, rows }
}

/** How many are chosen, of a list of so many. */
export const countChosen = ({ rows, all }: Selection, total: number): number => (all ? Math.max(0, total - rows.size) : rows.size)

let current = none
/** What may be done with what is chosen; nothing can be chosen while nothing is offered. */
let offered: ((close: () => void) => ReactNode) | null = null
const listeners = new Set<() => void>()
const tell = () => listeners.forEach((listener) => listener())

/** Changes what is chosen. */
export function choose(change: (selection: Selection) => Selection): void {
  current = change(current)
  tell()
}

/** Chooses nothing any more. */
export const chooseNone = (): void => choose(() => none)
/** Chooses all that the list holds, shown or not. */
export const chooseAll = (): void => choose(() => ({ rows: new Map(), all: true }))

/** Offers acts on what is chosen, drawn in the bar at the foot of a list; null takes them back. */
export function offerForChosen(acts: ((close: () => void) => ReactNode) | null): void {
  offered = acts
  tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSelection = (): Selection => useSyncExternalStore(subscribe, () => current)
export const useOffered = (): typeof offered => useSyncExternalStore(subscribe, () => offered)
