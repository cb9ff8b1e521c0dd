import '../styles/fields.css'
import type { FieldValue, KnownField, MacroBody } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { FieldInput } from '../fields/field-input.tsx'
import { knownFieldsQuery } from '../fields/known.ts'
import { fieldTexts } from '../fields/texts.ts'
import { called, typedOf, valueIn, type Typed } from '../fields/typed.ts'
import { usePreferences } from '../preferences.tsx'
import { macroTexts } from './texts.ts'

type Filled = NonNullable<MacroBody['acts']['fields']>

const most = 20

/** Which of the provider's own fields a ready-made answer fills in, and with what. */
export function FieldsList({ filled, change }: { filled: Filled; change: (filled: Filled) => void }) {
  const { lang } = usePreferences()
  const t = macroTexts(lang)
  const id = useId()
  const known = useQuery(knownFieldsQuery).data
  const [next, setNext] = useState('')
  const group = useRef<HTMLFieldSetElement>(null)
  if (!known || known.length + filled.length === 0) return null
  const offered = known.filter((field) => !filled.some(({ fieldId }) => fieldId === field.id))
  const chosen = offered.find((field) => field.id === next) ?? offered[0]
  const placeOf = (fieldId: string) => `${id}-${fieldId}`
  const add = () => {
    if (!chosen) return
    change([...filled, { fieldId: chosen.id, value: null }])
    setTimeout(() => document.getElementById(placeOf(chosen.id))?.focus(), 0)
  }
  const drop = (fieldId: string) => {
    change(filled.filter((one) => one.fieldId !== fieldId))
    group.current?.focus()
  }
  return (
    <fieldset ref={group} tabIndex={-1} className="macro-fields">
      <legend>{t.ownFields}</legend>
      {filled.map(({ fieldId, value }) => {
        const field = known.find((one) => one.id === fieldId)
        const leave = <button type="button" className="link" aria-label={t.dropFieldOf(field ? called(field, lang) : t.goneField)} onClick={() => drop(fieldId)}>{t.dropField}</button>
        return (
          <div key={fieldId} className="macro-field">
            {field ? <FilledField field={field} id={placeOf(fieldId)} value={value} change={(to) => change(filled.map((one) => (one.fieldId === fieldId ? { fieldId, value: to } : one)))} /> : <p className="warning">{t.goneField}</p>}
            {leave}
          </div>
        )
      })}
      {chosen && filled.length < most && (
        <div className="macro-field-add">
          <label className="field">
            <span>{t.whichField}</span>
            <select value={chosen.id} onChange={(event) => setNext(event.target.value)}>{offered.map((field) => <option key={field.id} value={field.id}>{called(field, lang)}</option>)}</select>
          </label>
          <button type="button" className="button" onClick={add}>{t.addField}</button>
        </div>
      )}
    </fieldset>
  )
}

/** One field: what is to stand in it. What it does not take goes to the server as it was typed, which says what it takes. */
function FilledField({ field, id, value, change }: { field: KnownField; id: string; value: FieldValue | null; change: (value: FieldValue | null) => void }) {
  const { lang } = usePreferences()
  const t = macroTexts(lang)
  const words = fieldTexts(lang)
  const [typed, setTyped] = useState<Typed>(() => typedOf(field, value, lang))
  const wrong = valueIn(field, typed) === undefined
  const type = (to: Typed) => {
    setTyped(to)
    const read = valueIn(field, to)
    change(read === undefined ? String(to) : read)
  }
  const input = <FieldInput field={field} id={id} typed={typed} change={type} kept={value} describedBy={`${id}-hint`} invalid={wrong} />
  return (
    <div className="own-field">
      {field.type === 'several' ? <fieldset aria-describedby={`${id}-hint`}><legend>{called(field, lang)}</legend>{input}</fieldset> : <><label htmlFor={id}>{called(field, lang)}</label>{input}</>}
      <small id={`${id}-hint`}>{wrong ? (words.wrong[field.type] ?? words.wrong.other) : t.emptyField}</small>
    </div>
  )
}
