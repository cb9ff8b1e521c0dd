import { transaction } from '#platform/database.ts'
import { enqueue } from '#outbox/outbox.ts'
import type { PersonLetter } from '#outbox/letter.ts'
import {
  actorOfContact, addressOf, callBackUntil, changeToConfirm, changeToStop, countAttempt, foldAddress, isTaken, makeAddressChange, newAddressChange, quarantineLife, stopAddressChange, writeEvent,
} from '#people/people.ts'
import type { AddressChange, Provider, SignedContact, Slowing } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Transaction } from 'kysely'
import type { Tables } from '#server/tables.ts'

const hour = 3_600_000
const perContact: Slowing = { free: 3, base: 10 * 60_000, cap: 6 * hour, forget: 24 * hour }

/** An address as somebody who need not know all of it may see it: `j…@exemple.fr`. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, 1)}…${email.slice(at)}`
}

function write(trx: Transaction<Tables>, desk: Desk, provider: Provider, to: { address: string; name: string; language: 'fr' | 'en' }, content: PersonLetter['content']) {
  return enqueue(trx, desk, { kind: 'person', providerId: provider.id, to: { address: to.address, name: to.name }, language: to.language, content })
}

/**
 * Asks for another address: a link goes to the new one, a warning with a way to stop it to the old one (AUTH-13). An address that
 * somebody else has is answered alike and gets no link (AB-26). `call_back`: the last change is too fresh to be followed by another.
 */
export async function askAddressChange(
  desk: Desk, provider: Provider, contact: SignedContact, newEmail: string,
): Promise<{ ok: true } | { ok: false; why: 'wrong_form' | 'same' | 'call_back' | 'slow' }> {
  const now = desk.time.now()
  const key = foldAddress(newEmail)
  if (key === undefined) return { ok: false, why: 'wrong_form' }
  if (key === foldAddress(contact.email)) return { ok: false, why: 'same' }
  if (callBackUntil(contact, now) !== undefined) return { ok: false, why: 'call_back' }
  if ((await countAttempt(desk, provider.id, `address:${contact.id}`, perContact)) > 0) return { ok: false, why: 'slow' }
  await transaction(desk.database.db, async (trx) => {
    const taken = await isTaken(trx, provider.id, newEmail)
    const { confirm, stop, expiresAt } = await newAddressChange(trx, desk, provider.id, { contactId: contact.id, oldEmail: contact.email, newEmail })
    const { name, language } = contact
    const link = (path: string) => addressOf(desk, provider, `/${language}/profile/address/${path}`)
    if (!taken) await write(trx, desk, provider, { address: newEmail, name, language }, { what: 'address_confirm', at: now, link: link(`confirm/${confirm}`), until: expiresAt })
    await write(trx, desk, provider, { address: contact.email, name, language }, { what: 'address_asked', at: now, address: maskAddress(newEmail), link: link(`stop/${stop}`) })
    await writeEvent(trx, desk, { providerId: provider.id, type: 'contact.address_asked', actor: actorOfContact(contact), data: { contactId: contact.id } })
  })
  desk.jobs.wake('outbox')
  return { ok: true }
}

/** Confirms a change by the link to the new address. The old one is told once more: the link it was sent undoes the change for 72 hours. */
export async function confirmAddressChange(desk: Desk, provider: Provider, token: string): Promise<AddressChange | undefined> {
  const now = desk.time.now()
  const done = await transaction(desk.database.db, async (trx) => {
    const change = await changeToConfirm(trx, desk, provider.id, token)
    if (!change || !(await makeAddressChange(trx, desk, provider.id, change))) return undefined
    const until = now + quarantineLife
    const { name, language } = change
    await write(trx, desk, provider, { address: change.oldEmail, name, language }, { what: 'address_changed', at: now, address: maskAddress(change.newEmail), until })
    await write(trx, desk, provider, { address: change.newEmail, name, language }, { what: 'address_done', at: now, until })
    await writeEvent(trx, desk, { providerId: provider.id, type: 'contact.address_changed', actor: { kind: 'contact', id: change.contactId, name }, data: { contactId: change.contactId } })
    return change
  })
  if (done) desk.jobs.wake('outbox')
  return done
}

/** Stops a change by the link to the old address, or undoes one made within 72 hours. */
export async function stopChange(desk: Desk, provider: Provider, token: string): Promise<AddressChange | undefined> {
  const now = desk.time.now()
  const stopped = await transaction(desk.database.db, async (trx) => {
    const change = await changeToStop(trx, desk, provider.id, token)
    if (!change || !(await stopAddressChange(trx, desk, provider.id, change))) return undefined
    await write(trx, desk, provider, { address: change.oldEmail, name: change.name, language: change.language }, { what: 'address_stopped', at: now })
    await writeEvent(trx, desk, { providerId: provider.id, type: 'contact.address_stopped', actor: { kind: 'contact', id: change.contactId, name: change.name }, data: { contactId: change.contactId, undone: change.doneAt !== null } })
    return change
  })
  if (stopped) desk.jobs.wake('outbox')
  return stopped
}
