import type { Lang, MergePreview } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { clocksWith, owesFirstReply, promisesOf } from '#clocks/clocks.ts'
import { targetLabel } from '#desk/desk.ts'
import { isOnDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { transaction } from '#platform/database.ts'
import { familyOf, findTicket, withThoseBelow } from '#tickets/tickets.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { answeredTogether, joining, unmergeable } from './merge.ts'

async function promises(desk: Desk, { providerId, number, events }: LoadedTicket, lang: Lang, now: number): Promise<MergePreview['promises']> {
  const shown = await Promise.all(promisesOf(events).map(async (promised) => {
    const policy = await desk.policies.version(providerId, promised.policyVersion)
    if (!policy) return []
    return clocksWith(policy, promised, events, [], now).flatMap(({ reading }) => (reading.stoppedAt !== null || reading.startedAt === null ? [] : [{
      label: targetLabel(policy, promised.commitment.target)[lang] ?? promised.commitment.target, startsAt: writeInstant(reading.startedAt),
      dueAt: reading.deadline === null ? null : writeInstant(reading.deadline), of: number,
    }]))
  }))
  return shown.flat()
}

const named = ({ number, subject, ticket }: LoadedTicket) => ({ number, subject, state: ticket.state, version: ticket.version })

/** What merging one ticket into another would do; undefined when either is behind the wall or there is none. */
export async function previewMerge(desk: Desk, providerId: string, numbers: { from: number; into: number }, reader: { lang: Lang; wall: DeskWall }): Promise<MergePreview | undefined> {
  const now = desk.time.now()
  return transaction(desk.database.db, async (trx) => {
    const inside = { ...desk, database: { ...desk.database, db: trx } }
    const held = new Map<number, LoadedTicket>()
    for (const number of new Set([numbers.from, numbers.into])) {
      const loaded = await findTicket(trx, providerId, { number })
      if (!loaded || !isOnDesk(reader.wall, loaded.ticket)) return undefined
      held.set(number, loaded)
    }
    const [from, into] = [held.get(numbers.from)!, held.get(numbers.into)!]
    const never = await unmergeable(inside, { providerId, deskWall: reader.wall }, from, into)
    const joined = never ?? (await joining(inside, { kind: 'system' }, from, into, now))
    const base = { from: named(from), into: named(into) }
    if ('refused' in joined) {
      const refused = { code: joined.refused, detail: joined.detail?.[reader.lang] ?? null }
      return { ...base, refused, messages: 0, promises: [], firstReplyFrom: null, reopens: false, resumes: false, recipients: [], confirm: false }
    }
    const ids = withThoseBelow(from.id, await familyOf(trx, providerId, from.id, from.events))
    const { n } = await trx.selectFrom('messages').select((eb) => eb.fn.countAll<number>().as('n')).where('provider_id', '=', providerId).where('ticket_id', 'in', ids).executeTakeFirstOrThrow()
    const { recipients, added } = await answeredTogether(inside, from, into)
    const own = promisesOf(into.events).find((promised) => owesFirstReply(promised, into.events, now))
    const { firstReplyFrom } = joined
    return {
      ...base, refused: null, messages: Number(n), promises: [...(await promises(inside, into, reader.lang, now)), ...(await promises(inside, from, reader.lang, now))],
      firstReplyFrom: own && firstReplyFrom !== null && firstReplyFrom < own.commitment.startsAt ? writeInstant(firstReplyFrom) : null,
      reopens: joined.reopens, resumes: joined.resumes, confirm: added.length > 0,
      recipients: recipients.map(({ address, name, number }) => ({ address, name: name ?? null, number })),
    }
  })
}
