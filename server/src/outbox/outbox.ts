/**
 * The face of the outbox: nothing leaves the product any other way. A letter is written in the transaction of its cause;
 * it is delivered at least once, and always as the same message, so that a receiver can tell a repetition.
 */
export { enqueue, prepare } from './enqueue.ts'
export type { Enqueued, PreparedLetter } from './enqueue.ts'
export { deliverDue } from './deliver.ts'
export type { Carrier, Due, Sent } from './carrier.ts'
export { forgiveBounces, markBounced, noteBounce, refusedAmong, unnotedBounces } from './bounced.ts'
export type { NewBounce } from './bounced.ts'
export { listOutgoing, deliveriesOf, caughtLetters } from './lists.ts'
export { sendAgain, ticketOfLetter } from './again.ts'
export { revokeReplyAddress, replyToken } from './reply-address.ts'
export type { AlertLetter, AlertOf, Happened } from './alert-letter.ts'
export type { Letter, Acknowledgement, Announcement, Answer, OwnAddressLetter, Notice, Reply, Heads, SignInLetter, Recipient, Enclosure, Outgoing, ComposedMail } from './letter.ts'
export { beginTrial, endTrials, forgetTrials, lastTrials, trialCameBack } from './trials.ts'
export type { MailTrial } from './trials.ts'
