import { useState } from 'react'
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
            <label>
              <input type="checkbox" checked={item.done !== null} disabled={!may} onChange={() => void run({ act: 'checklist', changes: [{ do: item.done ? 'untick' : 'tick', itemId: item.id }] })} />
              <span>{item.text}{item.done && <small> {t.doneBy(item.done.by.name ?? '', shortInstant(Date.parse(item.done.at), { now, zone, lang }))}</small>}</span>
            </label>
            {may && <button type="button" className="tag-remove" aria-label={t.removeItem(item.text)} onClick={() => void run({ act: 'checklist', changes: [{ do: 'remove', itemId: item.id }] })}>×</button>}
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
