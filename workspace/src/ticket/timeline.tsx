import type { TicketPage, TimelineEntry } from '@guichet/protocol'
import { useMemo } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { useQuery } from '@tanstack/react-query'
import { agentsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'
import { shortInstant } from '../parts/short.ts'
import { wordsIn } from '../texts/texts.ts'
import { useNow } from '../time.ts'
import { named } from '../names.ts'
import { eventInWords } from './event-words.ts'
import { Letter } from './letter.tsx'

type EventEntry = Extract<TimelineEntry, { kind: 'event' }>
type Part = { kind: 'letter'; entry: Extract<TimelineEntry, { kind: 'message' }> } | { kind: 'events'; entries: EventEntry[] }

/** The timeline with the events that stand next to one another gathered. */
function partsOf(timeline: readonly TimelineEntry[]): Part[] {
  const parts: Part[] = []
  for (const entry of timeline) {
    const last = parts.at(-1)
    if (entry.kind === 'message') parts.push({ kind: 'letter', entry })
    else if (last?.kind === 'events') last.entries.push(entry)
    else parts.push({ kind: 'events', entries: [entry] })
  }
  return parts
}

/** The conversation as letters, and between them, quietly, what happened. */
export function Timeline({ page }: { page: TicketPage }) {
  const { t } = usePreferences()
  const parts = useMemo(() => partsOf(page.timeline), [page.timeline])
  return (
    <section className="timeline" aria-labelledby="conversation-title">
      <h2 id="conversation-title" className="visually-hidden">{t.ticket.conversation}</h2>
      {parts.map((part) => (part.kind === 'letter'
        ? <Letter key={part.entry.message.id} message={part.entry.message} page={page} />
        : <Events key={part.entries[0]!.id} entries={part.entries} page={page} />))}
    </section>
  )
}

function Events({ entries, page }: { entries: EventEntry[]; page: TicketPage }) {
  const { t, lang } = usePreferences()
  const { zone, vocabulary } = useDesk()
  const now = useNow()
  const agents = useQuery(agentsQuery).data
  const names = {
    agent: (id: string) => agents?.find((agent) => agent.id === id)?.name,
    priority: (name: string) => wordsIn(page.priorities.find((one) => one.name === name)?.label, lang, name),
    tier: (name: string) => named(vocabulary?.tiers, name, lang),
    target: (name: string) => wordsIn(page.clocks.find((clock) => clock.target === name)?.label, lang, name),
  }
  return (
    <ul className="events">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span>{eventInWords(entry, t, names)}</span>{' '}
          <time dateTime={entry.at} title={instantInWords(Date.parse(entry.at), { zone, lang, now })}>{shortInstant(Date.parse(entry.at), { now, zone, lang })}</time>
        </li>
      ))}
    </ul>
  )
}
