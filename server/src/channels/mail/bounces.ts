import type { Signer } from '#platform/signing.ts'
import type { ReadMail } from './parse.ts'

/** What a delivery report says about one recipient (RFC 3464, RFC 6533). */
export interface Bounce {
  readonly recipient?: string
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown'
  /** Enhanced status code, `5.1.1`. */
  readonly status?: string
  readonly diagnostic?: string
  /** It will never arrive: a status of class 5. */
  readonly permanent: boolean
}

const actions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const

/** Reads the machine part of a delivery report, 50 recipients at most; nothing when there is none. */
export function readBounces(mail: ReadMail): Bounce[] {
  const part = mail.attachments.find((file) => file.mediaType === 'message/delivery-status' || file.mediaType === 'message/global-delivery-status')
  if (part === undefined) return []
  const groups = part.content.subarray(0, 65_536).toString('utf8').replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ').split(/\n{2,}/)
  return groups.flatMap((group): Bounce[] => {
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(group)?.[1]?.trim()
    const recipient = field('Final-Recipient') ?? field('Original-Recipient')
    if (recipient === undefined) return []
    const action = field('Action')?.toLowerCase()
    const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(field('Status') ?? '')?.[1]
    const known = actions.find((name) => name === action) ?? 'unknown'
    return [{
      recipient: recipient.replace(/^[^;]*;\s*/, '').slice(0, 320),
      action: known,
      status,
      diagnostic: field('Diagnostic-Code')?.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 500),
      permanent: known === 'failed' && status?.startsWith('5.') === true,
    }]
  }).slice(0, 50)
}

const uuidHex = /^[0-9a-f]{32}$/
const signatureBytes = 8

/** The detail of an envelope sender that brings a letter's bounces back to it (VERP, MAIL-13): `<letter id>.<signature>`. */
export function bounceDetail(signer: Signer, letterId: string): string {
  return `${letterId.replaceAll('-', '')}.${Buffer.from(signer.sign(letterId, signatureBytes), 'base64url').toString('hex')}`
}

/** The letter that a bounce came back for; undefined when the detail was not made by us (a forged report, AB-14). */
export function letterOfBounce(signer: Signer, detail: string | undefined): string | undefined {
  const [hex = '', signature = ''] = (detail ?? '').toLowerCase().split('.')
  if (!uuidHex.test(hex)) return undefined
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return signer.verify(id, Buffer.from(signature, 'hex').toString('base64url'), signatureBytes) ? id : undefined
}
