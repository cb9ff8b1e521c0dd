/** The face of intake: one way in for all channels, and what agents do with what could not be placed. */
export { receive } from './receive.ts'
export { resumeUndecided } from './resume.ts'
export { acceptQuarantined, attachQuarantined, discardQuarantined } from './quarantine.ts'
export type { IncomingAttachment, IncomingRequest, IncomingSender, MailVerdict, Received } from './incoming.ts'
