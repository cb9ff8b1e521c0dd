import type { Field, FieldType } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { ask, type Refusal } from '../../api/client.ts'
import { useDesk } from '../../desk.tsx'
import { useStillHere } from '../../parts/here.ts'
import { inWords, Problem } from '../../parts/problem.tsx'
import { say } from '../../parts/say.tsx'
import { usePreferences } from '../../preferences.tsx'
import { wordsIn } from '../../texts/texts.ts'
import { Choices } from './choices.tsx'
import { bodyOf, empty, isListed, nameOf, writtenOf, type Written } from './form.ts'
import { adminFieldsQuery, fieldPaths } from './queries.ts'
import { fieldsPageTexts } from './texts.ts'

/** A field being made or changed. What is refused stays as it was typed. */
export function FieldForm({ field, close }: { field: Field | null; close: () => void }) {
  const { t: general, lang } = usePreferences()
  const t = fieldsPageTexts(lang)
  const { vocabulary } = useDesk()
  const client = useQueryClient()
  const [title, hints] = [useId(), useId()]
  const [written, setWritten] = useState<Written>(field ? writtenOf(field) : empty)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const set = (part: Partial<Written>) => setWritten((before) => ({ ...before, ...part }))
  const said = (refused: Refusal) => t.problems[refused.code] ?? inWords(refused, general)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const body = bodyOf(written, field === null, t)
    if (typeof body === 'string') return setRefusal(body)
    setBusy(true)
    const answer = field
      ? await ask(fieldPaths.field(field.id), { method: 'PUT', body: { ...body, seen: field.version } })
      : await ask(fieldPaths.fields, { body: { ...body, name: nameOf(written), type: written.type } })
    if (answer.ok) {
      say(t.saved)
      await client.invalidateQueries({ queryKey: adminFieldsQuery.queryKey })
    }
    if (!here()) return
    setBusy(false)
    if (!answer.ok) return setRefusal(said(answer.refusal))
    close()
  }

  const kinds = vocabulary?.kinds ?? []
  const gone = written.kinds.filter((name) => !kinds.some((kind) => kind.name === name))
  const departments = vocabulary?.departments ?? []
  const text = (label: string, name: 'labelFr' | 'labelEn' | 'helpFr' | 'helpEn', most: number, first = false) => (
    <label className="field"><span>{label}</span><input type="text" autoFocus={first} maxLength={most} autoComplete="off" aria-describedby={name.startsWith('label') ? `${hints}-label` : undefined} value={written[name]} onChange={(event) => set({ [name]: event.target.value })} /></label>
  )
  return (
    <form className="field-form" aria-labelledby={title} noValidate onSubmit={(event) => void submit(event)}>
      <h2 id={title}>{field ? wordsIn(field.label, lang, field.name) : t.make}</h2>
      <div className="admin-row">{text(t.labelFr, 'labelFr', 80, lang === 'fr')}{text(t.labelEn, 'labelEn', 80, lang === 'en')}</div>
      <p id={`${hints}-label`} className="quiet">{t.labelHint}</p>
      <div className="admin-row">
        <label className="field"><span>{t.name}</span><input type="text" maxLength={40} autoComplete="off" spellCheck={false} readOnly={field !== null} aria-describedby={`${hints}-name`} value={nameOf(written)} onChange={(event) => set({ name: event.target.value.toLowerCase() })} /></label>
        <label className="field">
          <span>{t.type}</span>
          <select value={written.type} disabled={field !== null} aria-describedby={`${hints}-type`} onChange={(event) => set({ type: event.target.value as FieldType })}>
            {Object.entries(t.types).map(([type, words]) => <option key={type} value={type}>{words}</option>)}
          </select>
        </label>
        {written.type === 'number' && <label className="field"><span>{t.unit}</span><input type="text" maxLength={20} autoComplete="off" aria-describedby={`${hints}-unit`} value={written.unit} onChange={(event) => set({ unit: event.target.value })} /></label>}
      </div>
      <p className="quiet"><span id={`${hints}-name`}>{t.nameHint}</span> <span id={`${hints}-type`}>{t.typeHint}</span>{written.type === 'number' && <> <span id={`${hints}-unit`}>{t.unitHint}</span></>}</p>
      {isListed(written.type) && <Choices choices={written.choices} change={(choices) => set({ choices })} />}
      <div className="admin-row">{text(t.helpFr, 'helpFr', 300)}{text(t.helpEn, 'helpEn', 300)}</div>
      <fieldset>
        <legend>{t.kinds}</legend>
        <label className="admin-tick"><input type="radio" name={`${hints}-every`} checked={written.every} onChange={() => set({ every: true })} /><span>{t.allKinds}</span></label>
        <label className="admin-tick"><input type="radio" name={`${hints}-every`} checked={!written.every} onChange={() => set({ every: false })} /><span>{t.someKinds}</span></label>
        {!written.every && (
          <div className="admin-members">
            {[...kinds.map(({ name, label }) => ({ name, words: wordsIn(label, lang, name) })), ...gone.map((name) => ({ name, words: t.goneKind(name) }))].map(({ name, words }) => (
              <label key={name} className="admin-tick">
                <input type="checkbox" checked={written.kinds.includes(name)} onChange={(event) => set({ kinds: event.target.checked ? [...written.kinds, name] : written.kinds.filter((one) => one !== name) })} />
                <span>{words}</span>
              </label>
            ))}
          </div>
        )}
      </fieldset>
      {(departments.length > 0 || written.department !== '') && (
        <label className="field">
          <span>{t.department}</span>
          <select value={written.department} aria-describedby={`${hints}-department`} onChange={(event) => set({ department: event.target.value })}>
            <option value="">{t.noDepartment}</option>
            {departments.map(({ name, label }) => <option key={name} value={name}>{wordsIn(label, lang, name)}</option>)}
            {written.department !== '' && !departments.some(({ name }) => name === written.department) && <option value={written.department}>{t.goneKind(written.department)}</option>}
          </select>
          <small id={`${hints}-department`}>{t.departmentHint}</small>
        </label>
      )}
      <fieldset>
        <legend>{t.shownTo}</legend>
        <label className="admin-tick"><input type="radio" name={`${hints}-shown`} checked={!written.customer} onChange={() => set({ customer: false })} /><span>{t.agentsOnly}</span></label>
        <label className="admin-tick"><input type="radio" name={`${hints}-shown`} checked={written.customer} onChange={() => set({ customer: true })} /><span>{t.customerToo}</span></label>
      </fieldset>
      <label className="admin-tick"><input type="checkbox" checked={written.required} aria-describedby={`${hints}-required`} onChange={(event) => set({ required: event.target.checked })} /><span>{t.required}</span></label>
      <p id={`${hints}-required`} className="quiet">{t.requiredHint}</p>
      <Problem refusal={refusal} />
      <p className="row-of-buttons">
        <button type="submit" className="button button-main" aria-disabled={busy}>{t.save}</button>
        <button type="button" className="button" onClick={close}>{t.cancel}</button>
      </p>
    </form>
  )
}
