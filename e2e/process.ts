import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { registerMailboxes } from '#channels/mail/mail.ts'
import { addAgent, addApiToken, addCustomer, addProvider, cookieName, openSession } from '#people/people.ts'
import { markDemonstration } from '#platform/demonstration.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform } from '#platform/platform.ts'
import { findPostgres } from '#platform/postgres/postgres.ts'
import { readSettings } from '#platform/settings.ts'
import { pause } from '#platform/time.ts'
import { createDesk } from '#server/app.ts'
import type { Tables } from '#server/tables.ts'
import { freePort } from '../server/test/ports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A data folder of our own with one provider, one customer and a key of theirs, and an agent who is signed in. */
export interface DataFolder {
  readonly path: string
  readonly slug: string
  readonly token: string
  /** The agent's cookie. */
  readonly cookie: string
  remove(): Promise<void>
}

/** Makes one. As a demonstration its letters are caught and no name is looked up outside; else they leave. */
export async function makeDataFolder(slug: string, more: { demonstration: boolean }): Promise<DataFolder> {
  const path = await mkdtemp(join(tmpdir(), 'guichet-killed-'))
  if (more.demonstration) await markDemonstration(path)
  const platform = await openPlatform<Tables>(readSettings({ GUICHET_DATA: path, BASE_URL: 'http://aide.test' }), { migrations: join(root, 'server/migrations'), log: silentLog })
  try {
    const desk = createDesk(platform)
    const provider = await addProvider(desk, { slug, name: slug, accent: '#1d4f91', language: 'fr' })
    const published = await desk.policies.publish(provider.id, { source: await readFile(join(root, 'policies', slug, 'policy.yaml'), 'utf8'), file: 'policy.yaml', by: 'Test' })
    if (!published.ok) throw new Error(JSON.stringify(published.findings))
    await registerMailboxes(desk, provider, published.policy)
    const customerId = await addCustomer(desk, provider.id, { number: 'K-1', name: 'Client pressé' })
    const { token } = await addApiToken(desk, provider.id, { name: 'test', scopes: ['requests:write', 'tickets:read'], customerId, expiresAt: desk.time.now() + 86_400_000 })
    const agent = await addAgent(desk, provider.id, { name: 'Élodie', email: `elodie@${slug}.test`, password: 'un mot de passe assez long' })
    await desk.database.db.updateTable('providers').set({ second_factor: 'offered' }).where('id', '=', provider.id).execute()
    const session = await openSession(desk, desk.database.db, provider.id, { agentId: agent.id })
    return { path, slug, token, cookie: `${cookieName(slug, 'agent')}=${session.token}`, remove: () => rm(path, { recursive: true, force: true }) }
  } finally {
    await platform.close()
  }
}

/** The real program on a data folder, its database durable, as `npm start` runs it. */
export interface Running {
  readonly origin: string
  readonly mail: { readonly host: string; readonly port: number }
  /** The database's address while it runs. */
  database(): Promise<string>
  /** Kills it without a word, and waits until it and its database are gone. */
  kill(): Promise<void>
  /** Asks it to stop; gives its exit code. */
  stop(): Promise<number | null>
}

function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once('exit', resolve))
}

/** The process of the database of a folder, from the file that it keeps. */
async function databaseProcess(folder: string): Promise<number> {
  const found = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
  return Number(found.split('\n')[0] ?? 0)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Waits until something holds; throws when it does not within `seconds`. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, seconds = 60): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries++) {
    if (await holds()) return
    await pause(50)
  }
  throw new Error(`never came true: ${what}`)
}

export async function startProgram(folder: string, env: Record<string, string>): Promise<Running> {
  const [port, smtpPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, ['--import', join(root, 'jsx.mjs'), join(root, 'cli/main.ts'), 'start'], {
    cwd: root, stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env, NODE_ENV: 'production', NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'), GUICHET_DATA: folder, PORT: String(port), SMTP_PORT: String(smtpPort), BASE_URL: 'http://aide.test', LOG_LEVEL: 'silent', ...env,
    },
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const origin = `http://127.0.0.1:${port}`
  await until('the desk is ready', async () => {
    if (child.exitCode !== null) throw new Error(`the desk ended: ${said}`)
    return fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false)
  })
  return {
    origin,
    mail: { host: '127.0.0.1', port: smtpPort },
    async database() {
      const url = await findPostgres(folder)
      if (url === undefined) throw new Error('the database does not run')
      return url
    },
    async kill() {
      const pid = await databaseProcess(folder)
      child.kill('SIGKILL')
      await ended(child)
      await until('the database is gone with its parent', () => pid === 0 || !isAlive(pid))
    },
    async stop() {
      child.kill('SIGTERM')
      return ended(child)
    },
  }
}

/** Asks the database of a running desk. */
export async function askDatabase<Row extends object>(running: Running, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: await running.database() })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}
