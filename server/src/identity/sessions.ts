import { transaction } from '#platform/database.ts'
import { revokeSession, revokeSessions, writeEvent } from '#people/people.ts'
import type { Provider, SignedContact } from '#people/people.ts'
import type { World } from '#server/tables.ts'

/** Ends one session of a contact; false when it is none of theirs, or ended. */
export async function endSession(world: World, provider: Provider, contact: SignedContact, id: string): Promise<boolean> {
  return transaction(world.database.db, async (trx) => {
    if (!(await revokeSession(world, trx, provider.id, { contactId: contact.id }, id))) return false
    await writeEvent(trx, world, { providerId: provider.id, type: 'session.closed', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { why: 'chosen', sessionId: id } })
    return true
  })
}

/** Signs a contact out everywhere, this session included. */
export async function endSessions(world: World, provider: Provider, contact: SignedContact): Promise<void> {
  await transaction(world.database.db, async (trx) => {
    const ended = await revokeSessions(world, trx, provider.id, { contactId: contact.id })
    await writeEvent(trx, world, { providerId: provider.id, type: 'session.closed', actor: { kind: 'contact', id: contact.id, name: contact.name }, data: { why: 'everywhere', sessionsEnded: ended } })
  })
}
