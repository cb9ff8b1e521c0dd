import { describe, expect, test } from 'vitest'
import { caughtLetters, deliverDue, enqueue, listOutgoing } from '#outbox/outbox.ts'
import { deskWallOf } from '#people/people.ts'
import type { Carrier, Notice, Sent, SignInLetter } from '#outbox/outbox.ts'
import { leaseMs, claimDue } from '#outbox/claim.ts'
import { mailCarrier } from '#channels/mail/mail.ts'
import type { MailCarrier } from '#channels/mail/mail.ts'
import { outgoingLetters } from '#channels/demonstration/outgoing.ts'
import { transaction } from '#platform/database.ts'
import { hashToken } from '#platform/tokens.ts'
import { start } from './world.ts'
import { openOutbox } from './outbox-world.ts'
import { openReceiver } from './receiver.ts'

const { receiver, world, time, providers, db, ticketId, to, desk, carrier, reply, acknowledgement, write, row } = await openOutbox()

describe('a letter that leaves', () => {
  test('MAIL-01, MAIL-02, MAIL-13, MAIL-30: a reply carries what threads it, text and HTML, and a signed return address', async () => {
    await write(reply({ inReplyTo: 'm1@client.test', content: { quoted: { author: 'Jean', at: start, text: 'Rien ne va <plus>.' } } }))
    await deliverDue(world, carrier)
    expect(receiver.mails).toHaveLength(1)
    const [{ from, to: rcpt, parsed, raw }] = receiver.mails as [(typeof receiver.mails)[number]]
    expect(rcpt).toEqual(['jean@client.test'])
    expect(from).toMatch(/^bounces\+[0-9a-f]{32}\.[0-9a-f]{16}@un\.test$/)
    expect(parsed.subject).toBe('[#1234] Serveur muet')
    expect(parsed.from?.text).toBe('"Élodie Martin (Hébergeur Un)" <support@un.test>')
    expect(parsed.replyTo?.value[0]?.address).toMatch(/^support\+t\.[a-z2-7]{26}@un\.test$/)
    expect(parsed.inReplyTo).toBe('<m1@client.test>')
    expect(parsed.references).toEqual([`<ticket.${ticketId}@un.test>`, '<m1@client.test>'])
    expect(parsed.text).toContain('C’est réparé.\n\n-- \nÉlodie Martin\nHébergeur Un')
    expect(parsed.text).toContain('Jean a écrit\u202f:\n\n> Rien ne va <plus>.')
    expect(parsed.html).toContain('<html lang="fr">')
    expect(parsed.html).toContain('Rien ne va &lt;plus&gt;.')
    expect(raw).toMatch(/^Content-Language: fr\r?$/m)
    expect(raw).toMatch(/^Date: Tue, 24 Nov 2026 11:00:00 \+0100\r?$/m)
    expect(raw).not.toMatch(/^(Auto-Submitted|Precedence|List-Unsubscribe):/im)
  })

  test('what an agent attached goes with it', async () => {
    const { hash, size } = await world.files.put(Buffer.from('erreur 500'))
    await write(reply({ content: { attachments: [{ name: 'journal d’accès.txt', mediaType: 'text/plain', size, sha256: hash }] } }))
    await deliverDue(world, carrier)
    const [file] = receiver.mails[0]?.parsed.attachments ?? []
    expect({ name: file?.filename, type: file?.contentType, text: file?.content.toString() }).toEqual({ name: 'journal d’accès.txt', type: 'text/plain', text: 'erreur 500' })
  })

  test('the reply address is known by its hash alone', async () => {
    await write(reply())
    await deliverDue(world, carrier)
    const token = /\+t\.([a-z2-7]+)@/.exec(receiver.mails[0]?.parsed.replyTo?.value[0]?.address ?? '')?.[1] ?? ''
    const stored = await db.selectFrom('reply_tokens').select(['ticket_id', 'address_key']).where('token_hash', '=', hashToken(token)).executeTakeFirst()
    expect(stored).toEqual({ ticket_id: ticketId, address_key: 'jean@client.test' })
    const everything = JSON.stringify(await db.selectFrom('outbox').selectAll().execute())
    expect(everything).not.toContain(token)
  })

  test('MAIL-13: an acknowledgement says that nobody wrote it', async () => {
    await write(acknowledgement('jean@client.test'))
    await deliverDue(world, carrier)
    const raw = receiver.mails[0]?.raw ?? ''
    expect(raw).toMatch(/^Auto-Submitted: auto-replied\r?$/m)
    expect(raw).toMatch(/^X-Auto-Response-Suppress: All\r?$/m)
    expect(receiver.mails[0]?.parsed.subject).toBe('[#7] Votre demande est enregistrée')
  })

  test('AB-35: a line break in a subject or a name starts no header', async () => {
    await write(reply({ to: { address: 'jean@client.test', name: 'Jean\r\nBcc: mal@attaquant.test' }, content: { subject: 'Bonjour\r\nX-Evil: 1\r\n\r\n<script>', author: 'A\nB' } }))
    await deliverDue(world, carrier)
    const { raw, parsed, to: rcpt } = receiver.mails[0] as (typeof receiver.mails)[number]
    expect(raw).not.toMatch(/^(X-Evil|Bcc):/im)
    expect(parsed.subject).toBe('[#1234] Bonjour X-Evil: 1 <script>')
    expect(rcpt).toEqual(['jean@client.test'])
  })

  test('MAIL-13: what the policy says because time passed is in the ticket’s conversation, and told to machines as written by one', async () => {
    const letter: Notice = { kind: 'notice', providerId: providers.one.id, ticketId, to, language: 'fr', channel: 'email', content: { number: 1234, subject: 'Serveur muet', words: 'Nous attendons votre réponse.', link: 'https://aide.test/un/fr/tickets/1234' } }
    await write(letter)
    await deliverDue(world, carrier)
    const [{ parsed, raw }] = receiver.mails as [(typeof receiver.mails)[number]]
    expect(parsed.subject).toBe('[#1234] Serveur muet')
    expect(parsed.from?.text).toBe('"Hébergeur Un" <support@un.test>')
    expect(parsed.text).toContain('Bonjour Jean Dupont,\n\nNous attendons votre réponse.\n\nSuivre votre demande\u202f: https://aide.test/un/fr/tickets/1234')
    expect(parsed.replyTo?.value[0]?.address).toMatch(/^support\+t\./)
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
  })

  test('AB-27: a sign-in link is kept nowhere once its letter has left', async () => {
    const letter: SignInLetter = { kind: 'sign_in', providerId: providers.one.id, to, language: 'fr', content: { link: 'https://aide.test/un/fr/sign-in/secret-token', minutes: 30 } }
    await write(letter)
    await deliverDue(world, carrier)
    expect(receiver.mails[0]?.parsed.text).toContain('https://aide.test/un/fr/sign-in/secret-token')
    expect(receiver.mails[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
    expect(JSON.stringify(await db.selectFrom('outbox').selectAll().execute())).not.toContain('secret-token')
  })
})

describe('delivered at least once, always as the same message', () => {
  test('a letter whose cause is undone never existed', async () => {
    await expect(transaction(db, async (tx) => {
      await enqueue(tx, world, reply())
      throw new Error('the cause failed')
    })).rejects.toThrow('the cause failed')
    await deliverDue(world, carrier)
    expect(receiver.mails).toHaveLength(0)
  })

  test('told "later" it waits longer each time, and comes as the same message', async () => {
    await write(reply())
    receiver.answers = [451, 451]
    const tries: number[] = []
    for (let minute = 0; minute <= 30; minute++) {
      const before = receiver.answers.length + receiver.mails.length
      await deliverDue(world, carrier)
      if (receiver.answers.length + receiver.mails.length !== before || receiver.mails.length > 0) tries.push(minute)
      if (receiver.mails.length > 0) break
      time.advance(60_000)
    }
    expect(tries).toEqual([0, 1, 6])
    const sent = await row()
    expect(sent).toMatchObject({ state: 'sent', attempts: 3, error: null })
  })

  test('refused for ever it has failed, with an event, and is not tried again', async () => {
    await write(reply())
    receiver.answers = [550]
    await deliverDue(world, carrier)
    expect(await row()).toMatchObject({ state: 'failed', attempts: 1, error: expect.stringContaining('No such user') })
    time.advance(10 * 86_400_000)
    await deliverDue(world, carrier)
    expect(receiver.mails).toHaveLength(0)
    const events = await db.selectFrom('events').select('data').where('type', '=', 'mail.failed').execute()
    expect(events.at(-1)?.data).toMatchObject({ ticketId, permanent: true })
  })

  test('told "later" for five days it is given up', async () => {
    await write(reply())
    for (let day = 0; day < 6; day++) {
      receiver.answers = Array.from({ length: 10 }, () => 451)
      await deliverDue(world, carrier)
      time.advance(86_400_000)
    }
    expect(await row()).toMatchObject({ state: 'failed' })
    expect(receiver.mails).toHaveLength(0)
  })

  test('with the mail server down three hundred letters wait, lose no attempt, and each leaves once when it is back', async () => {
    const away = await openReceiver()
    const { port } = new URL(away.url)
    await away.close()
    const other = mailCarrier(desk({ ...world, settings: { ...world.settings, smtpUrl: away.url } }))
    for (let count = 0; count < 300; count++) await write(reply())
    expect(await deliverDue(world, other)).toBe(0)
    const waiting = await db.selectFrom('outbox').select(['state', 'attempts']).execute()
    expect(waiting.filter((one) => one.state === 'pending' && one.attempts === 0)).toHaveLength(300)
    const back = await openReceiver(Number(port))
    time.advance(3 * 60_000)
    expect(await deliverDue(world, other)).toBe(300)
    expect(new Set(back.mails.map((one) => one.parsed.messageId)).size).toBe(300)
    expect(back.mails).toHaveLength(300)
    other.close()
    await back.close()
  })

  test('two processes at once send each letter once', async () => {
    for (let count = 0; count < 60; count++) await write(reply())
    const counts = await Promise.all([deliverDue(world, carrier), deliverDue(world, carrier)])
    expect(counts[0] + counts[1]).toBe(60)
    expect(receiver.mails).toHaveLength(60)
  })

  test('a claim left by a process that died comes back after its lease, as the same message', async () => {
    const written = await write(reply())
    expect(await claimDue(world, providers.one.id, 10)).toHaveLength(1)
    expect(await deliverDue(world, carrier)).toBe(0)
    time.advance(leaseMs)
    expect(await deliverDue(world, carrier)).toBe(1)
    expect(receiver.mails[0]?.parsed.messageId).toBe(`<${written.kind === 'enqueued' ? written.headerMessageId : ''}>`)
  })

  test('who comes back after his lease has run out changes nothing', async () => {
    await write(reply())
    const held = (sent: Sent) => {
      let release: () => void = () => undefined
      const until = new Promise<void>((resolve) => (release = resolve))
      let begun: () => void = () => undefined
      const started = new Promise<void>((resolve) => (begun = resolve))
      const carried: Carrier = { ...carrier, send: async () => { begun(); await until; return sent } }
      return { started, release, done: deliverDue(world, carried) }
    }
    const first = held({ kind: 'refused', response: '550 no' })
    await first.started
    time.advance(leaseMs)
    const second = held({ kind: 'sent', response: '250 yes' })
    await second.started
    first.release()
    await first.done
    expect(await row()).toMatchObject({ state: 'sending', error: null })
    second.release()
    await second.done
    expect(await row()).toMatchObject({ state: 'sent' })
  })

  test('a letter in another process’s hands is passed over, not waited for', async () => {
    await write(reply())
    await write(reply())
    await transaction(db, async (tx) => {
      await tx.selectFrom('outbox').select('id').orderBy('created_at').orderBy('id').limit(1).forUpdate().execute()
      expect(await claimDue(world, providers.one.id, 10)).toHaveLength(1)
    })
  })

  test('a letter that cannot be made keeps no other from leaving', async () => {
    await write(reply({ content: { attachments: [{ name: 'perdu.txt', mediaType: 'text/plain', size: 1, sha256: '0'.repeat(64) }] } }))
    await write(reply())
    await deliverDue(world, carrier)
    expect(receiver.mails).toHaveLength(1)
    expect((await listOutgoing(db, providers.one.id, deskWallOf({ id: providers.one.id, departments: [] }), { limit: 10 })).map((one) => one.state).toSorted()).toEqual(['pending', 'sent'])
  })

  test('without a relay nothing is touched', async () => {
    await write(reply())
    const none = mailCarrier(desk({ ...world, settings: { ...world.settings, smtpUrl: undefined } }))
    expect(await deliverDue(world, none)).toBe(0)
    expect(await row()).toMatchObject({ state: 'pending', attempts: 0 })
  })
})

describe('a demonstration', () => {
  test('catches everything, whatever the settings, and shows it', async () => {
    const shown = { ...world, demonstration: true }
    const caught: MailCarrier = mailCarrier(desk(shown))
    expect(caught.send).toBeUndefined()
    await write(reply())
    // Even a carrier that could send is not asked to.
    await deliverDue(shown, carrier)
    expect(receiver.mails).toHaveLength(0)
    expect(await row()).toMatchObject({ state: 'caught', subject: '[#1234] Serveur muet' })
    const [letter] = await outgoingLetters(shown, { limit: 5 })
    expect(letter).toMatchObject({ provider: { slug: 'un' }, to: 'Jean Dupont <jean@client.test>', subject: '[#1234] Serveur muet' })
    expect(await outgoingLetters(world, { limit: 5 })).toEqual([])
    expect(await caughtLetters(db, { limit: 5, providerId: providers.two.id })).toEqual([])
  })
})
