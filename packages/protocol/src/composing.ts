import { z } from 'zod'
import { id, instant, lang, ticketNumber, words } from './basics.ts'
import { itemText, tagName } from './desk-acts.ts'
import { fieldValue } from './fields.ts'
import { agentRef } from './people.ts'

/** What agents write before it is sent: whom it goes to, drafts, ready-made texts, clauses. */

export const tab = z.enum(['reply', 'note'])
const address = z.string().trim().min(3).max(254)

/** Somebody to whom a letter goes. */
export const addressee = z.object({ address: z.string(), name: z.string().nullable() }).meta({ id: 'Addressee' })
export type Addressee = z.infer<typeof addressee>

/** Whom the answer goes to, as the outbox will write it. A screen sends back what it showed: what would differ is refused (409 `recipients-changed`). */
export const addressing = {
  /** The addresses shown after "To"; absent for a caller who shows none. */
  to: z.array(address).max(20).optional(),
  /** Copies. An address that is no contact's of the customer needs to be named in `outsiders` too: 409 `outside-copy` otherwise. */
  cc: z.array(address).max(10).default([]),
  outsiders: z.array(address).max(10).default([]),
}

/**
 * What is done to the ticket beside a text, or without one: what the screen said, no more. Each is the act that an agent does by hand,
 * judged by the same rules; when one of them may not be done, nothing is (409 `beside-refused`, with which).
 */
const alongsideWith = <Tag extends z.ZodType<string>>(tag: Tag) =>
  z.strictObject({
    assign: z.enum(['me', 'nobody']).optional(),
    /** Tags to be set must be in the provider's list. */
    tags: z.strictObject({ add: z.array(tag).max(20).default([]), remove: z.array(tag).max(20).default([]) }).optional(),
    /** Lines for the checklist. */
    checklist: z.array(itemText).min(1).max(20).optional(),
    /** What is to stand in the provider's own fields, whatever does; null: nothing. */
    fields: z.array(z.strictObject({ fieldId: id, value: fieldValue.nullable() })).min(1).max(20).refine((all) => new Set(all.map(({ fieldId }) => fieldId)).size === all.length, 'each field once').optional(),
    priority: z.strictObject({ priority: z.string().min(1).max(100), reason: z.string().trim().min(1).max(1_000) }).optional(),
    /** Put off for so many minutes, or until the hours open in which somebody is there for it. */
    snooze: z.union([z.strictObject({ minutes: z.int().min(1).max(525_600) }), z.strictObject({ opening: z.literal(true) })]).optional(),
    /** `note`: what those who get it need to know; beside a note, that one says it. */
    transfer: z.strictObject({ department: z.string().min(1).max(100).nullish(), teamId: id.nullish(), agentId: id.nullish(), note: z.string().trim().max(2_000).default('') }).optional(),
  })
export const alongside = alongsideWith(tagName).meta({ id: 'Alongside' })
/** The same as it was understood. */
export const alongsideRead = alongsideWith(z.string().max(60)).meta({ id: 'AlongsideRead' })
export type Alongside = z.infer<typeof alongside>

/** Each thing that is done beside, by its name. */
export const beside = z.enum(['assign', 'priority', 'tags', 'checklist', 'fields', 'transfer', 'snooze']).meta({ id: 'Beside' })
export type Beside = z.infer<typeof beside>

/** What of these is to be done, in the order in which it is. */
export const besidesOf = (alongside: Alongside): Beside[] => beside.options.filter((name) => alongside[name] !== undefined)

/** Several acts at once, as one, without a text. */
export const besidesBody = z.strictObject({ alongside, macro: id.nullish(), confirmed: z.boolean().optional() }).meta({ id: 'BesidesBody' })

/** A file already sent, named in a draft. */
export const enclosed = z.strictObject({ id, name: z.string().max(500), size: z.int().min(0), mediaType: z.string().max(200).optional() })
const base = z.strictObject({ version: z.int().min(1), at: instant }).nullable()
export const then = z.enum(['keep', 'wait', 'solve', 'supplier'])

/** Beside its text, all that a draft is. */
export const draftMore = z.strictObject({
  then: then.default('keep'), attachments: z.array(enclosed).max(20).default([]), cc: z.array(address).max(10).default([]), alongside: alongsideRead.default({}),
  mentions: z.array(agentRef).max(20).default([]), macro: id.nullable().default(null),
  /** What its writer had seen of the ticket. */
  base: base.default(null),
  /** The other of two texts that were written in two places at once. */
  other: z.strictObject({ text: z.string().max(100_000), at: instant }).nullable().default(null),
})
export type DraftMore = z.infer<typeof draftMore>

/** A text that is being written. `seen`: the version of it that the writer had; another's change in between is refused (409 `draft-changed`, with the draft). */
export const draftBody = z.strictObject({ seen: z.int().min(0), text: z.string().max(100_000), shared: z.boolean().default(false), ...draftMore.shape }).meta({ id: 'DraftBody' })
export type DraftBody = z.infer<typeof draftBody>

export const draftView = z
  .object({
    version: z.int(), text: z.string(), shared: z.boolean(), ...draftMore.shape, at: instant,
    /** Why there is nothing in it any more. */
    ended: z.enum(['sent', 'given_up', 'taken']).nullable(), endedBy: agentRef.nullable(),
  })
  .meta({ id: 'AgentDraft' })
export type DraftView = z.infer<typeof draftView>

/** A colleague's draft: that there is one, and its text once its author shares it. */
export const othersDraft = z
  .object({ agent: agentRef, tab, at: instant, version: z.int(), shared: z.boolean(), text: z.string().nullable() })
  .meta({ id: 'OthersDraft' })
export type OthersDraft = z.infer<typeof othersDraft>

/** What the composer of a ticket needs to begin. */
export const composing = z
  .object({
    to: z.array(addressee),
    /** Contacts of the customer, who may be sent a copy. */
    contacts: z.array(addressee),
    /** Who was sent a copy of the last answer. */
    before: z.array(addressee),
    reply: draftView.nullable(), note: draftView.nullable(), others: z.array(othersDraft),
    /** Notes here that name the reader and that they had not seen. */
    mentions: z.int(),
    /** In which language the policy wants the answer; null: in the customer's. */
    answerIn: lang.nullable(), language: lang, languages: z.array(lang),
  })
  .meta({ id: 'Composing' })
export type Composing = z.infer<typeof composing>

/** Takes a shared draft over. */
export const takeDraftBody = z.strictObject({ seen: z.int().min(1) }).meta({ id: 'TakeDraftBody' })

/** An answer taken back before it left: its text is the reader's draft again. */
export const takenBack = z.object({ number: ticketNumber, version: z.int(), state: z.string(), draft: draftView }).meta({ id: 'TakenBack' })
export type TakenBack = z.infer<typeof takenBack>

/** An agent who may be named in a note; those who do not see the ticket are said so. */
export const mentionable = z.object({ ...agentRef.shape, sees: z.boolean() }).meta({ id: 'Mentionable' })
export type Mentionable = z.infer<typeof mentionable>

/** What a ready-made text does besides being written: the message's own follow-up, and what is done with the ticket. */
export const macroActs = z.strictObject({ then: then.default('keep'), ...alongside.shape }).meta({ id: 'MacroActs' })
const macroActsRead = z.strictObject({ then: then.default('keep'), ...alongsideRead.shape }).meta({ id: 'MacroActsRead' })
export type MacroActs = z.infer<typeof macroActs>
/** What of them names something that is no more: a team, an agent, a department, a priority, a tag, a field or a choice of it. */
const gone = z.array(beside)

const names = z.array(z.string().min(1).max(100)).max(50).default([])
export const macroBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100), tab: tab.default('reply'), /** Without one, it does only what its acts say. */ texts: z.strictObject({ fr: z.string().trim().max(20_000).optional(), en: z.string().trim().max(20_000).optional() }),
    acts: macroActs.default({ then: 'keep' }), whose: z.enum(['all', 'team', 'me']).default('all'), teamId: id.nullable().default(null), kinds: names, departments: names,
    /** When it is changed: the version that was seen. */
    seen: z.int().min(1).optional(),
  })
  .meta({ id: 'MacroBody' })
export type MacroBody = z.infer<typeof macroBody>

export const macro = z
  .object({
    id, name: z.string(), version: z.int(), tab, texts: words, acts: macroActsRead, gone, whose: z.enum(['all', 'team', 'me']), teamId: id.nullable(), kinds: z.array(z.string()), departments: z.array(z.string()),
    used: z.int(), usedAt: instant.nullable(), /** Whether the reader may change it. */ mine: z.boolean(),
  })
  .meta({ id: 'Macro' })
export type MacroView = z.infer<typeof macro>

/** A ready-made text, filled for a ticket. */
export const filledMacro = z
  .object({
    id, name: z.string(), tab, acts: macroActsRead, gone, text: z.string(), language: lang,
    /** Placeholders for which there is nothing: they stand in the text as they are. */
    missing: z.array(z.string()), used: z.int(),
  })
  .meta({ id: 'FilledMacro' })
export type FilledMacro = z.infer<typeof filledMacro>

/** A clause ready to be put into an answer. */
export const clauseText = z.object({ id: z.string(), title: z.string().nullable(), text: z.string(), href: z.string(), decided: z.boolean() }).meta({ id: 'ClauseText' })
export type ClauseText = z.infer<typeof clauseText>
