import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { PersonError } from './errors.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const level = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])

/** One setting: how it is read, and what a person is told about it. */
interface Entry<T> {
  readonly schema: z.ZodType<T>
  readonly fr: string
  readonly en: string
  readonly secret?: boolean
}

function setting<T>(schema: z.ZodType<T>, fr: string, en: string, secret = false): Entry<T> {
  return { schema, fr, en, secret }
}

/** Every setting there is. Nothing else reads the environment. */
const entries = {
  GUICHET_DATA: setting(z.string().min(1).default('./data'), 'Dossier des données.', 'Data folder.'),
  DATABASE_URL: setting(
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    'Adresse d’un PostgreSQL 15 ou plus récent ; sans elle, Guichet lance le sien dans le dossier des données.',
    'Address of a PostgreSQL 15 or newer; without it Guichet runs its own inside the data folder.',
    true,
  ),
  HOST: setting(
    z.string().min(1).default('127.0.0.1'),
    'Adresse d’écoute ; une démonstration n’écoute jamais que sur la boucle locale.',
    'Address to listen on; a demonstration only ever listens on loopback.',
  ),
  PORT: setting(port.default(3000), 'Port des pages et de l’API.', 'Port of the pages and the API.'),
  BASE_URL: setting(
    z.url({ protocol: /^https?$/ }).optional(),
    'Adresse publique de Guichet, celle des liens envoyés ; par défaut http://localhost et le port.',
    'Public address of Guichet, used in links that are sent; by default http://localhost and the port.',
  ),
  EXTRA_HOSTS: setting(
    z.string().default(''),
    'Autres noms auxquels répondre, séparés par des virgules.',
    'Further host names to answer to, separated by commas.',
  ),
  TRUST_PROXY: setting(
    z.string().default(''),
    'Adresses des relais HTTP dont on croit les en-têtes X-Forwarded-*, séparées par des virgules.',
    'Addresses of the HTTP proxies whose X-Forwarded-* headers are believed, separated by commas.',
  ),
  SMTP_HOST: setting(z.string().min(1).default('127.0.0.1'), 'Adresse d’écoute du courrier entrant.', 'Address to listen on for incoming mail.'),
  SMTP_PORT: setting(port.default(2525), 'Port du courrier entrant.', 'Port of incoming mail.'),
  SMTP_URL: setting(
    z.url({ protocol: /^smtps?$/ }).optional(),
    'Relais du courrier sortant : smtp://nom:motdepasse@relais:587. Sans lui, rien ne part et tout attend.',
    'Relay of outgoing mail: smtp://name:password@relay:587. Without it nothing leaves and everything waits.',
    true,
  ),
  SECRET: setting(
    z.string().min(32).optional(),
    'Clé des signatures, 32 caractères ou plus ; par défaut tirée au sort une fois et gardée dans le dossier des données.',
    'Key of signatures, 32 characters or more; by default drawn once and kept in the data folder.',
    true,
  ),
  API_RATE: setting(
    z.coerce.number().int().min(1).default(6_000),
    'Appels de l’API par minute, au plus, pour chaque clé ou personne connectée ; au-delà, 429.',
    'Calls of the API a minute, at most, for each key or signed-in person; beyond it, 429.',
  ),
  LOG_LEVEL: setting(level.default('info'), 'Détail du journal : trace, debug, info, warn, error, fatal, silent.', 'Detail of the log: trace, debug, info, warn, error, fatal, silent.'),
}

type Parsed = { [K in keyof typeof entries]: z.output<(typeof entries)[K]['schema']> }

/** The settings as code uses them. Times in seconds or milliseconds say so in their name. */
export interface Settings {
  /** Absolute path of the data folder; it exists. */
  readonly dataFolder: string
  /** Address of an outside PostgreSQL; undefined: the embedded one. Secret. */
  readonly databaseUrl: string | undefined
  readonly host: string
  readonly port: number
  /** Public address, without a slash at its end. */
  readonly baseUrl: string
  /** Host names (without port) that are answered; any other gets 421. */
  readonly hosts: readonly string[]
  readonly trustProxy: readonly string[]
  readonly smtpHost: string
  readonly smtpPort: number
  /** Relay for outgoing mail. Secret. */
  readonly smtpUrl: string | undefined
  /** Key of our signatures. Secret. */
  readonly secret: string
  /** Calls a minute for one caller of the API. */
  readonly apiRate: number
  readonly logLevel: Parsed['LOG_LEVEL']
}

function parse(env: Record<string, string | undefined>): Parsed {
  const wrong: string[] = []
  const values = Object.entries(entries).map(([name, entry]) => {
    const given = env[name]?.trim()
    const result = entry.schema.safeParse(given === '' ? undefined : given)
    if (!result.success) {
      const shown = entry.secret ? '' : ` (${JSON.stringify(given)})`
      wrong.push(`${name}${shown}: ${result.error.issues.map((issue) => issue.message).join(', ')}`)
    }
    return [name, result.data]
  })
  if (wrong.length > 0) {
    throw new PersonError({
      fr: `Réglage refusé : ${wrong.join(' ; ')}. La commande « guichet settings » les décrit tous.`,
      en: `Setting refused: ${wrong.join('; ')}. "guichet settings" describes them all.`,
    })
  }
  return Object.fromEntries(values) as Parsed
}

function list(text: string): string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '')
}

/** The secret of a data folder: drawn on first use, in a file only its owner reads. */
function keptSecret(dataFolder: string): string {
  const path = join(dataFolder, 'secret')
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32) {
    throw new PersonError({
      fr: `Le fichier ${path} est abîmé : remettez celui d’une sauvegarde, ou supprimez-le pour en tirer un nouveau (les liens déjà envoyés ne vaudront plus rien).`,
      en: `The file ${path} is damaged: restore it from a backup, or delete it to draw a new one (links already sent become void).`,
    })
  }
  return secret
}

/**
 * Reads the settings once, and makes the data folder (0700) if there is none.
 * @throws PersonError naming every setting that is wrong, never showing a secret
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const read = parse(env)
  const dataFolder = resolve(read.GUICHET_DATA)
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new PersonError(
      {
        fr: `Le dossier des données ${dataFolder} ne peut pas être créé (${(cause as Error).message}). Choisissez-en un autre avec GUICHET_DATA.`,
        en: `The data folder ${dataFolder} cannot be made (${(cause as Error).message}). Choose another one with GUICHET_DATA.`,
      },
      { cause },
    )
  }
  const baseUrl = (read.BASE_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, '')
  return {
    dataFolder,
    databaseUrl: read.DATABASE_URL,
    host: read.HOST,
    port: read.PORT,
    baseUrl,
    hosts: [...new Set([new URL(baseUrl).hostname, 'localhost', '127.0.0.1', '[::1]', ...list(read.EXTRA_HOSTS)])],
    trustProxy: list(read.TRUST_PROXY),
    smtpHost: read.SMTP_HOST,
    smtpPort: read.SMTP_PORT,
    smtpUrl: read.SMTP_URL,
    secret: read.SECRET ?? keptSecret(dataFolder),
    apiRate: read.API_RATE,
    logLevel: read.LOG_LEVEL,
  }
}

/** One line of the table printed by `guichet settings`. */
export interface SettingLine {
  readonly name: string
  /** The default, or undefined where there is none. */
  readonly default: string | undefined
  /** What is set now; a secret shows only that it is set. */
  readonly value: string | undefined
  readonly fr: string
  readonly en: string
}

/** Every setting with its description, default and present value. */
export function describeSettings(env: Record<string, string | undefined>): SettingLine[] {
  return Object.entries(entries).map(([name, entry]) => {
    const fallback = entry.schema.safeParse(undefined).data
    const given = env[name]?.trim()
    const value = given ? (entry.secret ? '***' : given) : undefined
    return { name, default: fallback === undefined ? undefined : String(fallback), value, fr: entry.fr, en: entry.en }
  })
}
