import type { Lang } from '@guichet/policy/model'
import type { AlertLetter } from './alert-letter.ts'
import type { AnnouncementContent, OwnAddressContent } from './notice-letters.ts'

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

export interface Common {
  readonly providerId: string
  readonly to: Recipient
  readonly language: Lang
  /** The channel from whose address it is written; the provider's first mail address when absent or without one. */
  readonly channel?: string
  readonly ticketId?: string
  /** The message that it carries. */
  readonly messageId?: string
  readonly causeEventId?: string
  /** It leaves then and not before: until then whoever wrote it may take it back. */
  readonly notBefore?: number
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

/** Whom all the letters of one message name, where there are copies: everybody who gets it knows who else does. */
export interface Heads { readonly to: readonly Recipient[]; readonly cc: readonly Recipient[] }

/** An agent's public reply. */
export interface Reply extends Common {
  readonly kind: 'reply'
  readonly ticketId: string
  readonly heads?: Heads
  /** To somebody who is no party: they get no address of their own for answers, and take no part by this letter (AB-08). */
  readonly outsider?: true
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

/** What concerns a person of a customer: an invitation, a change of address. To them alone, never held back. */
export interface PersonLetter extends Common {
  readonly kind: 'person'
  readonly content: {
    readonly what: PersonMatter
    readonly at: number
    /** Who invited them, for whom. */
    readonly by?: string
    readonly customer?: string
    /** The other address of a change, as its owner may see it. */
    readonly address?: string
    /** Worth a password: kept nowhere once the letter is gone. */
    readonly link?: string
    /** Until when the link works, or the change can be undone. */
    readonly until?: number
  }
}
/** agent_invited, agent_password (to an agent: a link by which they choose a password) · invited · address_confirm (to the new address) · address_asked, address_changed, address_stopped (to the old one) · address_done (to the new one) */
export type PersonMatter = 'agent_invited' | 'agent_password' | 'invited' | 'address_confirm' | 'address_asked' | 'address_changed' | 'address_done' | 'address_stopped'

/** What changed about somebody's way in, or what proves their address. Never held back: it is written to whom it concerns alone. */
export interface SecurityLetter extends Common {
  readonly kind: 'security'
  readonly content: {
    readonly what: SecurityMatter
    /** When it happened; epoch ms. */
    readonly at: number
    /** From which machine and browser, as far as known. */
    readonly where?: { readonly machine: string; readonly browser: string }
    /** What it is about: a passkey's name. */
    readonly name?: string
    /** Worth a password: kept nowhere once the letter is gone. */
    readonly link?: string
    readonly code?: string
    readonly minutes?: number
    /** When what was asked will be done, unless it is called off. */
    readonly until?: number
  }
}
export type SecurityMatter =
  | 'reset' | 'recovery' | 'code' | 'elsewhere'
  | 'password_set' | 'password_removed' | 'passkey_added' | 'passkey_removed' | 'totp_added' | 'totp_removed' | 'codes_made' | 'code_used'
  | 'new_browser' | 'tried' | 'recovery_begun' | 'recovery_soon' | 'recovery_done' | 'recovery_cancelled'

/** What a customer is told of without having asked: maintenance, an outage, an invoice. Never an answer, and of no ticket. */
export interface Announcement extends Common {
  readonly kind: 'announcement'
  readonly content: AnnouncementContent
}

/** About an address of one's own for a type of notice. */
export interface OwnAddressLetter extends Common {
  readonly kind: 'own_address'
  readonly content: OwnAddressContent
}

/** About what somebody asked of their own data. To them alone, never held back. */
export interface PersonDataLetter extends Common {
  readonly kind: 'person_data'
  readonly content:
    | { readonly what: 'ready'; readonly link: string; /** The last day on which it can be fetched. */ readonly until: string }
    | { readonly what: 'erasing' }
    | { readonly what: 'refused'; readonly why: string }
    | { readonly what: 'extended'; readonly why: string; readonly until: string }
}

/** To one of our own addresses, from it, to see whether mail comes back: nobody reads it. */
export interface TrialLetter extends Common {
  readonly kind: 'trial'
  readonly content: { readonly token: string }
}

export type Letter = Acknowledgement | Answer | Reply | Notice | SignInLetter | SecurityLetter | PersonLetter | Announcement | OwnAddressLetter | PersonDataLetter | AlertLetter | TrialLetter

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
  /** Who gets it. */
  readonly to: Recipient
  /** Whom it names, where that is not them alone. */
  readonly heads?: Heads
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
