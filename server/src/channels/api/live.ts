import type { FastifyRequest } from 'fastify'
import { livePlace } from '@guichet/protocol'
import type { LiveMessage, LiveNews } from '@guichet/protocol'
import { countsChanged, watchCounts } from '#desk/desk.ts'
import { deskWallOf, isOnDesk } from '#people/people.ts'
import type { DeskWall, Provider, SignedAgent } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { changesChannel } from '#triage/triage.ts'
import { findCaller, needPower, owesSecond, providerOfRequest } from './caller.ts'
import { mayHear, newsOf } from './live/news.ts'
import { createOrders } from './live/orders.ts'
import { readRenewed } from './live/renewed.ts'
import type { Renewed } from './live/renewed.ts'
import type { Stirred } from './live/board.ts'
import { createPresence } from './live/presence.ts'
import { createTrail } from './live/trail.ts'
import type { Placed } from './live/trail.ts'
import { Refused } from './problems.ts'
import { at } from './route.ts'

/** One who listens. */
interface Ear { readonly id: string; readonly provider: Provider; readonly request: FastifyRequest; readonly socket: Socket; agent: SignedAgent; wall: DeskWall; allowance: number; list: string | null; told: string | null }
type Visit = Pick<Ear, 'provider' | 'agent'>
interface Socket {
  send(text: string): void
  close(code?: number): void
  ping(): void
  on(event: 'close' | 'error', heard: () => void): void
  on(event: 'message', heard: (data: { toString(): string }) => void): void
  readonly bufferedAmount: number
}

/** Every five seconds: who is silent for too long is gone, and what one may say is renewed. */
const beatEvery = 5_000
/** Beats between two looks at each listener's session: a revoked one hears nothing more (AB-40). */
const recheckEvery = 12
/** Beats between two signs of life to each listener. */
const lifeEvery = 5
/** How long changes are gathered after one was told: a burst is one message. */
const gathering = 40
/** What a screen may say between two beats. */
const mostSaid = 30
/** A listener that does not read is let go rather than waited for. */
const mostWaiting = 1_048_576
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
  const presence = createPresence(desk, desk.ids.next(), () => soon())
  let ends: (() => Promise<void>)[] = []
  let timer: NodeJS.Timeout | undefined
  let telling: NodeJS.Timeout | undefined
  /** What is being told; the next waits for it, so that all hear everything in order. */
  let saying: Promise<void> = Promise.resolve()
  let underWay = 0
  let untold: Placed[] = []
  let due = false
  let beats = 0

  const send = (ear: Ear, text: string) => {
    if (ear.socket.bufferedAmount > mostWaiting) return ear.socket.close(1008)
    ear.socket.send(text)
  }
  const say = (ear: Ear, message: LiveMessage) => send(ear, JSON.stringify(message))
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

  /** Tells at once when nothing was told just now, else when the changes of a moment are gathered. */
  function soon(): void {
    due = true
    if (telling) return
    due = false
    tellNow()
    telling = setTimeout(() => {
      telling = undefined
      if (due) soon()
    }, gathering)
  }

  /** What happened until now is told to those who hear by now. */
  function tellNow(): void {
    const changes = untold
    untold = []
    const present = presence.news()
    if (ears.size === 0 || (changes.length === 0 && present.length === 0)) return
    const [hearers, place] = [[...ears], trail.place()]
    underWay += 1
    saying = saying.then(() => tellAll(hearers, place, changes, present)).catch((err: unknown) => desk.log.warn({ err }, 'changes were not told')).finally(() => {
      underWay -= 1
    })
  }

  /** Rows are read once for all, and a text is made once for all who hear the same: those of one wall for whom the same is unread. */
  async function tellAll(hearers: readonly Ear[], place: string, changes: readonly Placed[], present: readonly Stirred[]): Promise<void> {
    const renewed = await readRenewed(desk, changes, hearers)
    // What one agent is told by name is theirs alone to hear.
    const named = new Set(changes.flatMap(({ alerts }) => (alerts ?? []).map(({ agentId }) => agentId)))
    const texts = new Map<string, string | null>()
    for (const ear of hearers) {
      if (!ears.has(ear)) continue
      if (!renewed.hears(ear)) {
        dismiss(ear)
        continue
      }
      const key = `${ear.provider.id} ${ear.wall.departments === null ? '' : JSON.stringify(ear.wall)} ${renewed.mark(ear)}${named.has(ear.agent.id) ? ` ${ear.agent.id}` : ''}`
      if (!texts.has(key)) texts.set(key, textFor(ear, place, changes, present, renewed))
      const text = texts.get(key)
      if (text) send(ear, text)
    }
  }

  function textFor(ear: Ear, place: string, changes: readonly Placed[], present: readonly Stirred[], renewed: Renewed): string | null {
    const { provider, wall } = ear
    const heard = changes.filter((change) => change.provider === provider.id && mayHear(wall, change))
    const people = present.filter((one) => one.provider === provider.id && isOnDesk(wall, one)).map(({ number }): LiveNews => ({ kind: 'presence', number, people: presence.peopleAt(provider.id, number, wall) }))
    const news = [...renewed.withRows(newsOf(heard, wall), ear), ...people]
    return news.length === 0 ? null : JSON.stringify({ kind: 'news', place, news } satisfies LiveMessage)
  }

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
    tellNow()
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
    if (beats % lifeEvery === 0 && underWay === 0) for (const ear of ears) say(ear, { kind: 'news', place: trail.place(), news: [] })
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
            untold.push(change)
            presence.changed(change)
            orders.changed(change)
            if (change.agent !== undefined) void renew([...ears].filter(({ agent }) => agent.id === change.agent))
            soon()
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
      clearTimeout(telling)
      orders.stop()
      // Their sessions go on: they come back to this desk or to the next process.
      for (const ear of ears) {
        leave(ear)
        ear.socket.close(1012)
      }
      await saying
      await Promise.all(ends.map((end) => end()))
    },
  }
}
