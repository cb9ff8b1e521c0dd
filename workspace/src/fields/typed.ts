import type { FieldValue, KnownField, Words } from '@guichet/protocol'
import { dateInWords } from '#ui/formats.ts'
import type { Lang } from '../texts/texts.ts'
import { wordsIn } from '../texts/texts.ts'

/** A field as its control needs it. */
export type Control = Pick<KnownField, 'name' | 'type' | 'label' | 'unit' | 'choices'>

/** What stands in a control, as it was typed or chosen. */
export type Typed = string | readonly string[]

/** What a field is called. */
export const called = ({ label, name }: { label: Words; name: string }, lang: Lang): string => wordsIn(label, lang, name)

/** A value as its control shows it. */
export function typedOf({ type }: Pick<Control, 'type'>, value: FieldValue | null, lang: Lang): Typed {
  if (value === null) return type === 'several' ? [] : ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return lang === 'fr' ? String(value).replace('.', ',') : String(value)
  return value
}

/** A number as people write it: a comma or a point before the decimals, spaces between thousands. */
function numberIn(text: string): number | undefined {
  const close = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace('−', '-')
  const plain = close.includes('.') ? close.replaceAll(',', '') : close.replace(',', '.')
  return /^-?\d{1,12}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

/** What was typed as a value; undefined when it is none that such a field takes. Null: nothing. */
export function valueIn({ type }: Pick<Control, 'type'>, typed: Typed): FieldValue | null | undefined {
  if (typeof typed !== 'string') return typed.length === 0 ? null : [...typed]
  const text = typed.trim()
  if (text === '') return null
  if (type === 'number') return numberIn(text)
  if (type === 'yes_no') return text === 'yes'
  if (type === 'link') return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? text : undefined
  return text
}

export const sameTyped = (a: Typed, b: Typed): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A value in words. */
export function valueInWords({ choices, unit, type }: Control, value: FieldValue | null, lang: Lang, words: { yes: string; no: string; nothing: string }): string {
  const choice = (key: string) => wordsIn(choices.find((one) => one.key === key)?.label, lang, key)
  if (value === null) return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return `${value.toLocaleString(lang === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 6 })}${unit === null ? '' : `\u00a0${unit}`}`
  if (typeof value !== 'string') return value.map(choice).join(', ')
  return type === 'one' ? choice(value) : type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dateInWords(value, lang) : value
}
