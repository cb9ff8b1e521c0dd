import type { TimelineEntry } from '@guichet/protocol'
import { brief } from '../parts/brief.ts'
import { shortInstant, shortLength } from '../parts/short.ts'
import type { Lang, Texts } from '../texts/texts.ts'
import { byRule } from './by-rule.ts'
import { actTexts, type ActTexts } from './act-texts.ts'

type EventEntry = Extract<TimelineEntry, { kind: 'event' }>

/** How names that these events carry are read. */
export interface ActNames {
  agent: (id: string) => string | undefined
  department: (name: string) => string
  team: (id: string) => string | undefined
  fact: (name: string, value: unknown) => string
  zone: string
  now: number
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
/** A long text is read where it stands. */
const short = (value: unknown): string => brief(text(value), 120)
const inParentheses = (value: unknown) => (text(value) === '' ? '' : ` (${text(value)})`)

function tagged(data: Record<string, unknown>): string {
  const words = (value: unknown, sign: string) => (Array.isArray(value) ? value.map((name) => `${sign}${String(name)}`) : [])
  return [...words(data.added, '+\u2060'), ...words(data.removed, '−\u2060')].join(' ')
}

function ticked(data: Record<string, unknown>, t: ActTexts): string {
  const changes = Array.isArray(data.changes) ? (data.changes as { do: keyof ActTexts['events']['items'] }[]) : []
  const kinds = [...new Set(changes.map((change) => change.do))]
  return kinds.map((kind) => t.events.items[kind](changes.filter((change) => change.do === kind).length)).join(', ')
}

/** What agents do beside answering, as sentences; undefined for what happened otherwise. */
export function actEventInWords({ type, actor, data }: EventEntry, lang: Lang, names: ActNames, general: Texts): string | undefined {
  const t = actTexts(lang)
  const { someone } = general.events
  const who = byRule(actor, general) ?? actor.name ?? someone
  const length = (minutes: unknown) => shortLength(Number(minutes) * 60, lang)
  switch (type) {
    case 'ticket.transferred': {
      const from = data.from as { department: string | null; teamId: string | null; agentId: string | null }
      const to = [
        data.department !== from.department && text(data.department) !== '' && names.department(text(data.department)), data.teamId !== from.teamId && text(data.teamId) !== '' && names.team(text(data.teamId)),
        data.agentId !== from.agentId && text(data.agentId) !== '' && (names.agent(text(data.agentId)) ?? someone),
      ].filter((one): one is string => typeof one === 'string' && one !== '')
      return t.events.transferred(who, to.length === 0 ? t.nobody.toLocaleLowerCase(lang) : to.join(', '))
    }
    case 'ticket.snoozed': return t.events.snoozed(who, shortInstant(Number(data.until), { now: names.now, zone: names.zone, lang }), inParentheses(data.reason))
    case 'ticket.woken': return data.why === 'agent' ? t.events.woken.agent(who) : t.events.woken[data.why === 'customer' ? 'customer' : 'time']
    case 'ticket.spam': return data.marked === true ? t.events.spam(who, inParentheses(data.reason)) : t.events.unspam(who)
    case 'ticket.facts_changed': {
      const changed = Object.entries((data.changed ?? {}) as Record<string, unknown>).map(([name, value]) => names.fact(name, value))
      const forgotten = Array.isArray(data.forgotten) ? data.forgotten.map((name) => names.fact(String(name), null)) : []
      return `${t.events.facts(who, [...changed, ...forgotten].join(', '), text(data.reason))}${data.scope === 'excluded' ? `. ${t.events.excluded}` : ''}`
    }
    case 'ticket.discretion': return t.events.discretion(who, text(data.reason))
    case 'ticket.tagged': return data.everywhere === true ? t.events.retagged(tagged(data)) : t.events.tagged(who, tagged(data))
    case 'ticket.checklist': return t.events.checklist(who, ticked(data, t))
    case 'ticket.field_set': {
      const field = text(data.field) || t.events.aField
      const [from, to] = [short(data.from), short(data.to)]
      return to === '' ? t.events.fieldEmptied(who, field, from) : from === '' ? t.events.fieldSet(who, field, to) : t.events.fieldChanged(who, field, from, to)
    }
    case 'ticket.watched': {
      const whom = data.agentId === actor.id ? undefined : (names.agent(text(data.agentId)) ?? someone)
      if (data.watching === true) return whom === undefined ? t.events.watched(who) : t.events.watchedBy(who, whom)
      return whom === undefined ? t.events.unwatched(who) : t.events.unwatchedBy(who, whom)
    }
    case 'work.noted': return t.events.worked(who, length(data.minutes), inParentheses(data.note))
    case 'work.corrected': {
      const said = data.said as { minutes: number } | null
      return said === null ? t.events.workRemoved(who, text(data.reason)) : t.events.corrected(who, length(said.minutes), text(data.reason))
    }
    case 'ticket.undone': return t.events.undid(who, t.undone[text(data.what)] ?? text(data.what))
    case 'ticket.closed': return actor.kind === 'agent' ? t.events.closed(who) : undefined
    default: return undefined
  }
}
