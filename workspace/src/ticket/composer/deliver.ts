import type { TicketPage } from '@guichet/protocol'
import { newKey } from '../../api/client.ts'
import { now } from '../../time.ts'
import type { Run } from '../acts.ts'
import { changesSince } from '../changes.ts'
import type { Doing } from '../doing.ts'
import type { Draft, Tab } from './drafts.ts'
import { changeDrafts, settleDraft } from './store.ts'

interface Sending {
  place: { agentId: string; number: number }
  tab: Tab
  draft: Draft
  version: number
  /** What the writer saw when they began. */
  seen: NonNullable<Draft['base']>
  run: Run
  /** The ticket as it was read last. */
  fresh(): TicketPage | undefined
}

/** Sends a draft, kept first and under a key of its own: the same again is the same act. Gives when it left, and the answer. */
export async function deliver(doing: Doing, { place, tab, draft, version, seen, run, fresh }: Sending): Promise<{ answer: Awaited<ReturnType<Run>>; sentAt: number }> {
  const key = draft.key ?? newKey()
  changeDrafts(place, (before) => ({ ...before, [tab]: { ...before[tab], key } }))
  await settleDraft(place, tab)
  const sentAt = now()
  const answer = await run(doing, { version, key })
  const page = fresh()
  // What the desk did by itself meanwhile is no reason to ask anybody.
  const asked = answer.ok || answer.refusal.code !== 'version-changed' || !page || changesSince(page, seen, place.agentId).length > 0
  return { answer: asked ? answer : await run(doing, { version: page.version, key }), sentAt }
}
