/** What an announcement says. */
export interface AnnouncementContent {
  /** The type in the words of the policy. */
  readonly type: string
  readonly post: 'first' | 'update' | 'end'
  readonly title: string
  readonly text: string
  /** Set where the title and the text exist in another language only: a reader and a program must know. */
  readonly writtenIn?: 'fr' | 'en'
  /** The same in the client area. */
  readonly reference: string
  readonly from?: number
  readonly until?: number
  /** Where the reader lives, when it is known. */
  readonly readerZone?: string
  readonly link: string
  /** Where addresses are set. */
  readonly settings: string
  /** For types that may be given up, and no other (MAIL-18, MAIL-19). */
  readonly unsubscribe?: { readonly link: string; readonly list: string }
}

/** What is said about an address that somebody set for a type: prove it, know that it is in use, know that it refuses. */
export interface OwnAddressContent {
  readonly what: 'prove' | 'in_use' | 'refused'
  readonly type: string
  readonly address: string
  readonly link: string
  readonly days?: number
}
