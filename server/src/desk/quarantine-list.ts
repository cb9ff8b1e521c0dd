import type { Quarantined } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import { onDeskOrNone } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { senderView } from './sender-view.ts'
import type { KeptSender } from './sender-view.ts'

interface Kept {
  readonly subject: string
  readonly text: string
  readonly sender: { address?: string; name?: string; trust: Quarantined['sender']['trust']; verdict?: NonNullable<KeptSender['verdict']>; replyTo?: string; flags: string[]; reason?: Quarantined['sender']['reason'] }
  readonly attachments: readonly { name: string; mediaType: string; size: number; contentId?: string }[]
}

/** What could not be placed by itself, the oldest first; what concerns a ticket only where that may be seen. `base`: where the API of this provider is. */
export async function readQuarantine(
  desk: Desk, providerId: string, wall: DeskWall, page: { limit: number; cursor?: string | undefined }, base: string,
): Promise<{ rows: Quarantined[]; next: string | null }> {
  const from = readCursor(page.cursor)
  let query = desk.database.db
    .selectFrom('requests as r')
    .leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'r.provider_id').onRef('t.id', '=', 'r.ticket_id'))
    .select(['r.id', 'r.received_at', 'r.channel', 'r.why', 'r.incoming', 't.number', 't.subject'])
    .where('r.provider_id', '=', providerId).where('r.state', '=', 'quarantined').where(onDeskOrNone(wall)).orderBy('r.received_at').orderBy('r.id').limit(page.limit + 1)
  if (from) query = query.where((eb) => eb(eb.refTuple('r.received_at', 'r.id'), '>', eb.tuple(from.sort, from.id)))
  const found = await query.execute()
  const shown = found.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => {
      const { subject, text, sender, attachments } = row.incoming as Kept
      return {
        requestId: row.id, receivedAt: writeInstant(row.received_at), channel: row.channel, why: (row.why ?? 'undecided') as Quarantined['why'], subject, text: text.slice(0, 20_000),
        sender: senderView({
          address: sender.address ?? null, name: sender.name ?? null, trust: sender.trust, reason: sender.reason ?? (sender.trust === 'T0' ? 'unknown_unverified' : 'registered_plausible'),
          verdict: sender.verdict ?? null, flags: sender.flags, replyTo: sender.replyTo ?? null,
        }),
        ticket: row.number === null ? null : { number: row.number, subject: row.subject ?? '' },
        attachments: attachments.map((file, index) => ({ index, name: file.name, mediaType: file.mediaType, size: file.size, contentId: file.contentId ?? null })),
        raw: `${base}/requests/${row.id}/raw`,
      }
    }),
    next: found.length > page.limit && last ? writeCursor({ rank: 0, sort: last.received_at, id: last.id }) : null,
  }
}
