import type { Instant, Trust } from '@guichet/policy/model'
import type { MailVerdict } from '#intake/incoming.ts'
import { foldAddress, readAddresses } from './addresses.ts'
import { valuesOf } from './header.ts'
import type { Field } from './header.ts'

/** What is odd about a sender; each is shown to the agent in words. */
export type SenderFlag =
  | 'no_from' | 'several_from' | 'several_mailboxes' | 'group' | 'broken_address' | 'encoded_address' | 'looks_like_address'
  | 'reply_to_elsewhere' | 'old_date' | 'future_date' | 'agent_address' | 'own_address' | 'repeated' | 'looks_automatic' | 'foreign_token'

export interface FromField {
  /** Folded; undefined when the field names nobody in particular. */
  readonly address?: string
  readonly name?: string
  readonly flags: readonly SenderFlag[]
}

/** A look-alike address in a name: full-width @ and the like count. */
const addressInName = /[\p{L}\p{N}._+-]+\s*[@＠﹫]\s*[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u

/**
 * Reads who a message claims to be from: exactly one field with exactly one mailbox, else nobody (AUTH-02, AUTH-06).
 * `Sender`, `Reply-To` and names are never looked at for identity (AUTH-07).
 */
export function readFrom(fields: readonly Field[]): FromField {
  const values = valuesOf(fields, 'from')
  if (values.length === 0) return { flags: ['no_from'] }
  if (values.length > 1) return { flags: ['several_from'] }
  const value = values[0] as string
  const { mailboxes, group } = readAddresses(value)
  if (group) return { flags: ['group'] }
  if (mailboxes.length > 1) return { flags: ['several_mailboxes'] }
  const only = mailboxes[0]
  const address = foldAddress(only?.address ?? '')
  const flags: SenderFlag[] = []
  if (only === undefined || address === undefined || /[\p{Cc}\uFFFD]/u.test(value)) flags.push('broken_address')
  // An encoded word has no place where the address stands: readers disagree on what it says.
  if (/<[^>]*=\?|=\?[^?]*\?[^?]*\?[^?]*\?=\s*@|@\s*=\?/.test(value) || only?.address.includes('=?')) flags.push('encoded_address')
  const name = (only?.name ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/\s+/g, ' ').trim().slice(0, 200)
  const shown = addressInName.exec(name)?.[0].replace(/\s/g, '').replace(/[＠﹫]/, '@')
  if (shown !== undefined && foldAddress(shown)?.toLowerCase() !== address?.toLowerCase()) flags.push('looks_like_address')
  return { ...(flags.includes('broken_address') || flags.includes('encoded_address') ? {} : { address }), ...(name === '' ? {} : { name }), flags }
}

/** What the desk knows of the address. */
export interface Known {
  /** It is the address of a contact who has proved to hold it. */
  readonly registered: boolean
  /** It is an agent's. */
  readonly agent: boolean
  /** It is a mailbox of ours. */
  readonly own: boolean
}

/** The same words as the API's `TrustReason`. */
export type MailTrustReason = 'registered_signed' | 'registered_plausible' | 'registered_unverified' | 'unknown_signed' | 'unknown_unverified'

export interface Judged {
  readonly trust: Extract<Trust, 'T0' | 'T0.5' | 'T1'>
  readonly reason: MailTrustReason
  readonly flags: readonly SenderFlag[]
}

const day = 86_400_000
/** These leave the sender unverified, whatever the signatures say. */
const spoiling: ReadonlySet<SenderFlag> = new Set([
  'no_from', 'several_from', 'several_mailboxes', 'group', 'broken_address', 'encoded_address', 'looks_like_address', 'old_date', 'future_date', 'agent_address', 'own_address', 'repeated',
])

export interface Evidence {
  readonly from: FromField
  readonly verdict: MailVerdict
  readonly known: Known
  readonly replyTo?: string
  readonly date?: Instant
  readonly now: Instant
  /** Another message with the same Message-ID is here already (AB-07). */
  readonly repeated: boolean
}

/**
 * How far a mail's sender is believed (AUTH-02…AUTH-08). T1 takes a registered address, one From with one mailbox,
 * an aligned DKIM signature and DMARC; SPF alone gives T0.5, since customers of one host share its addresses (AUTH-04).
 */
export function judgeSender({ from, verdict, known, replyTo, date, now, repeated }: Evidence): Judged {
  const flags: SenderFlag[] = [...from.flags]
  if (replyTo !== undefined && foldAddress(replyTo)?.toLowerCase() !== from.address?.toLowerCase()) flags.push('reply_to_elsewhere')
  if (date !== undefined && date < now - 7 * day) flags.push('old_date')
  if (date !== undefined && date > now + day) flags.push('future_date')
  if (known.agent) flags.push('agent_address')
  if (known.own) flags.push('own_address')
  if (repeated) flags.push('repeated')

  const sound = from.address !== undefined && !flags.some((flag) => spoiling.has(flag))
  const signed = sound && verdict.dmarc === 'pass' && verdict.alignedBy === 'dkim'
  const plausible = sound && verdict.dmarc === 'pass' && verdict.alignedBy === 'spf'
  if (!known.registered) return { trust: 'T0', reason: signed ? 'unknown_signed' : 'unknown_unverified', flags }
  if (signed) return { trust: 'T1', reason: 'registered_signed', flags }
  if (plausible) return { trust: 'T0.5', reason: 'registered_plausible', flags }
  return { trust: 'T0', reason: 'registered_unverified', flags }
}
