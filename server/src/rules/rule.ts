import type { Selectable } from 'kysely'
import { filtersFor } from '#desk/desk.ts'
import { gatherWords } from '#desk/search/search.ts'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import type { Tables } from '#server/tables.ts'

/** A rule as it is kept. */
export type KeptRule = Selectable<Tables['rules']>

/** Who acts, where a rule does: the desk itself, by the name of the rule. */
export const actorOf = ({ id, name }: Pick<KeptRule, 'id' | 'name'>): Actor & { readonly id: string } => ({ kind: 'system', id, name })

/** Nobody: a rule has no department, and "me" is not for it to say. */
const nobody = '00000000-0000-0000-0000-000000000000'

type Read = Awaited<ReturnType<typeof filtersFor>>

/** Reads the filters of rules: those of the whole provider. */
export async function filtersOfRules(desk: Desk, providerId: string): Promise<Read> {
  // A rule looks at a ticket once: all its words must be there.
  await gatherWords(desk)
  return filtersFor(desk, providerId, { agentId: nobody, departments: null })
}
