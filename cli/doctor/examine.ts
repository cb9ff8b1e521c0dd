import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { PersonError } from '#platform/errors.ts'
import { pendingMigrations } from '#platform/migrate.ts'
import { findPostgres } from '#platform/postgres/postgres.ts'
import { readSettings } from '#platform/settings.ts'
import type { Settings } from '#platform/settings.ts'
import { listProviders } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { brokenLogs } from '#privacy/privacy.ts'
import type { Io } from '../io.ts'
import { withDesk } from '../mail-desk.ts'
import { isUnfinished } from '../seed/unfinished.ts'
import { lookAtPort } from './ports.ts'

/** One thing that was looked at. `note`: worth knowing, nothing to mend. */
export interface Found {
  readonly state: 'good' | 'note' | 'bad'
  readonly what: 'node' | 'zones' | 'settings' | 'folder' | 'database' | 'port' | 'policy' | 'log'
  readonly words: { readonly fr: string; readonly en: string }
}

const migrations = new URL('../../server/migrations', import.meta.url).pathname
const oldestPostgres = 15
const littleSpace = 1024 ** 3

function lookAtNode(): Found {
  const { node } = process.versions
  const good = Number.parseInt(node, 10) >= 26
  return { state: good ? 'good' : 'bad', what: 'node', words: { fr: `Node ${node}${good ? '' : ' : il en faut un plus récent, passez par bin/guichet'}.`, en: `Node ${node}${good ? '' : ': a newer one is needed, go through bin/guichet'}.` } }
}

async function lookAtFolder(settings: Settings): Promise<Found[]> {
  const { dataFolder } = settings
  const found: Found[] = [{ state: 'good', what: 'folder', words: { fr: `Dossier des données : ${dataFolder}.`, en: `Data folder: ${dataFolder}.` } }]
  const { bavail, bsize } = await statfs(dataFolder)
  const free = Math.floor((bavail * bsize) / 1024 ** 2)
  if (bavail * bsize < littleSpace) found.push({ state: 'bad', what: 'folder', words: { fr: `Il n’y reste que ${free} Mo : faites de la place.`, en: `Only ${free} MB are left there: make room.` } })
  if (await isUnfinished(dataFolder)) {
    found.push({ state: 'note', what: 'folder', words: { fr: 'Le remplissage de la démonstration a été interrompu : « npm start » le recommence.', en: 'Filling the demonstration was interrupted: "npm start" begins it again.' } })
  }
  return found
}

async function lookAtDatabase(desk: Desk): Promise<Found[]> {
  const { rows } = await sql<{ version: string; number: number }>`select current_setting('server_version') as version, current_setting('server_version_num')::int as number`.execute(desk.database.db)
  const { version = '?', number = 0 } = rows[0] ?? {}
  const recent = Math.floor(number / 10_000) >= oldestPostgres
  const waiting = await pendingMigrations(desk.database.db, migrations)
  const found: Found[] = [
    recent
      ? { state: 'good', what: 'database', words: { fr: `PostgreSQL ${version} répond${desk.postgres ? ', lancé pour cet examen' : ''}.`, en: `PostgreSQL ${version} answers${desk.postgres ? ', started for this look' : ''}.` } }
      : { state: 'bad', what: 'database', words: { fr: `PostgreSQL ${version} est trop ancien : il faut ${oldestPostgres} ou plus récent.`, en: `PostgreSQL ${version} is too old: ${oldestPostgres} or newer is needed.` } },
  ]
  if (waiting.length > 0) found.push({ state: 'bad', what: 'database', words: { fr: `Des changements de la base manquent : ${waiting.join(', ')}.`, en: `Changes of the database are missing: ${waiting.join(', ')}.` } })
  if (desk.demonstration) found.push({ state: 'note', what: 'folder', words: { fr: 'C’est une démonstration : rien n’en sort.', en: 'It is a demonstration: nothing leaves it.' } })
  return found
}

async function lookAtPolicies(desk: Desk): Promise<Found[]> {
  const found: Found[] = []
  const providers = await listProviders(desk)
  if (providers.length === 0) found.push({ state: 'note', what: 'policy', words: { fr: 'Aucun prestataire encore : « guichet provider add », ou « npm start » pour la démonstration.', en: 'No provider yet: "guichet provider add", or "npm start" for the demonstration.' } })
  for (const { id, name } of providers) {
    try {
      const policy = await desk.policies.inForce(id, desk.time.now())
      found.push(
        policy
          ? { state: 'good', what: 'policy', words: { fr: `${name} : politique « ${policy.version} » en vigueur.`, en: `${name}: policy “${policy.version}” in force.` } }
          : { state: 'bad', what: 'policy', words: { fr: `${name} : aucune politique n’est encore en vigueur.`, en: `${name}: no policy is in force yet.` } },
      )
    } catch (error) {
      const said = (error as Error).message
      found.push({ state: 'bad', what: 'policy', words: { fr: `${name} : la politique publiée ne se lit plus (${said}).`, en: `${name}: the published policy cannot be read any more (${said}).` } })
    }
  }
  return found
}

/** The log of who read what, line by line: nothing is said of one that is whole (AB-50). */
async function lookAtLogs(desk: Desk): Promise<Found[]> {
  return (await brokenLogs(desk)).map(({ slug, line }) => ({
    state: 'bad', what: 'log',
    words: { fr: `${slug} : le journal des consultations n’est plus tel qu’il a été écrit, à partir de la ligne ${line}.`, en: `${slug}: the log of who read what is not as it was written, from line ${line} on.` },
  }))
}

/** Looks at everything that a desk stands on. Never throws for what it finds: that is what it tells. */
export async function examine(io: Io): Promise<Found[]> {
  const found: Found[] = [lookAtNode(), { state: 'good', what: 'zones', words: { fr: `Fuseaux horaires : ${process.versions.tz}.`, en: `Time zones: ${process.versions.tz}.` } }]
  try {
    const settings = readSettings({ ...io.env })
    found.push({ state: 'good', what: 'settings', words: { fr: 'Les réglages se lisent.', en: 'The settings can be read.' } }, ...(await lookAtFolder(settings)))
    // Asked first: our own look may start a PostgreSQL, never a desk.
    const running = (await findPostgres(settings.dataFolder)) !== undefined
    for (const [host, port] of [[settings.host, settings.port], [settings.smtpHost, settings.smtpPort]] as const) found.push(await lookAtPort(host, port, running))
    found.push(...(await withDesk(io, async ({ desk }) => [...(await lookAtDatabase(desk)), ...(await lookAtPolicies(desk)), ...(await lookAtLogs(desk))])))
  } catch (error) {
    const said = error instanceof PersonError ? error.sentences : { fr: (error as Error).message, en: (error as Error).message }
    found.push({ state: 'bad', what: 'database', words: said })
  }
  return found
}
