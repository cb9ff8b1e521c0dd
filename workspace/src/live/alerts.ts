import type { LiveNews } from '@guichet/protocol'
import { useSyncExternalStore } from 'react'

/** What the agent was told of requests that concern them, for as long as it stands on the screen. */
export type Alert = Extract<LiveNews, { kind: 'alert' }> & { readonly id: number }

/** Of more at once the last are shown. */
const most = 3
let shown: readonly Alert[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly Alert[]): void {
  if (next === shown) return
  shown = next
  for (const listener of listeners) listener()
}

/** The number of the request on the screen. */
const open = () => Number(/\/(\d{1,9})$/.exec(location.pathname)?.[1] ?? 0)

/** Takes up what the server tells. Of a request that is open before the agent nothing need be said; of one several times over the last is. */
export function takeAlerts(news: readonly LiveNews[]): void {
  const told = news.filter((one) => one.kind === 'alert').filter(({ number }) => number !== open())
  if (told.length === 0) return
  const numbers = new Set(told.map(({ number }) => number))
  set([...shown.filter(({ number }) => !numbers.has(number)), ...told.map((one) => ({ ...one, id: (last += 1) }))].slice(-most))
}

/** The agent has seen it, or the request of which it tells. */
export function dropAlert(which: { id: number } | { number: number }): void {
  set(shown.filter((one) => ('id' in which ? one.id !== which.id : one.number !== which.number)))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useAlerts = () => useSyncExternalStore(subscribe, () => shown)
