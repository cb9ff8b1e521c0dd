import type { LiveMessage, LiveNews } from '@guichet/protocol'
import { isOnDesk } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Stirred } from './board.ts'
import { send } from './ear.ts'
import type { Ear } from './ear.ts'
import { mayHear, newsOf } from './news.ts'
import type { Presence } from './presence.ts'
import { readRenewed } from './renewed.ts'
import type { Renewed } from './renewed.ts'
import type { Placed, Trail } from './trail.ts'

/** How long changes are gathered after one was told: a burst is one message. */
const gathering = 40

interface Among {
  readonly ears: ReadonlySet<Ear>
  readonly trail: Trail
  readonly presence: Presence
  /** Lets one go whose session has ended. */
  dismiss(ear: Ear): void
}

/** Tells those who listen what changed and who is where. */
export interface Telling {
  /** Keeps a change to be told. */
  add(change: Placed): void
  /** Tells at once when nothing was told just now, else when the changes of a moment are gathered. */
  soon(): void
  /** What happened until now is told to those who hear by now. */
  atOnce(): void
  /** Whether something is being told. */
  underWay(): boolean
  /** Gathers nothing more. */
  stop(): void
  /** Once everything has been told. */
  settled(): Promise<void>
}

/** Tells `ears` of the changes that are added to it, and of what presence has to tell. */
export function createTelling(desk: Desk, { ears, trail, presence, dismiss }: Among): Telling {
  let timer: NodeJS.Timeout | undefined
  /** What is being told; the next waits for it, so that all hear everything in order. */
  let saying: Promise<void> = Promise.resolve()
  let underWay = 0
  let untold: Placed[] = []
  let due = false

  function soon(): void {
    due = true
    if (timer) return
    due = false
    atOnce()
    timer = setTimeout(() => {
      timer = undefined
      if (due) soon()
    }, gathering)
  }

  function atOnce(): void {
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

  /** The text for whoever has this one's wall, when there is anything for them. */
  function textFor(ear: Ear, place: string, changes: readonly Placed[], present: readonly Stirred[], renewed: Renewed): string | null {
    const { provider, wall } = ear
    const heard = changes.filter((change) => change.provider === provider.id && mayHear(wall, change))
    const people = present.filter((one) => one.provider === provider.id && isOnDesk(wall, one)).map(({ number }): LiveNews => ({ kind: 'presence', number, people: presence.peopleAt(provider.id, number, wall) }))
    const news = [...renewed.withRows(newsOf(heard, wall), ear), ...people]
    return news.length === 0 ? null : JSON.stringify({ kind: 'news', place, news } satisfies LiveMessage)
  }

  return {
    add: (change) => void untold.push(change), soon, atOnce,
    underWay: () => underWay > 0, stop: () => clearTimeout(timer), settled: () => saying,
  }
}
