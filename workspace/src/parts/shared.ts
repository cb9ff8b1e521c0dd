import { useSyncExternalStore } from 'react'

/** A value of the whole page: what one part sets, any other reads, beside all components. */
export interface Shared<Value> { readonly get: () => Value; readonly set: (next: Value) => void; readonly use: () => Value }

/** Makes such a value, `first` to begin with. */
export function shared<Value>(first: Value): Shared<Value> {
  let value = first
  const listeners = new Set<() => void>()
  const get = () => value
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  return {
    get,
    set(next) {
      value = next
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(subscribe, get),
  }
}
