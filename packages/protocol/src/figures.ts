import { z } from 'zod'
import { cursor, id, instant, ticketNumber, words } from './basics.ts'

/** How many tickets, and the text that finds these in the language of filters; null where no text does. */
const number = z.object({ n: z.int(), q: z.string().nullable() }).meta({ id: 'Number' })

/** What whoever bears tickets has before them. `agent`: theirs; `team`: of a team and nobody in it; `none`: of nobody. */
export const loadRow = z
  .object({
    who: z.enum(['agent', 'team', 'none', 'all']), id: id.nullable(), name: z.string().nullable(),
    late: number, hour: number, today: number, tomorrow: number, open: number, waiting: number, solvedToday: z.int(), solvedWeek: z.int(),
  })
  .meta({ id: 'LoadRow' })
export type LoadRow = z.infer<typeof loadRow>

export const figuresNow = z.object({ now: instant, rows: z.array(loadRow), total: loadRow }).meta({ id: 'FiguresNow' })
export type FiguresNow = z.infer<typeof figuresNow>

export const figurePeriods = ['week', 'last_week', 'month', 'last_month', 'dates'] as const
export const figureBases = ['outcome', 'creation'] as const
export const figurePeriod = z.enum(figurePeriods)
/** By which instant a promise belongs to a period: when it came out, or when its ticket was opened. */
export const figureBasis = z.enum(figureBases)
export type FigurePeriod = z.infer<typeof figurePeriod>
export type FigureBasis = z.infer<typeof figureBasis>

/** What became of a promise. `open`: still owed and past its target, so "at least". `running`: owed, and not yet past it. */
export const figureParts = ['within', 'over', 'open', 'running', 'excluded'] as const
export const figurePart = z.enum(figureParts)
export type FigurePart = z.infer<typeof figurePart>
/** Why a promise is left out of figures: unwanted, a duplicate, taken back or solved before, or nobody of the customer's wrote. */
export const figureExclusions = ['spam', 'merged', 'cancelled', 'no_message'] as const
export type FigureExclusion = (typeof figureExclusions)[number]

/** One promise over the tickets of a period. Amounts are in seconds, or days, of the promise's own calendar; null while there is nothing to measure. */
export const figureLine = z
  .object({
    key: z.string(), tier: z.string().nullable(), metric: z.string(), target: z.string(), label: words, clauses: z.array(z.string()),
    bond: z.enum(['guaranteed', 'objective', 'none']), statistic: z.enum(['each', 'mean', 'share']), percent: z.number().nullable(), value: z.number(), unit: z.enum(['second', 'day']),
    calendar: z.string().nullable(), within: z.int(), over: z.int(), open: z.int(), running: z.int(), excluded: z.int(), n: z.int(),
    mean: z.number().nullable(), median: z.number().nullable(), p90: z.number().nullable(), max: z.number().nullable(), share: z.number().nullable(),
    met: z.boolean().nullable(), atLeast: z.boolean(),
  })
  .meta({ id: 'FigureLine' })
export type FigureLine = z.infer<typeof figureLine>

const day = z.iso.date()
export const figures = z
  .object({
    now: instant, zone: z.string(), from: day, to: day, basis: figureBasis,
    /** Whether every promise is in them: not while those of an older version of the desk are being made ready. */
    whole: z.boolean(), lines: z.array(figureLine),
    excluded: z.object({ spam: z.int(), merged: z.int(), cancelled: z.int(), no_message: z.int() }),
    days: z.array(z.object({ day, within: z.int(), over: z.int() })),
    arrivals: z.array(z.object({ weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23), n: z.int() })),
  })
  .meta({ id: 'Figures' })
export type Figures = z.infer<typeof figures>

export const figureTicket = z
  .object({
    number: ticketNumber, subject: z.string(), customer: z.string().nullable(), assignee: z.string().nullable(), metric: z.string(), cycle: z.int(), part: figurePart,
    why: z.enum(figureExclusions).nullable(), counted: z.number().nullable(), value: z.number(), unit: z.enum(['second', 'day']),
    startedAt: instant, dueAt: instant.nullable(), stoppedAt: instant.nullable(),
  })
  .meta({ id: 'FigureTicket' })
export type FigureTicket = z.infer<typeof figureTicket>
export const figureTickets = z.object({ rows: z.array(figureTicket), next: cursor.nullable() }).meta({ id: 'FigureTickets' })
export type FigureTickets = z.infer<typeof figureTickets>
