/** A procedure read naively, second by second where it matters: written apart from the engine, from what the language promises. */
export interface PlainStep { name: string; hours: [from: number, to: number][] | null; after: { step: string; wait: number } | null }
export interface Plain {
  /** Seconds; null: no such guard. */
  over: number | null
  /** Hours in which the promise is counted; null: elapsed time. */
  counted: [from: number, to: number][] | null
  unanswered: boolean
  guardHours: [from: number, to: number][] | null
  steps: PlainStep[]
}
export interface Story { opened: number; replied: number | null; tried: { step: string; at: number }[]; exceeded: number }

/** Minutes since midnight on the wall of Paris, in 2026. */
function minuteOf(at: number): number {
  const summer = at >= Date.UTC(2026, 2, 29, 1) && at < Date.UTC(2026, 9, 25, 1)
  return Math.floor(at / 60_000 + (summer ? 120 : 60)) % 1440
}

function within(hours: readonly [number, number][] | null, at: number): boolean {
  const minute = minuteOf(at)
  return hours === null || hours.some(([from, to]) => (from < to ? minute >= from && minute < to : minute >= from || minute < to))
}

/** When a second more than `over` has been counted since the opening; looked for minute by minute, over twelve days. */
export function exceededFrom({ over, counted }: Plain, opened: number): number {
  if (over === null) return -Infinity
  let left = over + 1
  for (let minute = opened; minute < opened + 12 * 86_400_000; minute += 60_000) {
    if (!within(counted, minute)) continue
    if (left <= 60) return minute + left * 1000
    left -= 60
  }
  return Infinity
}

function isExceeded(plain: Plain, { opened, replied, exceeded }: Story, at: number, now: number): boolean {
  if (plain.over === null) return true
  const stopped = replied !== null && replied >= opened && replied <= Math.min(at, now) ? replied : Infinity
  return exceeded <= Math.min(at, stopped)
}

/** Whether a step is open at `at`, knowing what happened until `now`. */
export function isOpen(plain: Plain, story: Story, name: string, at: number, now: number): boolean {
  const step = plain.steps.find((one) => one.name === name)!
  if (plain.unanswered && story.replied !== null && story.replied <= Math.min(at, now)) return false
  if (!within(step.hours, at) || !within(plain.guardHours, at) || !isExceeded(plain, story, at, now)) return false
  const { after } = step
  return after === null || story.tried.some((one) => one.step === after.step && one.at <= now && one.at + after.wait * 1000 <= at && isOpen(plain, story, after.step, one.at, one.at))
}
