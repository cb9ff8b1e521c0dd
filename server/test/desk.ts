import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import type { Tables, World } from '#server/tables.ts'
import { makeNames, openNames } from '#channels/demonstration/names.ts'
import type { DemonstrationNames } from '#channels/demonstration/names.ts'
import { registerMailboxes } from '#channels/mail/mail.ts'
import type { Names } from '#channels/mail/mail.ts'
import { addAgent, addApiToken, addProvider, cookieName, openSession } from '#people/people.ts'
import type { Agent, Provider, Scope } from '#people/people.ts'
import { createFiles } from '#platform/files.ts'
import { createIds } from '#platform/ids.ts'
import { createManualJobs } from '#platform/jobs.ts'
import type { ManualJobs } from '#platform/jobs.ts'
import { createLog } from '#platform/log.ts'
import { readSettings } from '#platform/settings.ts'
import { movableTime } from '#platform/time.ts'
import type { MovableTime } from '#platform/time.ts'
import type { Desk } from '#policies/policies.ts'
import { testDatabase } from '../../test/database.ts'
import { openClient } from './client.ts'
import type { Client, Json } from './client.ts'
import { sendMail, writeMail } from './letters.ts'
import type { WrittenMail } from './letters.ts'
import { openReceiver } from './mail/receiver.ts'
import type { Receiver } from './mail/receiver.ts'
import { freePort } from './ports.ts'

/** A provider of a test desk, with one agent. */
export interface TestProvider extends Provider {
  readonly agent: Agent
  readonly password: string
  /** `/<slug>/api/v1` and `path`. */
  readonly api: (path: string) => string
}

/** A whole desk in this process: its own database, time and folder; real HTTP, real mail in and out; nothing else runs by itself. */
export interface TestDesk {
  readonly world: World
  readonly desk: Desk
  readonly app: App
  readonly origin: string
  readonly time: MovableTime
  readonly jobs: ManualJobs
  /** The mail server of the outside world, that our letters reach. */
  readonly outside: Receiver
  readonly names: DemonstrationNames
  /** Where mail comes in. */
  readonly door: { readonly host: string; readonly port: number }
  provider(slug: string): TestProvider
  /** A visitor whom nobody knows. */
  visitor(): Client
  /** The provider's agent, signed in now. */
  agent(slug: string): Promise<Client>
  /** A contact, signed in now. */
  contact(slug: string, contactId: string): Promise<Client>
  /** A program with a key. */
  program(slug: string, scopes: readonly Scope[], customerId?: string): Promise<Client>
  /** Sends a mail in; gives the id of the request that it became, or the whole answer of the door. */
  mail(mail: WrittenMail): Promise<string>
  /** Moves the time to an instant and lets what is due happen; then our letters leave. */
  at(instant: string): Promise<void>
  /** Lets our letters leave. */
  settle(): Promise<void>
  request(id: string): Promise<Json>
  /** Columns of a ticket by its number. */
  ticket(slug: string, number: number): Promise<Json>
  /** Types and instants of a ticket's events, in order. */
  events(slug: string, number: number): Promise<{ type: string; at: string; data: Json }[]>
}

const policies = new URL('../../policies/', import.meta.url)

async function openProviders(desk: Desk, slugs: readonly string[]): Promise<Map<string, TestProvider>> {
  const opened = new Map<string, TestProvider>()
  for (const slug of slugs) {
    const source = await readFile(new URL(`${slug}/policy.yaml`, policies), 'utf8')
    const name = slug.toUpperCase()
    const provider = await addProvider(desk, { slug, name, accent: '#0f5c6e', language: 'fr', secondFactor: 'offered' })
    const published = await desk.policies.publish(provider.id, { source, file: `${slug}.yaml`, by: 'Test' })
    if (!published.ok) throw new Error(JSON.stringify(published.findings))
    await registerMailboxes(desk, provider, published.policy)
    const password = `mot de passe de ${slug}`
    const agent = await addAgent(desk, provider.id, { name: 'Élodie Marchand', email: `elodie@${slug}.test`, password })
    opened.set(slug, { ...provider, agent, password, api: (path) => `/${slug}/api/v1${path}` })
  }
  return opened
}

/** Opens a desk at an instant, with the policies of these providers published, and names for these mail domains. Call it at the top of a file. */
export async function openTestDesk(
  given: { now: string; providers: readonly string[]; domains?: readonly string[]; demonstration?: boolean; env?: Record<string, string> },
): Promise<TestDesk> {
  const database = await testDatabase<Tables>()
  const outside = await openReceiver()
  const folder = await mkdtemp(join(tmpdir(), 'guichet-desk-'))
  const time = movableTime(given.now)
  const jobs = createManualJobs()
  const settings = readSettings({ GUICHET_DATA: folder, PORT: '0', SMTP_PORT: String(await freePort()), SMTP_URL: outside.url, BASE_URL: 'http://aide.test', ...given.env })
  const world: World = {
    settings, time, ids: createIds(time), log: createLog({ level: 'error' }), files: createFiles(folder), jobs, database, demonstration: given.demonstration ?? false, postgres: undefined,
    close: async () => undefined,
  }
  await makeNames(folder, given.domains ?? [])
  const names = await openNames(folder)
  const app = await createApp(world, names as Names)
  const { desk } = app
  const providers = await openProviders(desk, given.providers)
  await app.start()
  const door = { host: '127.0.0.1', port: settings.smtpPort }
  const origin = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`
  afterAll(async () => {
    await app.close()
    await outside.close()
    await rm(folder, { recursive: true, force: true })
  })

  const provider = (slug: string): TestProvider => {
    const found = providers.get(slug)
    if (!found) throw new Error(`no provider ${slug} in this test`)
    return found
  }
  const signedIn = async (slug: string, kind: 'agent' | 'contact', id: string): Promise<Client> => {
    const session = await openSession(desk, database.db, provider(slug).id, kind === 'agent' ? { agentId: id } : { contactId: id })
    const client = openClient(origin)
    client.cookies.set(cookieName(slug, kind), session.token)
    return client
  }
  return {
    world, desk, app, origin, time, jobs, outside, names, door, provider,
    visitor: () => openClient(origin),
    agent: (slug) => signedIn(slug, 'agent', provider(slug).agent.id),
    contact: (slug, contactId) => signedIn(slug, 'contact', contactId),
    async program(slug, scopes, customerId) {
      const { token } = await addApiToken(desk, provider(slug).id, { name: 'test', scopes, expiresAt: time.now() + 365 * 86_400_000, ...(customerId ? { customerId } : {}) })
      return openClient(origin, { authorization: `Bearer ${token}` })
    },
    async mail(mail) {
      const response = await sendMail(door, await writeMail(mail, time.now(), desk.ids.next(), names), mail)
      return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(response)?.[0] ?? response
    },
    async at(instant) {
      time.set(Temporal.Instant.from(instant).epochMilliseconds)
      await jobs.tick()
    },
    settle: () => jobs.settle(),
    request: (id) => database.db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    ticket: (slug, number) =>
      database.db.selectFrom('tickets').selectAll().where('provider_id', '=', provider(slug).id).where('number', '=', number).executeTakeFirstOrThrow(),
    async events(slug, number) {
      const rows = await database.db
        .selectFrom('events as e').innerJoin('tickets as t', (join) => join.onRef('t.provider_id', '=', 'e.provider_id').onRef('t.id', '=', 'e.ticket_id'))
        .select(['e.type', 'e.at', 'e.data']).where('e.provider_id', '=', provider(slug).id).where('t.number', '=', number).orderBy('e.seq').execute()
      return rows.map((row) => ({ type: row.type, at: new Date(row.at).toISOString(), data: row.data }))
    },
  }
}
