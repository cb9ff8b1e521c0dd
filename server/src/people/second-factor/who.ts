/** Whose a proof is: an agent's or a contact's. */
export type Who = { readonly agentId: string } | { readonly contactId: string }

/** The two columns that say whose a row is. */
export function ownerColumns(who: Who): { agent_id: string | null; contact_id: string | null } {
  return 'agentId' in who ? { agent_id: who.agentId, contact_id: null } : { agent_id: null, contact_id: who.contactId }
}

/** By which column one's rows are found, and its value. */
export function ownedBy(who: Who): ['agent_id' | 'contact_id', '=', string] {
  return 'agentId' in who ? ['agent_id', '=', who.agentId] : ['contact_id', '=', who.contactId]
}

/** Names somebody in a key of tries, in what is sealed and in what is signed. */
export function nameOf(who: Who): string {
  return 'agentId' in who ? `agent:${who.agentId}` : `contact:${who.contactId}`
}

/** The person of a row. @throws Error on a row of nobody: a bug */
export function ownerOf(row: { agent_id: string | null; contact_id: string | null }): Who {
  if (row.contact_id !== null) return { contactId: row.contact_id }
  if (row.agent_id !== null) return { agentId: row.agent_id }
  throw new Error('a proof of nobody')
}
