import { createPolicies } from '#policies/policies.ts'
import type { Desk } from '#policies/policies.ts'
import { dnsNames } from '#channels/mail/mail.ts'
import type { Names } from '#channels/mail/mail.ts'
import { openNames } from '#channels/demonstration/names.ts'
import type { Jobs } from '#platform/jobs.ts'
import { createLog } from '#platform/log.ts'
import { openPlatform } from '#platform/platform.ts'
import { readSettings } from '#platform/settings.ts'
import type { Tables } from '#server/tables.ts'
import type { Io } from './io.ts'

const migrations = new URL('../server/migrations', import.meta.url).pathname

/** Jobs of a command: whatever it leaves to be done, the running desk finds by itself. */
const noJobs: Jobs = { on: () => undefined, every: () => undefined, here: () => undefined, wake: () => undefined, start: async () => undefined, stop: async () => undefined }

/** A desk opened for one command, beside the running one or alone, and the names that it checks senders by. */
export interface OpenDesk {
  readonly desk: Desk
  readonly names: Names
}

/** Opens the data folder for one piece of work, and closes it. @throws PersonError for whatever a person can mend */
export async function withDesk<Result>(io: Io, work: (open: OpenDesk) => Promise<Result>): Promise<Result> {
  const settings = readSettings({ ...io.env })
  const platform = await openPlatform<Tables>(settings, { migrations, beside: true, log: createLog({ level: 'silent' }) })
  try {
    const world = { ...platform, jobs: noJobs }
    const names = platform.demonstration ? await openNames(settings.dataFolder) : dnsNames()
    return await work({ desk: { ...world, policies: createPolicies(world) }, names })
  } finally {
    await platform.close()
  }
}

/** All of standard input, `most` bytes at most; undefined when there is more. */
export async function readAll(io: Io, most: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of io.stdin) {
    size += chunk.byteLength
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
