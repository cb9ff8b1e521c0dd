import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { AlertMail, AlertWhat } from '@guichet/protocol'
import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import type { Happened } from '#outbox/outbox.ts'
import { deskWallOf, findAgent, listProviders, onDesk, preferencesOf, providerOf } from '#people/people.ts'
import type { Agent } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables, World } from '#server/tables.ts'
import { settingsOf, ticketInLetter } from './letters.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** What was too much for letters of its own waits this long for more. */
const rest = 30 * minute
/** Tickets that one letter names; of the others it says how many. */
const mostNamed = 100
/** For so long it is known what somebody was told. */
const kept = 90 * day

/** When this hour last began, in a zone. */
function lastHour(now: number, zone: string, hour: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  const today = here.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) }).epochMilliseconds
  return today <= now ? today : here.toPlainDate().subtract({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) }).epochMilliseconds
}

/** Up to when what waits is gathered now; undefined when it goes on waiting, null when none of it is wanted any more. */
function upTo({ mail, hour }: AlertMail, oldest: number, now: number, zone: string): number | undefined | null {
  if (mail === 'never') return null
  const end = mail === 'digest' ? lastHour(now, zone, hour) : oldest <= now - rest ? now + 1 : 0
  return oldest < end ? end : undefined
}

interface Waiting { readonly eventId: string; readonly ticketId: string; readonly number: number; readonly subject: string; readonly what: AlertWhat; readonly at: number; readonly by: string | null }

/** What waits for one agent, of tickets that they see and have not looked at since; the rest of what waited is let go. */
async function take(trx: Transaction<Tables>, providerId: string, agent: Agent, before: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with taken as (
      update agent_alerts a set mail = 'gathered' where a.provider_id = ${providerId} and a.agent_id = ${agent.id} and a.mail = 'due' and a.at < ${before} returning a.event_id, a.ticket_id, a.what, a.at, a.by_name, a.seen_at
    )
    select a.event_id as "eventId", a.ticket_id as "ticketId", t.number, t.subject, a.what, a.at, a.by_name as "by" from taken a join tickets t on t.provider_id = ${providerId} and t.id = a.ticket_id
    where a.seen_at is null and ${onDesk(deskWallOf(agent))}
      and not exists (select 1 from agent_quiet_tickets q where q.provider_id = ${providerId} and q.agent_id = ${agent.id} and q.ticket_id = a.ticket_id)
    order by a.at, a.event_id`.execute(trx)
  return rows
}

async function gather(desk: Desk, providerId: string, agentId: string, before: number): Promise<boolean> {
  return transaction(desk.database.db, async (trx) => {
    const inside = { ...desk, database: { ...desk.database, db: trx } }
    const agent = await findAgent(inside, providerId, agentId)
    if (!agent) return false
    const waiting = await take(trx, providerId, agent, before)
    if (waiting.length === 0) return false
    const provider = await providerOf(inside, providerId)
    const byTicket = Map.groupBy(waiting, ({ ticketId }) => ticketId)
    const tickets = [...byTicket].slice(0, mostNamed).map(([id, all]) => ticketInLetter(desk, provider, agent, { id, number: all[0]!.number, subject: all[0]!.subject }, all.map(({ eventId, what, at, by }): Happened => ({ eventId, what, at, ...(by === null ? {} : { by }) }))))
    await enqueue(trx, desk, {
      kind: 'alert', providerId, agentId, to: { address: agent.email, name: agent.name }, language: agent.language,
      content: { several: true, tickets, ...(byTicket.size > mostNamed ? { more: byTicket.size - mostNamed } : {}), settings: settingsOf(desk, provider) },
    })
    return true
  })
}

async function forget({ database: { db } }: Desk, providerId: string, agentId: string): Promise<void> {
  await db.updateTable('agent_alerts').set({ mail: 'none' }).where('provider_id', '=', providerId).where('agent_id', '=', agentId).where('mail', '=', 'due').execute()
}

/** Writes to agents what waited for their hour, or was too much for letters of its own: one letter each. Gives how many. */
export async function sendGathered(desk: Desk): Promise<number> {
  let letters = 0
  for (const { id: providerId } of await listProviders(desk)) {
    const waiting = await desk.database.db
      .selectFrom('agent_alerts').select(({ fn }) => ['agent_id', fn.min<number>('at').as('oldest')]).where('provider_id', '=', providerId).where('mail', '=', 'due').groupBy('agent_id').execute()
    if (waiting.length === 0) continue
    const now = desk.time.now()
    const zone = (await desk.policies.inForce(providerId, now))?.zone ?? 'UTC'
    for (const { agent_id: agentId, oldest } of waiting) {
      const known = await findAgent(desk, providerId, agentId)
      const { alerts } = await preferencesOf(desk, providerId, agentId)
      const end = known && alerts ? upTo(alerts, Number(oldest), now, zone) : null
      if (end === null) await forget(desk, providerId, agentId)
      else if (end !== undefined && (await gather(desk, providerId, agentId, end))) letters += 1
    }
  }
  if (letters > 0) desk.jobs.wake('outbox')
  return letters
}

/** Forgets what agents were told a season ago. */
export async function forgetAlerts({ database, time }: World, providerId: string): Promise<void> {
  await database.db.deleteFrom('agent_alerts').where('provider_id', '=', providerId).where('at', '<', time.now() - kept).execute()
}
