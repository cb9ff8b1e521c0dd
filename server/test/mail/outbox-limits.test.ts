import { describe, expect, test } from 'vitest'
import { deliverDue, markBounced } from '#outbox/outbox.ts'
import { openOutbox } from './outbox-world.ts'

const { receiver, world, time, providers, carrier, reply, acknowledgement, write } = await openOutbox()

describe('what a machine may send', () => {
  test.each(['auto_reply', 'auto_generated', 'bounce', 'list', 'report'])('MAIL-12: never an answer to %s', async (automatic) => {
    expect(await write(acknowledgement('jean@client.test', { automatic }))).toEqual({ kind: 'withheld', why: 'not_human' })
  })

  test('MAIL-12: never to the null reverse path nor to an address of ours', async () => {
    expect(await write(acknowledgement('jean@client.test', { automatic: 'human', envelopeFrom: '' }))).toEqual({ kind: 'withheld', why: 'no_return' })
    expect(await write(acknowledgement('Help@deux.test'))).toEqual({ kind: 'withheld', why: 'own_address' })
  })

  test('MAIL-14, AB-12: three in an hour and ten in a day to one address, whatever the ticket', async () => {
    const sent: string[] = []
    for (let hour = 0; hour < 5; hour++) {
      for (let count = 0; count < 4; count++) sent.push((await write(acknowledgement('Victime@client.test'))).kind)
      time.advance(3_600_000)
    }
    expect(sent.filter((kind) => kind === 'enqueued')).toHaveLength(10)
    expect(sent.slice(0, 4)).toEqual(['enqueued', 'enqueued', 'enqueued', 'withheld'])
    expect(await write(acknowledgement('victime@client.test'))).toEqual({ kind: 'withheld', why: 'address_limit' })
    // An agent's own reply is never held back.
    expect((await write(reply({ to: { address: 'victime@client.test' } }))).kind).toBe('enqueued')
  })

  test('MAIL-14: a domain has its limit too', async () => {
    const sent: string[] = []
    for (let count = 0; count < 65; count++) sent.push((await write(acknowledgement(`p${count}@masse.test`))).kind)
    expect(sent.filter((kind) => kind === 'enqueued')).toHaveLength(60)
  })

  test('MAIL-16: not to an address whose letters come back', async () => {
    const written = await write(acknowledgement('parti@client.test'))
    await markBounced(world, providers.one.id, written.kind === 'enqueued' ? written.id : '', { permanent: true, status: '5.1.1' })
    expect(await write(acknowledgement('parti@client.test'))).toEqual({ kind: 'withheld', why: 'bounced_address' })
  })

  test('AB-12: nothing of what an unverified sender wrote is in an acknowledgement', async () => {
    await write(acknowledgement('victime@client.test'))
    await deliverDue(world, carrier)
    const { parsed } = receiver.mails[0] as (typeof receiver.mails)[number]
    expect(parsed.subject).toBe('[#7] Votre demande est enregistrée')
    expect(parsed.text).toBe('Bonjour,\n\nVotre demande porte le numéro 7.\n\nRéponse garantie avant mardi 9 h 00.\n\nPour la compléter, répondez à ce message.\n\nMessage envoyé automatiquement.\n\n-- \nHébergeur Un\n')
  })
})
