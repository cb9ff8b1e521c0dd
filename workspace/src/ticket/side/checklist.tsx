import { useEffect, useId, useRef, useState } from 'react'
import { useDesk } from '../../desk.tsx'
import { shortInstant } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { useHour } from '../../time.ts'
import { actTexts } from '../act-texts.ts'
import type { SideProps } from './side-props.ts'

/** What is to be done, line by line; ticked by whom, and when. */
export function ChecklistSide({ page, run, allowed }: SideProps) {
  const { t: general, lang } = usePreferences()
  const t = actTexts(lang)
  const { zone } = useDesk()
  const now = useHour()
  const [lines, setLines] = useState('')
  const [rewording, setRewording] = useState<string | null>(null)
  const back = useRef<string | null>(null)
  // The focus goes back to where the line was opened, for whoever has not gone on meanwhile.
  useEffect(() => {
    if (back.current === null) return
    document.getElementById(`reword-${back.current}`)?.focus({ preventScroll: true })
    back.current = null
  }, [rewording])
  const left = (id: string, from: Element | null) => {
    if (from === null || from.contains(document.activeElement)) back.current = id
    setRewording((now) => (now === id ? null : now))
  }
  const done = page.checklist.filter((item) => item.done).length
  const may = allowed.checklist.allowed
  async function add() {
    const texts = lines.split('\n').map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim().slice(0, 300)).filter((line) => line !== '')
    if (texts.length === 0) return
    // What is typed while they are kept is the next one.
    setLines('')
    const answer = await run({ act: 'checklist', changes: texts.map((text) => ({ do: 'add' as const, text })) })
    if (!answer.ok) setLines((meanwhile) => [lines, meanwhile].filter((one) => one !== '').join('\n'))
  }
  return (
    <>
      {page.checklist.length === 0 ? <p className="quiet">{t.noItems}</p> : <p className="quiet">{t.progress(done, page.checklist.length)}</p>}
      <ul className="checklist">
        {page.checklist.map((item) => (
          <li key={item.id}>
            {rewording === item.id
              ? <Reword item={item} run={run} leave={(from) => left(item.id, from)} />
              : (
                <label>
                  <input type="checkbox" checked={item.done !== null} disabled={!may} onChange={() => void run({ act: 'checklist', changes: [{ do: item.done ? 'untick' : 'tick', itemId: item.id }] })} />
                  <span>{item.text}{item.done && <small> {t.doneBy(item.done.by.name ?? '', shortInstant(Date.parse(item.done.at), { now, zone, lang }))}</small>}</span>
                </label>
              )}
            {may && rewording !== item.id && (
              <span className="checklist-do">
                <button type="button" id={`reword-${item.id}`} className="tag-remove" aria-label={t.rewordItem(item.text)} title={t.rewordItem(item.text)} onClick={() => setRewording(item.id)}>
                  <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true"><path d="M2.5 13.5l.8-3L11 2.8a1.4 1.4 0 0 1 2 0l.2.2a1.4 1.4 0 0 1 0 2L5.5 12.7Z" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" /></svg>
                </button>
                <button type="button" className="tag-remove" aria-label={t.removeItem(item.text)} onClick={() => void run({ act: 'checklist', changes: [{ do: 'remove', itemId: item.id }] })}>×</button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <form onSubmit={(event) => { event.preventDefault(); void add() }}>
          <label className="field">
            <span className="visually-hidden">{t.addItems}</span>
            <textarea
              id="checklist-field" rows={Math.min(6, Math.max(1, lines.split('\n').length))} value={lines} maxLength={20_000} placeholder={t.addItems} aria-describedby="checklist-hint" onChange={(event) => setLines(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.shiftKey) {
                  event.preventDefault()
                  void add()
                }
                if (event.key !== 'Escape') return
                event.stopPropagation()
                document.getElementById('ticket-title')?.focus({ preventScroll: true })
              }}
            />
            <small id="checklist-hint">{t.itemsHint}</small>
          </label>
          {lines.trim() !== '' && <button type="submit" className="button">{general.acts.save}</button>}
        </form>
      )}
    </>
  )
}

/** A line being reworded in its place: Enter keeps it, Escape leaves it as it was. */
function Reword({ item, run, leave }: { item: SideProps['page']['checklist'][number]; run: SideProps['run']; leave: (from: Element | null) => void }) {
  const t = actTexts(usePreferences().lang)
  const hint = useId()
  const [text, setText] = useState(item.text)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  async function keep() {
    const said = text.trim()
    if (busy) return
    if (said === '' || said === item.text) return leave(field.current)
    setBusy(true)
    const answer = await run({ act: 'checklist', changes: [{ do: 'reword', itemId: item.id, text: said }] })
    setBusy(false)
    // Refused, the words stay where they were typed.
    if (answer.ok) leave(field.current)
  }
  return (
    <span className="checklist-line">
      <input
        ref={field} type="text" autoFocus value={text} maxLength={300} aria-label={t.rewording} aria-describedby={hint} aria-busy={busy} onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            void keep()
          }
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          leave(null)
        }}
      />
      <small id={hint}>{t.rewordHint}</small>
    </span>
  )
}
