import { z } from 'zod'
import { factValue, id, instant, words, written } from './basics.ts'

/** What agents do with a ticket beside answering it. */

const confirmed = z.boolean().optional()
/** A reason, or what a time was for: a few sentences. */
const line = z.string().trim().min(1).max(1_000)

/** The event that the act wrote, or one of them. */
export const undoBody = z.strictObject({ eventId: id }).meta({ id: 'UndoBody' })

/** What is left out stays as it is; null takes it away. Another department or team takes it from the agent who had it. */
export const transferBody = z
  .strictObject({ department: z.string().min(1).max(100).nullable().optional(), teamId: id.nullable().optional(), agentId: id.nullable().optional(), note: written })
  .meta({ id: 'TransferBody' })

/** Until an instant, or until the hours open in which somebody is there for it. */
export const snoozeBody = z
  .union([z.strictObject({ until: instant, reason: line.optional(), confirmed }), z.strictObject({ opening: z.literal(true), reason: line.optional(), confirmed })])
  .meta({ id: 'SnoozeBody' })

export const closeBody = z.strictObject({ text: written.optional(), confirmed }).meta({ id: 'CloseBody' })
export const spamBody = z.strictObject({ reason: line.optional(), confirmed }).meta({ id: 'SpamBody' })
/** Null: it is not known after all. */
export const factsBody = z
  .strictObject({ facts: z.record(z.string().max(100), factValue.nullable()).refine((facts) => Object.keys(facts).length > 0 && Object.keys(facts).length <= 50, 'one to fifty facts'), reason: line })
  .meta({ id: 'FactsBody' })
export const discretionBody = z.strictObject({ reason: line }).meta({ id: 'DiscretionBody' })

/**
 * A word that tickets are sorted by: letters, figures, dots, dashes; written in lower case, a space as a dash, so that it is found
 * however it was typed.
 */
export const tagName = z
  .string().trim().max(60).transform((text) => text.normalize('NFC').toLocaleLowerCase('fr').replaceAll(/[\s_]+/g, '-')).pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}.-]{0,39}$/u))
  .meta({ id: 'TagName' })
export const tagsBody = z.strictObject({ add: z.array(tagName).max(20).default([]), remove: z.array(tagName).max(20).default([]) }).meta({ id: 'TagsBody' })
/** `becomes`: another word, or one that is there already, with which it is then one; null takes it away from every ticket. */
export const tagChangeBody = z.strictObject({ becomes: tagName.nullable() }).meta({ id: 'TagChangeBody' })
export const tagRow = z.object({ name: z.string(), tickets: z.int(), /** Tickets are still following a change. */ becoming: z.boolean() }).meta({ id: 'TagRow' })
export type TagRow = z.infer<typeof tagRow>

/** A line of a checklist. */
export const itemText = z.string().trim().min(1).max(300)
export const checklistBody = z
  .strictObject({
    changes: z.array(z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('add'), text: itemText }),
      z.strictObject({ do: z.literal('reword'), itemId: id, text: itemText }),
      z.strictObject({ do: z.enum(['tick', 'untick', 'remove']), itemId: id }),
      /** To stand before another line; null: after all of them. */
      z.strictObject({ do: z.literal('move'), itemId: id, before: id.nullable() }),
    ])).min(1).max(100),
  })
  .meta({ id: 'ChecklistBody' })

/** Without an agent: oneself. */
export const watchBody = z.strictObject({ agentId: id.optional(), watching: z.boolean() }).meta({ id: 'WatchBody' })

/** Without `startedAt`: it ends now. */
const workSaid = { minutes: z.int().min(1).max(1_440), startedAt: instant.optional(), kind: z.string().min(1).max(100), note: line.optional() }
export const workBody = z.strictObject(workSaid).meta({ id: 'WorkBody' })
export const workCorrectionBody = z.strictObject({ ...workSaid, startedAt: instant, reason: line }).meta({ id: 'WorkCorrectionBody' })
export const workRemovalBody = z.strictObject({ reason: line }).meta({ id: 'WorkRemovalBody' })

const named = z.object({ id: id.nullable(), name: z.string().nullable() })

/** What the page of a ticket holds of all this. */
export const ticketWork = {
  /** Put off until then; `wakesAt` is earlier where a promise falls due before. */
  snoozed: z.object({ until: instant, wakesAt: instant, reason: z.string().nullable() }).nullable(),
  spam: z.boolean(),
  /** Taken on without any promise: by whom, and why. */
  discretion: z.object({ by: named, at: instant, reason: z.string() }).nullable(),
  team: z.object({ id, name: z.string() }).nullable(),
  tags: z.array(z.string()),
  checklist: z.array(z.object({ id, text: z.string(), done: z.object({ at: instant, by: named }).nullable() })),
  watchers: z.array(z.object({ id, name: z.string() })),
  work: z.object({
    minutes: z.int(),
    entries: z.array(z.object({ id, agent: z.object({ id, name: z.string() }), startedAt: instant, minutes: z.int(), kind: z.string(), note: z.string().nullable(), corrected: z.boolean(), mayCorrect: z.boolean() })),
    kinds: z.array(z.object({ name: z.string(), label: words })),
  }),
  /** Times to put it off to. */
  snoozeChoices: z.array(z.object({ name: z.enum(['hour', 'afternoon', 'tomorrow', 'monday', 'opening']), at: instant, calendar: words.nullable() })),
  /** Names of the facts that an agent may put right. */
  changeable: z.array(z.string()),
  /** Acts of the last day: those that the reader may undo, and why not the others of theirs. */
  undoable: z.array(z.object({ eventId: id, eventIds: z.array(id), messageId: id.nullable(), what: z.string(), at: instant, allowed: z.boolean(), why: z.string().nullable() })),
}
