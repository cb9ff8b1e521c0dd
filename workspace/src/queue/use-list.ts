import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useShowing } from '../live/presence.ts'
import { readLeaf, readSheet } from './read-sheet.ts'
import { asItIs, heldStill, leavesFor, withLeaf, type Sheet, type Shown } from './sheet.ts'
import { parametersOf, type ListName } from './views.ts'

/** Tells a list whether somebody has the pointer or the focus in it. */
export interface Using {
  onPointerEnter: () => void
  onPointerLeave: () => void
  onFocus: () => void
  onBlur: () => void
}

/** Milliseconds after which what came into sight is read: while the bar is dragged, what flies by is not. */
const settling = 40

/** A list of the queue: what is in sight is read, what is shown keeps its place for as long as the list is used. */
export function useList(list: ListName) {
  const client = useQueryClient()
  const { view, q, order } = list
  const queryKey = useMemo(() => ['queue', view, q, order ?? ''], [view, q, order])
  const sight = useRef<[number, number]>([0, 0])
  const query = useQuery({
    queryKey, staleTime: 10_000, refetchInterval: 120_000, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => readSheet({ view, q, order }, client.getQueryData<Sheet>(queryKey), sight.current, signal),
  })
  const latest = query.data
  useShowing(latest === undefined || query.isPlaceholderData ? undefined : parametersOf(list))
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const [held, setHeld] = useState<{ key: unknown; sheet: Sheet } | null>(null)
  const used = pointed || focused
  // What is held is of this list, and only once it is there.
  const holdable = used && latest !== undefined && !query.isPlaceholderData
  if (holdable ? held?.key !== queryKey : held !== null) setHeld(holdable ? { key: queryKey, sheet: latest } : null)

  const shown = useMemo((): Shown | undefined => (latest === undefined ? undefined : held === null ? asItIs(latest) : heldStill(held.sheet, latest)), [held, latest])

  const target = useRef<Sheet | undefined>(undefined)
  const reading = useRef(new Map<string, AbortController>())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    target.current = held?.sheet ?? latest
  })
  useEffect(() => {
    const under = reading.current
    return () => {
      clearTimeout(timer.current)
      timer.current = undefined
      for (const one of under.values()) one.abort()
      under.clear()
    }
  }, [queryKey])

  const readMissing = useCallback(() => {
    const sheet = target.current
    if (!sheet) return
    const wanted = leavesFor(sheet, ...sight.current).filter((index) => !sheet.pages.some((leaf) => leaf.index === index))
    const name = (index: number) => `${index} ${sheet.places[index - 1] ?? ''}`
    for (const [key, one] of reading.current) if (!wanted.some((index) => name(index) === key)) one.abort()
    for (const index of wanted) {
      if (reading.current.has(name(index))) continue
      const stop = new AbortController()
      reading.current.set(name(index), stop)
      void readLeaf({ view, q, order }, sheet, index, stop.signal).then((leaf) => {
        const add = (one: Sheet) => (one.places === sheet.places ? withLeaf(one, leaf) : one)
        setHeld((now) => now && { ...now, sheet: add(now.sheet) })
        client.setQueryData<Sheet>(queryKey, (one) => one && add(one))
      }, () => undefined).finally(() => reading.current.delete(name(index)))
    }
  }, [client, queryKey, view, q, order])

  /** Says which rows are in sight. */
  const look = useCallback((from: number, to: number) => {
    sight.current = [from, to]
    const sheet = target.current
    if (!sheet || leavesFor(sheet, from, to).every((index) => sheet.pages.some((leaf) => leaf.index === index))) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      readMissing()
    }, settling)
  }, [readMissing])

  const using = useMemo((): Using => ({ onPointerEnter: () => setPointed(true), onPointerLeave: () => setPointed(false), onFocus: () => setFocused(true), onBlur: () => setFocused(false) }), [])
  const renew = () => latest && setHeld(used ? { key: queryKey, sheet: latest } : null)
  return { query, shown, using, renew, look, stale: query.isPlaceholderData }
}
