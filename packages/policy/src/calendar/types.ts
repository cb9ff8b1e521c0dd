/** What a calendar is made of, and what it answers. Plain data in, numbers out. */
import type { Instant, Words } from '../model.ts'
import type { IsoDate, MonthDay, Weekday } from './days.ts'
import type { HolidaySpec } from './holidays/rules.ts'

export type { Instant, IsoDate, MonthDay, Weekday, Words }
export type Seconds = number
/** Minutes since the local midnight of the day named. */
export type Minutes = number

/**
 * Half-open `[from, to)` in minutes of the day where it starts. `to <= from` means the next day (19:00–08:00);
 * `to` may be 1440 (24:00) or go beyond it: Friday 18:00 to Monday 09:00 is `{ from: 1080, to: 4860 }`.
 */
export interface Span { from: Minutes; to: Minutes }

export type Week = Partial<Record<Weekday, readonly Span[]>>

/**
 * Hours of a part of the time. On each date the most specific period alone speaks:
 * one with `from` or `until` before one with `yearly`, before one without either; then the shorter; then the later in the list.
 */
export interface Period {
  from?: IsoDate
  /** Inclusive. */
  until?: IsoDate
  /** Inclusive; `until` before `from` goes over the new year. */
  yearly?: { from: MonthDay; until: MonthDay }
  /** What people call this part of the year. */
  label?: Words
  week: Week
}

/**
 * Holidays are never silent. `startDay`: what starts on a holiday is taken away, what started the day before stays.
 * `eachDay`: the civil day is closed from midnight to midnight, whatever started before (TIME-15).
 */
export type HolidayRule = 'none' | {
  /** Names known to `holidayCalendarNames()`. */
  of: readonly string[]
  own?: readonly HolidaySpec[]
  /** Ids of holidays of `of` that are not observed here. */
  without?: readonly string[]
  appliesTo?: 'startDay' | 'eachDay'
}

/**
 * A closure (no spans), a half-day or an extra opening: it wins over holidays and periods on its dates.
 * When several name the same date, the last in the list speaks. One of every year speaks only where the day would be open
 * otherwise, and no dated one names it.
 */
export interface CalendarException {
  /** A date, or a day of every year. */
  on: IsoDate | MonthDay
  /** Inclusive, and written as `on` is; of every year, `until` before `on` goes over the new year. */
  until?: IsoDate | MonthDay
  spans: readonly Span[]
  label?: Words
  /** When it became known; see `asPublished`. Absent: always known. */
  published?: Instant
}

export interface WeeklySpec {
  kind: 'weekly'
  name: string
  /** IANA name or fixed offset (`UTC-08:00`); never an abbreviation: see `zoneProblem`. */
  zone: string
  /** Told on the customer's wall; `zone` is then that of customers whose own is not known. See `inZones`. */
  customer?: true
  periods: readonly Period[]
  holidays: HolidayRule
  exceptions: readonly CalendarException[]
}

export type CalendarSpec =
  | WeeklySpec
  | { kind: 'always'; zone?: string; customer?: true }
  /** Open when `of` is closed, its holidays included. */
  | { kind: 'complement'; of: CalendarSpec; zone?: string; customer?: true }
  | { kind: 'union'; of: readonly CalendarSpec[]; zone?: string; customer?: true }
  | { kind: 'intersection'; of: readonly CalendarSpec[]; zone?: string; customer?: true }
  /** Open when `of` is open and `less` is not. */
  | { kind: 'minus'; of: CalendarSpec; less: CalendarSpec; zone?: string; customer?: true }

export interface Segment {
  from: Instant
  to: Instant
  state: 'open' | 'closed' | 'holiday'
  /** Name of the holiday or of the exception. */
  label?: Words
}

export interface WeekDay {
  date: IsoDate
  weekday: Weekday
  /** Start of the local day and of the next. */
  from: Instant
  to: Instant
  /** What is open within this day, cut at its midnights. */
  open: { from: Instant; to: Instant }[]
  /** Set when the day is a holiday or has an exception. */
  holiday: boolean
  label?: Words
}

/** A compiled calendar. Instants outside 1990–2099 are refused with a RangeError where no null is foreseen. */
export interface Calendar {
  /** Zone in which days are cut. */
  readonly zone: string
  /** Open seconds in `[from, to)`; 0 when `to <= from` (TIME-11). */
  elapsed(from: Instant, to: Instant): Seconds
  /** Earliest instant at which `seconds` have been counted since `from` (TIME-12): the end of a segment is that end; 0 gives `from`. null: never. */
  deadline(from: Instant, seconds: Seconds): Instant | null
  /** Latest instant from which `seconds` are counted until `deadline`: the same calendar walked backwards (TIME-03). null: never. */
  before(deadline: Instant, seconds: Seconds): Instant | null
  isOpen(at: Instant): boolean
  /** `at` itself when open; null when it never opens again. */
  nextOpening(at: Instant): Instant | null
  /** `at` itself when closed; null when it never closes again. */
  nextClosing(at: Instant): Instant | null
  /** Covers `[from, to)` wholly, in order, without overlap. */
  segments(from: Instant, to: Instant): Segment[]
  /** Monday to Sunday of the local week that contains `at`. */
  week(at: Instant): WeekDay[]
}
