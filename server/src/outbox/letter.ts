import type { Lang } from '@guichet/policy/model'

/** A person to write to. */
export interface Recipient {
  readonly address: string
  readonly name?: string
}

/** A file that goes with a letter; its content is in the files under its hash. */
export interface Enclosure {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}

/** What a letter is an answer to; an automatic letter is written only to a person (MAIL-12). */
export interface Answered {
  /** Class of the mail that came in; `human` for the form and the API. */
  readonly automatic: string
  /** Its MAIL FROM; '' when it was the null reverse path. */
  readonly envelopeFrom?: string
}

interface Common {
  readonly providerId: string
  readonly to: Recipient
  readonly language: Lang
  /** The channel from whose address it is written; the provider's first mail address when absent or without one. */
  readonly channel?: string
  readonly ticketId?: string
  /** The message that it carries. */
  readonly messageId?: string
  readonly causeEventId?: string
  /** Message-ID, without angle brackets, of the mail answered; by default the last public one that came in on the ticket. */
  readonly inReplyTo?: string
}

/** « Votre demande est enregistrée »: at most one for a new ticket. */
export interface Acknowledgement extends Common {
  readonly kind: 'acknowledgement'
  readonly answered: Answered
  readonly content: {
    readonly number: number
    /** The requester's own subject: only where the sender is verified, or the letter could carry a stranger's words to anybody (AB-12). */
    readonly subject?: string
    /** The decision in words, a paragraph each, in the letter's language. */
    readonly words: readonly string[]
    /** Where the ticket can be followed. */
    readonly link?: string
  }
}

/** What the policy answers without a ticket: a refusal, a redirection, a question. The same to everybody (AUTH-11). */
export interface Answer extends Common {
  readonly kind: 'answer'
  readonly answered: Answered
  readonly content: {
    /** As for an acknowledgement. */
    readonly subject?: string
    readonly words: readonly string[]
    readonly link?: string
  }
}

/** An agent's public reply. */
export interface Reply extends Common {
  readonly kind: 'reply'
  readonly ticketId: string
  readonly content: {
    readonly number: number
    readonly subject: string
    readonly author: string
    readonly text: string
    readonly link?: string
    readonly attachments?: readonly Enclosure[]
    /** What it answers, quoted below. Only ever a public message of this ticket. */
    readonly quoted?: { readonly author: string; readonly at: number; readonly text: string }
  }
}

/** What the policy says to a customer because of the time that passed. */
export interface Notice extends Common {
  readonly kind: 'notice'
  readonly ticketId: string
  readonly content: { readonly number: number; readonly subject: string; readonly words: string; readonly link?: string }
}

/** A link that signs its reader in. */
export interface SignInLetter extends Common {
  readonly kind: 'sign_in'
  readonly content: { readonly link: string; readonly minutes: number }
}

export type Letter = Acknowledgement | Answer | Reply | Notice | SignInLetter

/** Letters that nobody wrote: limited, and never an answer to a machine. */
export type AutomaticLetter = Acknowledgement | Answer

export function isAutomatic(letter: Letter): letter is AutomaticLetter {
  return letter.kind === 'acknowledgement' || letter.kind === 'answer'
}

/** What `outbox.mail` holds: the letter, and what was settled once for all its deliveries. */
export interface Outgoing {
  readonly letter: Letter
  /** The address of ours that it is written from. */
  readonly from: string
  /** Folded address of the recipient. */
  readonly toKey: string
  /** For automatic letters: what the limits count (MAIL-14). */
  readonly limitKey?: string
  readonly limitDomain?: string
  /** Message-IDs, without angle brackets: the ticket's anchor first. */
  readonly references: readonly string[]
  readonly inReplyTo?: string
  /** How often the recipient's reply address of this ticket was revoked: part of the next one. */
  readonly generation: number
  /** Set once composed: as it was, or will be, shown in lists. */
  readonly subject?: string
  /** In a demonstration: the whole letter as it would have left. */
  readonly caught?: ComposedMail
}

/** A letter as it leaves. */
export interface ComposedMail {
  /** MAIL FROM. */
  readonly envelopeFrom: string
  readonly to: Recipient
  readonly from: Recipient
  readonly replyTo?: Recipient
  readonly subject: string
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  /** Epoch ms. */
  readonly date: number
  /** The provider's, in which the date is written. */
  readonly zone: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly html: string
  readonly attachments: readonly Enclosure[]
}
