import type { World } from '#server/tables.ts'

/** Tickets gathered at once: some tens of milliseconds of the database, and no more is held up by a crash. */
const batch = 100
const few = 20

/** What changes the words of a ticket, besides what is written in it. The rest is gathered when the work next starts by itself. */
const changing = new Set(['ticket.opened', 'ticket.merged', 'ticket.absorbed', 'ticket.split', 'ticket.split_from', 'ticket.undone'])

/** Wakes the gathering when what happened may change what a ticket is found by. Call it after the commit. */
export function wordsChanged(world: World, events: readonly string[]): void {
  if (events.some((type) => type.startsWith('message.') || changing.has(type))) world.jobs.wake('words')
}

async function gather(world: World, most: number): Promise<number> {
  const { rows } = await world.database.pool.query<{ read: number }>({ name: 'gather-words', text: 'select gather_words($1) as read', values: [most] })
  return rows[0]?.read ?? 0
}

/** Gathers the words of all tickets that changed since. In several processes at once they take turns. */
export async function gatherWords(world: World): Promise<void> {
  while ((await gather(world, batch)) === batch);
}

/**
 * Gathers a few: whoever looks for what they have just written finds it. Where more than a few wait, as when very many requests come in
 * at once, the rest is found within a second, and nobody waits for it.
 */
export async function gatherSome(world: World): Promise<void> {
  await gather(world, few)
}
