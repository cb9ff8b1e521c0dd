import type { Received } from '#intake/incoming.ts'
import { forgiveBounces, markBounced } from '#outbox/outbox.ts'
import { createSigner } from '#platform/signing.ts'
import type { World } from '#server/tables.ts'
import { letterOfBounce, readBounces } from './bounces.ts'
import type { Mailbox, ReturnAddress } from './mailboxes.ts'
import type { Names } from './names.ts'
import { examine, recognise, toRequest } from './read.ts'
import type { Arrival, Examined } from './read.ts'
import type { MailRequest } from './request.ts'
import { isTrial } from './trial.ts'

/** Where requests go: intake, which answers once the request is durable. */
export type Receive = (request: MailRequest) => Promise<Received>

/** What mail needs around it. */
export interface MailRoom {
  readonly world: World
  readonly names: Names
  readonly receive: Receive
}

/** What became of a message at one of our addresses. */
export interface Accepted {
  readonly address: string
  readonly became: 'request' | 'bounce' | 'unknown_bounce' | 'echo' | 'trial'
  /** What intake answered, for a request. */
  readonly received?: Received
}

/** The purpose under which return addresses are signed. */
export const returnPurpose = 'return-address'

async function acceptReturn(world: World, examined: Examined, to: ReturnAddress): Promise<Accepted['became']> {
  const letterId = letterOfBounce(createSigner(world.settings.secret, returnPurpose), to.detail)
  if (letterId === undefined || !('mail' in examined.parsed)) return 'unknown_bounce'
  const reports = readBounces(examined.parsed.mail)
  const report = reports.find((one) => one.permanent) ?? reports.find((one) => one.action === 'failed' || one.action === 'delayed')
  if (report === undefined) return 'unknown_bounce'
  for (const providerId of to.providerIds) if (await markBounced(world, providerId, letterId, report)) return 'bounce'
  return 'unknown_bounce'
}

/** One mailbox per provider: a message to two of them is one request, with all its reply tokens. */
function byProvider(recipients: readonly (Mailbox | ReturnAddress)[]): { mailbox: Mailbox; tokens: string[] }[] {
  const groups = new Map<string, { mailbox: Mailbox; tokens: string[] }>()
  for (const to of recipients) {
    if (to.kind !== 'mailbox') continue
    const group = groups.get(to.providerId)
    const tokens = [...(group?.tokens ?? []), ...(to.token === undefined ? [] : [to.token])]
    // A reply goes where its reply address says, not to the mailbox that happened to be named first.
    groups.set(to.providerId, { mailbox: group === undefined || (to.token !== undefined && group.tokens.length === 0) ? to : group.mailbox, tokens })
  }
  return [...groups.values()]
}

/**
 * Takes in a message for our addresses that it was sent to. When it returns, every request is durable; when it throws
 * (the database is away), nothing was promised and the sender tries again: what was taken in already is then a duplicate.
 */
export async function acceptMail(room: MailRoom, arrival: Arrival, recipients: readonly (Mailbox | ReturnAddress)[]): Promise<Accepted[]> {
  const { world } = room
  const examined = await examine(arrival, room.names)
  const accepted: Accepted[] = []
  for (const to of recipients) {
    if (to.kind === 'return') accepted.push({ address: `bounces+${to.detail}`, became: await acceptReturn(world, examined, to) })
  }
  for (const { mailbox, tokens } of byProvider(recipients)) {
    if (await isTrial(world, mailbox, examined)) {
      accepted.push({ address: mailbox.address, became: 'trial' })
      continue
    }
    const recognised = await recognise(world, mailbox.providerId, examined)
    // A letter of ours that is taken in again would turn in circles (MAIL-17).
    if (recognised.background.echo) {
      world.log.warn({ provider: mailbox.providerId, raw: arrival.stored.hash }, 'a letter of ours came back as mail: left out')
      accepted.push({ address: mailbox.address, became: 'echo' })
      continue
    }
    const request = await toRequest(world, examined, recognised, mailbox, tokens)
    if (recognised.background.bounced && request.sender.trust === 'T1' && request.sender.address !== undefined) await forgiveBounces(world.database.db, mailbox.providerId, request.sender.address)
    accepted.push({ address: mailbox.address, became: 'request', received: await room.receive(request) })
  }
  return accepted
}
