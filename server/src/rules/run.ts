import { sql } from 'kysely'
import type { RuleStart } from '@guichet/protocol'
import { listProviders } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { findTicket } from '#tickets/tickets.ts'
import { doDeeds } from './deeds.ts'
import { setRuleAside } from './kept.ts'
import { filtersOfRules } from './rule.ts'
import type { KeptRule } from './rule.ts'
import { checkRulesNow } from './trouble.ts'

/** Events at a time; the next run, seconds later, goes on. */
const batch = 200
/** Reactions of one rule to one ticket within an hour: beyond that it is a loop, whoever keeps it going. */
export const mostAnHour = 10
const mostAttempts = 5
const hour = 3_600_000

/** Something that a rule reacts to, once. */
interface Cause { readonly key: string; readonly ticketId: string; readonly eventId?: string }

async function matches(desk: Desk, rule: KeptRule, ticketId: string): Promise<boolean> {
  const filter = (await filtersOfRules(desk, rule.provider_id))(rule.filter)
  // Names of a policy that is no longer in force: the rule stands still, and its page says so.
  if (!filter.ok) return false
  const { text, values } = filter.condition
  const { rows } = await desk.database.pool.query({ text: `select 1 from tickets t where t.provider_id = $1 and t.id = $2 and ${text(3)}`, values: [rule.provider_id, ticketId, ...values] })
  return rows.length > 0
}

async function end(desk: Desk, rule: KeptRule, run: { id: string; ticketId: string; key: string }, language: 'fr' | 'en'): Promise<void> {
  const outcomes = await doDeeds(desk, rule, run.ticketId, run.key, language)
  await desk.database.db
    .updateTable('rule_runs').set({ outcomes: JSON.stringify(outcomes), ended_at: desk.time.now() }).where('provider_id', '=', rule.provider_id).where('id', '=', run.id).execute()
}

/** Lets one rule react to one thing, once: what it begins is written first, so that whoever takes over from a crash goes on with it. */
async function react(desk: Desk, provider: Provider, rule: KeptRule, { key, ticketId, eventId }: Cause): Promise<boolean> {
  const { db } = desk.database
  const loaded = await findTicket(db, provider.id, { id: ticketId })
  if (!loaded || loaded.ticket.mergedInto !== null || loaded.ticket.spam) return false
  // Undone meanwhile: it did not happen.
  if (eventId !== undefined && !loaded.events.some((event) => event.id === eventId)) return false
  if (!(await matches(desk, rule, ticketId))) return false
  const now = desk.time.now()
  const lately = await db
    .selectFrom('rule_runs').select(sql<number>`count(*)::int`.as('n')).where('provider_id', '=', provider.id).where('rule_id', '=', rule.id).where('ticket_id', '=', ticketId)
    .where('at', '>', now - hour).executeTakeFirstOrThrow()
  if (lately.n >= mostAnHour) {
    await setRuleAside(desk, rule, loaded.number)
    return false
  }
  const id = desk.ids.next()
  const begun = await db
    .insertInto('rule_runs').values({ provider_id: provider.id, id, rule_id: rule.id, ticket_id: ticketId, key, at: now, outcomes: '[]', ended_at: null })
    .onConflict((oc) => oc.columns(['provider_id', 'rule_id', 'ticket_id', 'key']).doNothing()).returning('id').executeTakeFirst()
  if (!begun) return false
  await end(desk, rule, { id, ticketId, key }, provider.language)
  return true
}

const rulesOn = (desk: Desk, providerId: string, starts?: RuleStart): Promise<KeptRule[]> => {
  const query = desk.database.db.selectFrom('rules').selectAll().where('provider_id', '=', providerId).where('on_since', 'is not', null).orderBy('position').orderBy('id')
  return (starts ? query.where('starts', '=', starts) : query).execute()
}

/** Goes on with what a crash cut short. */
async function goOn(desk: Desk, provider: Provider): Promise<void> {
  const { db } = desk.database
  const open = await db.selectFrom('rule_runs').select(['id', 'rule_id', 'ticket_id as ticketId', 'key']).where('provider_id', '=', provider.id).where('ended_at', 'is', null).orderBy('id').execute()
  for (const run of open) {
    const rule = await db.selectFrom('rules').selectAll().where('provider_id', '=', provider.id).where('id', '=', run.rule_id).executeTakeFirstOrThrow()
    await end(desk, rule, run, provider.language)
  }
}

/** What happened and no rule has looked at, each ticket's in its order. */
async function waiting(desk: Desk, providerId: string) {
  const { rows } = await sql<{ event_id: string; ticket_id: string; starts: RuleStart; at: number; attempts: number }>`
    with first_ones as (select * from rule_events where provider_id = ${providerId} order by event_id limit ${batch})
    select event_id, ticket_id, starts, at, attempts from first_ones order by min(event_id::text) over (partition by ticket_id), seq`.execute(desk.database.db)
  return rows
}

async function followEvents(desk: Desk, provider: Provider): Promise<number> {
  const { db } = desk.database
  const stuck = new Set<string>()
  let done = 0
  for (const event of await waiting(desk, provider.id)) {
    // What comes after something that could not be looked at waits with it.
    if (stuck.has(event.ticket_id)) continue
    try {
      // Read for each: one that was set aside or switched off meanwhile reacts no more.
      for (const rule of await rulesOn(desk, provider.id, event.starts)) {
        if (event.at < rule.on_since!) continue
        if (await react(desk, provider, rule, { key: event.event_id, ticketId: event.ticket_id, eventId: event.event_id })) done += 1
      }
    } catch (err) {
      desk.log.error({ err, event: event.event_id }, 'rules could not react')
      stuck.add(event.ticket_id)
      if (event.attempts + 1 < mostAttempts) {
        await db.updateTable('rule_events').set({ attempts: event.attempts + 1 }).where('provider_id', '=', provider.id).where('event_id', '=', event.event_id).execute()
        continue
      }
    }
    await db.deleteFrom('rule_events').where('provider_id', '=', provider.id).where('event_id', '=', event.event_id).execute()
  }
  return done
}

/** Promises that fall due soon: once for each deadline. */
async function followDeadlines(desk: Desk, provider: Provider): Promise<number> {
  let done = 0
  const now = desk.time.now()
  for (const rule of await rulesOn(desk, provider.id, 'due')) {
    const filter = (await filtersOfRules(desk, provider.id))(rule.filter)
    if (!filter.ok) continue
    const { text, values } = filter.condition
    const { rows } = await desk.database.pool.query<{ id: string; due_at: number }>({
      text: `select t.id, t.due_at from tickets t where t.provider_id = $1 and t.place = 'todo' and t.due_at > $2 and t.due_at <= $3
        and not exists (select 1 from rule_runs x where x.provider_id = t.provider_id and x.rule_id = $4 and x.ticket_id = t.id and x.key = 'due:' || t.due_at) and ${text(6)}
        order by t.due_at, t.id limit $5`,
      values: [provider.id, now, now + rule.within_minutes! * 60_000, rule.id, batch, ...values],
    })
    for (const { id, due_at } of rows) if (await react(desk, provider, rule, { key: `due:${due_at}`, ticketId: id })) done += 1
  }
  return done
}

/** Lets the rules of every provider react to what happened since. Gives the number of reactions. */
export async function runRules(desk: Desk): Promise<number> {
  let done = 0
  for (const provider of await listProviders(desk)) {
    await checkRulesNow(desk, provider.id)
    await goOn(desk, provider)
    done += (await followEvents(desk, provider)) + (await followDeadlines(desk, provider))
  }
  return done
}
