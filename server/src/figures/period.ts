import type { FigureBasis, FigurePeriod } from '@guichet/protocol'

/** The days of which figures are wanted, both included, and their instants: from the first's beginning up to the end of the last. */
export interface Span { readonly first: string; readonly last: string; readonly from: number; readonly to: number }

/** What is asked: which days, and by which instant a promise belongs to them. */
export interface Asked { readonly span: Span; readonly basis: FigureBasis; readonly zone: string; readonly now: number }

/** Figures of more days than these are asked for in parts. */
export const mostDays = 400

/** The days of a period in the provider's zone; undefined when its own dates are missing, turned round, or too many. */
export function spanOf(period: FigurePeriod, dates: { from?: string | undefined; to?: string | undefined }, { now, zone }: { now: number; zone: string }): Span | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const days = daysOf(period, dates, today)
  if (!days) return undefined
  const [first, last] = days
  const length = first.until(last, { largestUnit: 'days' }).days
  if (length < 0 || length >= mostDays) return undefined
  const begin = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds
  return { first: first.toString(), last: last.toString(), from: begin(first), to: begin(last.add({ days: 1 })) }
}

function daysOf(period: FigurePeriod, dates: { from?: string | undefined; to?: string | undefined }, today: Temporal.PlainDate): [Temporal.PlainDate, Temporal.PlainDate] | undefined {
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const first = today.with({ day: 1 })
  switch (period) {
    case 'week': return [monday, monday.add({ days: 6 })]
    case 'last_week': return [monday.subtract({ days: 7 }), monday.subtract({ days: 1 })]
    case 'month': return [first, first.add({ months: 1 }).subtract({ days: 1 })]
    case 'last_month': return [first.subtract({ months: 1 }), first.subtract({ days: 1 })]
    case 'dates': return dates.from === undefined || dates.to === undefined ? undefined : [Temporal.PlainDate.from(dates.from), Temporal.PlainDate.from(dates.to)]
  }
}
