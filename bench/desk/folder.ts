import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '#platform/log.ts'
import { openPlatform } from '#platform/platform.ts'
import { readSettings } from '#platform/settings.ts'
import { findPostgres } from '#platform/postgres/postgres.ts'
import { addProvider } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import { createPolicies } from '#policies/policies.ts'
import type { Desk } from '#policies/policies.ts'
import { mailboxesOf, registerMailboxes } from '#channels/mail/mail.ts'
import type { Tables } from '#server/tables.ts'
import { compiled, shippedPolicies } from '../engine/policies.ts'
import { root } from './server.ts'

/** A data folder of our own, gone at the end. No relay is set: no letter of a measurement leaves the machine. */
export async function withFolder<Result>(work: (dataFolder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Opens a data folder without serving it, to fill it. */
export async function fill<Result>(dataFolder: string, work: (desk: Desk) => Promise<Result>): Promise<Result> {
  const platform = await openPlatform<Tables>(readSettings({ GUICHET_DATA: dataFolder }), { migrations: join(root, 'server/migrations'), log: silentLog })
  try {
    return await work({ ...platform, policies: createPolicies(platform) })
  } finally {
    await platform.close()
  }
}

/** Adds a provider with one of the shipped policies. */
export async function addShipped(desk: Desk, slug: string): Promise<Provider & { readonly mailboxes: readonly string[] }> {
  const shipped = shippedPolicies().find((one) => one.slug === slug)
  if (!shipped) throw new Error(`no policy ${slug}`)
  const policy = compiled(shipped)
  const provider = await addProvider(desk, { slug, name: policy.provider.name, accent: policy.provider.accent ?? '#345', language: policy.languages.authoritative })
  const published = await desk.policies.publish(provider.id, { source: shipped.source, file: `${slug}/policy.yaml`, by: 'bench' })
  if (!published.ok) throw new Error(`${slug} could not be published`)
  await registerMailboxes(desk, provider, policy)
  return { ...provider, mailboxes: mailboxesOf(policy, slug, 'guichet.test').map(({ address }) => address) }
}

/** Where the PostgreSQL of a running desk answers. @throws Error when it does not run */
export async function databaseOf(dataFolder: string): Promise<string> {
  const url = await findPostgres(dataFolder)
  if (url === undefined) throw new Error('the desk runs no PostgreSQL')
  return url
}
