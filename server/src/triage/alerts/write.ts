import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { agentPreferences } from '@guichet/protocol'
import type { AlertWhat } from '@guichet/protocol'
import { deskWallOf, isOnDesk } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import type { LoadedTicket, Ticket, TicketEvent } from '#tickets/tickets.ts'
import { addToLetter, writeLetter } from './letters.ts'
import type { Reader } from './letters.ts'
import { whomToTell } from './whom.ts'
import type { Told } from './whom.ts'

/** What a screen is told of it, beside the change itself. */
export interface Alert { readonly agentId: string; readonly what: AlertWhat; readonly by: string | null }

/** What a ticket is and has become by an act. */
interface Done { readonly loaded: Pick<LoadedTicket, 'id' | 'providerId' | 'number' | 'subject'>; readonly ticket: Ticket; readonly events: readonly TicketEvent[] }

const hour = 3_600_000
/** Letters of their own that one agent gets in an hour; what follows is gathered in one. */
const mostLetters = 30

interface Found extends Reader { readonly departments: string[]; readonly chosen: unknown; readonly quiet: boolean; readonly letters: number }

async function readersOf(trx: Transaction<Tables>, { providerId, id }: Done['loaded'], agentIds: readonly string[], now: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select a.id, a.name, a.email, a.language, a.departments, p.value as chosen,
      exists (select 1 from agent_quiet_tickets q where q.provider_id = a.provider_id and q.agent_id = a.id and q.ticket_id = ${id}) as quiet,
      (select count(*)::int from (select 1 from agent_alerts l where l.provider_id = a.provider_id and l.agent_id = a.id and l.at > ${now - hour} and l.mail = 'written' limit ${mostLetters}) l) as letters
    from agents a left join agent_preferences p on p.provider_id = a.provider_id and p.agent_id = a.id and p.name = 'alerts'
    where a.provider_id = ${providerId} and a.id = any(${[...agentIds]}::uuid[]) and a.disabled_at is null order by a.id`.execute(trx)
  return rows
}

/** Whom the notes of an act name. */
async function namedIn(trx: Transaction<Tables>, providerId: string, events: readonly TicketEvent[]): Promise<string[]> {
  const notes = events.flatMap((event) => (event.type === 'message.note' ? [event.data.messageId] : []))
  if (notes.length === 0) return []
  return (await trx.selectFrom('mentions').select('agent_id').distinct().where('provider_id', '=', providerId).where('message_id', 'in', notes).execute()).map(({ agent_id }) => agent_id)
}

/** Whether what an agent is told goes by mail, and how. */
function mailOf({ chosen, quiet, letters }: Found): 'none' | 'due' | 'written' {
  const { mail } = agentPreferences.safeParse({ alerts: chosen ?? undefined }).data?.alerts ?? { mail: 'never' }
  if (quiet || mail === 'never') return 'none'
  return mail === 'digest' || letters >= mostLetters ? 'due' : 'written'
}

/**
 * Writes what agents are told of an act, in its transaction, with the letters to those who want them. Nobody is told of a ticket that
 * they do not see any more. What an act undoes is told no longer.
 */
export async function writeAlerts(trx: Transaction<Tables>, desk: Desk, { loaded, ticket, events }: Done): Promise<Alert[]> {
  const { providerId, id } = loaded
  const undone = events.flatMap((event) => (event.type === 'ticket.undone' ? event.data.eventIds : []))
  if (undone.length > 0) await trx.deleteFrom('agent_alerts').where('provider_id', '=', providerId).where('ticket_id', '=', id).where('event_id', 'in', undone).execute()
  const told = new Map(whomToTell(events, ticket.watchers, await namedIn(trx, providerId, events)).map((one) => [one.agentId, one]))
  if (told.size === 0) return []
  const readers = (await readersOf(trx, loaded, [...told.keys()], desk.time.now())).filter((agent) => isOnDesk(deskWallOf(agent), ticket))
  if (readers.length === 0) return []
  const mails = new Map(readers.map((reader) => [reader.id, mailOf(reader)]))
  const row = ({ agentId, what, event: { id: event_id, seq, at, actor } }: Told) => ({
    provider_id: providerId, agent_id: agentId, event_id, ticket_id: id, seq, what, by_name: actor.kind === 'agent' ? (actor.name ?? null) : null, at, seen_at: null, mail: mails.get(agentId)!,
  })
  await trx.insertInto('agent_alerts').values(readers.map((reader) => row(told.get(reader.id)!))).onConflict((oc) => oc.doNothing()).execute()
  for (const reader of readers) {
    if (mails.get(reader.id) !== 'written') continue
    const one = told.get(reader.id)!
    if (!(await addToLetter(trx, loaded, reader, one))) await writeLetter(trx, desk, loaded, reader, one)
  }
  return readers.map((reader) => {
    const { what, event: { actor } } = told.get(reader.id)!
    return { agentId: reader.id, what, by: actor.kind === 'agent' ? (actor.id ?? null) : null }
  })
}
