import type { Answered } from './letter.ts'

/** How far back letters are counted, in milliseconds. */
export const limitSpans = { hour: 3_600_000, day: 86_400_000 } as const
/** Automatic letters that one address, or one domain, gets at most (MAIL-14). */
const limits = { addressHour: 3, addressDay: 10, domainHour: 60 } as const

/** Automatic letters written of late, counted from the outbox itself so that a restart forgives nothing. */
export type Counts = { readonly [K in keyof typeof limits]: number }

/** Why an automatic letter is not written. */
export type Withheld = 'not_human' | 'no_return' | 'own_address' | 'address_limit' | 'domain_limit' | 'bounced_address'

/** Whether what came in may be answered by a machine at all (MAIL-12). */
export function answerable(answered: Answered): Withheld | undefined {
  if (answered.automatic !== 'human') return 'not_human'
  return answered.envelopeFrom === '' ? 'no_return' : undefined
}

/** Whether one more automatic letter would be too many. */
export function overLimit(counts: Counts): Withheld | undefined {
  if (counts.addressHour >= limits.addressHour || counts.addressDay >= limits.addressDay) return 'address_limit'
  return counts.domainHour >= limits.domainHour ? 'domain_limit' : undefined
}
