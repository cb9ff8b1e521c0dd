import type { KnownField } from '@guichet/protocol'
import { useId } from 'react'
import { FieldInput } from '../fields/field-input.tsx'
import { called } from '../fields/typed.ts'
import { usePreferences } from '../preferences.tsx'
import type { Form } from './form.ts'
import { bulkTexts } from './texts.ts'
import '../styles/fields.css'

/** Which of the provider's own fields, and what is to stand in it on each request. */
export function BulkField({ form, change, fields }: { form: Form; change: (form: Form) => void; fields: readonly KnownField[] }) {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const id = useId()
  const { field } = form
  const choose = (fieldId: string) => {
    const chosen = fields.find((one) => one.id === fieldId) ?? null
    change({ ...form, field: chosen, filled: chosen?.type === 'several' ? [] : '' })
  }
  const input = field && <FieldInput key={field.id} field={field} id={id} typed={form.filled} change={(filled) => change({ ...form, filled })} describedBy={`${id}-hint`} />
  return (
    <>
      <label className="field"><span>{t.own}</span><select value={field?.id ?? ''} onChange={(event) => choose(event.target.value)}><option value="" disabled />{fields.map((one) => <option key={one.id} value={one.id}>{called(one, lang)}</option>)}</select></label>
      {field && (
        <div className="own-field">
          {field.type === 'several' ? <fieldset><legend>{t.ownValue}</legend>{input}</fieldset> : <><label htmlFor={id}>{t.ownValue}</label>{input}</>}
          <small id={`${id}-hint`}>{t.ownHint}</small>
        </div>
      )}
    </>
  )
}
