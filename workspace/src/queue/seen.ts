import { useSyncExternalStore } from 'react'
import { keep, recall } from '../storage.ts'

/** Which version of each ticket was last looked at on this machine: a newer one is unread. */

const most = 800
const name = 'seen'
let seen: Map<number, number> | undefined
const listeners = new Set<() => void>()
let round = 0

function load(): Map<number, number> {
  if (seen) return seen
  const kept = recall(name)
  const pairs = Array.isArray(kept) ? kept.filter((pair): pair is [number, number] => Array.isArray(pair) && pair.every(Number.isInteger)) : []
  seen = new Map(pairs)
  return seen
}

/** Notes that a version of a ticket was looked at. */
export function markSeen(number: number, version: number): void {
  const all = load()
  if ((all.get(number) ?? 0) >= version) return
  all.delete(number)
  all.set(number, version)
  for (const oldest of all.keys()) {
    if (all.size <= most) break
    all.delete(oldest)
  }
  keep(name, [...all])
  round += 1
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says of any ticket whether it changed since it was last looked at here. */
export function useUnread(): (row: { number: number; version: number }) => boolean {
  useSyncExternalStore(subscribe, () => round)
  return (row) => row.version > (load().get(row.number) ?? 0)
}
