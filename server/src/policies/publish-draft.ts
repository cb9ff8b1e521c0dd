import type { Finding, Policy } from '@guichet/policy'
import type { Actor } from '#people/event.ts'
import { findDraft, takeDraft } from './drafts.ts'
import type { Desk } from './policies.ts'
import { countOpenTickets, textsInForce } from './versions.ts'
import { files } from './workshop/jobs.ts'
import type { Workshop } from './workshop/workshop.ts'

/** How a draft is to be published. */
export interface Publishing {
  /** The version of the draft that was seen. */
  readonly seen: number
  /** The name of the new version of the policy. */
  readonly version: string
  /** On the wall of the policy's zone: `2026-11-24`, `2026-11-24 10:00`; or at once. */
  readonly effective: string | 'now'
  readonly note: string
  /** They know that it comes sooner than was promised. */
  readonly confirmed: boolean
}

export type PublishedDraft =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly why: 'no-draft' | 'too-slow' | 'busy' | 'past' | 'not-read' | 'name-taken' }
  | { readonly ok: false; readonly why: 'changed'; readonly version: number | null }
  | { readonly ok: false; readonly why: 'findings'; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly why: 'examples'; readonly failing: number }
  | { readonly ok: false; readonly why: 'too-soon'; readonly from: number }

/** Somebody wrote on the draft while it was being published: all of it is undone. */
class Changed extends Error {}

/** Now, on a wall, to the second: a version that begins at once begins no earlier. */
function wallNow(now: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now - (now % 1_000)).toZonedDateTimeISO(zone).toPlainDateTime().toString().replace('T', ' ').slice(0, 19)
}

/**
 * Publishes the draft as a new version, in the same way as the command does. An error never passes, nor does an example that does
 * not hold, nor a day that is over: what was in force is not rewritten. The draft goes with it.
 */
export async function publishDraft(desk: Desk, workshop: Workshop, providerId: string, actor: Actor & { id: string; name: string }, given: Publishing): Promise<PublishedDraft> {
  const draft = await findDraft(desk, providerId)
  if (!draft) return { ok: false, why: 'no-draft' }
  if (draft.version !== given.seen) return { ok: false, why: 'changed', version: draft.version }
  const before = await textsInForce(desk, providerId)
  const checked = await workshop.run('check', { source: draft.source }, `publish ${providerId}`)
  if (!checked.ok) return { ok: false, why: checked.why }
  const zone = checked.value.sound?.zone
  if (zone === undefined) return { ok: false, why: 'findings', findings: checked.value.findings.filter(({ severity }) => severity === 'error') }
  const effective = given.effective === 'now' ? wallNow(desk.time.now(), zone) : given.effective
  const readied = await workshop.run('ready', { source: draft.source, examples: draft.examples, version: given.version, effective }, `publish ${providerId}`)
  if (!readied.ok) return { ok: false, why: readied.why }
  const { text, policyFindings, findings, results, version, effectiveAt } = readied.value
  const errors = policyFindings.filter(({ severity }) => severity === 'error')
  if (effectiveAt === null || errors.length > 0) return { ok: false, why: 'findings', findings: errors }
  if (findings.length > 0) return { ok: false, why: 'findings', findings }
  if (version !== given.version) return { ok: false, why: 'not-read' }
  // To the second: the day that is written has no thousandths.
  if (effectiveAt < desk.time.now() - 1_000) return { ok: false, why: 'past' }
  const failing = results.filter(({ ok }) => !ok).length
  if (failing > 0) return { ok: false, why: 'examples', failing }
  const told = before && await workshop.run('differ', { before: before.source, after: text }, `publish ${providerId}`)
  const from = desk.time.now() + (told?.ok ? (told.value?.notice ?? 0) : 0) * 1_000
  if (effectiveAt < from && told?.ok && (told.value?.notice ?? 0) > 0 && !given.confirmed) return { ok: false, why: 'too-soon', from }
  try {
    const done = await desk.policies.publish(providerId, {
      source: text, file: files.policy, examples: draft.examples, by: actor.name, actor, note: given.note,
      together: async (trx) => {
        if (!(await takeDraft(trx, providerId, given.seen))) throw new Changed()
      },
    })
    if (!done.ok || done.already) return { ok: false, why: 'name-taken' }
    return { ok: true, policy: done.policy }
  } catch (error) {
    if (error instanceof Changed) return { ok: false, why: 'changed', version: (await findDraft(desk, providerId))?.version ?? null }
    throw error
  }
}

/** What becomes of the open tickets when a text is published. */
export async function openTicketsUnder(desk: Desk, providerId: string, appliesToOpenTickets: 'keep' | 'adopt'): Promise<{ statement: 'keep' | 'adopt'; open: number }> {
  return { statement: appliesToOpenTickets, open: await countOpenTickets(desk, providerId) }
}
