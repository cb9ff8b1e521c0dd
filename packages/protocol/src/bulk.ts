import { z } from 'zod'
import { written } from './acts.ts'
import { id, instant, ticketNumber } from './basics.ts'
import { tagName } from './desk-acts.ts'
import { filterText, queueOrder } from './queue.ts'
import { view } from './ticket.ts'

/** One act on many tickets. */

/** Tickets chosen one by one, and those left out of a list. */
const some = z.array(id).max(5_000)
const line = z.string().trim().min(1).max(1_000)

/** What is done to each: the act of one ticket, with the same words for all. */
const actWith = <Tag extends z.ZodType<string>>(tag: Tag) =>
  z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('assign'), agentId: id.nullable() }),
    z.strictObject({ do: z.literal('transfer'), department: z.string().min(1).max(100).nullable().optional(), teamId: id.nullable().optional(), agentId: id.nullable().optional(), note: written }),
    z.strictObject({ do: z.literal('tag'), add: z.array(tag).max(20).default([]), remove: z.array(tag).max(20).default([]) }),
    z.strictObject({ do: z.literal('snooze'), until: instant, reason: line.optional() }),
    z.strictObject({ do: z.literal('watch'), watching: z.boolean() }),
    z.strictObject({ do: z.literal('prioritise'), priority: z.string().min(1).max(100), reason: written }),
    z.strictObject({ do: z.literal('solve'), text: written.optional() }),
    z.strictObject({ do: z.literal('close'), text: written.optional() }),
    z.strictObject({ do: z.literal('spam'), reason: line.optional() }),
  ])
export const bulkAct = actWith(tagName).meta({ id: 'BulkAct' })
/** The same as it was understood. */
const bulkActRead = actWith(z.string()).meta({ id: 'BulkActRead' })
export type BulkAct = z.infer<typeof bulkAct>

/** Which tickets: some, or all that a list holds but some. */
export const bulkChosen = z
  .union([
    z.strictObject({ ids: some.min(1) }),
    z.strictObject({ list: z.strictObject({ view: view.optional(), saved: id.optional(), q: filterText.optional(), order: queueOrder.optional() }), except: some.default([]) }),
  ])
  .meta({ id: 'BulkChosen' })
export type BulkChosen = z.infer<typeof bulkChosen>

/** `confirmed`: also where an act on one ticket would ask whether it is meant. */
export const bulkBody = z.strictObject({ chosen: bulkChosen, act: bulkAct, confirmed: z.boolean().default(false) }).meta({ id: 'BulkBody' })
export type BulkBody = z.infer<typeof bulkBody>

/** Those refused for one reason, the first of them by number. */
const refusedGroup = z.object({ code: z.string(), title: z.string(), count: z.int(), tickets: z.array(z.object({ number: ticketNumber, detail: z.string().nullable() })) })

export const bulkPreview = z
  .object({
    total: z.int(),
    /** Chosen one by one, and not there any more for this agent. */
    gone: z.int(),
    /** So many were tried, spread over all of them; the figures below are of these. */
    looked: z.int(), would: z.int(), unchanged: z.int(), letters: z.int(), refused: z.array(refusedGroup),
  })
  .meta({ id: 'BulkPreview' })
export type BulkPreview = z.infer<typeof bulkPreview>

export const bulkRunState = z.enum(['running', 'stopped', 'done', 'undoing', 'undone']).meta({ id: 'BulkRunState' })
export type BulkRunState = z.infer<typeof bulkRunState>
export const bulkTicketState = z.enum(['waiting', 'done', 'unchanged', 'refused', 'undone', 'kept'])
export type BulkTicketState = z.infer<typeof bulkTicketState>

const run = z.object({
  id, act: bulkActRead, chosenBy: z.string().nullable(), agent: z.object({ id, name: z.string() }), state: bulkRunState,
  /** Why it stopped by itself. */
  why: z.string().nullable(),
  total: z.int(), done: z.int(), unchanged: z.int(), refused: z.int(), undone: z.int(),
  /** Could not be undone. */
  kept: z.int(),
  startedAt: instant, endedAt: instant.nullable(), mayStop: z.boolean(), mayUndo: z.boolean(),
})
export const bulkRun = run.meta({ id: 'BulkRun' })
export type BulkRun = z.infer<typeof bulkRun>
export const bulkRuns = z.object({ runs: z.array(bulkRun) }).meta({ id: 'BulkRuns' })
export type BulkRuns = z.infer<typeof bulkRuns>
/** With what was refused, and what could not be undone. */
export const bulkRunPage = run.extend({ refusals: z.array(refusedGroup), keptGroups: z.array(refusedGroup) }).meta({ id: 'BulkRunPage' })
export type BulkRunPage = z.infer<typeof bulkRunPage>
