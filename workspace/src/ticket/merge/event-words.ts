import type { LinkKind, TimelineEntry } from '@guichet/protocol'
import type { Lang } from '../../texts/texts.ts'
import { mergeTexts } from './texts.ts'

type EventEntry = Extract<TimelineEntry, { kind: 'event' }>

const because = (value: unknown): string => (typeof value === 'string' && value !== '' ? ` (${value})` : '')
const numberIn = (value: unknown): string => (typeof value === 'object' && value !== null && 'number' in value ? String(value.number) : '?')

/** What happened between two tickets, as a sentence; undefined for anything else. */
export function mergeEventInWords({ type, actor, data }: EventEntry, lang: Lang, target: (name: string) => string): string | undefined {
  const { events, kinds } = mergeTexts(lang)
  const who = actor.name ?? ''
  const as = kinds[data.as as LinkKind] ?? ''
  switch (type) {
    case 'ticket.merged': return events.merged(who, numberIn(data.into))
    case 'ticket.absorbed': return events.absorbed(who, numberIn(data.from))
    case 'ticket.split': return events.split(who, numberIn(data.to), Array.isArray(data.messageIds) ? data.messageIds.length : 1, because(data.reason))
    case 'ticket.split_from': return events.splitFrom(who, numberIn(data.from), because(data.reason))
    case 'ticket.linked': return events.linked(who, numberIn(data.to), as)
    case 'ticket.unlinked': return events.unlinked(who, numberIn(data.to), as)
    case 'ticket.undone': return data.what === 'ticket.merged' ? events.unmerged(who) : data.what === 'ticket.split' ? events.unsplit(who) : undefined
    case 'clock.late': return data.of === undefined ? undefined : events.lateOf(target(String(data.target)), numberIn(data.of))
    default: return undefined
  }
}
