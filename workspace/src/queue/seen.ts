import { useSyncExternalStore } from 'react'
import { ask } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { dropAlert } from '../live/alerts.ts'

/** Up to which version tickets were read here, ahead of what lists have been told: the server keeps it, for every screen of the agent. */

const most = 2_000
/** 0: marked as unread, until it is opened again. */
const read = new Map<number, number>()
const listeners = new Set<() => void>()
let round = 0
let kept: (() => void) | undefined

function note(number: number, version: number): void {
  read.delete(number)
  read.set(number, version)
  for (const oldest of read.keys()) {
    if (read.size <= most) break
    read.delete(oldest)
  }
  round += 1
  for (const listener of listeners) listener()
  if (version > 0) dropAlert({ number })
  void ask(paths.seen(number), { method: 'PUT', body: { version } }).then(() => kept?.())
}

/** Notes that a version of a ticket was looked at. */
export function markSeen(number: number, version: number): void {
  if ((read.get(number) ?? -1) < version) note(number, version)
}

/** Makes a ticket unread again. */
export function markUnread(number: number): void {
  note(number, 0)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Calls back once the server knows that something was read: what it counts is then another. */
export function whenRead(told: (() => void) | undefined): void {
  kept = told
}

/** Says of any row whether others did something in it since it was read. */
export function useUnread(): (row: { number: number; version: number; unread: boolean }) => boolean {
  useSyncExternalStore(subscribe, () => round)
  return ({ number, version, unread }) => {
    const known = read.get(number)
    return known === 0 || (unread && (known ?? -1) < version)
  }
}
