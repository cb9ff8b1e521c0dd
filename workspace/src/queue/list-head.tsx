import type { QueueOrder } from '@guichet/protocol'
import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../api/client.ts'
import { useAriaKey } from '../keys/key-mark.tsx'
import { useShortcuts } from '../keys/shortcuts.ts'
import { useChoose, useOwn } from '../own-preferences.ts'
import { focusAfter } from '../parts/focus.ts'
import { later } from '../parts/later.tsx'
import { inWords } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { queueTexts } from './texts.ts'
import { usualOrder, type ListName } from './views.ts'

const SaveView = later(() => import('./save-view.tsx').then((module) => module.SaveView))

/** Milliseconds after the last letter before a filter is asked. */
const pausing = 250
const orders: readonly QueueOrder[] = ['policy', 'oldest', 'changed']

interface Props {
  title: string
  list: ListName
  /** The order that the view has by itself. */
  usual: QueueOrder | undefined
  /** The filter that a saved view has by itself. */
  base: string
  size: string
  refusal: Refusal | null
  change: (to: { q: string; order: QueueOrder | undefined }) => void
  enter: () => void
}

/** What a list is, how it is filtered and ordered, how dense it stands; and the way to keep it as a view. */
export function ListHead({ title, list, usual, base, size, refusal, change, enter }: Props) {
  const { t, lang } = usePreferences()
  const own = queueTexts(lang)
  const filter = useRef<HTMLInputElement>(null)
  const [sought, setSought] = useState(list.q)
  const [saving, setSaving] = useState(false)
  const { density } = useOwn()
  const choose = useChoose()
  const filterKey = useAriaKey('filter')
  const order = list.order ?? usual ?? usualOrder(list.view)
  const latest = useRef(change)
  useEffect(() => {
    latest.current = change
  })
  // The address may change under the field, by the way back or a link; what we asked ourselves may come late, after more was typed.
  const [address, setAddress] = useState(list.q)
  const [asked, setAsked] = useState(list.q)
  if (address !== list.q) {
    setAddress(list.q)
    if (list.q !== asked) setSought(list.q)
  }
  useEffect(() => {
    if (sought.trim() === list.q) return undefined
    const timer = setTimeout(() => {
      setAsked(sought.trim())
      latest.current({ q: sought.trim(), order: list.order })
    }, pausing)
    return () => clearTimeout(timer)
  }, [sought, list.q, list.order])
  useShortcuts({ filter: () => filter.current?.focus() })
  const compact = density === 'compact'
  return (
    <header className="list-head">
      <h1 id="list-title">{title}</h1>
      <p className="list-size">{size}</p>
      <input
        ref={filter} type="search" className="list-filter" value={sought} aria-label={t.queue.filter} aria-describedby="list-filter-help" aria-keyshortcuts={filterKey} placeholder={own.filterHint}
        maxLength={500} spellCheck={false} autoComplete="off" aria-invalid={refusal === null ? undefined : true}
        onChange={(event) => setSought(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && sought === '') filter.current?.blur()
          if (event.key === 'Escape') setSought('')
          if (event.key === 'Enter' && sought.trim() === list.q) enter()
        }}
      />
      <span id="list-filter-help" className="visually-hidden">{own.filterHelp}</span>
      <div className="list-ways">
        <label className="list-order">
          <span className="visually-hidden">{own.order}</span>
          <select value={order} onChange={(event) => change({ q: list.q, order: event.target.value as QueueOrder })}>
            {orders.map((one) => <option key={one} value={one}>{own.orders[one]}</option>)}
          </select>
        </label>
        <button type="button" className="list-density" aria-pressed={compact} aria-label={`${own.density} : ${own.densities[compact ? 'compact' : 'comfortable']}`} title={own.densities[compact ? 'comfortable' : 'compact']} onClick={() => void choose({ density: compact ? 'comfortable' : 'compact' }).then((answer) => answer.ok || say(inWords(answer.refusal, t)))}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d={compact ? 'M2 3h12M2 6h12M2 9h12M2 12h12' : 'M2 4h12M2 8h12M2 12h12'} /></svg>
        </button>
        {refusal === null && (list.q !== '' || (list.order !== undefined && base !== '')) && !saving && <button type="button" className="button list-save" onClick={() => setSaving(true)}>{own.save}</button>}
      </div>
      <p className="problem" role="alert" hidden={refusal === null}>{refusal?.detail ?? refusal?.title ?? ''}</p>
      {saving && <SaveView filter={[base, list.q].filter(Boolean).join(' ')} order={order} close={() => { focusAfter(filter.current, document.querySelector('.save-view')); setSaving(false) }} />}
    </header>
  )
}
