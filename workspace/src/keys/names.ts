/** Where a shortcut works. Places are shown together, so that a key means one thing only. */
export const keyPlaces = ['list', 'ticket', 'everywhere'] as const
export type KeyPlace = (typeof keyPlaces)[number]

interface Shortcut {
  /** The key that we propose, by the browser's name for it; an upper-case letter is pressed with shift. */
  readonly key: string
  readonly place: KeyPlace
  /** Held down, it goes on. */
  readonly repeats?: boolean
}

/** Every shortcut by its name, which stays; the key is only what we propose. Their words are in `texts.ts`. */
export const shortcuts = {
  down: { key: 'j', place: 'list', repeats: true },
  up: { key: 'k', place: 'list', repeats: true },
  filter: { key: 'f', place: 'list' },
  select: { key: 'x', place: 'list' },
  bulk: { key: 'b', place: 'list' },
  unread: { key: 'u', place: 'list' },
  next: { key: 'J', place: 'ticket', repeats: true },
  previous: { key: 'K', place: 'ticket', repeats: true },
  reply: { key: 'r', place: 'ticket' },
  note: { key: 'n', place: 'ticket' },
  take: { key: 't', place: 'ticket' },
  assign: { key: 'a', place: 'ticket' },
  wait: { key: 'w', place: 'ticket' },
  solve: { key: 'e', place: 'ticket' },
  snooze: { key: 's', place: 'ticket' },
  tags: { key: '#', place: 'ticket' },
  macros: { key: 'm', place: 'ticket' },
  merge: { key: 'M', place: 'ticket' },
  transfer: { key: 'F', place: 'ticket' },
  wake: { key: 'S', place: 'ticket' },
  wait_supplier: { key: 'W', place: 'ticket' },
  resume: { key: 'R', place: 'ticket' },
  reopen: { key: 'O', place: 'ticket' },
  close: { key: 'E', place: 'ticket' },
  reprioritise: { key: 'p', place: 'ticket' },
  facts: { key: 'i', place: 'ticket' },
  milestone: { key: 'l', place: 'ticket' },
  discretion: { key: 'd', place: 'ticket' },
  checklist: { key: 'c', place: 'ticket' },
  fields: { key: 'C', place: 'ticket' },
  watch: { key: 'v', place: 'ticket' },
  work: { key: 'h', place: 'ticket' },
  spam: { key: '!', place: 'ticket' },
  undo: { key: 'z', place: 'everywhere' },
  unfold: { key: 'o', place: 'ticket' },
  leave: { key: 'Escape', place: 'ticket' },
  search: { key: '/', place: 'everywhere' },
  help: { key: '?', place: 'everywhere' },
} as const satisfies Record<string, Shortcut>

export type ShortcutName = keyof typeof shortcuts
export type Keys = Readonly<Record<ShortcutName, string>>

/** Every name, in the order in which they are shown. */
export const shortcutNames = Object.keys(shortcuts) as ShortcutName[]

/** The keys in use: those that somebody chose, else those we propose. */
export function keysWith(chosen: Readonly<Record<string, string>> = {}): Keys {
  return Object.fromEntries(shortcutNames.map((name) => [name, chosen[name] ?? shortcuts[name].key])) as Keys
}

const proposed = keysWith()

/** What of these keys somebody chose themselves. */
export function chosenOf(keys: Keys): Record<string, string> {
  return Object.fromEntries(shortcutNames.filter((name) => keys[name] !== proposed[name]).map((name) => [name, keys[name]]))
}

/** Keys that move about the page, write, or end things: they stay what they are everywhere. */
const kept = new Set(['Enter', 'Tab', ' ', 'Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'F1', 'F5', 'F6', 'F11', 'F12', 'ContextMenu'])
/** What a keyboard sends while a sign is not finished, or for a key alone that does nothing. */
const unusable = new Set(['Dead', 'Process', 'Unidentified', 'Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'Compose'])

export type Rekeyed = { ok: true; keys: Keys } | { ok: false; why: 'kept' | 'unusable' } | { ok: false; why: 'taken'; by: ShortcutName }

/** Gives a shortcut another key; an empty one turns it off. Refused where the key means something else already. */
export function rekey(keys: Keys, name: ShortcutName, key: string): Rekeyed {
  if (kept.has(key)) return { ok: false, why: 'kept' }
  if (unusable.has(key) || (key.length > 1 && !/^(Escape|Insert|F\d{1,2})$/.test(key))) return { ok: false, why: 'unusable' }
  const by = key === '' ? undefined : shortcutNames.find((other) => other !== name && keys[other] === key)
  if (by !== undefined) return { ok: false, why: 'taken', by }
  return { ok: true, keys: { ...keys, [name]: key } }
}

/** How a key is shown: upper case stands for shift and the letter. */
export function capsOf(key: string, escape: string): string[] {
  if (key === '') return []
  if (key === 'Escape') return [escape]
  if (key.length > 1) return [key]
  const lower = key.toLowerCase()
  return key !== lower ? ['⇧', key] : [key.toUpperCase()]
}

/** The same for `aria-keyshortcuts`; undefined when the shortcut is off. */
export function ariaKey(key: string): string | undefined {
  if (key === '') return undefined
  return key.length === 1 && key !== key.toLowerCase() ? `Shift+${key}` : key
}
