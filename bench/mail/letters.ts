import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'
import type { Person } from '../generate/people.ts'
import { requestText, subject } from '../generate/words.ts'

/** What people send: mostly a few lines, some with pages of HTML, a few with a screenshot. */
const sizes = [
  { name: 'short text', share: 5, html: 0, attached: 0 },
  { name: 'HTML of 20 kB', share: 3, html: 20_000, attached: 0 },
  { name: 'with a file of 150 kB', share: 1, html: 4_000, attached: 150_000 },
] as const
const cycle = sizes.flatMap((size) => Array.from({ length: size.share }, () => size))

/** The mix in words, for the note. */
export const mixed = sizes.map(({ name, share }) => `${share} ${name}`).join(', ')

function page(text: string, size: number): string {
  const line = `<p style="margin:0;font-family:Calibri,sans-serif">${text.split('\n').join('<br>')}</p>`
  return `<html><body>${line.repeat(Math.max(1, Math.round(size / line.length)))}</body></html>`
}

async function rawMail(person: Person, to: string, index: number): Promise<Buffer> {
  const { html, attached } = cycle[index % cycle.length] ?? sizes[0]
  const text = requestText(index)
  const domain = person.email.slice(person.email.indexOf('@') + 1)
  return new MailComposer({
    from: { name: person.name, address: person.email }, to, subject: subject(index), text, messageId: `<${index}.${randomBytes(6).toString('hex')}@${domain}>`,
    ...(html > 0 ? { html: page(text, html) } : {}), ...(attached > 0 ? { attachments: [{ filename: 'capture.png', content: randomBytes(attached), contentType: 'image/png' }] } : {}),
  }).compile().build()
}

async function signed(raw: Buffer, names: DemonstrationNames, domain: string): Promise<Buffer> {
  const key = names.keyOf(domain)
  if (!key) throw new Error(`no key for ${domain}`)
  const { signatures } = await dkimSign(raw, { signatureData: [{ ...key, algorithm: 'ed25519-sha256', canonicalization: 'relaxed/relaxed' }] } as Parameters<typeof dkimSign>[1])
  return Buffer.concat([Buffer.from(signatures), raw])
}

/** Writes signed mails, one file each, each from another contact. */
export async function writeMails(folder: string, names: DemonstrationNames, people: readonly Person[], to: string, count: number): Promise<{ file: string; from: string; to: string }[]> {
  await mkdir(folder, { recursive: true })
  const mails: { file: string; from: string; to: string }[] = []
  for (let index = 0; index < count; index++) {
    const person = people[index % people.length]
    if (!person) throw new Error('nobody writes')
    const domain = person.email.slice(person.email.indexOf('@') + 1)
    const file = join(folder, `${index}.eml`)
    await writeFile(file, await signed(await rawMail(person, to, index), names, domain))
    mails.push({ file, from: person.email, to })
  }
  return mails
}
