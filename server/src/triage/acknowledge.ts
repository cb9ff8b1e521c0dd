import { recipientsOf } from '#notices/notices.ts'
import type { Acknowledgement, Answer } from '#outbox/outbox.ts'
import type { Desk } from '#policies/policies.ts'
import type { Profile } from '#people/people.ts'
import type { Judged } from './decide.ts'
import { ticketLink } from './correspondent.ts'
import type { IncomingLike } from './opening.ts'
import { languageFor, paragraphsOf } from './words.ts'

const proven = new Set(['T1', 'T2', 'T3'])

/** What both letters share: to whom, in which language, and the requester's subject only where they are proven (AB-12). */
function common(incoming: IncomingLike, judged: Judged, to: { address: string; name?: string }) {
  const { policy, decision, requester } = judged
  const language = languageFor(policy, decision, incoming.language ?? requester.contact?.language)
  const subject = proven.has(requester.trust) ? incoming.subject : undefined
  return {
    providerId: incoming.providerId, channel: incoming.channel, to, language,
    answered: { automatic: incoming.automatic, ...(incoming.mail?.envelopeFrom === undefined ? {} : { envelopeFrom: incoming.mail.envelopeFrom }) },
    ...(incoming.mail?.messageId === undefined ? {} : { inReplyTo: incoming.mail.messageId }),
    subject,
  }
}

/** Whom an automatic letter goes to: the address of a known contact for such letters, else the one that asked; nobody without either. */
async function addressee(desk: Desk, incoming: IncomingLike, contact: Profile['contacts'][number] | undefined): Promise<{ address: string; name?: string } | undefined> {
  if (contact?.ownAddresses) return (await recipientsOf(desk, incoming.providerId, contact.id, 'tickets'))[0]
  if (contact) return { address: contact.email, name: contact.name }
  return incoming.sender.address === undefined ? undefined : { address: incoming.sender.address }
}

/** « Votre demande est enregistrée », with what is promised; undefined when there is nobody to write to, or nobody wrote first. */
export async function acknowledgementOf(
  desk: Desk, incoming: IncomingLike, judged: Judged, opened: { ticketId: string; number: number; contact: Profile['contacts'][number] | undefined },
): Promise<Acknowledgement | undefined> {
  const to = await addressee(desk, incoming, opened.contact)
  if (!to || incoming.recordedBy?.initiative === 'provider') return undefined
  const { subject, ...shared } = common(incoming, judged, to)
  const link = await ticketLink(desk, { providerId: incoming.providerId, number: opened.number, language: shared.language, contactId: opened.contact?.id ?? null })
  return {
    kind: 'acknowledgement', ...shared, ticketId: opened.ticketId,
    content: {
      number: opened.number, words: paragraphsOf(judged.policy, judged.decision, shared.language, desk.time.now()),
      ...(subject === undefined ? {} : { subject }), ...(link ? { link } : {}),
    },
  }
}

/** What the policy answers to a mail that made no ticket: why, and what to do instead. */
export function answerOf(desk: Desk, incoming: IncomingLike, judged: Judged): Answer | undefined {
  if (incoming.medium !== 'mail' || incoming.sender.address === undefined) return undefined
  const { subject, ...shared } = common(incoming, judged, { address: incoming.sender.address })
  return {
    kind: 'answer', ...shared,
    content: { words: paragraphsOf(judged.policy, judged.decision, shared.language, desk.time.now()), ...(subject === undefined ? {} : { subject }) },
  }
}
