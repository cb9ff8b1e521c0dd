import type { TicketField } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { fieldTexts } from './texts.ts'
import { called, valueInWords } from './typed.ts'

/** A field that is only read: by who does not answer, or because it is no longer filled in here. */
export function ReadField({ field, note }: { field: TicketField; note: string | null }) {
  const { lang } = usePreferences()
  const t = fieldTexts(lang)
  const words = valueInWords(field, field.value, lang, t)
  return (
    <div>
      <dt>{called(field, lang)}{note !== null && <small className="quiet"> {note}</small>}</dt>
      <dd className="break">{field.type === 'link' && typeof field.value === 'string' && /^https?:\/\//.test(field.value) ? <a href={field.value} target="_blank" rel="noopener noreferrer">{words} <span className="visually-hidden">{t.newTab}</span></a> : words}</dd>
    </div>
  )
}
