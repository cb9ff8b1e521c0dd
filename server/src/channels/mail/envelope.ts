/** Where a message came from, as the SMTP session saw it. */
export interface Envelope {
  /** Address of the client; undefined for a message handed over by file. */
  readonly ip?: string
  readonly helo?: string
  /** MAIL FROM; '' for the null reverse path, undefined when unknown. */
  readonly from?: string
}
