import type { FastifyRequest } from 'fastify'
import { livePlace } from '@guichet/protocol'
import { countsChanged, watchCounts } from '#desk/desk.ts'
import { deskWallOf } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { changesChannel } from '#triage/triage.ts'
import { findCaller, needPower, owesSecond, providerOfRequest } from './caller.ts'
import { say, send } from './live/ear.ts'
import type { Ear, Socket } from './live/ear.ts'
import { mayHear, newsOf } from './live/news.ts'
import { createOrders } from './live/orders.ts'
import { createPresence } from './live/presence.ts'
import { createTelling } from './live/telling.ts'
import { createTrail } from './live/trail.ts'
import type { Placed } from './live/trail.ts'
import { Refused } from './problems.ts'
import { at } from './route.ts'

type Visit = Pick<Ear, 'provider' | 'agent'>

/** Every five seconds: who is silent for too long is gone, and what one may say is renewed. */
const beatEvery = 5_000
/** Beats between two looks at each listener's session: a revoked one hears nothing more (AB-40). */
const recheckEvery = 12
/** Beats between two signs of life to each listener. */
const lifeEvery = 5
/** What a screen may say between two beats. */
const mostSaid = 30
/** Listeners of one agent at most: a page opened in every tab, and then some. */
const mostPerAgent = 20

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
  /** What happens by itself every five seconds. */
  beat(): Promise<void>
}

/** The live socket of agents: says what changed, by name and number, with the rows of lists for who sees them; all else is read again with its own authorization. */
export function addLive(app: Http, desk: Desk): Live {
  const ears = new Set<Ear>()
  const trail = createTrail(desk.ids.next())
  const presence = createPresence(desk, desk.ids.next(), () => telling.soon())
  let ends: (() => Promise<void>)[] = []
  let timer: NodeJS.Timeout | undefined
  let beats = 0

  const orders = createOrders<Ear>(desk, () => ears, (ear, text) => {
    if (ears.has(ear)) send(ear, text)
  })
  const leave = (ear: Ear) => {
    if (ears.delete(ear)) presence.gone(ear.id)
  }
  const dismiss = (ear: Ear) => {
    leave(ear)
    say(ear, { kind: 'bye' })
    ear.socket.close(1000)
  }
  const telling = createTelling(desk, { ears, trail, presence, dismiss })

  function greet(ear: Ear): void {
    const { since } = ear.request.query as { since?: unknown }
    const from = livePlace.safeParse(since).data
    const missed = from === undefined ? undefined : trail.after(from)?.filter((change) => change.provider === ear.provider.id && mayHear(ear.wall, change))
    const place = trail.place()
    say(ear, { kind: 'hello', version: 1, place, missed: missed === undefined, present: presence.all(ear.provider.id, ear.wall) })
    const news = newsOf(missed ?? [], ear.wall)
    if (news.length > 0) say(ear, { kind: 'news', place, news })
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
      needPower(caller, 'see')
      if ([...ears].filter(({ agent }) => agent.id === caller.id).length >= mostPerAgent) throw new Refused('rate-limited')
      ;(request as FastifyRequest & { visit?: Visit }).visit = { provider, agent: caller }
    },
  }, (socket: Socket, request: FastifyRequest) => {
    const { visit } = request as FastifyRequest & { visit?: Visit }
    if (!visit) return socket.close(1011)
    const ear: Ear = { ...visit, id: desk.ids.next(), wall: deskWallOf(visit.agent), request, socket, allowance: mostSaid, list: null, told: null }
    // What happened until now it is told of below, by its place: never twice.
    telling.atOnce()
    ears.add(ear)
    socket.on('close', () => leave(ear))
    socket.on('error', () => leave(ear))
    socket.on('message', (data) => void hear(ear, data.toString()))
    greet(ear)
  })

  async function hear(ear: Ear, text: string): Promise<void> {
    ear.allowance -= 1
    if (ear.allowance < 0) return ear.socket.close(1008)
    try {
      const saying = await presence.said(ear, text)
      if (!saying) ear.socket.close(1007)
      else if (!ears.has(ear)) presence.gone(ear.id)
      else if (saying.list !== undefined) orders.shows(ear, saying.list)
    } catch (err) {
      desk.log.warn({ err }, 'what a screen said was not heard')
    }
  }

  async function lookAgain(at: Iterable<Ear> = ears): Promise<void> {
    for (const ear of at) {
      const caller = await findCaller(desk, ear.provider, ear.request).catch(() => undefined)
      if (caller?.kind !== 'agent' || caller.id !== ear.agent.id) dismiss(ear)
      else {
        ear.agent = caller
        ear.wall = deskWallOf(caller)
        ear.socket.ping()
      }
    }
  }

  /** Whoever's rights changed reads again what they may by now; whoever has none any more hears nothing more. */
  async function renew(at: readonly Ear[]): Promise<void> {
    await lookAgain(at)
    for (const ear of at) if (ears.has(ear)) say(ear, { kind: 'again', place: trail.place() })
  }

  async function beat(): Promise<void> {
    for (const ear of ears) ear.allowance = mostSaid
    await presence.beat()
    beats += 1
    // A screen that hears nothing for long takes the server for gone; one that is about to hear something need not be told a place ahead of it.
    if (beats % lifeEvery === 0 && !telling.underWay()) for (const ear of ears) say(ear, { kind: 'news', place: trail.place(), news: [] })
    if (beats % recheckEvery === 0) await lookAgain()
  }

  return {
    lookAgain: () => lookAgain(), beat,
    async start() {
      ends = await Promise.all([
        desk.database.listener.listen(
          changesChannel,
          (payload) => {
            const change = JSON.parse(payload) as Placed
            countsChanged(desk, change)
            trail.add(change)
            telling.add(change)
            presence.changed(change)
            orders.changed(change)
            if (change.agent !== undefined) void renew([...ears].filter(({ agent }) => agent.id === change.agent))
            telling.soon()
          },
          () => {
            countsChanged(desk)
            trail.begin(desk.ids.next())
            for (const ear of ears) say(ear, { kind: 'again', place: trail.place() })
          },
        ),
        presence.start(),
      ])
      watchCounts(desk, true)
      timer = setInterval(() => void beat().catch((err: unknown) => desk.log.warn({ err }, 'a beat of the live socket failed')), beatEvery)
      timer.unref()
    },
    async stop() {
      watchCounts(desk, false)
      clearInterval(timer)
      telling.stop()
      orders.stop()
      // Their sessions go on: they come back to this desk or to the next process.
      for (const ear of ears) {
        leave(ear)
        ear.socket.close(1012)
      }
      await telling.settled()
      await Promise.all(ends.map((end) => end()))
    },
  }
}
