import type { SearchHit } from '@guichet/protocol'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import { home } from '../place.ts'
import { focusList } from '../queue/focus-list.ts'
import { FoundTicket } from './found-ticket.tsx'

/** The tickets of a search, the best first: arrows, J and K walk, Enter opens. */
export function FoundList({ label, hits, open, go }: { label: string; hits: readonly SearchHit[]; open: number | undefined; go: (number: number) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(open)
  const [shown, setShown] = useState(open)
  if (shown !== open) {
    setShown(open)
    if (open !== undefined) setCursor(open)
  }
  const at = hits.findIndex(({ row }) => row.number === cursor)
  const move = (to: number) => {
    const place = Math.max(0, Math.min(hits.length - 1, to))
    setCursor(hits[place]!.row.number)
    document.getElementById(`found-${place}`)?.scrollIntoView({ block: 'nearest' })
    box.current?.focus({ preventScroll: true })
  }
  useShortcuts({ down: () => move(at + 1), up: () => move(at < 0 ? 0 : at - 1) })
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(at + 1), ArrowUp: () => move(at < 0 ? 0 : at - 1), Home: () => move(0), End: () => move(hits.length - 1), Enter: () => at >= 0 && go(hits[at]!.row.number), ' ': () => at >= 0 && go(hits[at]!.row.number),
    }
    const walk = steps[event.key]
    if (!walk || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    walk()
  }
  return (
    <div
      ref={box} id={focusList.id} className="rows found-rows" role="listbox" tabIndex={0} aria-label={label} aria-activedescendant={at < 0 ? undefined : `found-${at}`} onKeyDown={press}
      onFocus={() => { if (at < 0) setCursor(hits[0]!.row.number) }}
    >
      {hits.map((hit, index) => (
        <div
          key={hit.row.id} id={`found-${index}`} role="option" aria-selected={hit.row.number === open} aria-setsize={hits.length} aria-posinset={index + 1}
          className={['row found-row', hit.row.number === open && 'row-open', index === at && 'row-cursor'].filter(Boolean).join(' ')}
          onClick={(event) => { if (event.ctrlKey || event.metaKey) window.open(`${home}/tickets/${hit.row.number}`, '_blank'); else { setCursor(hit.row.number); go(hit.row.number) } }}
        ><FoundTicket hit={hit} /></div>
      ))}
    </div>
  )
}
