import { afterAll, beforeEach } from 'vitest'
import { enqueue, listOutgoing } from '#outbox/outbox.ts'
import { deskWallOf } from '#people/people.ts'
import type { Acknowledgement, Letter, Reply } from '#outbox/outbox.ts'
import { mailCarrier } from '#channels/mail/mail.ts'
import type { Desk } from '#policies/policies.ts'
import { transaction } from '#platform/database.ts'
import type { World } from '#server/tables.ts'
import { mailWorld, start } from './world.ts'
import { openReceiver } from './receiver.ts'

/** An outbox with its relay, and the letters that are put into it; empty before each test. */
export async function openOutbox() {
  const receiver = await openReceiver()
  const mail = await mailWorld({ env: { SMTP_URL: receiver.url } })
  const { world, time, providers } = mail
  const desk = (of: World): Desk => ({ ...of, policies: { inForce: async () => ({ zone: 'Europe/Paris' }) } as unknown as Desk['policies'] })
  const carrier = mailCarrier(desk(world))
  afterAll(async () => {
    carrier.close()
    await receiver.close()
  })

  const { db } = world.database
  const ticketId = world.ids.next()
  const to = { address: 'jean@client.test', name: 'Jean Dupont' }
  const reply = (more: Omit<Partial<Reply>, 'content'> & { content?: Partial<Reply['content']> } = {}): Reply => ({
    kind: 'reply', providerId: providers.one.id, ticketId, to, language: 'fr', channel: 'email', ...more,
    content: { number: 1234, subject: 'Re: RE: [#1234] Serveur muet', author: 'Élodie Martin', text: 'Bonjour Jean,\n\nC’est réparé.', ...more.content },
  })
  const acknowledgement = (address: string, answered: Acknowledgement['answered'] = { automatic: 'human', envelopeFrom: address }): Acknowledgement => ({
    kind: 'acknowledgement', providerId: providers.one.id, ticketId: world.ids.next(), to: { address }, language: 'fr', answered,
    content: { number: 7, words: ['Réponse garantie avant mardi 9 h 00.'] },
  })
  const write = (letter: Letter) => transaction(db, (tx) => enqueue(tx, world, letter))
  const row = async (kind?: string) => (await listOutgoing(db, providers.one.id, deskWallOf({ id: providers.one.id, departments: [] }), { limit: 10 })).filter((one) => kind === undefined || one.kind === kind)[0]

  beforeEach(async () => {
    await db.deleteFrom('outbox').execute()
    receiver.mails.length = 0
    receiver.answers.length = 0
    time.set(start)
  })
  return { receiver, world, time, providers, db, ticketId, to, desk, carrier, reply, acknowledgement, write, row }
}
