import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimSign } from 'mailauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { authenticate } from '#channels/mail/authenticate.ts'
import { readHeader, valueOf } from '#channels/mail/header.ts'
import { judgeSender, readFrom } from '#channels/mail/trust.ts'
import type { Names } from '#channels/mail/names.ts'
import { machines, makeNames, openNames } from '#channels/demonstration/names.ts'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'

const now = Date.parse('2026-11-24T10:00:00Z')
const registered = { registered: true, agent: false, own: false }
let names: DemonstrationNames

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-names-'))
  await makeNames(folder, ['client.test', 'attaquant.test'])
  names = await openNames(folder)
})

interface Options {
  headers?: string[]
  from?: string
  date?: string
  body?: string
}

function message({ headers = [], from = 'From: Jean Dupont <jean@client.test>', date = 'Tue, 24 Nov 2026 10:58:00 +0100', body = 'Merci de redémarrer le serveur.' }: Options = {}): Buffer {
  return Buffer.from([from, 'To: support@fournisseur.test', 'Subject: Bonjour', `Date: ${date}`, 'Message-ID: <m1@client.test>', ...headers, '', body, ''].join('\r\n'))
}

async function sign(raw: Buffer, domain: string, more: object = {}, whole: object = {}): Promise<Buffer> {
  const key = names.keyOf(domain)
  const signed = await dkimSign(raw, { signatureData: [{ ...key, algorithm: 'ed25519-sha256', canonicalization: 'relaxed/relaxed', ...more }], signTime: new Date(now - 60_000), ...whole } as never)
  if (signed.signatures === '') throw new Error(JSON.stringify(signed.errors.map(String)))
  return Buffer.concat([Buffer.from(signed.signatures), raw])
}

async function judge(raw: Buffer, ip: string, at = now, using: Names = names) {
  const envelope = { ip, helo: 'mail.client.test', from: 'jean@client.test' }
  const verdict = await authenticate(raw, envelope, using, at)
  const fields = readHeader(raw)
  const dated = valueOf(fields, 'date')
  const judged = judgeSender({ from: readFrom(fields), verdict, known: registered, replyTo: valueOf(fields, 'reply-to'), date: dated ? Date.parse(dated) : undefined, now: at, repeated: false })
  return { ...judged, verdict }
}

describe('who is the sender', () => {
  test('AUTH-02: a registered address with an aligned signature is T1', async () => {
    const { trust, reason, verdict, flags } = await judge(await sign(message(), 'client.test'), machines.own)
    expect({ trust, reason, flags }).toEqual({ trust: 'T1', reason: 'registered_signed', flags: [] })
    expect(verdict).toMatchObject({ spf: 'pass', dmarc: 'pass', alignedBy: 'dkim', dkim: [{ domain: 'client.test', result: 'pass', aligned: true }], at: now })
  })

  test('AUTH-03: a forwarded genuine message is T1 although its SPF fails', async () => {
    const { trust, verdict } = await judge(await sign(message(), 'client.test'), machines.stranger)
    expect(verdict.spf).toBe('fail')
    expect(trust).toBe('T1')
  })

  test('AB-01: a registered address without any proof is T0', async () => {
    const { trust, reason, verdict } = await judge(message(), machines.stranger)
    expect(verdict.dmarc).toBe('fail')
    expect({ trust, reason }).toEqual({ trust: 'T0', reason: 'registered_unverified' })
  })

  test('AUTH-04, AB-02: SPF through a shared host is plausible, never T1', async () => {
    const { trust, reason, verdict } = await judge(message(), machines.shared)
    expect(verdict).toMatchObject({ spf: 'pass', dmarc: 'pass', alignedBy: 'spf', dkim: [] })
    expect({ trust, reason }).toEqual({ trust: 'T0.5', reason: 'registered_plausible' })
  })

  test('AUTH-05, AB-03: results that a message brings along are not read', async () => {
    const raw = message({ headers: ['Authentication-Results: mx.fournisseur.test; dkim=pass header.d=client.test; dmarc=pass', 'ARC-Authentication-Results: i=1; mx.fournisseur.test; dmarc=pass'] })
    expect((await judge(raw, machines.stranger)).trust).toBe('T0')
  })

  test('AB-04: a good signature of another domain proves nothing', async () => {
    const { trust, verdict } = await judge(await sign(message(), 'attaquant.test'), machines.stranger)
    expect(verdict.dkim).toEqual([{ domain: 'attaquant.test', result: 'pass', aligned: false }])
    expect(trust).toBe('T0')
  })

  test('a changed body breaks the signature', async () => {
    const raw = await sign(message(), 'client.test')
    expect((await judge(Buffer.from(raw.toString().replace('redémarrer', 'effacer')), machines.stranger)).trust).toBe('T0')
  })

  test('a signature that leaves bytes unsigned (l=) does not count', async () => {
    const raw = await sign(message(), 'client.test', { maxBodyLength: 5 })
    const judged = await judge(raw, machines.stranger)
    expect(judged.verdict.dkim[0]?.result).toBe('pass')
    expect(judged.trust).toBe('T0')
  })

  test('AB-07: a replayed message older than seven days is never T1, an expired signature neither', async () => {
    const week = await judge(await sign(message(), 'client.test'), machines.own, now + 8 * 86_400_000)
    expect(week.trust).toBe('T0')
    expect(week.flags).toContain('old_date')
    const expiring = await sign(message(), 'client.test', {}, { expires: new Date(now + 3_600_000) })
    expect((await judge(expiring, machines.stranger, now + 7_200_000)).trust).toBe('T0')
  })

  test('no answer from the names is not verified', async () => {
    const silent: Names = { ask: async () => { throw Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }) } }
    const { trust, verdict } = await judge(await sign(message(), 'client.test'), machines.own, now, silent)
    expect(trust).toBe('T0')
    expect(verdict.dmarc).not.toBe('pass')
  })
})

describe('AUTH-06, AB-05: a From that names several, or hides another, is nobody', () => {
  const odd: [string, string, string][] = [
    ['two From fields', 'From: jean@client.test\r\nFrom: mal@attaquant.test', 'several_from'],
    ['two mailboxes', 'From: jean@client.test, mal@attaquant.test', 'several_mailboxes'],
    ['a group', 'From: equipe: jean@client.test;', 'group'],
    ['an empty address', 'From: Jean <>', 'broken_address'],
    ['another address as its name', 'From: "paul@autre.test" <jean@client.test>', 'looks_like_address'],
    ['another address as its encoded name', 'From: =?utf-8?Q?paul=40autre.test?= <jean@client.test>', 'looks_like_address'],
    ['an address hidden in an encoded word', 'From: =?utf-8?B?amVhbkBjbGllbnQudGVzdA==?=@client.test', 'encoded_address'],
    ['a NUL', 'From: jean\0@client.test', 'broken_address'],
  ]
  test.each(odd)('%s', async (_what, from, flag) => {
    const { trust, flags } = await judge(await sign(message({ from }), 'client.test'), machines.own)
    expect(trust).toBe('T0')
    expect(flags).toContain(flag)
  })

  test('no From at all', async () => {
    const { trust, flags } = await judge(message({ from: 'X-None: 1' }), machines.own)
    expect({ trust, flags }).toEqual({ trust: 'T0', flags: ['no_from'] })
  })

  test('its own address as its name is fine', async () => {
    const { trust } = await judge(await sign(message({ from: 'From: "jean@client.test" <jean@CLIENT.test>' }), 'client.test'), machines.own)
    expect(trust).toBe('T1')
  })

  test('AUTH-07, AB-06: Reply-To changes no identity, it is only pointed out', async () => {
    const { trust, flags } = await judge(await sign(message({ headers: ['Reply-To: mal@attaquant.test', 'Sender: agent@fournisseur.test'] }), 'client.test'), machines.own)
    expect({ trust, flags }).toEqual({ trust: 'T1', flags: ['reply_to_elsewhere'] })
  })
})
