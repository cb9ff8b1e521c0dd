import { fold } from './fold.ts'
import type { Comparison, Moment, TimeTerm } from './term.ts'

const units: Readonly<Record<string, number>> = {
  min: 60, mn: 60, m: 60, h: 3_600, d: 86_400, j: 86_400, w: 604_800, sem: 604_800,
}
const named: Readonly<Record<string, Moment>> = {
  today: { is: 'day', name: 'today' }, "aujourd'hui": { is: 'day', name: 'today' }, aujourdhui: { is: 'day', name: 'today' },
  yesterday: { is: 'day', name: 'yesterday' }, hier: { is: 'day', name: 'yesterday' }, tomorrow: { is: 'day', name: 'tomorrow' }, demain: { is: 'day', name: 'tomorrow' },
  week: { is: 'day', name: 'week' }, semaine: { is: 'day', name: 'week' }, month: { is: 'day', name: 'month' }, mois: { is: 'day', name: 'month' },
  late: { is: 'late' }, retard: { is: 'late' }, 'en-retard': { is: 'late' }, none: { is: 'none' }, aucune: { is: 'none' },
}

/** Words that stand for a time, as they are proposed. */
export const timeWords = ['<1h', 'today', 'tomorrow', 'yesterday', 'week', 'month', 'late', '>2026-11-01', '2026-11-01..2026-11-30'] as const

function dateOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? /^()$/.exec(text) ?? []
  const [, frenchDay = '', frenchMonth = '', frenchYear = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const [y, m, d] = year === '' ? [frenchYear, frenchMonth, frenchDay] : [year, month, day]
  if (y === '') return undefined
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)))
  const whole = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(whole) ? whole : undefined
}

/** No ticket is older, nor due later: what is beyond would leave the numbers that dates bear. */
const longest = 100 * 366 * 86_400

function momentOf(text: string): Moment | undefined {
  const date = dateOf(text)
  if (date !== undefined) return { is: 'date', date }
  const [, amount = '', unit = ''] = /^(\d{1,6})([a-z]+)$/.exec(text) ?? []
  const seconds = Number(amount) * (Object.hasOwn(units, unit) ? units[unit]! : Number.NaN)
  if (seconds >= 0 && seconds <= longest) return { is: 'length', seconds }
  return Object.hasOwn(named, text) ? named[text] : undefined
}

/** Reads `<1h`, `>2026-11-01`, `today`, `2026-11-01..2026-11-05`; undefined for what is no time. */
export function readTime(written: string, comparison: Comparison): TimeTerm | undefined {
  const text = fold(written)
  const [, first = '', last = ''] = /^(.+?)\.\.(.+)$/.exec(text) ?? []
  if (first !== '') {
    const [from, until] = [dateOf(first), dateOf(last)]
    return from !== undefined && until !== undefined && comparison === 'is' ? { compare: 'is', moment: { is: 'date', date: from }, until } : undefined
  }
  const moment = momentOf(text)
  if (!moment || (comparison !== 'is' && (moment.is === 'late' || moment.is === 'none'))) return undefined
  // "1h" alone reads as "within the hour".
  return { compare: moment.is === 'length' && comparison === 'is' ? 'before' : comparison, moment }
}

/** From which instant on and before which a term holds; an open end is left out. */
export interface Span { readonly from?: number; readonly to?: number }

/** The instants that a time means for who looks `now` in `zone`. `ahead`: lengths reach into the future, as for deadlines. */
export function spanOf({ compare, moment, until }: TimeTerm, { now, zone, ahead }: { now: number; zone: string; ahead: boolean }): Span {
  if (moment.is === 'late') return { to: now }
  if (moment.is === 'none') return {}
  if (moment.is === 'length') {
    const at = now + (ahead ? 1 : -1) * moment.seconds * 1_000
    // Less than two hours of age began after; less than two hours left end before.
    return (compare === 'before' || compare === 'upto') === ahead ? { to: at } : { from: at }
  }
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const [first, after] = daysOf(moment, today, until)
  const [from, to] = [first, after].map((day) => day.toZonedDateTime(zone).epochMilliseconds) as [number, number]
  switch (compare) {
    case 'is': return { from, to }
    case 'before': return { to: from }
    case 'upto': return { to }
    case 'after': return { from: to }
    case 'since': return { from }
  }
}

function daysOf(moment: Extract<Moment, { is: 'date' | 'day' }>, today: Temporal.PlainDate, until: string | undefined): [Temporal.PlainDate, Temporal.PlainDate] {
  if (moment.is === 'date') {
    const date = Temporal.PlainDate.from(moment.date)
    return [date, (until === undefined ? date : Temporal.PlainDate.from(until)).add({ days: 1 })]
  }
  switch (moment.name) {
    case 'today': return [today, today.add({ days: 1 })]
    case 'yesterday': return [today.subtract({ days: 1 }), today]
    case 'tomorrow': return [today.add({ days: 1 }), today.add({ days: 2 })]
    case 'week': { const begins = today.subtract({ days: today.dayOfWeek - 1 }); return [begins, begins.add({ days: 7 })] }
    case 'month': { const begins = today.with({ day: 1 }); return [begins, begins.add({ months: 1 })] }
  }
}
