import type { ClockSegment } from '../calendar/reading.ts'
import type { Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { businessDays, duration } from '../words/durations.ts'
import { wordsIn } from '../words/fill.ts'
import { instantInTable, instantInWords } from '../words/instants.ts'
import type { Reading } from '../words/promise.ts'
import { apostrophe, thin } from '../words/typography.ts'

/** One line of the table under a ribbon. */
export interface DeadlineLine {
  from: Instant
  /** null: for as long as the pause lasts. */
  to: Instant | null
  state: ClockSegment['state']
  future: boolean
  /** What the line adds: whole seconds, or business days. The lines add up to the target exactly (TIME-30). */
  adds: number
  /** What has been counted at its end. */
  total: number
  /** "compté", "fermé", "jour férié (Toussaint)", "en pause". */
  words: string
}

/** A reading of a clock: what `readClock` gives, or `clockDeadline` with its segments taken. */
export interface CountedReading {
  unit: 'second' | 'day'
  value: number | null
  deadline: Instant | null
  segments: readonly ClockSegment[]
}

export interface DeadlineExplanation {
  unit: 'second' | 'day'
  target: number
  start: Instant | null
  deadline: Instant | null
  lines: DeadlineLine[]
  /** The whole as lines of text, the sum at the end. */
  text: string[]
}

export const states: Record<ClockSegment['state'], { fr: string; en: string }> = {
  counted: { fr: 'compté', en: 'counted' },
  closed: { fr: 'fermé', en: 'closed' },
  holiday: { fr: 'jour férié', en: 'holiday' },
  paused: { fr: 'en pause', en: 'paused' },
  start_day: { fr: 'jour de réception', en: 'day of receipt' },
}

/**
 * The lines that add up to a deadline. Whole seconds are shared out so that what is shown always sums to what was counted,
 * even when a line begins between two seconds.
 */
export function explainDeadline(policy: Pick<Policy, 'zone' | 'languages'>, reading: CountedReading, lang: Lang, reader: Reading = {}): DeadlineExplanation {
  let counted = 0
  let shown = 0
  const lines = reading.segments.map((segment): DeadlineLine => {
    counted += segment.counted
    const total = Math.round(counted)
    const adds = total - shown
    shown = total
    const label = segment.label ? ` (${wordsIn(segment.label, policy, lang)})` : ''
    return { from: segment.from, to: segment.to, state: segment.state, future: segment.future, adds, total, words: states[segment.state][lang] + label }
  })
  const { unit, deadline } = reading
  const target = reading.value ?? 0
  const start = reading.segments[0]?.from ?? deadline
  return { unit, target, start, deadline, lines, text: textOf({ unit, target, deadline, lines }, policy.zone, lang, reader) }
}

function textOf({ unit, target, deadline, lines }: Pick<DeadlineExplanation, 'unit' | 'target' | 'deadline' | 'lines'>, zone: string, lang: Lang, reader: Reading): string[] {
  const length = (amount: number) => (unit === 'day' ? businessDays(amount, lang) : duration(amount, lang))
  const how = { zone, lang, ...reader }
  const told = lines.map(({ from, to, words, adds, state }) => {
    const end = to === null ? '…' : instantInTable(to, how)
    return `${instantInTable(from, how)} → ${end}  ${words}${state === 'counted' ? `  ${length(adds)}` : ''}`
  })
  return [...told, lastLine(length(target), deadline === null ? null : instantInWords(deadline, { ...how, seconds: true }), lang)]
}

function lastLine(target: string, deadline: string | null, lang: Lang): string {
  if (lang === 'fr') return deadline === null ? `${target}${thin}: pas d${apostrophe}échéance tant que la pause dure` : `${target} au total${thin}: échéance ${deadline}`
  return deadline === null ? `${target}: no deadline while the pause lasts` : `${target} in all: due ${deadline}`
}
