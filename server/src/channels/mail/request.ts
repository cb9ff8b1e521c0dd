import type { IncomingRequest } from '#intake/incoming.ts'

/** A mail as intake takes it in, with what only mail has. */
export type MailRequest = IncomingRequest & {
  readonly mail: NonNullable<IncomingRequest['mail']> & {
    /** The header field that told a machine's mail from a person's. */
    readonly because: string
    /** For an absence notice: the day it names, YYYY-MM-DD (MAIL-15). */
    readonly returnDay?: string
    /** Remote images left out of the HTML (MAIL-32). */
    readonly remoteImages?: number
  }
}
