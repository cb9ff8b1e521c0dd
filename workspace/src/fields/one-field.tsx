import type { FieldValue, TicketField } from '@guichet/protocol'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { Refusal } from '../api/client.ts'
import { useDesk } from '../desk.tsx'
import { useStillHere } from '../parts/here.ts'
import { inWords } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { shortInstant } from '../parts/short.ts'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { useHour } from '../time.ts'
import type { Run } from '../ticket/acts.ts'
import { FieldInput } from './field-input.tsx'
import { placeOf } from './missing.ts'
import { noteSaving } from './saving.ts'
import { fieldTexts } from './texts.ts'
import { called, sameTyped, typedOf, valueIn, valueInWords, type Typed } from './typed.ts'

/** What is being changed: as typed, and what stood there as it was begun. */
interface Changing { typed: Typed; seen: FieldValue | null }

/** Choices are saved soon after the last of them: arrows pass over those in between. */
const soon = 600
const chosen: ReadonlySet<TicketField['type']> = new Set(['one', 'several', 'yes_no'])

const same = (a: FieldValue | null, b: FieldValue | null) => JSON.stringify(a) === JSON.stringify(b)

/** One field, filled in where it stands: saved by Enter and as it is left, never over what a colleague noted meanwhile. */
export function OneField({ number, field, run }: { number: number; field: TicketField; run: Run }) {
  const { t: general, lang } = usePreferences()
  const t = fieldTexts(lang)
  const { zone } = useDesk()
  const now = useHour()
  const [changing, setChanging] = useState<Changing | null>(null)
  const [saving, setSaving] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const here = useStillHere()
  const help = useId()
  const root = useRef<HTMLDivElement>(null)
  const name = called(field, lang)
  const shown = changing?.typed ?? typedOf(field, field.value, lang)
  const mine = changing === null ? field.value : valueIn(field, changing.typed)
  const passed = changing !== null && !saving && !same(changing.seen, field.value) && !(mine !== undefined && same(mine, field.value))
  const dirty = changing !== null && !sameTyped(changing.typed, typedOf(field, field.value, lang))

  async function save(from: Changing, seen = from.seen) {
    const value = valueIn(field, from.typed)
    if (value === undefined) return setWrong(t.wrong[field.type] ?? t.wrong.other)
    setWrong(null)
    if (same(value, seen)) return setChanging((held) => (held === from ? null : held))
    setSaving(true)
    const going = run({ act: 'fields', fieldId: field.id, value, seen })
    noteSaving(going)
    const answer = await going
    // Whoever has gone to another request is told of it there.
    if (!here()) return answer.ok ? undefined : say(`${general.number(number)}, ${name}\u202f: ${refusedInWords(answer.refusal)}`)
    setSaving(false)
    // What was typed while it was being saved is of what now stands there.
    if (answer.ok) {
      setChanging((held) => (held === null || held === from ? null : { ...held, seen: value }))
      // Left while it was being saved, the field has nobody any more who would save the rest of it.
      setTimeout(() => {
        if (root.current && !root.current.contains(document.activeElement)) latest.current()
      }, 0)
      return
    }
    if (answer.refusal.code !== 'field-changed') setWrong(refusedInWords(answer.refusal))
  }
  const refusedInWords = (refusal: Refusal) => refusal.detail ?? t.refused[refusal.code] ?? inWords(refusal, general)
  const saveNow = () => {
    if (changing && !saving && !passed) void save(changing)
  }

  // As it is taken off the page, what was typed is saved like when it is left.
  const latest = useRef(saveNow)
  useEffect(() => {
    latest.current = saveNow
  })
  useEffect(() => () => latest.current(), [])
  useEffect(() => {
    if (changing === null || !chosen.has(field.type)) return undefined
    const timer = setTimeout(() => latest.current(), soon)
    return () => clearTimeout(timer)
  }, [changing, field.type])

  const change = (typed: Typed) => {
    setWrong(null)
    setChanging((held) => ({ typed, seen: held ? held.seen : field.value }))
  }
  const press = (event: KeyboardEvent) => {
    // A button of its own, or a link, is pressed by it.
    const pressed = event.target instanceof HTMLElement && event.target.closest('button, a') !== null
    if (event.key === 'Enter' && !pressed && (field.type !== 'long_text' || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
      saveNow()
    }
    if (event.key !== 'Escape') return
    event.stopPropagation()
    setChanging(null)
    setWrong(null)
    document.getElementById('ticket-title')?.focus({ preventScroll: true })
  }
  const control = <FieldInput field={field} id={placeOf(field.id)} typed={shown} change={change} kept={field.value} describedBy={help} invalid={wrong !== null} />
  const title = <>{name}{field.required && <small className="own-required"> {t.required}</small>}</>
  const about = wordsIn(field.help, lang, '')
  const link = field.type === 'link' && typeof field.value === 'string' && /^https?:\/\//.test(field.value) ? field.value : null
  return (
    <div
      ref={root} className={field.required && field.value === null ? 'own-field own-wanted' : 'own-field'} onKeyDown={press}
      onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) saveNow() }}
    >
      {field.type === 'several' ? <fieldset aria-describedby={help}><legend>{title}</legend>{control}</fieldset> : <><label htmlFor={placeOf(field.id)}>{title}</label>{control}</>}
      <small id={help}>
        {about !== '' && <span>{about} </span>}
        {field.shownTo === 'customer' && <span>{t.shown}. </span>}
        {saving ? t.saving : dirty && !passed && !chosen.has(field.type) ? (field.type === 'long_text' ? t.unsavedLong : t.unsaved) : field.set && t.set(field.set.by ?? t.someone, shortInstant(Date.parse(field.set.at), { now, zone, lang }))}
      </small>
      {link !== null && !dirty && <a className="own-link" href={link} target="_blank" rel="noopener noreferrer" aria-label={`${t.open(name)} ${t.newTab}`}>{link}</a>}
      {wrong !== null && <p className="problem" role="alert">{wrong}</p>}
      {passed && (
        <div className="own-passed" role="alert">
          <p>{t.changed(field.set?.by ?? t.someone, valueInWords(field, field.value, lang, t))}</p>
          <span className="row-of-buttons">
            <button type="button" className="button" onClick={() => void save(changing, field.value)}>{t.keep}</button>
            <button type="button" className="button" onClick={() => { setChanging(null); setWrong(null) }}>{t.take}</button>
          </span>
        </div>
      )}
    </div>
  )
}
