import { trialCameBack } from '#outbox/outbox.ts'
import type { World } from '#server/tables.ts'
import { valueOf } from './header.ts'
import type { Mailbox } from './mailboxes.ts'
import type { Examined } from './read.ts'

/** Where the letter of a trial bears its token; servers on the way that drop fields they do not know leave the subject. */
export const trialField = 'X-Guichet-Trial'
const token = /^[a-z0-9]{26}$/
const inSubject = /\[([a-z0-9]{26})\]\s*$/

/** The token that a mail says it bears; undefined for nearly all of them. */
function tokenOf({ parsed }: Examined): string | undefined {
  const said = valueOf('mail' in parsed ? parsed.mail.fields : parsed.fields, trialField.toLowerCase())?.trim()
  if (said !== undefined && token.test(said)) return said
  return 'mail' in parsed ? inSubject.exec(parsed.mail.subject)?.[1] : undefined
}

/** Whether a mail is the letter that somebody sent from an address of ours to see whether it comes back: it has, and becomes nothing else. */
export async function isTrial(world: World, mailbox: Mailbox, examined: Examined): Promise<boolean> {
  const said = tokenOf(examined)
  return said !== undefined && trialCameBack(world, mailbox.providerId, said, mailbox.address)
}
