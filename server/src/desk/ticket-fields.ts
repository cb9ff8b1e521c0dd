import type { CustomerTicketPage, Lang, TicketField } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { fieldsOf, isAsked, isFieldSeen, valueInWords, wordsIn } from '#fields/fields.ts'
import type { Asked, FieldValues, KeptField } from '#fields/fields.ts'
import type { TicketEvent } from '#tickets/tickets.ts'

/** A ticket as its fields are read. */
type Bearing = Asked & { readonly fields: FieldValues }

/** The fields of a ticket for somebody: those asked of it, and those in which something was noted. */
export function ticketFields(all: readonly KeptField[], ticket: Bearing, events: readonly TicketEvent[], wall: DeskWall): TicketField[] {
  const last = new Map(events.flatMap((event) => (event.type === 'ticket.field_set' ? [[event.data.fieldId, event] as const] : [])))
  return all.filter((field) => isFieldSeen(field, wall)).flatMap((field) => {
    const value = ticket.fields[field.id] ?? null
    const asked = isAsked(field, ticket)
    if (!asked && value === null) return []
    const set = value === null ? undefined : last.get(field.id)
    return [{
      id: field.id, name: field.name, type: field.type, label: field.label, help: field.help, unit: field.unit, choices: field.choices.map((choice) => ({ ...choice })), shownTo: field.shown_to, required: field.required,
      asked, value, set: set ? { by: set.actor.name ?? null, at: writeInstant(set.at) } : null,
    }]
  })
}

/** The fields of a ticket that its customer reads: what was noted in those that are shown to them, retired ones too. */
export function customerFields(all: readonly KeptField[], { fields }: Pick<Bearing, 'fields'>, lang: Lang): CustomerTicketPage['fields'] {
  return all.flatMap((field) => {
    const value = fields[field.id]
    return field.shown_to === 'customer' && value !== undefined ? [{ name: field.name, type: field.type, label: wordsIn(field.label, lang), value, words: valueInWords(field, value, lang) }] : []
  })
}

/** A history without what was noted in fields that are not there for somebody, and without the undoing of that. */
export function historyBeside(all: readonly KeptField[], history: readonly TicketEvent[], wall: DeskWall): readonly TicketEvent[] {
  if (wall.departments === null) return history
  const hidden = new Set(all.filter((field) => !isFieldSeen(field, wall)).map(({ id }) => id))
  if (hidden.size === 0) return history
  const gone = new Set<string>()
  for (const event of history) {
    if (event.type === 'ticket.field_set' ? hidden.has(event.data.fieldId) : event.type === 'ticket.undone' && event.data.eventIds.every((id) => gone.has(id))) gone.add(event.id)
  }
  return gone.size === 0 ? history : history.filter(({ id }) => !gone.has(id))
}

/** The same for an act on a ticket, which has not read the fields: they are asked for only where one was filled in. */
export async function historySeen(desk: Desk, providerId: string, history: readonly TicketEvent[], wall: DeskWall): Promise<readonly TicketEvent[]> {
  if (wall.departments === null || !history.some(({ type }) => type === 'ticket.field_set')) return history
  return historyBeside(await fieldsOf(desk.database.db, providerId), history, wall)
}

/** What of such an event the history tells: the field and its values in words. One that is no more is told by what stood in it. */
export function fieldTold(all: readonly KeptField[], event: Extract<TicketEvent, { type: 'ticket.field_set' }>, lang: Lang): Record<string, unknown> {
  const { fieldId, type, from, to } = event.data
  const field = all.find(({ id }) => id === fieldId) ?? { type, choices: [], unit: null, label: {} }
  const words = (value: typeof to) => (value === null ? null : valueInWords(field, value, lang))
  return { fieldId, field: wordsIn(field.label, lang), from: words(from), to: words(to) }
}
