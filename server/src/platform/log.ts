import pino from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type Log = Logger

/** Names under which a secret may travel; their values are never written. */
const secretNames = [
  'password', 'secret', 'token', 'authorization', 'cookie', 'set-cookie', 'apiKey', 'code', 'link', 'DATABASE_URL', 'SMTP_URL', 'SECRET',
]

const secretPaths = secretNames.flatMap((name) => {
  const key = name.includes('-') ? `["${name}"]` : `.${name}`
  return [key.replace(/^\./, ''), `*${key}`, `*.*${key}`]
})

export interface LogOptions {
  /** pino's levels: trace, debug, info, warn, error, fatal, silent. */
  readonly level: string
  /** Where lines go; standard output when absent. */
  readonly to?: DestinationStream
}

/**
 * A structured log: one JSON object per line. Values are JSON strings, so a line break sent by a stranger
 * cannot start a line of its own; values under the names of secrets are replaced by "[hidden]".
 */
export function createLog(options: LogOptions): Log {
  const to = options.to ?? pino.destination({ dest: 1, sync: false, minLength: 0 })
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretPaths, censor: '[hidden]' },
      serializers: { err: pino.stdSerializers.err },
    },
    to,
  )
}

/** A log that writes nothing, for tests. */
export const silentLog: Log = pino({ level: 'silent' })

const userinfo = /\/\/([^/@\s:]*):[^/@\s]*@/g

/** The same address without its password: "postgres://u:x@h/d" → "postgres://u:***@h/d". */
export function withoutPassword(url: string): string {
  return url.replace(userinfo, '//$1:***@')
}
