import type { QueueRow as Row } from '@guichet/protocol'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import { home } from '../place.ts'
import { focusList } from './focus-list.ts'
import { QueueRow } from './queue-row.tsx'
import { useUnread } from './seen.ts'

const height = 44
const ahead = 15

interface Props {
  label: string
  rows: readonly Row[]
  gone: ReadonlySet<string>
  open: number | undefined
  go: (number: number) => void
  more: (() => void) | undefined
}

/** The rows of a queue: only those in sight are in the page; arrows, J and K walk, Enter opens. */
export function QueueRows({ label, rows, gone, open, go, more }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(open)
  const unread = useUnread()
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => height, overscan: 8, getItemKey: (index) => rows[index]!.id })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const at = rows.findIndex((row) => row.number === cursor)

  useEffect(() => {
    if (open !== undefined) setCursor(open)
  }, [open])
  useEffect(() => {
    if (more && last >= rows.length - ahead) more()
  }, [more, last, rows.length])

  const move = (to: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (!row) return
    setCursor(row.number)
    virtual.scrollToIndex(rows.indexOf(row))
    box.current?.focus({ preventScroll: true })
  }
  useShortcuts({ down: () => move(at + 1), up: () => move(at < 0 ? 0 : at - 1) })

  const press = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1),
      ArrowUp: () => move(at < 0 ? 0 : at - 1),
      PageDown: () => move(at + 10),
      PageUp: () => move(at - 10),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      Enter: () => at >= 0 && go(rows[at]!.number),
      ' ': () => at >= 0 && go(rows[at]!.number),
    }
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    step()
  }

  return (
    <div
      ref={box} id={focusList.id} className="rows" role="listbox" tabIndex={0} aria-label={label} aria-activedescendant={at < 0 || !items.some((item) => item.index === at) ? undefined : rowId(cursor)}
      onKeyDown={press}
      onFocus={() => {
        if (at < 0 && rows[0]) setCursor(rows[0].number)
      }}
    >
      <div className="rows-all" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]!
          return (
            <div
              key={item.key} id={rowId(row.number)} role="option" aria-selected={row.number === open} aria-setsize={rows.length} aria-posinset={item.index + 1}
              className={['row', row.number === open && 'row-open', row.number === cursor && 'row-cursor', gone.has(row.id) && 'row-gone'].filter(Boolean).join(' ')}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey) return void window.open(`${home}/tickets/${row.number}`, '_blank')
                setCursor(row.number)
                go(row.number)
              }}
            >
              <QueueRow row={row} unread={unread(row)} gone={gone.has(row.id)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function rowId(number: number | undefined): string {
  return `row-${number}`
}
