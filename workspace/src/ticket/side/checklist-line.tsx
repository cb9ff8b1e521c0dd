import type { TicketPage } from '@guichet/protocol'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useDesk } from '../../desk.tsx'
import { shortInstant } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { useHour } from '../../time.ts'
import { actTexts } from '../act-texts.ts'
import type { SideProps } from './side-props.ts'

type Item = TicketPage['checklist'][number]
type Run = SideProps['run']

/** `ends`: whether it is the first, or the last. */
interface Given { item: Item; run: Run; may: boolean; ends: { first: boolean; last: boolean }; move: (by: 1 | -1) => void; reword: () => void }

/** A line to be ticked; what may be done with it stands beside it while it is looked at. Alt with an arrow moves it. */
export function Line({ item, run, may, ends, move, reword }: Given) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const { zone } = useDesk()
  const now = useHour()
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
    if (!may || by === undefined || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    move(by)
  }
  return (
    <li onKeyDown={press}>
      <label>
        <input
          type="checkbox" checked={item.done !== null} disabled={!may} aria-keyshortcuts={may ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
          onChange={() => void run({ act: 'checklist', changes: [{ do: item.done ? 'untick' : 'tick', itemId: item.id }] })}
        />
        <span>{item.text}{item.done && <small> {t.doneBy(item.done.by.name ?? '', shortInstant(Date.parse(item.done.at), { now, zone, lang }))}</small>}</span>
      </label>
      {may && (
        <span className="checklist-do">
          {!(ends.first && ends.last) && (
            <>
              <button type="button" className="tag-remove" aria-label={t.moveUp(item.text)} title={`${t.moveUp(item.text)} (Alt ↑)`} aria-disabled={ends.first} onClick={() => move(-1)}><Arrow up /></button>
              <button type="button" className="tag-remove" aria-label={t.moveDown(item.text)} title={`${t.moveDown(item.text)} (Alt ↓)`} aria-disabled={ends.last} onClick={() => move(1)}><Arrow /></button>
            </>
          )}
          <button type="button" id={`reword-${item.id}`} className="tag-remove" aria-label={t.rewordItem(item.text)} title={t.rewordItem(item.text)} onClick={reword}>
            <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true"><path d="M2.5 13.5l.8-3L11 2.8a1.4 1.4 0 0 1 2 0l.2.2a1.4 1.4 0 0 1 0 2L5.5 12.7Z" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" /></svg>
          </button>
          <button type="button" className="tag-remove" aria-label={t.removeItem(item.text)} onClick={() => void run({ act: 'checklist', changes: [{ do: 'remove', itemId: item.id }] })}>×</button>
        </span>
      )}
    </li>
  )
}

function Arrow({ up = false }: { up?: boolean }) {
  return <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true"><path d={up ? 'M8 13V3M3.5 7.5 8 3l4.5 4.5' : 'M8 3v10M3.5 8.5 8 13l4.5-4.5'} fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" strokeLinejoin="round" /></svg>
}

/** A line being reworded in its place: Enter keeps it, Escape leaves it as it was. */
export function Reword({ item, run, leave }: { item: Item; run: Run; leave: (from: Element | null) => void }) {
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
