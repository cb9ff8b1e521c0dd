import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { returnDay } from '#channels/mail/absence.ts'
import { classify } from '#channels/mail/classify.ts'
import { dedupeKeyOf } from '#channels/mail/dedupe.ts'
import { safeFilename } from '#platform/filenames.ts'
import { readHeader } from '#channels/mail/header.ts'
import { ticketSubject } from '#channels/mail/letters/subject.ts'
import { parseMail } from '#channels/mail/parse.ts'
import type { ReadMail } from '#channels/mail/parse.ts'
import { quotedFrom } from '#channels/mail/quotes.ts'
import { sanitiseHtml } from '#channels/mail/sanitize.ts'
import { looksLikeVerification } from '#channels/mail/suspicion.ts'
import { showInlineImages } from '#intake/inline-images.ts'

const folder = join(import.meta.dirname, '../../../test/fixtures/mail')

async function read(name: string): Promise<ReadMail> {
  const parsed = await parseMail(await readFile(join(folder, name)))
  if (!('mail' in parsed)) throw new Error(`${name}: ${parsed.unreadable}`)
  return parsed.mail
}
const shown = (mail: ReadMail) => mail.text.slice(0, quotedFrom(mail.text) ?? undefined).trim()

describe('MAIL-21: what mail programs send', () => {
  test('Outlook: windows-1252 declared as latin-1', async () => {
    const mail = await read('outlook-cp1252.eml')
    expect(mail.subject).toBe('Facture n° 12 – débit')
    expect(mail.text).toContain('Le « cœur » du problème : 12 € facturés deux fois, c’est l’été…')
    expect(shown(mail)).toMatch(/^Bonjour,[^]*Hélène$/)
    expect(mail.language).toBe('fr')
  })

  test('MAIL-27: Thunderbird, lines that flow and indents that stay', async () => {
    const mail = await read('thunderbird-flowed.eml')
    expect(mail.subject).toBe('Re: [#1001] Serveur « muet »')
    expect(shown(mail)).toBe('Cette phrase est longue et elle est coupée par le programme, elle ne forme qu’une ligne.\n\n    retrait gardé')
  })

  test('Gmail: text and HTML, a heading wrapped over two lines with a no-break space', async () => {
    const mail = await read('gmail-alternative.eml')
    expect(shown(mail)).toBe("Merci, c'est réparé.")
    const { html } = sanitiseHtml(mail.html ?? '', new Set())
    expect(html).toContain("Merci, c'est réparé.")
    expect(html).not.toMatch(/class=|position|fixed/)
  })

  test('Apple Mail: a picture inside, an attachment with a name in pieces (RFC 2231)', async () => {
    const mail = await read('apple-inline.eml')
    expect(mail.attachments.map(({ name, mediaType, contentId }) => ({ name, mediaType, contentId }))).toEqual([
      { name: 'capture.png', mediaType: 'image/png', contentId: 'capture@client.test' },
      { name: 'journal d’accès.txt', mediaType: 'text/plain', contentId: undefined },
    ])
    const ids = new Set(mail.attachments.flatMap((file) => file.contentId ?? []))
    const { html, remoteImages } = sanitiseHtml(mail.html ?? '', ids)
    expect(remoteImages).toBe(1)
    expect(html).toContain('<img src="cid:capture@client.test" />')
    expect(html).not.toMatch(/autre@ailleurs|pisteur/)
    expect(showInlineImages(html, (id) => (id === 'capture@client.test' ? '/un/fr/attachments/1' : undefined))).toContain('<img src="/un/fr/attachments/1" />')
    expect(showInlineImages(html, () => undefined)).toContain('<img />')
  })

  test.each([
    ['iso-2022-jp.eml', 'サーバー障害', 'サーバーに接続できません。'],
    ['gb18030.eml', '服务器', '无法连接服务器。'],
    ['latin-1.eml', 'Accès perdu', 'Jà là, ça ne va pas, Noël.'],
  ])('%s', async (name, subject, text) => {
    const mail = await read(name)
    expect({ subject: mail.subject, text: mail.text }).toEqual({ subject, text })
  })

  test('an unknown charset and invalid bytes do not lose the message', async () => {
    expect((await read('unknown-charset.eml')).text).toMatch(/^d.+j.+ vu/)
  })

  test('UTF-7 is refused', async () => {
    expect(await parseMail(await readFile(join(folder, 'utf-7.eml')))).toMatchObject({ unreadable: 'utf7' })
  })

  test('a message without its boundary is still a message', async () => {
    const parsed = await parseMail(await readFile(join(folder, 'broken.eml')))
    expect(parsed).toMatchObject({ mail: { messageId: 'broken@client.test' } })
  })
})

describe('MAIL-22, MAIL-23: what is folded, and what never is', () => {
  test('Zimbra: the log and the block after dashes stay, the old mail is folded', async () => {
    const text = shown(await read('zimbra.eml'))
    expect(text).toContain('location / { deny all; }')
    expect(text).toContain('erreur 500')
    expect(text.endsWith('Merci')).toBe(true)
  })

  test('answers between the quoted lines are never folded away', async () => {
    const mail = await read('interleaved.eml')
    expect(quotedFrom(mail.text)).toBeNull()
  })

  test.each([
    'Bonjour\n\n-----Message d’origine-----\nDe : x\n', 'Bonjour\n\nDébut du message réexpédié :\n\n> x', 'Bonjour\n\nEnvoyé de mon iPhone', 'Bonjour\n\n-- \nJean', 'Bonjour\n\n> cité\n> encore\n',
    'Bonjour\n\nOn Mon, 23 Nov 2026 at 09:12, Support wrote:\n> x', 'Bonjour\n\nFrom: a@b.c\nSent: Monday\nTo: d@e.f\nSubject: x\n\nold',
  ])('folded: %j', (text) => {
    expect(text.slice(0, quotedFrom(text) ?? 0).trim()).toBe('Bonjour')
  })

  test.each(['Bonjour\n\nLe journal écrit :\n  erreur', 'De : Paris\nje viens.', '> tout est cité\n> ici', '-----\nconfig\n-----', 'Le 3 mai il a écrit : rien.'])('not folded: %j', (text) => {
    expect(quotedFrom(text)).toBeNull()
  })

  test('AB-34: an offset inside any text, in time that grows with it alone', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('> x', 'Le 1 a écrit :', 'De : a', 'Objet : b', '', '-- ', 'texte', '>>>', 'a écrit :'), { maxLength: 60 }), (lines) => {
      const text = lines.join('\n')
      const at = quotedFrom(text)
      expect(at === null || (at > 0 && at < text.length && text.slice(0, at).trim() !== '')).toBe(true)
    }))
    const long = `${'Le '.repeat(200_000)}\n${'> De : x\n'.repeat(50_000)}${'a écrit : '.repeat(100_000)}`
    expect(quotedFrom(long)).toBeNull()
  })
})

describe('AB-34: bombs', () => {
  const header = 'From: a@b.test\r\nMessage-ID: <x@y>\r\n'
  test.each([
    ['a thousand levels', `${header}${Array.from({ length: 1_000 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')}`, 'too_deep'],
    ['messages in messages', `${header}${'Content-Type: message/rfc822\r\n\r\n'.repeat(1_000)}`, 'too_deep'],
    ['ten thousand parts', `${header}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(10_000)}--b--\r\n`, 'too_many_parts'],
    ['a header of a megabyte', `${header}X-Long: ${'x'.repeat(1_000_000)}\r\n\r\nfin`, 'header_too_long'],
    ['nothing', '', 'empty'],
  ])('%s', async (_what, raw, why) => {
    expect(await parseMail(Buffer.from(raw))).toMatchObject({ unreadable: why })
  })

  test('forty levels and four hundred parts are mail', async () => {
    const deep = `${header}${Array.from({ length: 40 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`).join('')}\r\nfond\r\n`
    expect(await parseMail(Buffer.from(deep))).toHaveProperty('mail')
    const wide = `${header}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n'.repeat(400)}--b--\r\n`
    expect(await parseMail(Buffer.from(wide))).toHaveProperty('mail')
  })

  test('never throws, whatever the bytes', async () => {
    const pieces = fc.constantFrom('From: a@b.test', 'Subject: =?utf-8?B?4pyT', 'Content-Type: multipart/mixed; boundary="x"', '--x', '--x--', 'Content-Transfer-Encoding: base64', 'Content-Type: text/html', '<b', '\0', '====', '', ' ', '\u00ff')
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), async (lines) => {
      const parsed = await parseMail(Buffer.from(lines.join('\r\n')))
      expect('mail' in parsed || typeof parsed.unreadable === 'string').toBe(true)
    }), { numRuns: 150 })
  })

  test('every fixture is read or refused, none throws', async () => {
    for (const name of await readdir(folder)) expect(await parseMail(await readFile(join(folder, name)))).toBeTypeOf('object')
  })
})

describe('MAIL-11: a person or a machine', () => {
  const of = (fields: Record<string, string>, envelopeFrom: string | null = 'a@b.test', subject = 'Panne') =>
    classify(readHeader(Buffer.from(`${Object.entries({ From: 'a@b.test', ...fields }).map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`)), envelopeFrom ?? undefined, subject).automatic

  test.each([
    [{}, 'human'], [{ 'Auto-Submitted': 'no' }, 'human'], [{ 'X-Auto-Response-Suppress': 'None' }, 'human'],
    [{ 'Auto-Submitted': 'auto-replied; owner-email="x"' }, 'auto_reply'], [{ 'X-Autoreply': 'yes' }, 'auto_reply'], [{ 'X-Autorespond': 'x' }, 'auto_reply'], [{ Precedence: 'auto_reply' }, 'auto_reply'],
    [{ 'Auto-Submitted': 'auto-generated' }, 'auto_generated'], [{ Precedence: 'bulk' }, 'auto_generated'], [{ Precedence: 'junk' }, 'auto_generated'], [{ 'X-Loop': 'a@b' }, 'auto_generated'],
    [{ 'X-Auto-Response-Suppress': 'OOF, AutoReply' }, 'auto_generated'], [{ From: 'No-Reply@b.test' }, 'auto_generated'],
    [{ 'List-Id': '<l.b.test>' }, 'list'], [{ 'List-Unsubscribe': '<mailto:x@y>' }, 'list'], [{ Precedence: 'list' }, 'list'],
    [{ 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }, 'bounce'], [{ From: 'MAILER-DAEMON@b.test' }, 'bounce'], [{ From: '"Postmaster" <postmaster@b.test>' }, 'bounce'],
    [{ 'Content-Type': 'multipart/report; boundary=b; report-type=feedback-report' }, 'report'], [{ 'Content-Type': 'multipart/report; report-type="disposition-notification"' }, 'report'],
  ] as [Record<string, string>, string][])('%j is %s', (fields, automatic) => {
    expect(of(fields)).toBe(automatic)
  })

  test('the null reverse path is a machine’s; with the subject of an absence it is an answer', () => {
    expect(of({}, '')).toBe('bounce')
    expect(of({ 'Return-Path': '<>' }, null)).toBe('bounce')
    expect(of({}, '', 'Absence du bureau')).toBe('auto_reply')
  })

  test('a subject alone never makes a person a machine', () => {
    expect(of({}, 'a@b.test', 'Absence de réseau depuis ce matin')).toBe('human')
  })

  test('MAIL-15: the day of return, when it can be read without guessing', async () => {
    expect(returnDay((await read('absence.eml')).text, '2026-11-24')).toBe('2026-12-02')
    expect(returnDay('absent jusqu’au 3 janvier', '2026-12-20')).toBe('2027-01-03')
    expect(returnDay('back on 2026-12-01', '2026-11-24')).toBe('2026-12-01')
    expect(returnDay('de retour le 31 février', '2026-11-24')).toBeUndefined()
    expect(returnDay('de retour bientôt', '2026-11-24')).toBeUndefined()
  })
})

describe('MAIL-31, AB-15, AB-17, AB-18: HTML of strangers', () => {
  const clean = (html: string) => sanitiseHtml(html, new Set(['ok@x'])).html
  test.each([
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">', '<a href="javascript:alert(1)">x</a>', '<a href="data:text/html,x">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>', '<iframe src="https://x.test"></iframe>', '<form action="https://x.test"><input name=q></form>', '<style>@import "https://x.test/a.css"</style>',
    '<p style="background:url(https://x.test/p)">x</p>', '<p style="position:fixed;top:0">x</p>', '<link rel=stylesheet href=https://x.test>', '<base href="https://x.test/">', '<meta http-equiv=refresh content="0;url=https://x.test">',
    '<img src="//x.test/p.gif">', '<img srcset="https://x.test/p.gif 2x">', '<math><mtext><script>alert(1)</script></mtext></math>', '<img name=body id=body src="cid:other@x">', '<video src=https://x.test>', '<b class="x" id="y" name="z">b</b>',
  ])('inert: %s', (html) => {
    expect(clean(html)).not.toMatch(/script|onerror|onload|javascript|data:|iframe|form|input|url\(|position|x\.test|<style|<link|<meta|<base|class=|id=|name=|cid:other/i)
  })

  test('what people write stays', () => {
    const html = '<p style="color:#ff0000;font-weight:bold">Rouge</p><table><tr><td colspan="2">1</td></tr></table><pre>  code</pre><a href="https://un.test/x?a=1&amp;b=2">lien</a><img src="cid:ok@x" alt="plan">'
    expect(clean(html)).toBe('<p style="color:#ff0000;font-weight:bold">Rouge</p><table><tr><td colspan="2">1</td></tr></table><pre>  code</pre><a href="https://un.test/x?a=1&amp;b=2" rel="noopener noreferrer nofollow">lien</a><img src="cid:ok@x" alt="plan" />')
  })
})

describe('names and subjects', () => {
  test.each([
    ['../../etc/passwd', 'passwd'], ['C:\\temp\\a.txt', 'a.txt'], ['photo\u202Egnp.exe', 'photognp.exe'], ['', 'part-1'], ['...', 'part-1'], ['a\0b\r\nc.txt', 'abc.txt'], ['  .htaccess', 'htaccess'], ['e\u0301te\u0301.pdf', 'été.pdf'],
  ])('MAIL-34, AB-37: %j is saved as %j', (name, safe) => {
    expect(safeFilename(name, 'part-1')).toBe(safe)
  })

  test('MAIL-34: 150 bytes at most, the extension stays', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
      expect(Buffer.byteLength(safeFilename(name, 'x'))).toBeLessThanOrEqual(150)
    }))
    expect(safeFilename(`${'é'.repeat(200)}.tar.gz`, 'x')).toMatch(/é\.gz$/)
  })

  test('freescout#2921: a subject never grows', () => {
    let subject = 'Panne'
    for (let count = 0; count < 5; count++) subject = `RE: Re : TR: ${ticketSubject(402, subject)}`
    expect(ticketSubject(402, subject)).toBe('[#402] Panne')
    expect(ticketSubject(7, 'RE: [#402] [#401] Panne')).toBe('[#7] Panne')
    expect(ticketSubject(7, '')).toBe('[#7]')
  })

  test('AB-09: mails that check a mailbox are recognised', () => {
    expect(looksLikeVerification('Confirmez votre adresse e-mail', '')).toBe(true)
    expect(looksLikeVerification('Hello', 'Your verification code is 123456')).toBe(true)
    expect(looksLikeVerification('Code d’erreur 500', 'le serveur ne confirme rien')).toBe(false)
  })

  test('MAIL-09: the same message by another way is the same, another text is another', () => {
    const key = (raw: string) => dedupeKeyOf(Buffer.from(raw), 'raw', 'm@x')
    const message = 'From: a@b\r\nMessage-ID: <m@x>\r\nSubject: s\r\n\r\ntexte'
    expect(key(`Received: from x\r\n by y\r\nDelivered-To: z@un.test\r\n${message}`)).toBe(key(`Received: from other\r\n${message}`))
    expect(key(message)).not.toBe(key(message.replace('texte', 'autre')))
    expect(key(message)).not.toBe(key(message.replace('Subject: s', 'Subject: t')))
  })
})
