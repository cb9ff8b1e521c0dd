import { slug } from './place.ts'

/** What this browser keeps for a provider's desk. A full or forbidden storage keeps nothing and breaks nothing. */

const named = (name: string) => `guichet:${slug}:${name}`

/** What was kept under a name, or undefined. Whoever reads it looks at its shape. */
export function recall(name: string): unknown {
  try {
    const text = localStorage.getItem(named(name))
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Keeps a value under a name; undefined forgets it. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(named(name))
    else localStorage.setItem(named(name), JSON.stringify(value))
  } catch {
    // What cannot be kept stays on the screen, where it is.
  }
}

/** The names that begin so, of what is kept here. */
export function keptNames(beginning: string): string[] {
  try {
    const start = named(beginning)
    return Object.keys(localStorage).filter((name) => name.startsWith(start)).map((name) => name.slice(named('').length))
  } catch {
    return []
  }
}
