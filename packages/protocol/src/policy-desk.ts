import { z } from 'zod'
import { factValue, id, instant, words } from './basics.ts'

/** The longest text of a policy that is looked at; the engine itself refuses what is over a mebibyte, with a finding. */
const longest = 1_200_000
const both = z.object({ fr: z.string(), en: z.string() })
const bothLists = z.object({ fr: z.array(z.string()), en: z.array(z.string()) })

/** A version of the policy, as those who mind it see it: also one that was taken back before its day. */
export const policyVersion = z
  .object({
    id, version: z.string(), effectiveAt: instant, publishedAt: instant, publishedBy: z.string(), note: z.string().nullable(),
    standing: z.enum(['in_force', 'coming', 'past', 'withdrawn']), withdrawn: z.object({ at: instant, by: z.string() }).nullable(),
  })
  .meta({ id: 'PolicyVersion' })
export type PolicyVersion = z.infer<typeof policyVersion>

/** Where the draft stands, without its texts. */
export const policyDraftHead = z.object({ version: z.int(), basedOn: z.string().nullable(), changedAt: instant, changedBy: z.object({ id, name: z.string() }) }).meta({ id: 'PolicyDraftHead' })
export type PolicyDraftHead = z.infer<typeof policyDraftHead>
export const policyDraft = policyDraftHead.extend({ source: z.string(), examples: z.string() }).meta({ id: 'PolicyDraft' })
export type PolicyDraft = z.infer<typeof policyDraft>

/** Every version, the draft, and whether the caller may change anything. */
export const policyDesk = z.object({ versions: z.array(policyVersion), draft: policyDraftHead.nullable(), zone: z.string().nullable(), mayWrite: z.boolean() }).meta({ id: 'PolicyDesk' })
export type PolicyDesk = z.infer<typeof policyDesk>

export const policyTexts = z.object({ version: z.string(), source: z.string(), examples: z.string() }).meta({ id: 'PolicyTexts' })
export type PolicyTexts = z.infer<typeof policyTexts>

const source = z.string().max(longest)

/** From what a draft begins: a published version, or texts of one’s own. */
export const policyDraftBegin = z
  .union([z.object({ version: id }).strict(), z.object({ source, examples: source.default('') }).strict()])
  .meta({ id: 'PolicyDraftBegin' })
export const policyDraftBody = z.object({ source, examples: source }).strict().meta({ id: 'PolicyDraftBody' })
export const policyDraftSaved = z.object({ version: z.int(), changedAt: instant }).meta({ id: 'PolicyDraftSaved' })
export type PolicyDraftSaved = z.infer<typeof policyDraftSaved>

/** Something wrong with a policy or its examples, with its place and a way out. */
export const policyFinding = z
  .object({
    severity: z.enum(['error', 'warning', 'info']), code: z.string(), line: z.int(), column: z.int(), clause: z.string().nullable(), message: both, wayOut: both,
  })
  .meta({ id: 'PolicyFinding' })
export type PolicyFinding = z.infer<typeof policyFinding>

/** A fact that the text declares, or that the language knows. */
export const policyFact = z
  .object({ name: z.string(), type: z.string(), label: words, values: z.array(z.object({ value: z.string(), label: words })), open: z.boolean(), example: z.string().nullable() })
  .meta({ id: 'PolicyFact' })
export type PolicyFact = z.infer<typeof policyFact>

/** `sound`: what the text says of itself when it has no error. */
export const policyChecked = z
  .object({
    findings: z.array(policyFinding),
    sound: z
      .object({
        version: z.string(), effective: z.string(), effectiveAt: instant, zone: z.string(), counts: z.object({ run: z.int(), prose: z.int(), later: z.int() }), facts: z.array(policyFact),
      })
      .nullable(),
  })
  .meta({ id: 'PolicyChecked' })
export type PolicyChecked = z.infer<typeof policyChecked>

/** An example, and where it is not as it says. */
export const policyExample = z
  .object({
    id: z.string(), name: z.string().nullable(), row: z.int().nullable(), line: z.int(), ok: z.boolean(),
    differences: z.array(z.object({ key: z.string(), expected: z.string(), actual: z.string(), clauses: z.array(z.string()), line: z.int().nullable() })),
  })
  .meta({ id: 'PolicyExample' })
export type PolicyExample = z.infer<typeof policyExample>
/** `sound` false: the text has an error, and nothing was played. */
export const policyPlayed = z.object({ sound: z.boolean(), findings: z.array(policyFinding), results: z.array(policyExample) }).meta({ id: 'PolicyPlayed' })
export type PolicyPlayed = z.infer<typeof policyPlayed>

/** What differs from the version in force, in words, and what becomes of the tickets that are open. */
export const policyDiffering = z
  .object({
    /** Null: nothing is in force. */
    from: z.string().nullable(), lines: bothLists,
    openTickets: z.object({ statement: z.enum(['keep', 'adopt']), open: z.int() }),
    /** Seconds before its day that a new version is to be told, by the version in force. */
    notice: z.int(),
  })
  .meta({ id: 'PolicyDiffering' })
export type PolicyDiffering = z.infer<typeof policyDiffering>

export const policySourceBody = z.object({ source }).strict().meta({ id: 'PolicySourceBody' })
export const policyTryBody = z
  .object({ source, facts: z.record(z.string().max(100), factValue), at: z.string().max(100).optional() })
  .strict().meta({ id: 'PolicyTryBody' })

const told = z
  .object({
    headline: z.string(), because: z.string().nullable(), instead: z.string().nullable(), remarks: z.array(z.string()), asks: z.array(z.string()), promises: z.array(z.string()),
    nothingPromised: z.string().nullable(), clauses: z.array(z.string()),
  })
  .meta({ id: 'PolicyTold' })
const side = z.object({ said: z.object({ fr: told, en: told }).nullable(), problem: both.nullable() }).meta({ id: 'PolicySide' })

/** What the draft and the version in force answer to one request. Null: the text has an error, or nothing is in force. */
export const policyTried = z
  .object({
    draft: side.nullable(), inForce: side.nullable(), differences: bothLists,
    /** The answer of the draft as the `then` of an example, and the instant as its `at`. */
    example: z.record(z.string(), z.unknown()).nullable(), at: z.string(),
  })
  .meta({ id: 'PolicyTried' })
export type PolicyTried = z.infer<typeof policyTried>

/** How the draft becomes a version: its name, its day on the wall of the policy’s zone, and why. */
export const policyPublishBody = z
  .object({
    version: z.string().trim().min(1).max(60).regex(/^[^\p{Cc}/\\]+$/u),
    effective: z.union([z.literal('now'), z.string().regex(/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/)]),
    note: z.string().trim().min(1).max(2_000), confirmed: z.boolean().default(false),
  })
  .strict().meta({ id: 'PolicyPublishBody' })
