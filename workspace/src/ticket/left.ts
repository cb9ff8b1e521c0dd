/** Where tickets went that were handed over here, in words. */
const left = new Map<number, string>()

/** A ticket was handed over, to whom. */
export function noteLeft(number: number, to: string): void {
  left.set(number, to)
}

/** Where it went; undefined when it was not handed over here. */
export const leftFor = (number: number): string | undefined => left.get(number)
