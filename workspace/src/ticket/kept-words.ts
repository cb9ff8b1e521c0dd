import { useCallback, useState } from 'react'

/** Words of the panels as they are typed, until they were said or called off. */
const kept = new Map<string, string>()

const place = (number: number, act: string) => `${number} ${act} `

/**
 * What is typed into a field of an act's panel, with how to change it. Shut by Escape, or by a look at another request, the panel opens
 * again with the words that stood there.
 */
export function useKeptWords(number: number, act: string, field: string, before = ''): [string, (text: string) => void] {
  const name = `${place(number, act)}${field}`
  const [text, setText] = useState(() => kept.get(name) ?? before)
  const change = useCallback((value: string) => {
    setText(value)
    if (value === before) kept.delete(name)
    else kept.set(name, value)
  }, [name, before])
  return [text, change]
}

/** Forgets the words of a panel: they were said, or called off. */
export function forgetWords(number: number, act: string): void {
  for (const name of kept.keys()) if (name.startsWith(place(number, act))) kept.delete(name)
}
