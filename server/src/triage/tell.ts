import { countsChanged } from '#desk/desk.ts'
import { wordsChanged } from '#desk/search/search.ts'
import type { Desk } from '#policies/policies.ts'
import type { Alert } from './alerts/write.ts'

/** What the wall of the desk asks of a ticket. */
export interface Standing { readonly department: string | null; readonly assigneeId: string | null }

/** Told to every process after a commit: names and numbers only. */
export interface Change {
  readonly provider: string
  readonly ticket?: string
  readonly number?: number
  readonly version?: number
  /** Where the ticket is: who sees it is a matter of the wall of the desk. `before`: where it was until now, when that was elsewhere. */
  readonly stands?: Standing
  readonly before?: Standing
  /** An agent whose rights or sessions changed: their listeners are looked at again. */
  readonly agent?: string
  /** Who is told of it by name: each hears their own. */
  readonly alerts?: readonly Alert[]
  readonly events: readonly string[]
}

export const standing = ({ department, assigneeId }: Standing): Standing => ({ department, assigneeId })

export const changesChannel = 'guichet_changes'

/** Changes told in one statement at most: each is under a hundred bytes or two. */
const most = 200

const untold = new WeakMap<Desk['database']['pool'], string[]>()

/**
 * Tells every process what changed, soon after its commit. Not in its transaction: those that notify are committed one after
 * another, each waiting for the disk. Lost with the process that had it to tell: whoever listens reads again when it is gone.
 */
export function tell(desk: Desk, change: Change): void {
  // Whoever asks this process next asks after the change, however late it is told.
  countsChanged(desk, change)
  wordsChanged(desk, change.events)
  const { pool } = desk.database
  // Its name in the row of changes, the same for all who hear it.
  const said = JSON.stringify({ ...change, id: desk.ids.next() })
  const waiting = untold.get(pool)
  if (waiting) return void waiting.push(said)
  untold.set(pool, [said])
  void tellAll(desk).catch((err: unknown) => desk.log.warn({ err }, 'changes could not be told'))
}

async function tellAll(desk: Desk): Promise<void> {
  const { pool } = desk.database
  try {
    for (let batch = untold.get(pool)?.splice(0, most) ?? []; batch.length > 0; batch = untold.get(pool)?.splice(0, most) ?? []) {
      // A notice need not wait for the disk: what it tells of is there already.
      await pool.query({
        name: 'tell-changes',
        text: "select pg_notify($1, said) from unnest($2::text[]) said, set_config('synchronous_commit', 'off', true)",
        values: [changesChannel, batch],
      })
    }
  } finally {
    untold.delete(pool)
  }
}
