import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Both { readonly fr: string; readonly en: string }

/** Somebody of a demonstration whom a visitor may be, with one click. */
interface Role {
  readonly id: string
  readonly name: string
  /** What the link of the one-click sign-in ends with; worth nothing but on this machine. */
  readonly token: string
}

export interface CastAgent extends Role { readonly email: string; readonly password: string }
export interface CastCustomer extends Role { readonly about: Both; readonly language: 'fr' | 'en' }

export interface CastProvider {
  readonly id: string
  readonly slug: string
  readonly about: Both
  readonly agents: readonly CastAgent[]
  readonly customers: readonly CastCustomer[]
  readonly tries: readonly Both[]
  /** Whether it is the one that mails are sent to, to see how their senders differ. */
  readonly mail: boolean
}

/** Who can be played in a demonstration, and what to try at each provider. */
export interface Cast { readonly providers: readonly CastProvider[] }

const pathOf = (dataFolder: string) => join(dataFolder, 'demonstration', 'cast.json')

/** Keeps the cast with the demonstration, in a file that only its owner reads. */
export async function writeCast(dataFolder: string, cast: Cast): Promise<void> {
  const path = pathOf(dataFolder)
  await mkdir(join(dataFolder, 'demonstration'), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.new`, JSON.stringify(cast, null, 1), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

/** The cast of a demonstration; without one nobody can be played. */
export async function readCast(dataFolder: string): Promise<Cast> {
  return readFile(pathOf(dataFolder), 'utf8').then(
    (text) => JSON.parse(text) as Cast,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return { providers: [] }
      throw error
    },
  )
}

/** The path of somebody's one-click sign-in. */
export function signInPath(role: Role): string {
  return `/demonstration/sign-in/${role.token}`
}
