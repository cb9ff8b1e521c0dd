/** Lets works run side by side as long as their weights together stay under a limit; the others wait their turn. */
export interface Slots {
  /** A work heavier than the limit runs alone. */
  run<Result>(weight: number, work: () => Promise<Result>): Promise<Result>
}

export function createSlots(limit: number): Slots {
  let used = 0
  const waiting: { readonly weight: number; readonly begin: () => void }[] = []
  const fits = (weight: number) => used === 0 || used + weight <= limit
  return {
    async run(weight, work) {
      if (waiting.length > 0 || !fits(weight)) await new Promise<void>((begin) => waiting.push({ weight, begin }))
      else used += weight
      try {
        return await work()
      } finally {
        used -= weight
        for (let next = waiting[0]; next !== undefined && fits(next.weight); next = waiting[0]) {
          waiting.shift()
          used += next.weight
          next.begin()
        }
      }
    },
  }
}
