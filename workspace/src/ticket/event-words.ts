import type { TimelineEntry } from '@guichet/protocol'
import type { Texts } from '../texts/texts.ts'
import { byRule } from './by-rule.ts'

type EventEntry = Extract<TimelineEntry, { kind: 'event' }>

/** How names that an event carries are read; undefined when somebody is no longer known. */
export interface Names {
  agent: (id: string) => string | undefined
  priority: (name: string) => string
  tier: (name: string) => string
  target: (name: string) => string
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** One thing that happened, as a sentence. */
export function eventInWords({ type, actor, data }: EventEntry, t: Texts, names: Names): string {
  const { events } = t
  const who = byRule(actor, t) ?? actor.name ?? (actor.kind === 'system' ? events.system : events.someone)
  switch (type) {
    case 'ticket.opened': return events.opened
    case 'ticket.released': return events.released
    case 'ticket.taken': return events.taken(who)
    case 'ticket.assigned': {
      const to = text(data.agentId)
      return to === null ? events.unassigned(who) : events.assigned(who, names.agent(to) ?? events.someone)
    }
    case 'ticket.waiting': return data.for === 'supplier' ? events.waitingSupplier(who) : events.waitingCustomer(who)
    case 'ticket.resumed': return data.why === 'customer' ? events.resumedCustomer : events.resumed(who)
    case 'ticket.solved': return events.solved(who)
    case 'ticket.reopened': {
      const reason = text(data.reason)
      return data.why === 'customer' ? events.reopenedCustomer : events.reopened(who, reason === null ? '' : ` (${reason})`)
    }
    case 'ticket.closed': return events.closed
    case 'ticket.reprioritised': {
      const from = text(data.from)
      return events.reprioritised(who, from === null ? events.nothing : names.priority(from), names.priority(text(data.priority) ?? ''), text(data.reason) ?? '')
    }
    case 'ticket.tier_changed': {
      const [from, to] = [text(data.from), text(data.tier)]
      return events.tierChanged(from === null ? events.nothing : names.tier(from), to === null ? events.nothing : names.tier(to))
    }
    case 'ticket.milestone': {
      const note = text(data.note)
      const what = t.acts.milestones[data.what as keyof Texts['acts']['milestones']] ?? String(data.what)
      return events.milestone(who, what, note === null ? '' : ` (${note})`)
    }
    case 'ticket.timer': return events.timers[data.do as keyof Texts['events']['timers']] ?? type
    case 'ticket.undone': return events.undone(who)
    case 'message.automatic': return events.automatic
    case 'clock.late': return events.late(names.target(text(data.target) ?? events.lateTarget))
    case 'mail.sent': return events.mailSent
    case 'mail.failed': return events.mailFailed
    default: return type
  }
}
