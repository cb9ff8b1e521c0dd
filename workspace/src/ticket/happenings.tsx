import type { TicketPage } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { instantInWords } from '#ui/formats.ts'
import { agentsQuery, teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { factName, factValue } from '../facts.ts'
import { named } from '../names.ts'
import { shortInstant } from '../parts/short.ts'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { useHour } from '../time.ts'
import { actEventInWords, type ActNames } from './act-event-words.ts'
import { ClauseRefs } from './clauses.tsx'
import { eventInWords, type Names } from './event-words.ts'
import { InBulk } from './in-bulk.tsx'
import { mergeEventInWords } from './merge/event-words.ts'
import { splitEvents, type Happening, type Mark } from './story.ts'
import { storyTexts } from './story-texts.ts'
import { UndoLink } from './undo-link.tsx'

function useNames(page: TicketPage): Names & ActNames {
  const { t, lang } = usePreferences()
  const { vocabulary, zone } = useDesk()
  const now = useHour()
  const teams = useQuery(teamsQuery).data
  const agents = useQuery(agentsQuery).data
  return {
    agent: (id) => agents?.find((agent) => agent.id === id)?.name,
    priority: (name) => wordsIn(page.priorities.find((one) => one.name === name)?.label, lang, name),
    tier: (name) => named(vocabulary?.tiers, name, lang),
    department: (name) => named(vocabulary?.departments, name, lang),
    team: (id) => teams?.find((team) => team.id === id)?.name,
    fact: (name, value) => `${factName(vocabulary, name, lang)} = ${value === null ? '—' : factValue(vocabulary, name, value, lang, t)}`,
    zone, now,
    target: (name) => wordsIn(page.clocks.find((clock) => clock.target === name)?.label, lang, name),
  }
}

/** What happened between two letters, quietly; of much, the last, with the rest one step away. */
export const Happenings = memo(function Happenings({ entries, page }: { entries: readonly Happening[]; page: TicketPage }) {
  const { lang } = usePreferences()
  const t = storyTexts(lang)
  const names = useNames(page)
  const [open, setOpen] = useState(false)
  const { shown, folded } = splitEvents(entries)
  return (
    <div className="events">
      {folded.length > 0 && <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t.lessEvents : t.moreEvents(folded.length)}</button>}
      <ul>{(open ? entries : shown).map((entry) => <Line key={entry.id} entry={entry} page={page} names={names} />)}</ul>
    </div>
  )
})

const shapes: Record<Mark['what'], string> = { kept: 'M1 6.5 4.5 10 11 2.5', late: 'M6 1 11 10.5H1Z', still: 'M2 1.5h3v9H2zM7 1.5h3v9H7z', again: 'M3 1.5 10 6 3 10.5Z', begun: 'M3 1.5 10 6 3 10.5Z' }

function Line({ entry, page, names }: { entry: Happening; page: TicketPage; names: Names & ActNames }) {
  const { t: general, lang } = usePreferences()
  const t = storyTexts(lang)
  const { zone } = useDesk()
  const now = useHour()
  const at = Date.parse(entry.at)
  const time = <time dateTime={entry.at} title={instantInWords(at, { zone, lang, now })}>{shortInstant(at, { now, zone, lang })}</time>
  if (entry.kind === 'mark') {
    return (
      <li className={`mark mark-${entry.what}`}>
        <span>
          <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true"><path d={shapes[entry.what]} /></svg>{' '}
          {t.marks[entry.what](t.targets(entry.targets.map(names.target)))} <ClauseRefs page={page} ids={entry.clauses} short />
        </span>{' '}
        {time}
      </li>
    )
  }
  const words = mergeEventInWords(entry, lang, names.target) ?? actEventInWords(entry, lang, names, general) ?? eventInWords(entry, general, names)
  const many = entry.bulk && <> <InBulk bulk={entry.bulk} /></>
  return <li>{entry.undone ? <span><s>{words}</s> <small>{t.undone}</small>{many}</span> : <span>{words}{many} <UndoLink page={page} eventId={entry.id} /></span>} {time}</li>
}
