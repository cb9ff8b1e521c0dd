import type { Kysely } from 'kysely'
import { createHmac } from 'node:crypto'
import { shortToken } from '#platform/tokens.ts'
import type { Tables, World } from '#server/tables.ts'
import { nameOf, ownedBy, ownerColumns } from './who.ts'
import type { Who } from './who.ts'

const howMany = 10

/** Fifty random bits are few for a plain hash: whoever reads the table alone cannot try them without our secret. */
function hashCode(world: World, who: Who, code: string): Buffer {
  const typed = code.toLowerCase().replaceAll(/[^0-9a-z]/g, '')
  return createHmac('sha256', world.settings.secret).update(`guichet:backup-code|${nameOf(who)}|${typed}`).digest()
}

/** Ten new codes, given this once; those of before are worth nothing any more. */
export async function makeBackupCodes(world: World, db: Kysely<Tables>, providerId: string, who: Who): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => shortToken(50).replace(/^(.{5})/, '$1-'))
  await removeBackupCodes(db, providerId, who)
  await db
    .insertInto('backup_codes')
    .values(codes.map((code) => ({ provider_id: providerId, id: world.ids.next(), ...ownerColumns(who), code_hash: hashCode(world, who, code), created_at: world.time.now(), used_at: null })))
    .execute()
  return codes
}

/** Uses a code, once: two at the same moment count as one. Dashes, spaces and case are the way it is printed. */
export async function useBackupCode(world: World, db: Kysely<Tables>, providerId: string, who: Who, code: string): Promise<boolean> {
  const used = await db
    .updateTable('backup_codes').set({ used_at: world.time.now() })
    .where('provider_id', '=', providerId).where(...ownedBy(who)).where('code_hash', '=', hashCode(world, who, code)).where('used_at', 'is', null).executeTakeFirst()
  return used.numUpdatedRows > 0n
}

/** How many codes are left. */
export async function backupCodesLeft(db: Kysely<Tables>, providerId: string, who: Who): Promise<number> {
  const found = await db
    .selectFrom('backup_codes').select((eb) => eb.fn.countAll<string>().as('left')).where('provider_id', '=', providerId).where(...ownedBy(who)).where('used_at', 'is', null).executeTakeFirst()
  return Number(found?.left ?? 0)
}

/** Ends all backup codes of somebody, used or not. */
export async function removeBackupCodes(db: Kysely<Tables>, providerId: string, who: Who): Promise<void> {
  await db.deleteFrom('backup_codes').where('provider_id', '=', providerId).where(...ownedBy(who)).execute()
}
