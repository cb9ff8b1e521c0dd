import type { FastifyRequest } from 'fastify'
import type { EventType, LiveMessage } from '@guichet/protocol'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import type { Provider } from '#people/people.ts'
import { changesChannel } from '#triage/triage.ts'
import type { Change } from '#triage/triage.ts'
import { findCaller, owesSecond, providerOfRequest } from './caller.ts'
import type { Caller } from './caller.ts'
import { Refused } from './problems.ts'
import { at } from './route.ts'

/** One who listens. */
interface Ear { readonly provider: Provider; readonly request: FastifyRequest; readonly socket: Socket; caller: Caller }
interface Socket {
  send(text: string): void
  close(code?: number): void
  ping(): void
  on(event: 'close' | 'error' | 'message', heard: () => void): void
  readonly bufferedAmount: number
}

/** Once a minute each listener's session is looked up again: a revoked one hears nothing more (AB-40). */
const recheck = 60_000
/** A listener that does not read is let go rather than waited for. */
const mostWaiting = 1_048_576
/** Listeners of one session at most: a page opened in every tab, and then some. */
const mostPerSession = 20

/** What each may hear: agents everything of their provider, customers changes of their own tickets. */
function messagesFor(change: Change): LiveMessage[] {
  const messages: LiveMessage[] = []
  if (change.ticket !== undefined && change.number !== undefined && change.version !== undefined) {
    messages.push({ kind: 'ticket', id: change.ticket, number: change.number, version: change.version, events: change.events as EventType[] })
  }
  if (change.events.some((type) => type.startsWith('request.'))) messages.push({ kind: 'quarantine' })
  if (change.events.some((type) => type.startsWith('mail.'))) messages.push({ kind: 'outgoing' })
  return messages
}

const fromHere = (request: FastifyRequest) => {
  const { origin } = request.headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host)
}

/** The live socket, once its route is there. */
export interface Live {
  start(): Promise<void>
  stop(): Promise<void>
  /** Looks every listener's session up again; by itself once a minute. */
  lookAgain(): Promise<void>
}

/** The live socket of agents: says what changed, by name and number; what it says is read again with its own authorization. */
export function addLive(app: Http, desk: Desk): Live {
  const ears = new Set<Ear>()
  let end: (() => Promise<void>) | undefined
  let timer: NodeJS.Timeout | undefined

  const tell = (ear: Ear, message: LiveMessage) => {
    if (ear.socket.bufferedAmount > mostWaiting) return ear.socket.close(1008)
    ear.socket.send(JSON.stringify(message))
  }
  const dismiss = (ear: Ear) => {
    ears.delete(ear)
    tell(ear, { kind: 'bye' })
    ear.socket.close(1000)
  }

  app.get(at('/live'), {
    websocket: true,
    schema: { hide: true },
    preValidation: async (request) => {
      // A browser lets any page open a socket with our cookies: the page must be ours.
      if (!fromHere(request)) throw new Refused('wrong-origin')
      const provider = await providerOfRequest(desk, request)
      const caller = await findCaller(desk, provider, request)
      if (!caller) throw new Refused('not-signed-in')
      if (owesSecond(caller)) throw new Refused('second-factor-needed')
      if (caller.kind !== 'agent') throw new Refused('not-allowed')
      if ([...ears].filter((ear) => ear.caller.id === caller.id).length >= mostPerSession) throw new Refused('rate-limited')
      ;(request as FastifyRequest & { visit?: Pick<Ear, 'provider' | 'caller'> }).visit = { provider, caller }
    },
  }, (socket: Socket, request: FastifyRequest) => {
    const { visit } = request as FastifyRequest & { visit?: Pick<Ear, 'provider' | 'caller'> }
    if (!visit) return socket.close(1011)
    const ear: Ear = { ...visit, request, socket }
    ears.add(ear)
    socket.on('close', () => ears.delete(ear))
    socket.on('error', () => ears.delete(ear))
    tell(ear, { kind: 'hello', version: 1 })
  })

  async function lookAgain(): Promise<void> {
    for (const ear of ears) {
      const caller = await findCaller(desk, ear.provider, ear.request).catch(() => undefined)
      if (!caller || caller.id !== ear.caller.id) dismiss(ear)
      else ear.socket.ping()
    }
  }

  return {
    lookAgain,
    async start() {
      end = await desk.database.listener.listen(
        changesChannel,
        (payload) => {
          const change = JSON.parse(payload) as Change
          for (const ear of ears) if (ear.provider.id === change.provider) for (const message of messagesFor(change)) tell(ear, message)
        },
        () => {
          for (const ear of ears) tell(ear, { kind: 'again' })
        },
      )
      timer = setInterval(() => void lookAgain(), recheck)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      for (const ear of ears) dismiss(ear)
      await end?.()
    },
  }
}
