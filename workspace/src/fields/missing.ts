import type { TicketPage } from '@guichet/protocol'

/** The fields without which a request is not called solved, and that are empty. */
export const missingOf = (page: Pick<TicketPage, 'fields'>) => page.fields.filter(({ asked, required, value }) => asked && required && value === null)

/** Where the control of a field stands on the page. */
export const placeOf = (fieldId: string) => `own-field-${fieldId}`
