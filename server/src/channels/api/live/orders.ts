import type { FastifyRequest } from 'fastify'
import type { LiveMessage } from '@guichet/protocol'
import { orderOf } from '#desk/desk.ts'
import type { ListOrder, QueueQuestion } from '#desk/desk.ts'
import type { DeskWall, Provider, SignedAgent } from '#people/people.ts'
import { pause, stopwatch } from '#platform/time.ts'
import type { Desk } from '#policies/policies.ts'
import type { Change } from '#triage/triage.ts'
import { listQuery, questionOf } from '../queue-routes.ts'

/** A screen that shows a list; `told`: the order that it was told last. */
export interface Shows { readonly provider: Provider; readonly agent: SignedAgent; readonly wall: DeskWall; readonly request: FastifyRequest; list: string | null; told: string | null }

/** How long changes are gathered before lists are looked at again. */
const gathering = 200
/** What takes long is looked at more rarely, with rests between of so many times as long, up to a second. */
const share = 10
const longestRest = 1_000

/** Whether something may have moved in a list: drafts and letters move nothing. */
const mayMove = ({ ticket, events }: Change) => ticket !== undefined && events.some((type) => !type.startsWith('mail.'))

/** Tells screens in which order the list stands that they show, looked at once for all who see the same. */
export interface Orders<Screen extends Shows> {
  /** A screen shows a list now, as its address has it, or none: it is told at once how that stands. */
  shows(screen: Screen, list: string | null): void
  changed(change: Change): void
  stop(): void
}

/** Looks after what `screens` show; `send` is handed what one of them is to hear. */
export function createOrders<Screen extends Shows>(desk: Desk, screens: () => Iterable<Screen>, send: (screen: Screen, text: string) => void): Orders<Screen> {
  const stirred = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let busy = false

  /** The list of a screen, when it still may be had. */
  async function questionFor({ provider, agent, wall, request, list }: Screen): Promise<QueueQuestion | undefined> {
    const asked = listQuery.safeParse(Object.fromEntries(new URLSearchParams(list ?? ''))).data
    const visit = { provider, agent, wall, actor: { kind: 'agent' as const, id: agent.id, name: agent.name } }
    // What it shows is gone, or cannot be understood any more: it finds out when it reads.
    return asked && questionOf(desk, request, visit, asked).catch(() => undefined)
  }

  async function tell(these: readonly Screen[]): Promise<void> {
    const now = desk.time.now()
    const orders = new Map<string, Promise<ListOrder>>()
    await Promise.all(these.map(async (screen) => {
      const { list, wall } = screen
      const question = list === null ? undefined : await questionFor(screen)
      if (!question || list === null) return
      const { key, read } = orderOf(desk, question, now)
      const order = orders.get(key) ?? read()
      orders.set(key, order)
      const text = JSON.stringify({ kind: 'order', list, ...(await order) } satisfies LiveMessage)
      // Meanwhile it may show another, or see less.
      if (screen.list !== list || screen.wall !== wall || screen.told === text) return
      screen.told = text
      send(screen, text)
    }))
  }

  function soon(): void {
    if (timer || busy) return
    timer = setTimeout(() => void look().catch((err: unknown) => desk.log.warn({ err }, 'the order of a list was not told')), gathering)
    timer.unref()
  }

  /** One look after another, with rests between them: what is stirred meanwhile waits for the next. */
  async function look(): Promise<void> {
    timer = undefined
    busy = true
    try {
      const providers = new Set(stirred)
      stirred.clear()
      const took = stopwatch()
      await tell([...screens()].filter(({ provider, list }) => list !== null && providers.has(provider.id)))
      await pause(Math.min(longestRest, share * took()))
    } finally {
      busy = false
      if (stirred.size > 0) soon()
    }
  }

  const stir = (provider: string) => {
    stirred.add(provider)
    soon()
  }
  return {
    shows(screen, list) {
      if (screen.list !== list) screen.told = null
      screen.list = list
      if (list !== null) void tell([screen]).catch((err: unknown) => desk.log.warn({ err }, 'the order of a list was not told'))
    },
    changed(change) {
      if (mayMove(change)) stir(change.provider)
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
