import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PersonError } from '../errors.ts'
import type { Binaries } from './binaries.ts'
import { giveTo, spawnConfined } from './confine.ts'
import type { Confinement } from './confine.ts'

/** The superuser and the database of the embedded PostgreSQL; only those who can enter its socket's folder reach it. */
export const embeddedUser = 'guichet'
export const embeddedDatabase = 'guichet'

function finish(confinement: Confinement, program: string, args: string[], input = ''): Promise<void> {
  const child = spawnConfined(confinement, program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stdout?.on('data', (part: Buffer) => said.push(part.toString()))
  child.stderr?.on('data', (part: Buffer) => said.push(part.toString()))
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${program}: ${code ?? signal}: ${said.join('').trim()}`))))
  })
}

async function initialise(confinement: Confinement, binaries: Binaries, folder: string, durable: boolean): Promise<void> {
  const init = (locale: string) =>
    finish(confinement, binaries.initdb, [
      '-D', folder, '-U', embeddedUser, '--auth=trust', '--encoding=UTF8', `--locale=${locale}`, '--data-checksums', '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ])
  // Lower case of accented letters, in search, comes from this locale; a C library without it knows ASCII only.
  await init('C.UTF-8').catch(async (error: Error) => {
    if (!error.message.includes('locale')) throw error
    await init('C')
  })
  // Single-user mode: the database is part of the cluster before anybody can see the cluster.
  const quiet = ['-c', 'log_checkpoints=off', ...(durable ? [] : ['-c', 'fsync=off'])]
  await finish(confinement, binaries.postgres, ['--single', '-D', folder, ...quiet, 'postgres'], `create database ${embeddedDatabase}\n`)
}

/**
 * The folder of the database inside a data folder, made on first use: built aside, then renamed, so that an
 * interrupted first start leaves nothing half made and two first starts at once make one.
 * @throws PersonError when it belongs to another major version of PostgreSQL, or cannot be made
 */
export async function ensureCluster(confinement: Confinement, binaries: Binaries, dataFolder: string, durable: boolean): Promise<string> {
  const cluster = join(dataFolder, 'postgres')
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const major = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
    if (major === String(binaries.major)) return cluster
    throw new PersonError({
      fr: `Les données de ${cluster} sont celles d’un PostgreSQL ${major}, et celui d’ici est le ${binaries.major}. Rien n’a été touché : relancez la version de Guichet qui les a écrites, sauvegardez, puis restaurez avec celle-ci.`,
      en: `The data in ${cluster} are those of a PostgreSQL ${major}, and the one here is ${binaries.major}. Nothing was touched: run the version of Guichet that wrote them, back up, then restore with this one.`,
    })
  }
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const aside = await mkdtemp(join(dataFolder, 'postgres-new-'))
  try {
    await giveTo(confinement, aside)
    await initialise(confinement, binaries, aside, durable)
    await rename(aside, cluster).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } catch (cause) {
    throw new PersonError(
      {
        fr: `La base de données n’a pas pu être créée dans ${dataFolder} : ${(cause as Error).message}`,
        en: `The database could not be made in ${dataFolder}: ${(cause as Error).message}`,
      },
      { cause },
    )
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return cluster
}
