/** The id that stands first in every letter of a ticket, so that mail programs show them as one conversation (MAIL-01). */
export function anchorOf(ticketId: string, domain: string): string {
  return `ticket.${ticketId}@${domain}`
}

export interface Lineage {
  /** Oldest first, the anchor before all: 1 + 20 + 20 + the one answered at most. */
  readonly references: string[]
  readonly inReplyTo: string | undefined
}

/**
 * What a new letter of a ticket refers to.
 * @param known our letters and the public messages that came in, oldest first; never a note, nor what a third party sent,
 *   whose very existence the recipient must not learn
 * @param answered the one it answers; by default the last that came in
 */
export function lineageOf(known: readonly { readonly id: string; readonly ours: boolean }[], anchor: string, answered: string | undefined): Lineage {
  const inReplyTo = answered ?? known.findLast((one) => !one.ours && one.id !== '')?.id
  const chain = known.map((one) => one.id).filter((id) => id !== '' && id !== anchor && id !== inReplyTo)
  const kept = chain.length > 40 ? [...chain.slice(0, 20), ...chain.slice(-20)] : chain
  return { references: [anchor, ...kept, ...(inReplyTo === undefined ? [] : [inReplyTo])], inReplyTo }
}
