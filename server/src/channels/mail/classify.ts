import { foldAddress, readAddresses } from './addresses.ts'
import { valueOf } from './header.ts'
import type { Field } from './header.ts'

/** What sort of author a message has (MAIL-11). Only `human` is ever answered automatically. */
export type Automatic = 'human' | 'auto_reply' | 'auto_generated' | 'bounce' | 'list' | 'report'

export interface MailClass {
  readonly automatic: Automatic
  /** The field that told, for the person who asks why; `nothing` for a human. */
  readonly because: string
  /** The subject reads like an absence notice: too weak to decide by itself. */
  readonly subjectHint: boolean
}

const absence = /^\s*(?:r[ée]ponse automatique|absen(?:ce|t|te)\b|message d.absence|absent du bureau|automatic reply|auto(?:matic)?[ -]?response|out of (?:the )?office|autoreply)/iu

function localPart(value: string | undefined): string {
  const folded = foldAddress(readAddresses(value ?? '').mailboxes[0]?.address ?? '')
  return folded?.slice(0, folded.lastIndexOf('@')).toLowerCase() ?? ''
}

/**
 * Tells a person's mail from a machine's, by its header and envelope (RFC 3834, 3464, 6522, 8098; MAIL-11).
 * @param envelopeFrom the MAIL FROM address; '' for the null reverse path, undefined when there was no envelope
 */
export function classify(fields: readonly Field[], envelopeFrom: string | undefined, subject: string): MailClass {
  const value = (name: string) => valueOf(fields, name)?.toLowerCase()
  const subjectHint = absence.test(subject)
  const told = (automatic: Automatic, because: string): MailClass => ({ automatic, because, subjectHint })

  const type = value('content-type') ?? ''
  if (type.startsWith('multipart/report')) {
    return told(/report-type\s*=\s*"?(feedback-report|disposition-notification)/.test(type) ? 'report' : 'bounce', 'content-type')
  }
  const from = localPart(valueOf(fields, 'from'))
  if (/^(mailer-daemon|postmaster)$/.test(from)) return told('bounce', 'from')

  const submitted = value('auto-submitted')?.split(/[;\s]/)[0]
  if (submitted === 'auto-replied') return told('auto_reply', 'auto-submitted')
  const precedence = value('precedence')
  for (const name of ['x-autoreply', 'x-autorespond', 'x-auto-respond', 'x-autoresponder']) {
    const given = value(name)
    if (given !== undefined && given !== 'no') return told('auto_reply', name)
  }
  if (precedence === 'auto_reply') return told('auto_reply', 'precedence')
  if (submitted !== undefined && submitted !== '' && submitted !== 'no') return told('auto_generated', 'auto-submitted')

  const returnPath = envelopeFrom ?? valueOf(fields, 'return-path')?.replace(/^<\s*>$/, '')
  if (returnPath === '') return told(subjectHint ? 'auto_reply' : 'bounce', 'return-path')

  for (const name of ['list-id', 'list-post', 'list-unsubscribe']) if (value(name) !== undefined) return told('list', name)
  if (precedence === 'list') return told('list', 'precedence')
  if (precedence === 'bulk' || precedence === 'junk') return told('auto_generated', 'precedence')
  for (const name of ['x-auto-response-suppress', 'x-auto-generated', 'x-loop', 'feedback-id']) {
    const given = value(name)
    if (given !== undefined && given !== 'none' && given !== '') return told('auto_generated', name)
  }
  if (/^(no-?reply|do-?not-?reply|ne-?pas-?repondre)$/.test(from)) return told('auto_generated', 'from')
  return told('human', 'nothing')
}
