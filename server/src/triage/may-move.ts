import { askMove, moveInWords, policyOfTicket } from '#desk/desk.ts'
import type { Moving } from '#desk/desk.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import type { Aim, Refusal } from './act.ts'

/**
 * What the policy of a ticket answers to a change of its state: undefined when it may be made, else the refusal in the policy's own
 * words, with its clauses. What it wants confirmed may be made by whoever says that they mean it (S2-41).
 */
export async function moveRefused(desk: Desk, loaded: LoadedTicket, moving: Moving & Pick<Aim, 'confirmed'>, now: number): Promise<Refusal | undefined> {
  const policy = await policyOfTicket(desk, loaded.providerId, loaded.ticket, now)
  if (!policy) return { refused: 'policy-missing' }
  const made = askMove(policy, loaded, moving, now)
  if (!made || made.outcome === 'allowed' || (made.outcome === 'confirm' && moving.confirmed)) return undefined
  const detail = { fr: moveInWords(policy, made, 'fr'), en: moveInWords(policy, made, 'en') }
  return { refused: made.outcome === 'confirm' ? 'confirm-needed' : 'move-refused', detail, clauses: made.clauses }
}
