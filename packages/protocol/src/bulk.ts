import { z } from 'zod'
import { id, instant, lang, ticketNumber, written } from './basics.ts'
import { alongside, alongsideRead } from './composing.ts'
import { tagName } from './desk-acts.ts'
import { fieldValue } from './fields.ts'
import { filterText, queueOrder } from './queue.ts'
import { view } from './ticket.ts'

/** One act on many tickets. */

/** Tickets chosen one by one, and those left out of a list. */
const some = z.array(id).max(5_000)
const line = z.string().trim().min(1).max(1_000)

/** What is done to each: the act of one ticket, with the same words for all. Fields in braces are filled for each. */
const actWith = <Tag extends z.ZodType<string>, Beside extends z.ZodType>(tag: Tag, beside: Beside) =>
  z.discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('reply'), texts: z.strictObject({ fr: written.optional(), en: written.optional() }), then: z.enum(['keep', 'wait', 'solve']).default('keep'), alongside: beside,
      /** The ready-made answer that it was made of. */
      macro: id.nullish(),
      /** Also to those in whose language there is no text. */
      otherLanguage: z.boolean().default(false),
    }),
    /** What a ready-made answer without a text does. */
    z.strictObject({ do: z.literal('besides'), alongside: beside, macro: id.nullish() }),
    z.strictObject({ do: z.literal('assign'), agentId: id.nullable() }),
    z.strictObject({ do: z.literal('transfer'), department: z.string().min(1).max(100).nullable().optional(), teamId: id.nullable().optional(), agentId: id.nullable().optional(), note: written }),
    z.strictObject({ do: z.literal('field'), fieldId: id, value: fieldValue.nullable() }),
    z.strictObject({ do: z.literal('tag'), add: z.array(tag).max(20).default([]), remove: z.array(tag).max(20).default([]) }),
    z.strictObject({ do: z.literal('snooze'), until: instant, reason: line.optional() }),
    z.strictObject({ do: z.literal('watch'), watching: z.boolean() }),
    z.strictObject({ do: z.literal('prioritise'), priority: z.string().min(1).max(100), reason: written }),
    z.strictObject({ do: z.literal('solve'), text: written.optional() }),
    z.strictObject({ do: z.literal('close'), text: written.optional() }),
    z.strictObject({ do: z.literal('spam'), reason: line.optional() }),
  ])
export const bulkAct = actWith(tagName, alongside.default({})).meta({ id: 'BulkAct' })
/** The same as it was understood. */
const bulkActRead = actWith(z.string(), alongsideRead.default({})).meta({ id: 'BulkActRead' })
export type BulkAct = z.infer<typeof bulkAct>

/** Which tickets: some, or all that a list holds but some. */
export const bulkChosen = z
  .union([
    z.strictObject({ ids: some.min(1) }),
    z.strictObject({ list: z.strictObject({ view: view.optional(), saved: id.optional(), q: filterText.optional(), order: queueOrder.optional() }), except: some.default([]) }),
  ])
  .meta({ id: 'BulkChosen' })
export type BulkChosen = z.infer<typeof bulkChosen>

/** `confirmed`: also where an act on one ticket would ask whether it is meant. `holdSeconds`: letters leave so much later, and are taken back by undoing until then. */
export const bulkBody = z.strictObject({ chosen: bulkChosen, act: bulkAct, confirmed: z.boolean().default(false), holdSeconds: z.int().min(0).max(900).default(0) }).meta({ id: 'BulkBody' })
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
    /** Different addresses among those letters. */
    addresses: z.int(),
    /** Answers that reach nobody by mail: they are read in the client area only. */
    withoutLetter: z.int(),
    /** Answers by the language of their text. */
    languages: z.array(z.object({ language: lang, count: z.int() })),
    /** The first of the texts, as they would be. */
    samples: z.array(z.object({ number: ticketNumber, subject: z.string(), to: z.array(z.string()), language: lang, text: z.string() })),
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
  startedAt: instant, endedAt: instant.nullable(), mayStop: z.boolean(), mayUndo: z.boolean(), holdSeconds: z.int(),
})
export const bulkRun = run.meta({ id: 'BulkRun' })
export type BulkRun = z.infer<typeof bulkRun>
export const bulkRuns = z.object({ runs: z.array(bulkRun) }).meta({ id: 'BulkRuns' })
export type BulkRuns = z.infer<typeof bulkRuns>
/** With what was refused, and what could not be undone. */
export const bulkRunPage = run.extend({
  /** Letters that have not left: how many answers, and when the last of them leave; null while they are being called back. */
  held: z.object({ count: z.int(), until: instant.nullable() }).nullable(),
  refusals: z.array(refusedGroup), keptGroups: z.array(refusedGroup),
}).meta({ id: 'BulkRunPage' })
export type BulkRunPage = z.infer<typeof bulkRunPage>
