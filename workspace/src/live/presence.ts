import type { LiveSaying, Present } from '@guichet/protocol'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { now } from '../time.ts'

/** Who is at which ticket, as the live socket says it, and what this screen says of itself. */

type People = readonly Present[]
const nobody: People = []
let present: ReadonlyMap<number, People> = new Map()
let mine: LiveSaying = { number: null, writing: null }
let writingUntil = 0
let say: ((saying: LiveSaying) => void) | undefined
const listeners = new Set<() => void>()
/** The list that this screen shows, once it has read it. */
let shown: string | null = null

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Takes up what was said: of every ticket (`whole`), or of those named. */
export function takePresence(tickets: readonly { number: number; people: People }[], whole: boolean): void {
  const next = new Map(whole ? [] : present)
  for (const { number, people } of tickets) {
    if (people.length > 0) next.set(number, people)
    else next.delete(number)
  }
  present = next
  for (const listener of listeners) listener()
}

/** Says again where this screen is at most so often, so that it is not taken for gone. */
const sayEvery = 10_000
/** So long after the last word somebody is still writing. */
const writingLasts = 12_000

/** Where to say it: the open socket, or nowhere. */
export function sayThrough(through: ((saying: LiveSaying) => void) | undefined): void {
  say = through
  if (mine.number !== null || shown !== null) say?.({ ...mine, list: shown })
}

/** Milliseconds after which a list that is shown is meant to be. */
const staying = 250

/** Says which list this screen shows for as long as the caller does, once it has been read: the server tells it then in which order it stands. */
export function useShowing(list: string | undefined): void {
  useEffect(() => {
    if (list === undefined) return undefined
    // What flies by while somebody types a filter is not worth telling.
    const timer = setTimeout(() => {
      shown = list
      say?.({ ...mine, list })
    }, staying)
    return () => {
      clearTimeout(timer)
      if (shown !== list) return
      shown = null
      // Another list most often takes its place.
      setTimeout(() => shown === null && say?.({ ...mine, list: null }), 2 * staying)
    }
  }, [list])
}

function tell(next: LiveSaying): void {
  const same = next.number === mine.number && next.writing === mine.writing
  mine = next
  if (!same) say?.(next)
}

/** Whether something was typed just now, even where the server's time was moved meanwhile. */
const isWriting = () => writingUntil > now() && writingUntil - now() <= writingLasts

/** Somebody typed at this ticket. Said once, until they stop. */
export function noteWriting(number: number, what: 'reply' | 'note'): void {
  writingUntil = now() + writingLasts
  if (mine.number === number && document.visibilityState === 'visible') tell({ number, writing: what })
}

/** What was written was sent or left. */
export function noteWritten(): void {
  writingUntil = 0
  tell({ ...mine, writing: null })
}

/** Says that this screen shows a ticket for as long as the caller does; a page in the background shows none. */
export function useBeingAt(number: number): void {
  useEffect(() => {
    const here = () => {
      const seen = document.visibilityState === 'visible'
      tell(seen ? { number, writing: isWriting() && mine.number === number ? mine.writing : null } : { number: null, writing: null })
    }
    here()
    const timer = setInterval(() => {
      here()
      if (mine.number !== null) say?.(mine)
    }, sayEvery)
    document.addEventListener('visibilitychange', here)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', here)
      writingUntil = 0
      tell({ number: null, writing: null })
    }
  }, [number])
}

/** The others at a ticket. */
export function usePresent(number: number, me: string): People {
  const people = useSyncExternalStore(subscribe, () => present.get(number) ?? nobody)
  return useMemo(() => people.filter(({ agentId }) => agentId !== me), [people, me])
}
