import type { FieldValue } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { fieldTexts } from './texts.ts'
import type { Control, Typed } from './typed.ts'

interface Given {
  field: Control
  id: string
  typed: Typed
  change: (typed: Typed) => void
  /** What stands in it: a choice that was retired since can be kept. */
  kept?: FieldValue | null
  describedBy?: string | undefined
  invalid?: boolean
}

/** The control of a field, by its type. Its label is the caller's: for several choices, a legend. */
export function FieldInput({ field, id, typed, change, kept = null, describedBy, invalid = false }: Given) {
  const { lang } = usePreferences()
  const t = fieldTexts(lang)
  const text = typeof typed === 'string' ? typed : ''
  const common = { id, 'aria-describedby': describedBy, 'aria-invalid': invalid || undefined }
  const offered = field.choices.filter((one) => !one.retired || [kept].flat().includes(one.key))
  switch (field.type) {
    case 'text': case 'number': case 'link':
      return (
        <span className="own-input">
          <input
            {...common} type="text" inputMode={field.type === 'number' ? 'decimal' : field.type === 'link' ? 'url' : 'text'} maxLength={field.type === 'link' ? 2_000 : 300} autoComplete="off" spellCheck={field.type === 'text'}
            value={text} onChange={(event) => change(event.target.value)}
          />
          {field.unit !== null && <span>{field.unit}</span>}
        </span>
      )
    case 'long_text': return <textarea {...common} rows={Math.min(8, Math.max(2, text.split('\n').length))} maxLength={5_000} value={text} onChange={(event) => change(event.target.value)} />
    case 'date': return <input {...common} type="date" min="1900-01-01" max="2199-12-31" value={text} onChange={(event) => change(event.target.value)} />
    case 'yes_no': return <select {...common} value={text} onChange={(event) => change(event.target.value)}><option value="">{t.choose}</option><option value="yes">{t.yes}</option><option value="no">{t.no}</option></select>
    case 'one':
      return (
        <select {...common} value={text} onChange={(event) => change(event.target.value)}>
          <option value="">{t.choose}</option>
          {offered.map(({ key, label }) => <option key={key} value={key}>{wordsIn(label, lang, key)}</option>)}
        </select>
      )
    case 'several': {
      const chosen = typeof typed === 'string' ? [] : typed
      return (
        <span className="own-choices">
          {offered.map(({ key, label }, index) => (
            <label key={key}>
              <input type="checkbox" {...(index === 0 ? { id } : {})} checked={chosen.includes(key)} onChange={(event) => change(event.target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))} />
              <span>{wordsIn(label, lang, key)}</span>
            </label>
          ))}
        </span>
      )
    }
  }
}
