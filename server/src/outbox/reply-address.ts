import type { Kysely } from 'kysely'
import { createSigner } from '#platform/signing.ts'
import type { Tables, World } from '#server/tables.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** Lower-case base32: survives programs that do not keep the case of an address. */
function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value & 0xff) << 8) | byte
    bits += 8
    while (bits >= 5) text += letters[(value >> (bits -= 5)) & 31]
  }
  return bits > 0 ? text + letters[(value << (5 - bits)) & 31] : text
}

export interface ReplyAddressOf {
  readonly providerId: string
  readonly ticketId: string
  /** Folded address of the participant. */
  readonly addressKey: string
  readonly generation: number
}

/**
 * The token of one participant's reply address on one ticket: 128 bits, 26 letters (MAIL-02). Made from our secret, so
 * that it need not be kept: the database holds its hash only.
 */
export function replyToken(secret: string, of: ReplyAddressOf): string {
  const signer = createSigner(secret, 'reply-address')
  return base32(Buffer.from(signer.sign(`${of.providerId}:${of.ticketId}:${of.addressKey}:${of.generation}`, 16), 'base64url'))
}

/** Ends a participant's reply address on a ticket: mail to it is then anybody's. The next letter gets another one. */
export async function revokeReplyAddress(db: Kysely<Tables>, world: World, providerId: string, ticketId: string, addressKey: string): Promise<void> {
  await db
    .updateTable('reply_tokens').set({ revoked_at: world.time.now() }).where('provider_id', '=', providerId).where('ticket_id', '=', ticketId)
    .where('address_key', '=', addressKey).where('revoked_at', 'is', null).execute()
}
