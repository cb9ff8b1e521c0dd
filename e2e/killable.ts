import { afterAll, beforeAll } from 'vitest'
import { pause } from '#platform/time.ts'
import type { Json } from '../server/test/client.ts'
import { openReceiver } from '../server/test/mail/receiver.ts'
import type { Receiver } from '../server/test/mail/receiver.ts'
import { makeDataFolder, startProgram } from './process.ts'
import type { DataFolder, Running } from './process.ts'

/** Deaths of each kind. */
export const rounds = 10

/** A desk that is killed and started again, its letters caught outside. */
export interface Killable {
  readonly outside: Receiver
  readonly running: Running
  /** Kills it without a word and starts it again on the same folder. */
  die(): Promise<void>
  /** One request by API under a key of its own: its number, undefined when it was not acknowledged. */
  ask(key: string): Promise<number | undefined>
  /** What an agent asks of it; undefined when nothing was answered. */
  agent(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<{ status: number; body: Json } | undefined>
}

/** A desk of one's own for a file; as a demonstration, no mail waits for a name server. */
export function killableDesk(demonstration: boolean): Killable {
  let folder: DataFolder
  let outside: Receiver
  let running: Running
  beforeAll(async () => {
    outside = await openReceiver()
    folder = await makeDataFolder('introserv', { demonstration })
    running = await startProgram(folder.path, { SMTP_URL: outside.url })
  })
  afterAll(async () => {
    await running?.stop()
    await outside.close()
    await folder.remove()
  })
  return {
    get outside() {
      return outside
    },
    get running() {
      return running
    },
    async die() {
      await running.kill()
      running = await startProgram(folder.path, { SMTP_URL: outside.url })
    },
    async ask(key) {
      const body = {
        channel: 'ticket', subject: `Panne ${key}`, text: `Le serveur ne répond plus (${key}).`, facts: { kind: 'technical', chosen_priority: 'regular' },
        from: { email: `${key}@${key}.test` },
      }
      const answer = await fetch(`${running.origin}/${folder.slug}/api/v1/requests`, {
        method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${folder.token}`, 'idempotency-key': key }, body: JSON.stringify(body),
      }).catch(() => undefined)
      if (answer?.status !== 201) return undefined
      return ((await answer.json().catch(() => undefined)) as { number: number } | undefined)?.number
    },
    async agent(method, path, body, headers = {}) {
      const answer = await fetch(`${running.origin}/${folder.slug}/api/v1${path}`, {
        method, headers: { cookie: folder.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch(() => undefined)
      const read: Json = await answer?.json().catch(() => undefined)
      return answer === undefined || read === undefined ? undefined : { status: answer.status, body: read }
    },
  }
}

/** Tries until it is done, as a sender does that was not answered. */
export async function insist(once: () => Promise<boolean>): Promise<void> {
  while (!(await once())) await pause(30)
}
