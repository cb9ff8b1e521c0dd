import { createTransport } from 'nodemailer'
import type { Desk } from '#policies/policies.ts'
import { demonstrationKinds, demonstrationMail } from '#channels/demonstration/messages.ts'
import type { DemonstrationKind } from '#channels/demonstration/messages.ts'
import { openNames } from '#channels/demonstration/names.ts'
import { exit, print, type Io } from '../io.ts'
import { withDesk } from '../mail-desk.ts'
import { readOptions } from '../options.ts'

export const name = 'mail demo'
export const summary = { fr: 'envoie à la démonstration un message vérifié, falsifié ou plausible', en: 'sends the demonstration a verified, a forged or a plausible message' }

const usage = {
  fr: `Usage : guichet mail demo verified|forged|shared-spf [--provider NOM] [--lang fr|en]

Envoie par SMTP, au service de démonstration qui tourne, le même message d’un client trois fois différent :
verified    signé par son domaine
forged      envoyé par un inconnu qui prend son adresse
shared-spf  envoyé par un voisin qui partage son hébergeur : l’adresse est plausible, rien n’est prouvé
Dit ensuite ce qu’il est devenu. Code de retour : 0 envoyé, 1 refusé ou service absent, 2 mauvais usage.`,
  en: `Usage: guichet mail demo verified|forged|shared-spf [--provider NAME] [--lang fr|en]

Sends by SMTP, to the running demonstration, the same message of a customer in three different ways:
verified    signed by their domain
forged      sent by a stranger who uses their address
shared-spf  sent by a neighbour who shares their host: the address is plausible, nothing is proved
Then tells what became of it. Exit code: 0 sent, 1 refused or desk away, 2 bad use.`,
}

const words = {
  fr: {
    which: 'Lequel : verified, forged ou shared-spf ?', notDemo: 'Ce dossier n’est pas une démonstration : rien n’est envoyé.', noProvider: (slug: string) => `Aucun prestataire « ${slug} » ne reçoit de courrier ici.`,
    away: (port: number) => `Personne ne répond sur le port ${port}. Lancez d’abord « npm start ».`, refused: (why: string) => `Refusé : ${why}`,
    sent: (from: string, to: string) => `Envoyé par ${from} à ${to}.`, became: 'Devenu', look: 'À voir',
  },
  en: {
    which: 'Which one: verified, forged or shared-spf?', notDemo: 'This folder is not a demonstration: nothing is sent.', noProvider: (slug: string) => `No provider “${slug}” takes mail here.`,
    away: (port: number) => `Nobody answers on port ${port}. Run “npm start” first.`, refused: (why: string) => `Refused: ${why}`,
    sent: (from: string, to: string) => `Sent by ${from} to ${to}.`, became: 'Became', look: 'See',
  },
} as const

/** A provider that takes mail, its address, and a verified contact whose domain has a key. */
async function cast(desk: Desk, slug: string | undefined, hasKey: (domain: string) => boolean) {
  const { db } = desk.database
  let query = db
    .selectFrom('providers as p').innerJoin('directory as d', 'd.provider_id', 'p.id').select(['p.id', 'p.slug', 'p.language', 'd.key as address']).where('d.kind', '=', 'mail_address').orderBy('p.slug').orderBy('d.key')
  if (slug !== undefined) query = query.where('p.slug', '=', slug)
  for (const provider of await query.execute()) {
    const contacts = await db
      .selectFrom('contacts').select(['name', 'email', 'language']).where('provider_id', '=', provider.id).where('verified_at', 'is not', null).orderBy('created_at').orderBy('id').execute()
    const contact = contacts.find((one) => hasKey(one.email.slice(one.email.lastIndexOf('@') + 1)))
    if (contact) return { provider, contact }
  }
  return undefined
}

/** What became of the request that the door named in its answer. */
async function fate(desk: Desk, providerId: string, response: string): Promise<string[]> {
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(response)?.[0]
  if (id === undefined) return [response]
  const row = await desk.database.db
    .selectFrom('requests as r').innerJoin('providers as p', 'p.id', 'r.provider_id')
    .leftJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'r.provider_id').onRef('t.id', '=', 'r.ticket_id'))
    .select(['r.state', 'r.why', 'r.sender', 't.number', 'p.slug']).where('r.provider_id', '=', providerId).where('r.id', '=', id).executeTakeFirst()
  if (row === undefined) return [response]
  const { trust, reason } = row.sender as { trust?: string; reason?: string }
  return [`${row.state}${row.number === null ? '' : ` #${row.number}`}${row.why === null ? '' : ` (${row.why})`} · ${trust ?? '?'} (${reason ?? '?'})`, `${desk.settings.baseUrl}/${row.slug}/desk/`]
}

export async function run(argv: string[], io: Io): Promise<number> {
  const kind = demonstrationKinds.find((one) => argv.includes(one))
  const options = await readOptions(argv.filter((one) => one !== kind), io, { usage, files: 0, options: { provider: { type: 'string' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  if (kind === undefined) {
    await print(io.stderr, say.which)
    return exit.badUse
  }
  const slug = typeof options.values['provider'] === 'string' ? options.values['provider'] : undefined
  return withDesk(io, async ({ desk }) => {
    const refuse = async (why: string) => {
      await print(io.stderr, why)
      return exit.failed
    }
    if (!desk.demonstration) return refuse(say.notDemo)
    return send(desk, io, say, kind, slug, refuse)
  })
}

async function send(desk: Desk, io: Io, say: (typeof words)['fr' | 'en'], kind: DemonstrationKind, slug: string | undefined, refuse: (why: string) => Promise<number>): Promise<number> {
  const names = await openNames(desk.settings.dataFolder)
  const found = await cast(desk, slug, (domain) => names.keyOf(domain) !== undefined)
  if (found === undefined) return refuse(say.noProvider(slug ?? ''))
  const { provider, contact } = found
  const { smtpPort } = desk.settings
  const mail = await demonstrationMail({
    kind, from: { name: contact.name, address: contact.email }, to: provider.address, language: contact.language, at: desk.time.now(), id: desk.ids.next(), names,
  })
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true, localAddress: mail.machine, connectionTimeout: 5_000 })
  try {
    const { response } = await transport.sendMail({ envelope: mail.envelope, raw: mail.raw })
    const [became = '', look] = await fate(desk, provider.id, response)
    await print(io.stdout, `${say.sent(`${contact.email} (${mail.machine})`, provider.address)}\n${say.became}: ${became}${look === undefined ? '' : `\n${say.look}: ${look}`}`)
    return exit.fine
  } catch (error) {
    const { responseCode, message } = error as { responseCode?: number; message: string }
    return refuse(responseCode === undefined ? say.away(smtpPort) : say.refused(message))
  } finally {
    transport.close()
  }
}
