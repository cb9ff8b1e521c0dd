import pg from 'pg'
import type { Log } from './log.ts'
import { pause } from './time.ts'

/** What PostgreSQL's NOTIFY brings, from any process. Nothing is kept for who is not listening: only a wake-up call. */
export interface Listener {
  /**
   * Calls `heard` for every notification on `channel`, and `again` each time the connection was renewed
   * (some may then have been missed). Gives a function that ends it.
   */
  listen(channel: string, heard: (payload: string) => void, again?: () => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

interface Ear {
  readonly channel: string
  readonly heard: (payload: string) => void
  readonly again: (() => void) | undefined
}

/** A listener on a connection of its own, opened at the first `listen` and renewed when it is lost. */
export function createListener(connection: pg.ClientConfig, log: Log): Listener {
  const ears = new Set<Ear>()
  const closed = new AbortController()
  let client: Promise<pg.Client> | undefined
  let renewing = false

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ ...connection, keepAlive: true, statement_timeout: 0 })
    fresh.on('notification', ({ channel, payload = '' }) => {
      for (const ear of ears) if (ear.channel === channel) ear.heard(payload)
    })
    // One that never stood is the business of whoever tried it; and however many are lost at once, one is renewed.
    let stood = false
    const renew = (err?: Error) => {
      if (!stood || renewing || closed.signal.aborted) return
      stood = false
      log.warn({ err }, 'the listening connection was lost')
      void fresh.end().catch(() => undefined)
      client = reconnect()
      client.catch(() => undefined)
    }
    fresh.on('error', renew)
    fresh.on('end', () => renew())
    await fresh.connect()
    stood = true
    return fresh
  }

  async function reconnect(): Promise<pg.Client> {
    renewing = true
    for (let wait = 100; ; wait = Math.min(wait * 2, 10_000)) {
      await pause(wait, closed.signal)
      if (closed.signal.aborted) throw new Error('the listener is closed')
      const fresh = await connect().catch((err: unknown) => void log.debug({ err }, 'listening again failed'))
      if (!fresh) continue
      try {
        for (const channel of new Set([...ears].map((ear) => ear.channel))) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
      } catch (err) {
        log.debug({ err }, 'listening again failed')
        void fresh.end().catch(() => undefined)
        continue
      }
      renewing = false
      for (const ear of ears) ear.again?.()
      return fresh
    }
  }

  return {
    async listen(channel, heard, again) {
      const ear = { channel, heard, again }
      ears.add(ear)
      client ??= connect()
      client.catch(() => undefined)
      await (await client).query(`listen ${pg.escapeIdentifier(channel)}`)
      return async () => {
        ears.delete(ear)
        if ([...ears].some((other) => other.channel === channel) || closed.signal.aborted) return
        await (await client)?.query(`unlisten ${pg.escapeIdentifier(channel)}`)
      }
    },
    async close() {
      closed.abort()
      const last = await client?.catch(() => undefined)
      await last?.end().catch(() => undefined)
    },
  }
}
