import { liveSaying } from '@guichet/protocol'
import type { LiveSaying, Present } from '@guichet/protocol'
import { whereOnDesk } from '#desk/desk.ts'
import { agentMay, isOnDesk } from '#people/people.ts'
import type { SignedAgent, DeskWall, Provider } from '#people/people.ts'
import { notify } from '#platform/database.ts'
import type { Desk } from '#policies/policies.ts'
import type { Change } from '#triage/triage.ts'
import { createBoard } from './board.ts'
import type { At, Told, Stirred } from './board.ts'

/** Where processes tell one another who is at which ticket. */
const presenceChannel = 'guichet_presence'
/** Screens told in one notice: PostgreSQL takes 8,000 bytes. */
const most = 20
/** Beats between two tellings of all the screens of a process: two are missed before a third is too late. */
const toldEvery = 2

/** Somebody's screen, as presence sees it. */
export interface Screen { readonly id: string; readonly provider: Provider; readonly agent: SignedAgent; readonly wall: DeskWall }

/** Who is at which ticket. */
export interface Presence {
  start(): Promise<() => Promise<void>>
  /** A screen said something; undefined for what is no saying. */
  said(screen: Screen, text: string): Promise<LiveSaying | undefined>
  gone(screen: string): void
  beat(): Promise<void>
  changed(change: Change): void
  /** Tickets about which something is to be told. */
  news(): Stirred[]
  peopleAt(provider: string, number: number, wall: DeskWall): Present[]
  all(provider: string, wall: DeskWall): { number: number; people: Present[] }[]
}

/** Keeps who is at which ticket on all processes' screens; `stir` is called when something is to be told. */
export function createPresence(desk: Desk, process: string, stir: () => void): Presence {
  const board = createBoard()
  let beats = 0

  const share = (screens: Told['screens']) => notify(desk.database.db, presenceChannel, JSON.stringify({ process, screens } satisfies Told)).catch((err: unknown) => desk.log.warn({ err }, 'who is present could not be told'))
  const put = (screen: string, at: At | null) => {
    const known = board.of(process).find((one) => one.screen === screen)?.at
    board.put(process, screen, at)
    if (known?.number === at?.number && known?.writing === at?.writing) return
    void share([{ screen, at }])
    stir()
  }

  return {
    async start() {
      return desk.database.listener.listen(presenceChannel, (payload) => {
        const told = JSON.parse(payload) as Told
        if (told.process === process) return
        for (const { screen, at } of told.screens) board.put(told.process, screen, at)
        stir()
      })
    },
    async said(screen, text) {
      const saying = liveSaying.safeParse(parsed(text)).data
      if (!saying) return undefined
      const { number } = saying
      if (number === null) {
        put(screen.id, null)
        return saying
      }
      const known = board.of(process).find((one) => one.screen === screen.id)?.at
      const where = known?.number === number ? known : await whereOnDesk(desk, screen.provider.id, number)
      // Who looks on never writes, whatever their screen says; behind the wall there is nothing to be at.
      const writing = agentMay(screen.agent, 'answer') ? saying.writing : null
      put(screen.id, where && isOnDesk(screen.wall, where) ? { provider: screen.provider.id, agentId: screen.agent.id, number, writing, department: where.department, assigneeId: where.assigneeId } : null)
      return saying
    },
    gone(screen) {
      if (board.of(process).some((one) => one.screen === screen)) put(screen, null)
    },
    async beat() {
      const gone = board.beat(process).map((screen) => ({ screen, at: null }))
      for (let from = 0; from < gone.length; from += most) await share(gone.slice(from, from + most))
      stir()
      beats += 1
      if (beats % toldEvery !== 0) return
      const mine = board.of(process)
      for (let from = 0; from < mine.length; from += most) await share(mine.slice(from, from + most))
    },
    changed({ provider, number, stands }) {
      if (number !== undefined && stands) board.moved(provider, number, stands)
    },
    news: () => board.changed(),
    peopleAt: board.peopleAt,
    all: board.all,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
