import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { PersonError } from '../errors.ts'
import type { Log } from '../log.ts'
import { pause } from '../time.ts'
import { embeddedFolder, prepareBinaries } from './binaries.ts'
import { embeddedDatabase, embeddedUser, ensureCluster } from './cluster.ts'
import { chooseConfinement, giveTo, spawnConfined } from './confine.ts'
import { forgetHolder, isGhost, isRunning, lockedBy, noteHolder, readHolder } from './holder.ts'
import { tuning } from './tuning.ts'

/** A PostgreSQL that we started and must stop. */
export interface RunningPostgres {
  /** Where to connect; another database of the same server with `database`. */
  url(database?: string): string
  readonly pid: number
  readonly major: number
  /** Fulfilled when the server is gone, asked or not. */
  readonly ended: Promise<void>
  /** Stops it cleanly: sessions are cut, everything committed is on disk. Safe to call twice. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  readonly dataFolder: string
  readonly log: Log
  /** Folder of the package that ships PostgreSQL; by default the embedded one for this machine. */
  readonly binaries?: string
  /** false only for tests: faster, and lost with the machine's power. */
  readonly durable?: boolean
}

function address(socketFolder: string, database: string): string {
  return `postgres://${embeddedUser}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`
}

/** Linux allows 107 bytes for a socket's path, so it cannot live in a data folder of any depth. */
async function makeSocketFolder(): Promise<string> {
  const runtime = process.env.XDG_RUNTIME_DIR
  const places = [runtime, tmpdir(), '/tmp'].filter((place) => place !== undefined && place.length < 70 && existsSync(place))
  for (const place of places) {
    const made = await mkdtemp(join(place ?? '/tmp', 'guichet-')).catch(() => undefined)
    if (made) return made
  }
  throw new PersonError({
    fr: `Aucun dossier temporaire où écrire (${places.join(', ')}) : donnez-en un, court, avec TMPDIR.`,
    en: `No temporary folder to write in (${places.join(', ')}): give a short one with TMPDIR.`,
  })
}

function level(line: string): 'info' | 'warn' | 'error' {
  if (/^\S* ?.*\b(FATAL|PANIC):/.test(line)) return 'error'
  return /\b(ERROR|WARNING):/.test(line) ? 'warn' : 'info'
}

type Outcome = { ready: true } | { ready: false; said: string[] }

/** Follows what the server says: into the log, and until it is ready or gone. */
function follow(child: ChildProcess, log: Log): Promise<Outcome> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve({ ready: false, said }))
    if (!child.stderr) throw new Error('the server was started without its standard error')
    createInterface({ input: child.stderr }).on('line', (line) => {
      const text = line.replace(/^[\d-]+ [\d:.]+ \w+ \[\d+\] /, '')
      if (said.length < 20) said.push(text)
      log[level(text) === 'info' ? 'debug' : level(text)]({ postgres: text }, 'postgres')
      if (text.includes('database system is ready to accept connections')) resolve({ ready: true })
    })
  })
}

/** Waits until `gone()`, so many tenths of a second at most. */
async function waitFor(gone: () => boolean, tenths: number): Promise<boolean> {
  for (let waited = 0; waited < tenths && !gone(); waited++) await pause(100)
  return gone()
}

/**
 * Whether a lock can be had after all: it is that of a server that was killed and whose process is still listed,
 * or of one whose Guichet is gone (a machine without setpriv), which we then stop: its folder is ours to take over.
 */
async function outwait(dataFolder: string, pid: number): Promise<boolean> {
  if (isGhost(pid)) return waitFor(() => !isGhost(pid), 100)
  const holder = await readHolder(dataFolder)
  if (holder?.postgres !== pid || isRunning(holder.guichet)) return false
  if (isRunning(pid)) process.kill(pid, 'SIGINT')
  return waitFor(() => !isRunning(pid), 300)
}

async function refusal(dataFolder: string, pid: number): Promise<PersonError> {
  const holder = await readHolder(dataFolder)
  const who = holder?.postgres === pid ? holder.guichet : pid
  return new PersonError({
    fr: `Le dossier ${dataFolder} est déjà ouvert par un autre Guichet (processus ${who}). Rien n’a été touché. Arrêtez-le (kill ${who}), ou choisissez un autre dossier avec GUICHET_DATA.`,
    en: `The folder ${dataFolder} is already open in another Guichet (process ${who}). Nothing was touched. Stop it (kill ${who}), or choose another folder with GUICHET_DATA.`,
  })
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const late = new AbortController()
  const force = pause(30_000, late.signal).then(() => {
    // Immediate shutdown: nothing committed is lost, the next start recovers from the journal.
    if (!late.signal.aborted) child.kill('SIGQUIT')
  })
  await ended
  late.abort()
  await force
}

/**
 * Starts the embedded PostgreSQL of a data folder, making its database on first use.
 * It stops with us: when asked, and when we are killed (where the machine allows it).
 * @throws PersonError when the folder is in use, of another version, or this machine cannot run it
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataFolder, log, durable = true } = options
  const binaries = await prepareBinaries(options.binaries ?? embeddedFolder())
  const confinement = chooseConfinement()
  const cluster = await ensureCluster(confinement, binaries, dataFolder, durable)
  const left = await readHolder(dataFolder)
  const socketFolder = await makeSocketFolder()
  await giveTo(confinement, socketFolder)

  const launch = async () => {
    const args = ['-D', cluster, '-k', socketFolder, ...tuning(binaries.major, durable)]
    const child = spawnConfined(confinement, binaries.postgres, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, stopsWithUs: true })
    const ended = once(child, 'close').then(() => undefined, () => undefined)
    return { child, ended, outcome: await follow(child, log) }
  }

  let started = await launch()
  if (!started.outcome.ready) {
    const pid = lockedBy(cluster)
    const inUse = started.outcome.said.some((line) => line.includes('postmaster.pid') || line.includes('pre-existing shared memory'))
    if (inUse && pid !== undefined && (await outwait(dataFolder, pid))) started = await launch()
    if (!started.outcome.ready) {
      await rm(socketFolder, { recursive: true, force: true })
      if (inUse && pid !== undefined) throw await refusal(dataFolder, pid)
      const said = started.outcome.said.join(' | ')
      throw new PersonError({
        fr: `PostgreSQL n’a pas démarré dans ${cluster} : ${said}`,
        en: `PostgreSQL did not start in ${cluster}: ${said}`,
      })
    }
  }
  const { child, ended } = started
  const pid = child.pid ?? 0
  await noteHolder(dataFolder, { guichet: process.pid, postgres: pid, socketFolder })
  if (left && left.socketFolder !== socketFolder) await rm(left.socketFolder, { recursive: true, force: true })

  let stopping: Promise<void> | undefined
  return {
    url: (database = embeddedDatabase) => address(socketFolder, database),
    pid,
    major: binaries.major,
    ended,
    stop() {
      stopping ??= (async () => {
        await stopChild(child, ended)
        await rm(socketFolder, { recursive: true, force: true })
        await forgetHolder(dataFolder)
      })()
      return stopping
    },
  }
}

/**
 * Where the embedded PostgreSQL of a data folder answers while another Guichet runs it, for commands typed
 * beside a running desk; undefined when nobody does.
 */
export async function findPostgres(dataFolder: string): Promise<string | undefined> {
  const holder = await readHolder(dataFolder)
  if (!holder || !isRunning(holder.postgres) || lockedBy(join(dataFolder, 'postgres')) !== holder.postgres) return undefined
  return address(holder.socketFolder, embeddedDatabase)
}
