import { bulkAct } from '@guichet/protocol'
import { advanceBulk, beginBulk } from '#bulk/bulk.ts'
import { filtersFor } from '#desk/desk.ts'
import { rememberSearch } from '#desk/search/search.ts'
import { deskWallOf } from '#people/people.ts'
import type { Agent, Provider } from '#people/people.ts'
import { beginDraft } from '#policies/drafts.ts'
import type { Desk } from '#policies/policies.ts'
import type { ProviderScript, Script } from './script.ts'

type Work = NonNullable<Script['desk']>

/** A new version of the policy, begun: as published, but for one place. @throws Error when that place is not there: the file is ours */
async function begunDraft(desk: Desk, provider: Provider, lead: Agent, { policy, examples }: ProviderScript, { replace, by }: NonNullable<Work['draft']>): Promise<void> {
  if (policy.split(replace).length !== 2) throw new Error(`${provider.slug}: “${replace}” does not stand once in the policy`)
  const based = await desk.database.db.selectFrom('policies').select('version').where('provider_id', '=', provider.id).orderBy('published_at', 'desc').executeTakeFirst()
  const begun = await beginDraft(desk, provider.id, { kind: 'agent', id: lead.id, name: lead.name }, { source: policy.replace(replace, by), examples: examples ?? '', basedOn: based?.version ?? null, seen: undefined })
  if (!begun.ok) throw new Error(`${provider.slug}: somebody else writes a policy`)
}

/** One act on many requests, done to its end. */
async function doneBulk(desk: Desk, provider: Provider, lead: Agent, { filter, tag }: NonNullable<Work['bulk']>): Promise<void> {
  const wall = deskWallOf(lead)
  const read = (await filtersFor(desk, provider.id, wall))(filter)
  if (!read.ok) throw new Error(`${provider.slug}, “${filter}”: ${read.problems[0]?.en}`)
  const begun = await beginBulk(desk, {
    providerId: provider.id, actor: { kind: 'agent', id: lead.id, name: lead.name }, wall, which: { question: { providerId: provider.id, wall, filter: read }, except: [], by: filter },
    act: bulkAct.parse({ do: 'tag', add: [tag] }), confirmed: false, holdSeconds: 0, once: { key: 'demonstration', body: filter },
  })
  if ('refused' in begun) throw new Error(`${provider.slug}, “${filter}”: ${begun.refused}`)
  await advanceBulk(desk)
}

/** What the lead of a provider has under way, besides the requests: searches, an act on many, a policy being written. */
export async function addDeskWork(desk: Desk, provider: Provider, lead: Agent, given: ProviderScript): Promise<void> {
  const work = given.script.desk
  if (!work) return
  for (const text of work.searches) await rememberSearch(desk, provider.id, lead.id, text)
  if (work.bulk) await doneBulk(desk, provider, lead, work.bulk)
  if (work.draft) await begunDraft(desk, provider, lead, given, work.draft)
}
