import { KeyCap } from '../parts/key-cap.tsx'
import { usePreferences } from '../preferences.tsx'
import { useKeys } from './current.ts'
import { ariaKey, capsOf, type ShortcutName } from './names.ts'
import { keyTexts } from './texts.ts'

/** The key of a shortcut as it is now, beside what does the same; nothing when it has none. */
export function KeyMark({ name }: { name: ShortcutName }) {
  const { lang } = usePreferences()
  const caps = capsOf(useKeys()[name], keyTexts(lang).escape)
  return <>{caps.map((cap) => <KeyCap key={cap}>{cap}</KeyCap>)}</>
}

/** What `aria-keyshortcuts` says of a shortcut. */
export function useAriaKey(name: ShortcutName | undefined): string | undefined {
  const keys = useKeys()
  return name && ariaKey(keys[name])
}
