import { z } from 'zod'
import { problemCodes } from './codes.ts'
import { addressee, beside, draftView } from './composing.ts'

/** RFC 9457. `title` is in the reader's language; programs read `code`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    code: z.enum(problemCodes),
    /** Fields at fault, as JSON pointers into the body or names of parameters. */
    errors: z.array(z.object({ at: z.string(), message: z.string() })).optional(),
    /** With `version-changed`: the version that the ticket has now. */
    version: z.int().optional(),
    /** With `move-refused` and `confirm-needed`: the clauses of the policy that say so, in words in `detail`. */
    clauses: z.array(z.string()).optional(),
    /** With `recipients-changed`: whom it would go to now; with `outside-copy`: the addresses that are no contact's. */
    recipients: z.array(addressee).optional(),
    /** With `beside-refused`: which of the acts that go with it, and why. */
    beside: z.object({ act: beside, code: z.enum(problemCodes) }).optional(),
    /** With `draft-changed`: the draft as it is now; null when there never was one. */
    draft: draftView.nullable().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problem>
