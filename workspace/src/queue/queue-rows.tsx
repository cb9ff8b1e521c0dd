import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import { useReadAhead } from '../live/prefetch.ts'
import { home } from '../place.ts'
import { usePreferences } from '../preferences.tsx'
import { focusList } from './focus-list.ts'
import { QueueRow } from './queue-row.tsx'
import { markUnread, useUnread } from './seen.ts'
import { say } from '../parts/say.tsx'
import { choose, isChosen, stretched, toggled, useOffered, useSelection } from './selection.ts'
import { isWhole, placeOfRow, rowAt, type Shown } from './sheet.ts'
import { queueTexts } from './texts.ts'

/** Pixels of a row. */
const heights = { comfortable: 44, compact: 32 } as const

interface Props {
  label: string
  shown: Shown
  density: keyof typeof heights
  open: number | undefined
  go: (number: number) => void
  /** Which rows are in sight. */
  look: (from: number, to: number) => void
}

/** Where the keys are: on a row, or on a place whose row is not known yet. */
interface Cursor { readonly at: number; readonly number: number | undefined }

/** The rows of a list of any length: only those in sight are in the page; arrows, J and K walk, Enter opens. */
export function QueueRows({ label, shown, density, open, go, look }: Props) {
  const { t, lang } = usePreferences()
  const own = queueTexts(lang)
  const { sheet, gone } = shown
  const box = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<Cursor>({ at: -1, number: open })
  const [from, setFrom] = useState<number | null>(null)
  const unread = useUnread()
  const selection = useSelection()
  const choosing = useOffered() !== null
  const height = heights[density]
  const virtual = useVirtualizer({
    count: sheet.total, getScrollElement: () => box.current, estimateSize: () => height, overscan: 8, getItemKey: (index) => rowAt(sheet, index)?.id ?? `#${index}`,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => look(first, last), [look, first, last, sheet])

  const known = placeOfRow(sheet, cursor.number)
  const at = Math.min(known >= 0 ? known : cursor.at, sheet.total - 1)
  const standing = rowAt(sheet, at)

  useEffect(() => {
    if (open !== undefined) setCursor({ at: -1, number: open })
  }, [open])
  useSteadyScroll(box, shown, height)

  const move = (to: number) => {
    const place = Math.max(0, Math.min(sheet.total - 1, to))
    setCursor({ at: place, number: rowAt(sheet, place)?.number })
    virtual.scrollToIndex(place)
    box.current?.focus({ preventScroll: true })
  }
  const pick = (place: number, stretch: boolean) => {
    const row = rowAt(sheet, place)
    if (!choosing || !row) return
    const between = stretch && from !== null ? Array.from({ length: Math.abs(place - from) + 1 }, (_, index) => rowAt(sheet, Math.min(place, from) + index)) : undefined
    // What lies between is chosen as a whole or not at all.
    if (between?.every((one) => one !== undefined)) choose((now) => stretched(now, between))
    else choose((now) => toggled(now, row))
    setFrom(place)
  }
  useShortcuts({
    down: () => move(at + 1), up: () => move(at < 0 ? 0 : at - 1), select: () => pick(at, false),
    unread: () => {
      if (!standing) return
      markUnread(standing.number)
      say(own.marked)
    },
  })

  const readAhead = useReadAhead()
  const cursorNumber = standing?.number
  useEffect(() => readAhead(cursorNumber), [readAhead, cursorNumber])

  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 440) / height) - 1)
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1), ArrowUp: () => move(at < 0 ? 0 : at - 1), PageDown: () => move(at + page), PageUp: () => move(at - page),
      Home: () => move(0), End: () => move(sheet.total - 1), Enter: () => standing && go(standing.number), ' ': () => standing && go(standing.number),
    }
    const walk = steps[event.key]
    if (!walk || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (choosing && event.shiftKey && event.key.startsWith('Arrow')) {
      if (from === null) pick(at, false)
      pick(Math.max(0, Math.min(sheet.total - 1, at + (event.key === 'ArrowDown' ? 1 : -1))), true)
    }
    walk()
  }
  const click = (event: MouseEvent, place: number, number: number) => {
    if (event.ctrlKey || event.metaKey) return void window.open(`${home}/tickets/${number}`, '_blank')
    if (choosing && event.shiftKey) return pick(place, true)
    setCursor({ at: place, number })
    go(number)
  }

  return (
    <div
      ref={box} id={focusList.id} className={`rows rows-${density}`} role="listbox" tabIndex={0} aria-label={label} aria-multiselectable={choosing || undefined}
      aria-activedescendant={at < 0 || at < first || at > last ? undefined : placeId(at)}
      onKeyDown={press}
      onFocus={() => {
        if (at < 0 && sheet.total > 0) setCursor({ at: 0, number: rowAt(sheet, 0)?.number })
      }}
    >
      <div className="rows-all" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(sheet, item.index)
          const place = { transform: `translateY(${item.start}px)` }
          const here = { id: placeId(item.index), role: 'option', 'aria-setsize': sheet.total, 'aria-posinset': item.index + 1, style: place } as const
          if (!row) {
            return <div key={item.key} {...here} aria-selected={false} className={`row row-coming${item.index === at ? ' row-cursor' : ''}`}><span className="visually-hidden">{own.coming}</span></div>
          }
          const chosen = isChosen(selection, row.id)
          return (
            <div
              key={item.key} {...here} aria-selected={row.number === open} {...(choosing ? { 'aria-checked': chosen } : {})}
              className={['row', row.number === open && 'row-open', item.index === at && 'row-cursor', gone.has(row.id) && 'row-gone', choosing && chosen && 'row-chosen'].filter(Boolean).join(' ')}
              onPointerEnter={() => readAhead(row.number)} onPointerLeave={() => readAhead(undefined)} onClick={(event) => click(event, item.index, row.number)}
            >
              {choosing && <span className="row-check" aria-hidden="true" onClick={(event) => { event.stopPropagation(); pick(item.index, event.shiftKey) }}><svg viewBox="0 0 14 14" width="14" height="14"><rect x="1" y="1" width="12" height="12" rx="2" />{chosen && <path d="M3.5 7.2 6 9.7 10.6 4.4" />}</svg></span>}
              <QueueRow row={row} unread={unread(row)} gone={gone.has(row.id) ? (isWhole(sheet) ? t.queue.gone : own.away) : null} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

const placeId = (at: number) => `row-${at}`

/** When another list takes the place of the one that was shown, the row at the top stays where it is. */
function useSteadyScroll(box: React.RefObject<HTMLDivElement | null>, { sheet }: Shown, height: number): void {
  const top = useRef<{ number: number; offset: number } | null>(null)
  useLayoutEffect(() => {
    const shown = box.current
    if (!shown) return undefined
    const now = top.current === null ? -1 : placeOfRow(sheet, top.current.number)
    if (shown.scrollTop > 0 && top.current && now >= 0) {
      const wanted = now * height + top.current.offset
      if (Math.abs(shown.scrollTop - wanted) >= 1) shown.scrollTo({ top: wanted })
    }
    const note = () => {
      const row = rowAt(sheet, Math.floor(shown.scrollTop / height))
      top.current = row ? { number: row.number, offset: shown.scrollTop % height } : null
    }
    note()
    shown.addEventListener('scroll', note, { passive: true })
    return () => shown.removeEventListener('scroll', note)
  }, [box, sheet, height])
}
