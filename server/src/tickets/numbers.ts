import type { World } from '#server/tables.ts'

interface Waiting { readonly resolve: (number: number) => void; readonly reject: (error: unknown) => void }
const waiting = new WeakMap<World, Map<string, Waiting[]>>()

/**
 * The next ticket number of a provider. Those asked for while a question is under way are brought together by the next one:
 * no lock on a row, and no number wasted but by a crash.
 */
export function nextNumber(world: World, providerId: string): Promise<number> {
  const queues = waiting.get(world) ?? new Map<string, Waiting[]>()
  waiting.set(world, queues)
  return new Promise((resolve, reject) => {
    const queue = queues.get(providerId)
    if (queue) return void queue.push({ resolve, reject })
    queues.set(providerId, [{ resolve, reject }])
    void serve(world, providerId, queues)
  })
}

async function serve(world: World, providerId: string, queues: Map<string, Waiting[]>): Promise<void> {
  for (;;) {
    const asked = queues.get(providerId) ?? []
    if (asked.length === 0) return void queues.delete(providerId)
    queues.set(providerId, [])
    try {
      const { rows } = await world.database.pool.query<{ n: number }>({
        name: 'next-numbers',
        text: 'select nextval($1::regclass) as n from generate_series(1, $2::int)',
        values: [`numbers."${providerId}"`, asked.length],
      })
      asked.forEach(({ resolve }, index) => resolve(rows[index]!.n))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
}
