import type { TicketPage } from '@guichet/protocol'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import { usePreferences } from '../preferences.tsx'
import { Happenings } from './happenings.tsx'
import { Letter } from './letter.tsx'
import { storyOf, type Part } from './story.ts'
import { storyTexts } from './story-texts.ts'

/** The conversation as letters, and between them, quietly, what happened and what became of the promises. */
export function Timeline({ page }: { page: TicketPage }) {
  const { t, lang } = usePreferences()
  const s = storyTexts(lang)
  const [unfolded, setUnfolded] = useState(false)
  const parts = useMemo(() => storyOf(page.timeline, page.clocks, unfolded), [page.timeline, page.clocks, unfolded])
  const foldable = useMemo(() => unfolded && storyOf(page.timeline, page.clocks, false).some(({ kind }) => kind === 'folded'), [page.timeline, page.clocks, unfolded])
  const section = useRef<HTMLElement>(null)
  const opened = useRef<string | null>(null)

  /** The focus goes to the first letter that was folded: what one asked for, and where one reads on. */
  function unfold(part?: Extract<Part, { kind: 'folded' }>) {
    opened.current = part?.parts.find(({ kind }) => kind === 'letter')?.id ?? null
    setUnfolded(true)
  }
  useEffect(() => {
    if (!unfolded || opened.current === null) return
    document.getElementById(`letter-${opened.current}`)?.focus()
    opened.current = null
  }, [unfolded])
  useShortcuts({ unfold: () => unfold(parts.find((part) => part.kind === 'folded')) })

  return (
    <section ref={section} className="timeline" aria-labelledby="conversation-title">
      <h2 id="conversation-title" className="visually-hidden">{t.ticket.conversation}</h2>
      {foldable && <button type="button" className="fold" onClick={() => setUnfolded(false)}>{s.fold}</button>}
      {parts.map((part) => {
        if (part.kind === 'letter') return <Letter key={part.id} message={part.entry.message} bulk={part.entry.bulk} page={page} />
        if (part.kind === 'events') return <Happenings key={part.id} entries={part.entries} page={page} />
        return (
          <button key={part.id} type="button" className="earlier" aria-expanded="false" onClick={() => unfold(part)}>
            <strong>{s.earlier(part.letters)}</strong>{part.happenings > 0 && <> {s.earlierAlso(part.happenings)}</>}
          </button>
        )
      })}
    </section>
  )
}
