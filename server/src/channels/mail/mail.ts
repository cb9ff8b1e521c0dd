import { receive } from '#intake/intake.ts'
import type { Carrier, ComposedMail, Due } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import type { MailRoom } from './accept.ts'
import { composeMail } from './compose.ts'
import type { Names } from './names.ts'
import { openRelay } from './smtp.ts'

/** The face of the mail channel: the door for what comes in, the carrier for what leaves, one message at a time by hand. */
export { checkRelay } from './check.ts'
export { checkDomains } from './domains.ts'
export { openMailDoor } from './listener.ts'
export type { MailDoor } from './listener.ts'
export { acceptMail } from './accept.ts'
export type { Accepted, MailRoom, Receive } from './accept.ts'
export { dnsNames } from './names.ts'
export type { Names } from './names.ts'

/** Who carries letters away as mail; `close` when the desk stops. */
export interface MailCarrier extends Carrier {
  close(): void
}

/** The carrier of a desk: no relay in a demonstration, whatever the settings, nor without SMTP_URL. */
export function mailCarrier(desk: Desk): MailCarrier {
  const { smtpUrl } = desk.settings
  const relay = desk.demonstration || smtpUrl === undefined ? undefined : openRelay(desk.files, smtpUrl)
  return {
    compose: (due: Due) => composeMail(desk, due),
    ...(relay === undefined ? {} : { send: (mail: ComposedMail) => relay.send(mail) }),
    close: () => relay?.close(),
  }
}

/** What the door needs around it: the desk, the names to check senders by, and intake behind it. */
export function mailRoom(desk: Desk, names: Names): MailRoom {
  return { world: desk, names, receive: (request) => receive(desk, request) }
}
export { inspectMail, recipientsIn } from './inspect.ts'
export type { Inspected } from './inspect.ts'
export { parseMail } from './parse.ts'
export { mailboxesOf, registerMailboxes } from './register.ts'
export type { PolicyMailbox } from './register.ts'
