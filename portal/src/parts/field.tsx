import type { ReactNode } from 'react'
import { textsIn } from '../texts/texts.ts'
import type { Lang } from '@guichet/policy'

export interface FieldView {
  /** Name of the form control. */
  name: string
  label: string
  kind: 'line' | 'text' | 'choice' | 'select' | 'email' | 'file'
  value: string
  required: boolean
  /** false: whether it is needed is said elsewhere, of several together. */
  marked?: boolean
  options?: readonly { value: string; label: string; help?: string }[]
  help?: string
  why?: string
  example?: string
  /** What is wrong with the value given. */
  problem?: string
  autoComplete?: string
  maxLength?: number
  inputMode?: 'numeric' | 'text' | 'url'
  /** Values that may be typed, offered while typing. */
  suggestions?: readonly string[]
  /** Several things that the value may mean: one is chosen. */
  pick?: { name: string; legend: string; options: readonly { value: string; label: string }[] }
  /** How the value is read; sent back, it says that it was seen. */
  echo?: { name: string; value: string; text: string; /** The one that was chosen of several. */ picked?: { name: string; value: string } }
  /** The reading is told while typing. */
  live?: 'time'
}

/** One question with its label, its reason, its example and what is wrong with the answer. */
export function Field({ field, lang }: { field: FieldView; lang: Lang }) {
  const t = textsIn(lang)
  const id = `f-${field.name}`
  const described = [field.why && `${id}-why`, field.help && `${id}-help`, field.example && `${id}-example`, field.problem && `${id}-problem`].filter(Boolean).join(' ') || undefined
  const notes = <Notes id={id} field={field} lang={lang} />
  if (field.kind === 'choice') {
    return (
      <fieldset className="field" id={id} role="radiogroup" aria-required={field.required || undefined} aria-describedby={described}>
        <legend>{field.label} {field.marked !== false && <Mark required={field.required} lang={lang} />}</legend>
        {notes}
        <div className="choices">
          {(field.options ?? []).map((option) => (
            <label key={option.value} className="choice">
              <input type="radio" name={field.name} value={option.value} defaultChecked={field.value === option.value} />
              <span>{option.label}{option.help && <small>{option.help}</small>}</span>
            </label>
          ))}
        </div>
      </fieldset>
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>{field.label} {field.marked !== false && <Mark required={field.required} lang={lang} />}</label>
      {notes}
      <Control id={id} field={field} described={described} none={t.serviceNone} />
      {field.suggestions && <datalist id={`${id}-list`}>{field.suggestions.map((one) => <option key={one} value={one} />)}</datalist>}
      {field.live || field.pick || field.echo ? <div data-live={field.live} aria-live="polite"><Reading field={field} /></div> : null}
    </div>
  )
}

/** How what was typed is read; or, where it may be several things, which of them. */
export function Reading({ field }: { field: Pick<FieldView, 'pick' | 'echo'> }) {
  return (
    <>
      {field.echo && <p className="echo"><input type="hidden" name={field.echo.name} value={field.echo.value} />{field.echo.picked && <input type="hidden" name={field.echo.picked.name} value={field.echo.picked.value} />}{field.echo.text}</p>}
      {field.pick && (
        <fieldset className="group pick">
          <legend>{field.pick.legend}</legend>
          {field.pick.options.map((option) => <label key={option.value} className="choice"><input type="radio" name={field.pick?.name} value={option.value} /><span>{option.label}</span></label>)}
        </fieldset>
      )}
    </>
  )
}

function Mark({ required, lang }: { required: boolean; lang: Lang }) {
  const t = textsIn(lang)
  return <span className="mark">({required ? t.required : t.optional})</span>
}

function Notes({ id, field, lang }: { id: string; field: FieldView; lang: Lang }): ReactNode {
  const t = textsIn(lang)
  return (
    <>
      {field.why && <p className="why" id={`${id}-why`}>{field.why}</p>}
      {field.help && <p className="help" id={`${id}-help`}>{field.help}</p>}
      {field.example && <p className="help" id={`${id}-example`}>{t.example(field.example)}</p>}
      {field.problem && <p className="problem" id={`${id}-problem`}>{field.problem}</p>}
    </>
  )
}

function Control({ id, field, described, none }: { id: string; field: FieldView; described: string | undefined; none: string }) {
  const common = { id, name: field.name, required: field.required, 'aria-describedby': described, 'aria-invalid': field.problem === undefined ? undefined : (true as const) }
  if (field.kind === 'text') return <textarea {...common} rows={8} defaultValue={field.value} maxLength={field.maxLength} data-draft={field.name} />
  if (field.kind === 'file') return <input {...common} type="file" multiple />
  if (field.kind === 'select') {
    return (
      <select {...common} defaultValue={field.value}>
        {(!field.required || field.value === '') && <option value="">{field.required ? '' : none}</option>}
        {(field.options ?? []).map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    )
  }
  return <input {...common} type={field.kind === 'email' ? 'email' : 'text'} defaultValue={field.value} autoComplete={field.autoComplete ?? 'off'} maxLength={field.maxLength} inputMode={field.inputMode} list={field.suggestions ? `${id}-list` : undefined} data-draft={field.name} />
}

/** What is wrong with a form, first in the page, each a link to its question. */
export function Problems({ fields, lang }: { fields: readonly FieldView[]; lang: Lang }) {
  const wrong = fields.filter((field) => field.problem !== undefined)
  if (wrong.length === 0) return null
  return (
    <div className="problems" role="alert" tabIndex={-1} id="problems">
      <h2>{textsIn(lang).correct(wrong.length)}</h2>
      <ul>{wrong.map((field) => <li key={field.name}><a href={`#f-${field.name}`}>{field.label}</a>{textsIn(lang).colon}{field.problem}</li>)}</ul>
    </div>
  )
}
