import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import type { DemonstrationNames } from './names.ts'
import { machines } from './names.ts'

/** The same words, sent three ways: what differs is only what can be proved about their sender. */
export const demonstrationKinds = ['verified', 'forged', 'shared-spf'] as const
export type DemonstrationKind = (typeof demonstrationKinds)[number]

export interface DemonstrationMail {
  readonly raw: Buffer
  readonly envelope: { readonly from: string; readonly to: string }
  /** The loopback address to send from: it stands for a machine of the outside world. */
  readonly machine: string
}

interface Asked {
  readonly kind: DemonstrationKind
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly language: 'fr' | 'en'
  /** Epoch ms. */
  readonly at: number
  /** Makes one mail different from the next. */
  readonly id: string
  readonly names: DemonstrationNames
}

const texts = {
  fr: {
    subject: 'Connexion impossible depuis ce matin',
    body: (name: string) => `Bonjour,\n\nDepuis ce matin, je n’arrive plus à me connecter : la page reste blanche, puis affiche « délai dépassé ».\nPouvez-vous regarder et me dire quoi faire ?\n\nMerci d’avance,\n\n-- \n${name}\n`,
  },
  en: {
    subject: 'Cannot connect since this morning',
    body: (name: string) => `Hello,\n\nSince this morning I cannot connect any more: the page stays blank, then says "timed out".\nCould you have a look and tell me what to do?\n\nThank you,\n\n-- \n${name}\n`,
  },
} as const

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

/**
 * A mail of a customer as it would come: signed by their domain, forged by a stranger, or let through by the SPF of a host
 * that they share with others (AB-01, AB-02).
 */
export async function demonstrationMail({ kind, from, to, language, at, id, names }: Asked): Promise<DemonstrationMail> {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const { subject, body } = texts[language]
  const unsigned = Buffer.from(
    [
      `From: ${encoded(from.name)} <${from.address}>`, `To: <${to}>`, `Subject: ${encoded(subject)}`, `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <${id}@${domain}>`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', `Content-Language: ${language}`,
      '', ...body(from.name).split('\n'),
    ].join('\r\n'),
  )
  const envelope = { from: from.address, to }
  if (kind === 'forged') return { raw: unsigned, envelope, machine: machines.stranger }
  if (kind === 'shared-spf') return { raw: unsigned, envelope, machine: machines.shared }
  const key = names.keyOf(domain)
  if (key === undefined) throw new Error(`the demonstration has no key for ${domain}`)
  const options = { signatureData: [{ ...key, algorithm: 'ed25519-sha256', canonicalization: 'relaxed/relaxed' }], signTime: new Date(at) }
  const { signatures } = await dkimSign(unsigned, options as Parameters<typeof dkimSign>[1])
  if (signatures === '') throw new Error(`the demonstration could not sign for ${domain}`)
  return { raw: Buffer.concat([Buffer.from(signatures), unsigned]), envelope, machine: machines.own }
}
