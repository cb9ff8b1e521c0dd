import type { Present } from '@guichet/protocol'
import { isOnDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'

/** A screen at a ticket. */
export interface At {
  readonly provider: string
  readonly agentId: string
  readonly number: number
  readonly writing: Present['writing']
  readonly department: string | null
  readonly assigneeId: string | null
}

/** A ticket at which somebody came or went, and where it stands: those who do not see it are told nothing of it. */
export type Stirred = Pick<At, 'provider' | 'number' | 'department' | 'assigneeId'>

/** What the others are told of a screen; `at` null: it shows no ticket any more. */
export interface Told { readonly process: string; readonly screens: readonly { readonly screen: string; readonly at: At | null }[] }

interface Entry { at: At; process: string; beats: number }

/** Beats after which a screen that says nothing is taken for gone. A beat is five seconds. */
export const longestSilence = 5

/** Who is at which ticket, on every process's screens. */
export interface Board {
  put(process: string, screen: string, at: At | null): void
  /** Five seconds passed: who was silent for too long goes. Gives the screens of `process` that went. */
  beat(process: string): string[]
  /** Where a ticket stands now: who may see that somebody is there depends on it. */
  moved(provider: string, number: number, where: { department: string | null; assigneeId: string | null }): void
  /** The tickets about which something changed since this was asked last. */
  changed(): Stirred[]
  /** The people at a ticket, for whoever has this wall. */
  peopleAt(provider: string, number: number, wall: DeskWall): Present[]
  /** Every ticket with somebody at it. */
  all(provider: string, wall: DeskWall): { number: number; people: Present[] }[]
  /** The screens of one process. */
  of(process: string): { screen: string; at: At }[]
}

/** A board with nobody on it. */
export function createBoard(): Board {
  const entries = new Map<string, Entry>()
  const dirty = new Map<string, Stirred>()
  const note = ({ provider, number, department, assigneeId }: At) => dirty.set(`${provider} ${number}`, { provider, number, department, assigneeId })

  const peopleOf = (found: readonly At[], wall: DeskWall): Present[] => {
    const people = new Map<string, Present>()
    for (const at of found) {
      if (!isOnDesk(wall, at)) continue
      people.set(at.agentId, { agentId: at.agentId, writing: at.writing ?? people.get(at.agentId)?.writing ?? null })
    }
    return [...people.values()].sort((a, b) => (a.agentId < b.agentId ? -1 : 1))
  }
  const here = (provider: string, number?: number) => [...entries.values()].map(({ at }) => at).filter((at) => at.provider === provider && (number === undefined || at.number === number))

  return {
    put(process, screen, at) {
      const before = entries.get(screen)?.at
      if (at) entries.set(screen, { at, process, beats: 0 })
      else entries.delete(screen)
      if (before?.number === at?.number && before?.writing === at?.writing) return
      for (const changed of [before, at]) if (changed) note(changed)
    },
    beat(process) {
      const gone: string[] = []
      for (const [screen, entry] of entries) {
        entry.beats += 1
        if (entry.beats <= longestSilence) continue
        entries.delete(screen)
        note(entry.at)
        if (entry.process === process) gone.push(screen)
      }
      return gone
    },
    moved(provider, number, { department, assigneeId }) {
      for (const entry of entries.values()) {
        const { at } = entry
        if (at.provider !== provider || at.number !== number || (at.department === department && at.assigneeId === assigneeId)) continue
        entry.at = { ...at, department, assigneeId }
        note(entry.at)
      }
    },
    changed() {
      const tickets = [...dirty.values()]
      dirty.clear()
      return tickets
    },
    peopleAt: (provider, number, wall) => peopleOf(here(provider, number), wall),
    all(provider, wall) {
      const numbers = new Set(here(provider).map(({ number }) => number))
      return [...numbers].map((number) => ({ number, people: peopleOf(here(provider, number), wall) })).filter(({ people }) => people.length > 0)
    },
    of: (process) => [...entries].filter(([, entry]) => entry.process === process).map(([screen, { at }]) => ({ screen, at })),
  }
}
