import { isIP } from 'node:net'
import type { Instant } from '@guichet/policy/model'
import type { MailVerdict } from '#intake/incoming.ts'
import type { Envelope } from './envelope.ts'
import type { Names, RecordType } from './names.ts'

/** By its parts: the whole brings certificates of brand pictures along. With the first mail: a start need not wait for them. */
const library = async () => {
  const [{ dkimVerify }, { dmarc }, { spf }] = await Promise.all([import('mailauth/lib/dkim/verify.js'), import('mailauth/lib/dmarc/index.js'), import('mailauth/lib/spf/index.js')])
  return { dkimVerify, dmarc, spf }
}

const verifier = 'guichet/mailauth-7'

/** Nothing could be verified, for the same reason everywhere. */
function unknown(result: 'none' | 'temperror', at: Instant): MailVerdict {
  return { spf: result, dkim: [], dmarc: result, alignedBy: null, verifier, at }
}

interface Signature {
  readonly id?: string
  readonly domain: string
  readonly result: string
  readonly aligned: string | false
  /** Bytes left unsigned by `l=`: whoever relays the message could have added them. */
  readonly underSized: number
}

async function check(raw: Buffer, envelope: Envelope, names: Names, at: Instant): Promise<MailVerdict> {
  const resolver = (name: string, type: string) => names.ask(name, type as RecordType) as Promise<never>
  const { dkimVerify, dmarc, spf } = await library()
  const known = envelope.ip !== undefined && isIP(envelope.ip) > 0
  const [signatures, sent] = await Promise.all([
    dkimVerify(raw, { resolver, minBitLength: 1024, rejectRsaSha1: true, curTime: new Date(at) } as Parameters<typeof dkimVerify>[1]),
    known
      ? spf({ resolver, ip: envelope.ip as string, helo: envelope.helo || `[${envelope.ip}]`, sender: envelope.from ?? '', mta: 'guichet' } as Parameters<typeof spf>[0])
      : undefined,
  ])
  const dkim: Signature[] = (signatures.results ?? [])
    .filter((row) => row.status.result !== 'none')
    .map((row) => ({
      id: row.id,
      domain: (row.signingDomain ?? '').toLowerCase(),
      result: row.status.result,
      aligned: row.status.aligned ?? false,
      underSized: row.status.underSized ?? 0,
    }))
  const spfResult = sent ? sent.status.result : 'none'
  const whole = dkim.filter((row) => row.result === 'pass' && row.underSized === 0)
  const policy = await dmarc({
    headerFrom: signatures.headerFrom,
    fromFields: signatures.fromFields,
    spfDomains: sent && spfResult === 'pass' && sent.domain ? [sent.domain] : [],
    dkimDomains: whole.map((row) => ({ id: row.id ?? '', domain: row.domain, aligned: row.aligned, underSized: 0 })),
    resolver,
  } as Parameters<typeof dmarc>[0])
  const passed = policy && policy.status.result === 'pass'
  const signed = passed ? policy.alignment.dkim.result : undefined
  return {
    spf: spfResult,
    dkim: dkim.slice(0, 20).map((row) => ({ domain: row.domain, result: row.result, aligned: signed !== undefined && row.result === 'pass' && row.domain === signed.toLowerCase() })),
    dmarc: policy ? policy.status.result : 'none',
    alignedBy: !passed ? null : signed ? 'dkim' : policy.alignment.spf.result ? 'spf' : null,
    verifier,
    at,
  }
}

/**
 * Checks DKIM, SPF and DMARC by ourselves; whatever results the message brings along are not read (AUTH-05).
 * Never throws: no answer in time is `temperror`, and what is not `pass` is not verified.
 * @param at the instant at which signatures must be valid
 */
export async function authenticate(raw: Buffer, envelope: Envelope, names: Names, at: Instant): Promise<MailVerdict> {
  const late = AbortSignal.timeout(20_000)
  const expired = new Promise<MailVerdict>((resolve) => late.addEventListener('abort', () => resolve(unknown('temperror', at)), { once: true }))
  try {
    return await Promise.race([check(raw, envelope, names, at), expired])
  } catch {
    return unknown('temperror', at)
  }
}
