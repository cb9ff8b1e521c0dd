import type { Facts, Lang, Policy } from '@guichet/policy'
import { move, type Move } from '@guichet/policy/life/move'
import type { Mover, State } from '@guichet/policy/life/types'
import { cite, say } from '@guichet/policy/words/fill'
import { missingInWords, moveOutcomes, reasons } from '@guichet/policy/words/life'
import { sentence } from '@guichet/policy/words/typography'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import type { Refusal } from './act.ts'

/** The policy that a ticket goes by: the version of its opening, or the one in force where the policy says so. */
export async function policyOfTicket(desk: Desk, { providerId, ticket }: LoadedTicket, now: number): Promise<Policy | undefined> {
  const kept = await desk.policies.version(providerId, ticket.policyVersion)
  return kept?.changes.appliesToOpenTickets === 'adopt' ? desk.policies.inForce(providerId, now) : kept
}

export interface Moving { readonly to: State; readonly by: Mover; readonly more?: Facts }

/**
 * What the policy of a ticket answers to a change of its state: undefined when it may be made, else the refusal in the policy's own
 * words, with its clauses. What it only wants confirmed may be made.
 */
export async function moveRefused(desk: Desk, loaded: LoadedTicket, { to, by, more = {} }: Moving, now: number): Promise<Refusal | undefined> {
  const policy = await policyOfTicket(desk, loaded, now)
  if (!policy) return { refused: 'policy-missing' }
  const { state, since } = loaded.ticket
  const made = move(policy, { from: state, to, by, facts: { ...loaded.facts, ...more }, since }, now)
  if (made.outcome === 'allowed' || made.outcome === 'confirm') return undefined
  return { refused: 'move-refused', detail: { fr: inWords(policy, made, 'fr'), en: inWords(policy, made, 'en') } }
}

/** "Un ticket aboutit à une résolution : … (art. 1.9)." */
function inWords(policy: Policy, made: Move, lang: Lang): string {
  const missing = missingInWords(made.missing, policy, lang)
  const why = made.reason ? say(made.reason, policy, lang) : missing !== '' ? missing : made.because === 'rule' ? moveOutcomes[made.outcome][lang] : reasons[made.because][lang]
  const clauses = cite(made.clauses, policy, lang)
  return `${sentence(why)}${clauses === '' ? '' : ` (${clauses})`}`
}
