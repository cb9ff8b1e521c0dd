import type { Alongside, FieldValue, TicketPage } from '@guichet/protocol'
import type { Act } from '../ticket/doing.ts'

type Allowed = Record<Act, { allowed: boolean; why: string | null }>

const fills = (value: FieldValue | null) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The fields without which a request is not called solved, and that are empty. `filling`: what an answer being written fills in itself. */
export const missingOf = (page: Pick<TicketPage, 'fields'>, filling: Alongside['fields'] = []) =>
  page.fields.filter(({ id, asked, required, value }) => asked && required && value === null && !filling.some((one) => one.fieldId === id && fills(one.value)))

/** What may be done, where an answer fills in itself what is missing to solve. */
export function allowedFilling(page: Pick<TicketPage, 'fields' | 'acts'>, allowed: Allowed, filling: Alongside['fields']): Allowed {
  const lacking = filling !== undefined && page.acts.some(({ act, why }) => act === 'solve' && why === 'fields-missing')
  return lacking && missingOf(page, filling).length === 0 ? { ...allowed, solve: { allowed: true, why: null } } : allowed
}

/** Where the control of a field stands on the page. */
export const placeOf = (fieldId: string) => `own-field-${fieldId}`
