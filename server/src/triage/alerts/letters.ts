import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { enqueue } from '#outbox/outbox.ts'
import type { AlertLetter, AlertOf, Happened, Outgoing } from '#outbox/outbox.ts'
import { addressOf, providerOf } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { stopToken } from './stop-token.ts'
import type { Told } from './whom.ts'

/** An agent who is written to. */
export interface Reader { readonly id: string; readonly name: string; readonly email: string; readonly language: 'fr' | 'en' }

/** For so long what happens on a ticket is gathered in one letter: who looks at it meanwhile needs none. */
const gathering = 3 * 60_000

type Named = Pick<LoadedTicket, 'id' | 'providerId' | 'number' | 'subject'>

const happened = ({ what, event }: Told): Happened => ({ eventId: event.id, what, at: event.at, ...(event.actor.kind === 'agent' && event.actor.name !== undefined ? { by: event.actor.name } : {}) })

/** A ticket as a letter names it, with the link to it and the one by which no more letters come of it. */
export function ticketInLetter(desk: Desk, provider: Provider, reader: Reader, { id, number, subject }: Omit<Named, 'providerId'>, what: readonly Happened[]): AlertOf {
  return {
    ticketId: id, number, subject, happened: what,
    link: addressOf(desk, provider, `/desk/tickets/${number}`),
    stop: addressOf(desk, provider, `/${reader.language}/unfollow/${stopToken(desk.settings.secret, { providerId: provider.id, agentId: reader.id, ticketId: id })}`),
  }
}

/** Where an agent chooses what they get by mail. */
export const settingsOf = (desk: Desk, provider: Provider): string => addressOf(desk, provider, '/desk/preferences')

/** Adds what happened to the letter about this ticket that waits to leave; false when none does. */
export async function addToLetter(trx: Transaction<Tables>, { providerId, id }: Named, reader: Reader, told: Told): Promise<boolean> {
  const { rows: [waiting] } = await sql<{ id: string; mail: Outgoing }>`
    select id, mail from outbox where provider_id = ${providerId} and ticket_id = ${id} and kind = 'alert' and state = 'pending' and attempts = 0
      and mail #>> '{letter,agentId}' = ${reader.id} order by created_at desc limit 1 for update`.execute(trx)
  const letter = waiting?.mail.letter
  if (!waiting || letter?.kind !== 'alert') return false
  const [about] = letter.content.tickets
  if (!about) return false
  const content = { ...letter.content, tickets: [{ ...about, happened: [...about.happened, happened(told)] }] }
  await putLetter(trx, providerId, waiting, { ...letter, content })
  return true
}

/** Puts another letter in the place of one that has not left. */
async function putLetter(db: Kysely<Tables>, providerId: string, { id, mail }: { id: string; mail: Outgoing }, letter: AlertLetter): Promise<void> {
  await db.updateTable('outbox').set({ mail: JSON.stringify({ ...mail, letter }) }).where('provider_id', '=', providerId).where('id', '=', id).execute()
}

/** Writes a letter about one ticket. It waits a little: more may follow, or be taken back. */
export async function writeLetter(trx: Transaction<Tables>, desk: Desk, ticket: Named, reader: Reader, told: Told): Promise<void> {
  const provider = await providerOf({ ...desk, database: { ...desk.database, db: trx } }, ticket.providerId)
  await enqueue(trx, desk, {
    kind: 'alert', providerId: ticket.providerId, ticketId: ticket.id, agentId: reader.id, to: { address: reader.email, name: reader.name }, language: reader.language,
    causeEventId: told.event.id, notBefore: desk.time.now() + gathering,
    content: { several: false, tickets: [ticketInLetter(desk, provider, reader, ticket, [happened(told)])], settings: settingsOf(desk, provider) },
  })
}
