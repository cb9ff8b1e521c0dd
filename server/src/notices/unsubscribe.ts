import { isId } from '#platform/ids.ts'
import { createSigner } from '#platform/signing.ts'
import { transaction } from '#platform/database.ts'
import { writeEvent } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { generally } from './decide.ts'

/** Whose mail of which type. */
export interface Subscription { readonly contactId: string; readonly type: string }

const signerOf = (secret: string) => createSigner(secret, 'unsubscribe')

/** What a letter carries to give up its type: it names the person and the type, and lasts as long as the letter does. */
export function unsubscribeToken(secret: string, providerId: string, contactId: string, type: string): string {
  const said = Buffer.from(`${contactId} ${type}`).toString('base64url')
  return `${said}.${signerOf(secret).sign(`${providerId} ${contactId} ${type}`)}`
}

/** Whom and what a token names; undefined when it was not made here for this provider. */
export function readUnsubscribe(secret: string, providerId: string, token: string): Subscription | undefined {
  const [said = '', signature = ''] = token.split('.')
  const [contactId = '', type = ''] = Buffer.from(said, 'base64url').toString().split(' ')
  return isId(contactId) && type !== '' && signerOf(secret).verify(`${providerId} ${contactId} ${type}`, signature) ? { contactId, type } : undefined
}

/** Whether somebody gets mail of a type. */
export async function isGivenUp(desk: Desk, providerId: string, { contactId, type }: Subscription): Promise<boolean> {
  const found = await desk.database.db
    .selectFrom('notification_refusals').select('at').where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('type', '=', type).executeTakeFirst()
  return found !== undefined
}

/** Gives up the mail of a type, or takes it up again; done twice it is done once. `not-optional`: the contract wants it sent. */
export async function setGivenUp(desk: Desk, providerId: string, actor: Actor, { contactId, type }: Subscription, givenUp: boolean): Promise<'done' | 'not-optional' | 'gone'> {
  const now = desk.time.now()
  const policy = await desk.policies.inForce(providerId, now)
  if (givenUp && (!policy || !generally(policy, type, now).optional)) return 'not-optional'
  return transaction(desk.database.db, async (trx) => {
    const contact = await trx.selectFrom('contacts').select('id').where('provider_id', '=', providerId).where('id', '=', contactId).where('removed_at', 'is', null).executeTakeFirst()
    if (!contact) return 'gone'
    const changed = givenUp
      ? await trx.insertInto('notification_refusals').values({ provider_id: providerId, contact_id: contactId, type, at: now }).onConflict((oc) => oc.doNothing()).returning('type').execute()
      : await trx.deleteFrom('notification_refusals').where('provider_id', '=', providerId).where('contact_id', '=', contactId).where('type', '=', type).returning('type').execute()
    if (changed.length > 0) await writeEvent(trx, desk, { providerId, type: givenUp ? 'notices.given_up' : 'notices.taken_up', actor, data: { contactId, type } })
    return 'done'
  })
}
