import { isDecided } from '@guichet/policy'
import type { Policy } from '@guichet/policy'
import { discretionFact } from '@guichet/policy/decide/discretion'

/** Names that a requester may answer: what is asked of them, never what we find out ourselves (AB-21, AB-22). */
export function mayAnswer(policy: Policy, name: string): boolean {
  const fact = policy.facts.get(name)
  if (!fact || found.has(name) || isDecided(policy, name)) return false
  return fact.from === 'requester' || fact.from === 'service' || name === 'tried'
}
const found = new Set(['channel', 'trust', 'customer', 'contact', 'contact_role', 'may_ask_technical', 'may_ask_urgent', 'role', 'licence', 'tier', 'language', 'agent', 'ticket_exists', 'human_reply', 'attachments', 'subject', 'description', 'department'])

/** Facts that an agent may put right: what was asked of the requester or said of the service, and what staff establish. Not what has an act of its own. */
export function mayChange(policy: Policy, name: string): boolean {
  const fact = policy.facts.get(name)
  if (!fact || name === 'priority' || name === discretionFact(policy)) return false
  return mayAnswer(policy, name) || (fact.from === 'staff' && !fact.builtIn && name !== 'work')
}
