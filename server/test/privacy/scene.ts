import { addAgent, addContact, addCustomer, addLicence } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { receive } from '#intake/intake.ts'
import { actAs } from '../harness.ts'
import type { Company, Trial } from '../harness.ts'

/** Words that stand nowhere but in what Jean Martin is, wrote, or was told: after an erasure none may be found. */
export const canaries = ['Jean Martin', 'jean@martin-donnees.example', 'CANARI-SUJET', 'CANARI-TEXTE', 'CANARI-PIECE', 'CANARI-COURRIEL', 'CANARI-NOTE', 'CANARI-REPONSE', 'CANARI-BROUILLON', 'CANARI-REFUS', '203.0.113.77', '198.51.100.9'] as const

/** Words of others, which an archive of Jean's never holds. */
export const foreign = ['Paul Autrement', 'paul@martin-donnees.example', 'Zoé Voisine', 'zoe@voisine.example', 'CANARI-VOISINE', 'CANARI-TIERS', 'jeton@tiers.example'] as const

export interface Scene {
  readonly number: number
  readonly mailed: number
  readonly neighbours: number
  readonly dpo: string
  readonly second: string
  readonly neighbourId: string
}

const mailOf = (company: Company, text: string, more: object = {}) => ({
  providerId: company.provider.id, channel: 'mail', medium: 'mail', automatic: 'human' as const, facts: {}, attachments: [], text, ...more,
})

/** A person with something of everything that is kept, and neighbours who must not be in their archive. */
export async function playScene(trial: Trial, company: Company): Promise<Scene> {
  const { desk, time } = trial
  const { db } = desk.database
  const providerId = company.provider.id
  const address = 'jean@martin-donnees.example'
  await addContact(desk, providerId, { customerId: company.customerId, name: 'Paul Autrement', email: 'paul@martin-donnees.example', verified: true })
  const otherId = await addCustomer(desk, providerId, { number: '20002', name: 'Voisine SARL' })
  const neighbourId = await addContact(desk, providerId, { customerId: otherId, name: 'Zoé Voisine', email: 'zoe@voisine.example', verified: true })
  const dpo = (await addAgent(desk, providerId, { name: 'Dana Privée', email: 'dana@donnees.example', password: 'un mot de passe assez long', roles: ['privacy'] })).id
  const second = (await addAgent(desk, providerId, { name: 'Sami Second', email: 'sami@donnees.example', password: 'un mot de passe assez long', roles: ['admin'] })).id
  await addLicence(desk, providerId, { kind: 'site', key: 'AAAA-BBBB', deliveredTo: address, customerId: company.customerId })

  const cookie = await company.asContact()
  const file = await company.call('POST', 'uploads?name=facture.txt', { cookie, raw: Buffer.from('CANARI-PIECE'), headers: { 'content-type': 'application/octet-stream' } })
  const partage = await company.call('POST', 'uploads?name=partage.txt', { cookie, raw: Buffer.from('CANARI-PARTAGE'), headers: { 'content-type': 'application/octet-stream' } })
  const asked = await company.call('POST', 'requests', { cookie, body: { subject: 'CANARI-SUJET', text: 'CANARI-TEXTE : voyez srv-1', facts: { kind: 'technical', server_ip: '203.0.113.77', urgent: true }, attachments: [file.body.id, partage.body.id] } })
  const { number } = asked.body
  time.advance(60_000)
  await actAs(company, number, 'replies', { text: 'Bonjour Jean Martin, CANARI-REPONSE' })
  await actAs(company, number, 'notes', { text: 'CANARI-NOTE : Jean  Martin a cité Paul Autrement (paul@martin-donnees.example), Zoé Voisine et jeton@tiers.example' })
  await actAs(company, number, 'solve', { text: 'CANARI-REPONSE, réglé' })

  const raw = await desk.files.put(Buffer.from(`From: Jean Martin <${address}>\r\n\r\nCANARI-COURRIEL`))
  const received = await receive(desk, mailOf(company, 'CANARI-COURRIEL', {
    receivedAt: time.now(), dedupeKey: raw.hash, raw: { sha256: raw.hash, size: raw.size, mediaType: 'message/rfc822' }, subject: 'CANARI-SUJET par courriel',
    sender: { address, name: 'Jean Martin', trust: 'T1', flags: [] }, mail: { messageId: 'abc@martin-donnees.example', references: [], tokens: [], to: [], cc: [] },
  }) as never)
  if (received.kind !== 'ticket') throw new Error(received.kind)
  await actAs(company, received.number, 'solve', { text: 'Fait.' })
  const refused = await receive(desk, mailOf(company, 'CANARI-REFUS', {
    receivedAt: time.now(), dedupeKey: 'refus', subject: 'réseau', facts: { kind: 'networking' }, sender: { address, name: 'Jean Martin', trust: 'T1', flags: [] },
  }) as never)
  if (refused.kind !== 'refused') throw new Error(refused.kind)
  await db.insertInto('drafts').values({ provider_id: providerId, id: desk.ids.next(), contact_id: company.contactId, place: 'ask:x', form_key: 'x', fields: JSON.stringify({ text: 'CANARI-BROUILLON' }), created_at: time.now(), updated_at: time.now() }).execute()
  await db.updateTable('requests').set({ machine: '198.51.100.9' }).where('provider_id', '=', providerId).where('ticket_id', 'is not', null).execute()
  await db.updateTable('sessions').set({ machine: '198.51.100.9' }).where('provider_id', '=', providerId).where('contact_id', '=', company.contactId).execute()

  const theirs = await company.call('POST', 'requests', { cookie: await company.asContact(neighbourId), body: { subject: 'Voisine', text: 'CANARI-VOISINE, comme Jean Martin (jean@martin-donnees.example) me l’a dit' } })
  await receive(desk, mailOf(company, 'CANARI-TIERS', {
    receivedAt: time.now(), dedupeKey: 'tiers', subject: 're', sender: { address: 'jeton@tiers.example', name: 'Tiers', trust: 'T0', flags: [] },
    thread: { ticketId: (await db.selectFrom('tickets').select('id').where('provider_id', '=', providerId).where('number', '=', number).executeTakeFirstOrThrow()).id, how: 'subject', participant: false },
  }) as never)
  return { number, mailed: received.number, neighbours: theirs.body.number, dpo, second, neighbourId }
}

/** Every word of the database, as a dump would hold it: what a grep would find. */
export async function dump(desk: Desk): Promise<string> {
  const { rows } = await desk.database.pool.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'")
  const parts: string[] = []
  for (const { name } of rows) {
    const found = await desk.database.pool.query<{ row: string }>(`select t::text as row from "${name}" t`)
    parts.push(...found.rows.map(({ row }) => `${name}: ${row}`))
  }
  return parts.join('\n')
}
