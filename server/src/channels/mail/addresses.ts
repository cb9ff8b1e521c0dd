import { parseAddressHeader } from 'mailparser'
import addressparser from 'nodemailer/lib/addressparser'
import { foldAddress as fold } from '#people/address.ts'

/** A mailbox as written. */
export interface Mailbox {
  readonly address: string
  /** Display name, decoded; empty when none. */
  readonly name: string
}

/** What a field of addresses holds. */
export interface AddressList {
  readonly mailboxes: readonly Mailbox[]
  /** A group (`friends: a@x, b@y;`) stands somewhere in it. */
  readonly group: boolean
}

/**
 * `foldAddress` of people, for what strangers write: nothing that readers could take for another address
 * (an encoded word, an escaped or bracketed domain).
 */
export function foldAddress(address: string): string | undefined {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return address.includes('=?') || /[\s%[\]:/\\?#]/.test(domain) ? undefined : fold(address)
}

/** The domain of a folded address. */
export function domainOf(folded: string): string {
  return folded.slice(folded.lastIndexOf('@') + 1)
}

/** The key of a mailbox of ours: we choose not to tell upper from lower case in our own addresses. */
export function mailboxKey(address: string): string | undefined {
  return foldAddress(address)?.toLowerCase()
}

/** Reads a field of addresses. Addresses stay as written, names are decoded. Never throws; at most `most` mailboxes are kept. */
export function readAddresses(value: string, most = 200): AddressList {
  const written = value.slice(0, 65_536)
  const names = parseAddressHeader(written, { decodePunycode: false }).value
  const mailboxes: Mailbox[] = []
  let group = false
  for (const [index, entry] of addressparser(written).entries()) {
    const decoded = names[index]
    if (entry.group !== undefined) group = true
    const members = entry.group === undefined ? [{ entry, decoded }] : entry.group.map((member, at) => ({ entry: member, decoded: decoded?.group?.[at] }))
    for (const member of members) {
      if (mailboxes.length >= most) break
      mailboxes.push({ address: member.entry.address ?? '', name: member.decoded?.name ?? member.entry.name })
    }
  }
  return { mailboxes, group }
}

/** Splits `support+t.abc@x.fr` into the mailbox `support@x.fr` and its detail `t.abc` (RFC 5233). */
export function splitDetail(address: string): { mailbox: string; detail: string | undefined } {
  const at = address.lastIndexOf('@')
  const plus = address.indexOf('+')
  if (plus < 1 || plus > at) return { mailbox: address, detail: undefined }
  return { mailbox: address.slice(0, plus) + address.slice(at), detail: address.slice(plus + 1, at) }
}
