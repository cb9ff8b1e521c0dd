interface Waiting<Item> { readonly item: Item; readonly resolve: () => void; readonly reject: (error: unknown) => void }

/**
 * Brings together what is to be done one by one: what comes while some is under way is done with the next, so that many cost a round
 * trip and a commit as one does. What fails takes nothing else along: each of those that failed together is tried by itself.
 */
export function together<Item>(work: (items: readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let waiting: Waiting<Item>[] = []
  let underWay = false

  async function run(some: readonly Waiting<Item>[]): Promise<void> {
    try {
      await work(some.map(({ item }) => item))
      for (const { resolve } of some) resolve()
    } catch (error) {
      if (some.length === 1) return some[0]?.reject(error)
      for (const one of some) await run([one])
    }
  }

  async function serve(): Promise<void> {
    underWay = true
    // What is asked for in the same breath is not parted.
    await new Promise((resume) => setImmediate(resume))
    while (waiting.length > 0) {
      const some = waiting
      waiting = []
      await run(some)
    }
    underWay = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!underWay) void serve()
    })
}
