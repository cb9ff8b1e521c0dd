import { randomUUID } from 'node:crypto'
import type { Company, Trial } from '../harness.ts'

interface Given {
  readonly subject: string; readonly text: string; readonly customerId?: string; readonly contactId?: string; readonly serviceId?: string
  readonly channel?: string; readonly language?: string; readonly facts?: Record<string, unknown>
}
export interface Opened { readonly id: string; readonly number: number }

/** Tickets opened through the API, then given what a test looks for. */
export function openDeskOf(trial: Trial, company: Company) {
  const { db } = trial.desk.database
  return {
    async open({ subject, text, facts, customerId, contactId, serviceId, channel, language }: Given, at: Company = company): Promise<Opened> {
      const asked = await at.call('POST', 'requests', { cookie: await at.asContact(), body: { subject, text, ...(facts ? { facts } : {}) } })
      const number = asked.body.number as number
      const given = {
        ...(customerId ? { customer_id: customerId } : {}), ...(contactId ? { contact_id: contactId } : {}), ...(serviceId ? { service_id: serviceId } : {}),
        ...(channel ? { channel } : {}), ...(language ? { language } : {}),
      }
      if (Object.keys(given).length > 0) await db.updateTable('tickets').set(given).where('provider_id', '=', at.provider.id).where('number', '=', number).execute()
      return db.selectFrom('tickets').select(['id', 'number']).where('provider_id', '=', at.provider.id).where('number', '=', number).executeTakeFirstOrThrow()
    },
    async attach(ticket: Opened, name: string): Promise<void> {
      const message = await db.selectFrom('messages').select('id').where('ticket_id', '=', ticket.id).executeTakeFirstOrThrow()
      await db.insertInto('attachments').values({
        provider_id: company.provider.id, id: randomUUID(), ticket_id: ticket.id, message_id: message.id, name, media_type: 'application/pdf', size: 1, sha256: 'a'.repeat(64), content_id: null,
      }).execute()
    },
  }
}
