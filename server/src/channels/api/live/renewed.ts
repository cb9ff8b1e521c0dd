import type { LiveNews } from '@guichet/protocol'
import { readSharedRows } from '#desk/desk.ts'
import type { SharedRow } from '#desk/desk.ts'
import { isOnDesk, sessionsStillOpen } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Change } from '#triage/triage.ts'

/** One who hears: whose session, behind which wall. */
export interface Hearer { readonly provider: { readonly id: string }; readonly agent: { readonly id: string; readonly sessionId: string }; readonly wall: DeskWall }

/** What was read once for all who hear of some changes. */
export interface Renewed {
  /** Whether this one's session is still open. */
  hears(hearer: Hearer): boolean
  /** News with the rows of their tickets, for whoever sees them by now. */
  withRows(news: readonly LiveNews[], hearer: Hearer): LiveNews[]
  /** Which of the rows are unread for them: texts for the same wall differ by this alone. */
  mark(hearer: Hearer): string
}

/** Rows told with one message at most: a burst of more is told by its numbers, and each screen reads those that it shows. */
const most = 20

interface Read { readonly open: ReadonlySet<string>; readonly rows: ReadonlyMap<number, SharedRow> }

async function readOf(desk: Desk, providerId: string, changes: readonly Change[], hearers: readonly Hearer[]): Promise<Read> {
  const numbers = [...new Set(changes.flatMap(({ provider, number }) => (provider === providerId && number !== undefined ? [number] : [])))]
  const [open, rows] = await Promise.all([
    sessionsStillOpen(desk, providerId, hearers.map(({ agent }) => ({ id: agent.sessionId, agentId: agent.id }))),
    numbers.length === 0 || numbers.length > most ? new Map<number, SharedRow>() : readSharedRows(desk, providerId, numbers, [...new Set(hearers.map(({ agent }) => agent.id))]),
  ])
  return { open, rows }
}

/** Reads the rows of what changed, and whose sessions are open, once for all who hear; what cannot be read is told by name alone. */
export async function readRenewed(desk: Desk, changes: readonly Change[], hearers: readonly Hearer[]): Promise<Renewed> {
  const providers = new Set(hearers.map(({ provider }) => provider.id))
  const concerned = [...new Set(changes.map(({ provider }) => provider))].filter((id) => providers.has(id))
  const found = new Map<string, Read>()
  await Promise.all(concerned.map(async (id) => {
    try {
      found.set(id, await readOf(desk, id, changes, hearers.filter(({ provider }) => provider.id === id)))
    } catch (err) {
      desk.log.warn({ err }, 'what changed could not be read for those who hear of it')
    }
  }))
  return {
    hears: ({ provider, agent }) => found.get(provider.id)?.open.has(agent.sessionId) ?? true,
    withRows: (news, { provider, agent, wall }) => news.map((one) => {
      const read = one.kind === 'ticket' ? found.get(provider.id)?.rows.get(one.number) : undefined
      // It may have gone behind the wall since: then a later change says so.
      if (one.kind !== 'ticket' || !read || read.row.version < one.version || !isOnDesk(wall, read)) return one
      return { ...one, row: { ...read.row, unread: read.unreadBy.has(agent.id) } }
    }),
    mark: ({ provider, agent }) => [...(found.get(provider.id)?.rows.values() ?? [])].map(({ unreadBy }) => (unreadBy.has(agent.id) ? '1' : '0')).join(''),
  }
}
