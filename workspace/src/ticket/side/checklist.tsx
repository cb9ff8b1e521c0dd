import { useEffect, useRef, useState } from 'react'
import { usePreferences } from '../../preferences.tsx'
import { actTexts } from '../act-texts.ts'
import { Line, Reword } from './checklist-line.tsx'
import { useOrder } from './order.ts'
import type { SideProps } from './side-props.ts'

/** What is to be done, line by line; ticked by whom, and when. */
export function ChecklistSide({ page, run, allowed }: SideProps) {
  const { t: general, lang } = usePreferences()
  const t = actTexts(lang)
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
  const { items, move } = useOrder(page.checklist, run, t)
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
        {items.map((item, at) => (rewording === item.id
          ? <li key={item.id}><Reword item={item} run={run} leave={(from) => left(item.id, from)} /></li>
          : <Line key={item.id} item={item} run={run} may={may} ends={{ first: at === 0, last: at === items.length - 1 }} move={(by) => move(item, by)} reword={() => setRewording(item.id)} />))}
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
