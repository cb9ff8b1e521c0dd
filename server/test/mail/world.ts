import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { createFiles } from '#platform/files.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import { silentLog } from '#platform/log.ts'
import { movableTime } from '#platform/time.ts'
import type { MovableTime } from '#platform/time.ts'
import { readSettings } from '#platform/settings.ts'
import { addContact, addCustomer, addProvider, addToDirectory } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Received } from '#intake/incoming.ts'
import type { Tables, World } from '#server/tables.ts'
import { makeNames, openNames } from '#channels/demonstration/names.ts'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'
import { openMailDoor } from '#channels/mail/listener.ts'
import type { MailDoor } from '#channels/mail/listener.ts'
import type { MailRequest } from '#channels/mail/request.ts'
import { testDatabase } from '../../../test/database.ts'

export const start = Date.parse('2026-11-24T10:00:00Z')

export interface MailWorld {
  readonly world: World
  readonly time: MovableTime
  readonly names: DemonstrationNames
  readonly providers: { readonly one: Provider; readonly two: Provider }
  /** Address of the database, for commands that open it by themselves. */
  readonly databaseUrl: string
  readonly contact: { readonly id: string; readonly customerId: string }
}

/** A world with two providers, one verified contact (jean@client.test at the first), and names for client.test and attaquant.test. */
export async function mailWorld(more: { demonstration?: boolean; env?: Record<string, string> } = {}): Promise<MailWorld> {
  const database = await testDatabase<Tables>()
  const time = movableTime(start)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-mail-'))
  const settings = readSettings({ GUICHET_DATA: folder, SMTP_PORT: '0', BASE_URL: 'https://aide.test', ...more.env })
  const world: World = {
    settings, time, ids: createIds(time), log: silentLog, files: createFiles(folder), jobs: createManualJobs(), database,
    demonstration: more.demonstration ?? false, postgres: undefined, close: async () => undefined,
  }
  const one = await addProvider(world, { slug: 'un', name: 'Hébergeur Un', accent: '#0a5', language: 'fr' })
  const two = await addProvider(world, { slug: 'deux', name: 'Second Host', accent: '#05a', language: 'en' })
  await addToDirectory(world, { kind: 'mail_address', key: 'support@un.test', providerId: one.id, channel: 'email' })
  await addToDirectory(world, { kind: 'mail_address', key: 'facturation@un.test', providerId: one.id, channel: 'billing' })
  await addToDirectory(world, { kind: 'mail_address', key: 'help@deux.test', providerId: two.id, channel: 'email' })
  const customerId = await addCustomer(world, one.id, { number: '12345', name: 'Client SARL' })
  const id = await addContact(world, one.id, { customerId, name: 'Jean Dupont', email: 'jean@client.test', verified: true })
  await makeNames(folder, ['client.test', 'attaquant.test'])
  return { world, databaseUrl: database.url, time, names: await openNames(folder), providers: { one, two }, contact: { id, customerId } }
}

/** Opens the door with an intake that only writes down what it was given. */
export async function openTestDoor(mail: MailWorld, receive?: (request: MailRequest) => Promise<Received>): Promise<MailDoor & { readonly received: MailRequest[] }> {
  const received: MailRequest[] = []
  const note = async (request: MailRequest): Promise<Received> => {
    received.push(request)
    return { kind: 'recorded', requestId: `request-${received.length}` }
  }
  const door = await openMailDoor({ world: mail.world, names: mail.names, receive: receive ?? note })
  return { ...door, received }
}

/** Sends raw bytes by real SMTP; rejects as the client does when it is refused. */
export async function sendRaw(
  door: { host: string; port: number },
  raw: Buffer | string,
  envelope: { from?: string; to: string[] },
  localAddress?: string,
): Promise<{ response: string; accepted: string[]; rejected: string[] }> {
  const transport = createTransport({ host: door.host, port: door.port, ignoreTLS: true, ...(localAddress === undefined ? {} : { localAddress }) })
  try {
    const info = await transport.sendMail({ envelope: { from: envelope.from ?? 'jean@client.test', to: envelope.to }, raw })
    return { response: info.response, accepted: info.accepted as string[], rejected: info.rejected as string[] }
  } finally {
    transport.close()
  }
}

/** A plain message; fields given replace or add to the usual ones. */
export function plain(fields: Record<string, string> = {}, body = 'Bonjour, mon serveur ne répond plus.'): Buffer {
  const all: Record<string, string> = {
    From: 'Jean Dupont <jean@client.test>', To: 'support@un.test', Subject: 'Serveur muet', Date: 'Tue, 24 Nov 2026 10:59:00 +0100', 'Message-ID': '<m1@client.test>',
    'Content-Type': 'text/plain; charset=utf-8', ...fields,
  }
  return Buffer.from([...Object.entries(all).map(([name, value]) => `${name}: ${value}`), '', body, ''].join('\r\n'))
}
