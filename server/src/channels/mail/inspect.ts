import { createHash } from 'node:crypto'
import type { World } from '#server/tables.ts'
import type { Envelope } from './envelope.ts'
import { readAddresses } from './addresses.ts'
import { valuesOf } from './header.ts'
import { findMailbox } from './mailboxes.ts'
import type { Mailbox, ReturnAddress } from './mailboxes.ts'
import type { Names } from './names.ts'
import { examine, recognise, toRequest } from './read.ts'
import type { Examined } from './read.ts'
import type { MailRequest } from './request.ts'

/** What we think of a message, without taking it in. */
export interface Inspected {
  readonly examined: Examined
  /** As each provider concerned would see it. */
  readonly requests: readonly MailRequest[]
}

/** Addresses of ours in the fields that say whom a message was delivered to, then in To and Cc. */
export async function recipientsIn(world: World, fields: Examined['parsed'], given: readonly string[] = []): Promise<(Mailbox | ReturnAddress)[]> {
  const header = 'mail' in fields ? fields.mail.fields : fields.fields
  const named = (name: string) => valuesOf(header, name).flatMap((value) => readAddresses(value).mailboxes.map((mailbox) => mailbox.address))
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap(named)
  const candidates = [...new Set(given.length > 0 ? given : [...delivered, ...named('to'), ...named('cc')])].slice(0, 100)
  const found = await Promise.all(candidates.map((address) => findMailbox(world, address)))
  return found.filter((mailbox) => mailbox !== undefined)
}

/** Looks at a message as the door would, and keeps nothing of it. */
export async function inspectMail(world: World, names: Names, raw: Buffer, envelope: Envelope, given: readonly string[]): Promise<Inspected> {
  const hashed = (content: Uint8Array) => ({ hash: createHash('sha256').update(content).digest('hex'), size: content.byteLength })
  const looking: World = { ...world, files: { ...world.files, put: async (content) => hashed(content instanceof Uint8Array ? content : Buffer.alloc(0)) } }
  const examined = await examine({ raw, stored: hashed(raw), envelope, receivedAt: world.time.now() }, names)
  const requests: MailRequest[] = []
  for (const mailbox of await recipientsIn(world, examined.parsed, given)) {
    if (mailbox.kind !== 'mailbox' || requests.some((request) => request.providerId === mailbox.providerId)) continue
    requests.push(await toRequest(looking, examined, await recognise(looking, mailbox.providerId, examined), mailbox, mailbox.token === undefined ? [] : [mailbox.token]))
  }
  return { examined, requests }
}
