import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { compile } from '@guichet/policy'
import type { Finding, Policy } from '@guichet/policy'
import { writeEvent } from '#people/event.ts'
import type { Actor } from '#people/event.ts'
import { notify } from '#platform/database.ts'
import type { Tables, World } from '#server/tables.ts'

/** What was published, as lists show it. */
export interface PublishedVersion {
  readonly version: string
  readonly effectiveAt: number
  readonly publishedAt: number
  readonly publishedBy: string
  readonly sha256: string
}

/** What is to be published, and by whom. */
export interface ToPublish {
  readonly source: string
  readonly file: string
  readonly examples?: string
  readonly by: string
  /** Absent: a command of the machine. */
  readonly actor?: Actor
  /** Why, in the words of who publishes. */
  readonly note?: string
  /** What goes with it in the same transaction; it throws for all of it to be undone. */
  readonly together?: (trx: Transaction<Tables>) => Promise<void>
}

export type Published = { ok: true; policy: Policy; already: boolean } | { ok: false; findings: Finding[] }

/** The published policies of every provider, compiled once per version. */
export interface Policies {
  /** The version in force at an instant: the latest whose effective date has come; undefined when there is none yet. */
  inForce(providerId: string, at: number): Promise<Policy | undefined>
  /** One version by name; undefined when it was never published, or was taken back before its day. */
  version(providerId: string, version: string): Promise<Policy | undefined>
  /** Every version that holds, held or will hold, the one that takes effect last first. */
  list(providerId: string): Promise<PublishedVersion[]>
  /**
   * Publishes a version. An error in it blocks; so does a version whose name was published with another text:
   * what was published never changes.
   */
  publish(providerId: string, given: ToPublish): Promise<Published>
  /** Forgets what is kept: another process published. */
  forget(providerId: string): void
}

/** The world with its policies: what slices that decide are handed. */
export interface Desk extends World {
  readonly policies: Policies
}

/** Where it is told that the versions of a provider are not what they were. */
export const publishedChannel = 'guichet_policies'

function compileOrThrow(source: string, name: string): Policy {
  const { policy, findings } = compile([{ file: name, text: source }])
  if (!policy) throw new Error(`the published policy ${name} does not compile: ${findings.find((one) => one.severity === 'error')?.message.en}`)
  return policy
}

const taken = (version: string): Finding => ({
  severity: 'error', code: 'version-published', file: 'policy.yaml', line: 1, column: 1,
  message: { fr: `La version « ${version} » est déjà publiée avec un autre texte.`, en: `Version "${version}" is already published with another text.` },
  wayOut: { fr: 'Donnez un autre nom à cette version.', en: 'Give this version another name.' },
})

/** Reads and keeps the policies of a database. */
export function createPolicies(world: World): Policies {
  const { db } = world.database
  const lists = new Map<string, Promise<PublishedVersion[]>>()
  const compiled = new Map<string, Promise<Policy | undefined>>()

  async function read(providerId: string): Promise<PublishedVersion[]> {
    const rows = await db
      .selectFrom('policies').select(['version', 'effective_at', 'published_at', 'published_by', 'sha256']).where('provider_id', '=', providerId).where('withdrawn_at', 'is', null)
      .orderBy('effective_at', 'desc').orderBy('published_at', 'desc').execute()
    return rows.map((row) => ({
      version: row.version, effectiveAt: row.effective_at, publishedAt: row.published_at, publishedBy: row.published_by, sha256: row.sha256,
    }))
  }

  /** Keeps a promise under a key, but not its failure. */
  function kept<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
    const known = map.get(key)
    if (known) return known
    const made = make()
    map.set(key, made)
    made.catch(() => map.delete(key))
    return made
  }

  const list = (providerId: string) => kept(lists, providerId, () => read(providerId))

  const version = (providerId: string, name: string) =>
    kept(compiled, `${providerId} ${name}`, async () => {
      const row = await db
        .selectFrom('policies').select('source').where('provider_id', '=', providerId).where('version', '=', name).where('withdrawn_at', 'is', null).executeTakeFirst()
      return row && compileOrThrow(row.source, `${name}.yaml`)
    })

  function forget(providerId: string): void {
    lists.delete(providerId)
    for (const key of compiled.keys()) if (key.startsWith(`${providerId} `)) compiled.delete(key)
  }

  return {
    list,
    version,
    forget,
    async inForce(providerId, at) {
      const found = (await list(providerId)).find((one) => one.effectiveAt <= at)
      return found && version(providerId, found.version)
    },
    async publish(providerId, { source, file, examples, by, actor = { kind: 'system', name: by }, note, together }) {
      const { policy, findings } = compile([{ file, text: source }])
      if (!policy || findings.some((finding) => finding.severity === 'error')) return { ok: false, findings }
      const sha256 = createHash('sha256').update(source).digest('hex')
      const id = world.ids.next()
      const now = world.time.now()
      const done = await db.transaction().execute(async (trx): Promise<Published> => {
        const inserted = await trx
          .insertInto('policies')
          .values({
            provider_id: providerId, id, policy: policy.id, version: policy.version, effective_at: policy.effective, source, examples: examples ?? null,
            sha256, published_at: now, published_by: by, ...(note === undefined ? {} : { note }),
          })
          .onConflict((oc) => oc.columns(['provider_id', 'version']).doNothing()).returning('id').executeTakeFirst()
        if (!inserted) {
          const there = await trx
            .selectFrom('policies').select(['sha256', 'withdrawn_at']).where('provider_id', '=', providerId).where('version', '=', policy.version).executeTakeFirstOrThrow()
          return there.sha256 === sha256 && there.withdrawn_at === null ? { ok: true, policy, already: true } : { ok: false, findings: [taken(policy.version)] }
        }
        await together?.(trx)
        await writeEvent(trx, world, { providerId, type: 'policy.published', actor, data: { policy: policy.id, version: policy.version, sha256, effective: policy.effective } })
        await notify(trx, publishedChannel, providerId)
        return { ok: true, policy, already: false }
      })
      forget(providerId)
      return done
    },
  }
}
