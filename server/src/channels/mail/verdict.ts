/** What we found out ourselves about where a message comes from (AUTH-10). Plain data, kept with the request. */
export interface MailVerdict {
  /** pass · fail · softfail · neutral · none · temperror · permerror */
  readonly spf: string
  readonly dkim: readonly { readonly domain: string; readonly result: string; readonly aligned: boolean }[]
  /** pass · fail · none · temperror · permerror */
  readonly dmarc: string
  /** What made DMARC pass; an aligned signature counts before SPF. */
  readonly alignedBy: 'dkim' | 'spf' | null
  readonly verifier: string
  /** Epoch ms. */
  readonly at: number
}

/** Where a message came from, as the SMTP session saw it. */
export interface Envelope {
  /** Address of the client; undefined for a message handed over by file. */
  readonly ip?: string
  readonly helo?: string
  /** MAIL FROM; '' for the null reverse path, undefined when unknown. */
  readonly from?: string
}
