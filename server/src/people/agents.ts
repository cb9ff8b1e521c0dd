import { transaction } from '#platform/database.ts'
import { hashPassword } from '#platform/passwords.ts'
import type { World } from '#server/tables.ts'
import { foldAddress } from './address.ts'
import { writeEvent } from './event.ts'
import type { Actor } from './event.ts'

export interface Agent {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: 'fr' | 'en'
  readonly roles: string[]
  readonly departments: string[]
}

/** Adds an agent, with its event where it is told by whom. @throws Error on an address that is none, or is taken */
export async function addAgent(
  world: World,
  providerId: string,
  given: { name: string; email: string; password: string; language?: 'fr' | 'en'; roles?: string[]; departments?: string[] },
  by?: Actor,
): Promise<Agent> {
  const key = foldAddress(given.email)?.toLowerCase()
  if (!key) throw new Error(`not an address: ${given.email}`)
  const agent = {
    id: world.ids.next(), name: given.name, email: given.email, language: given.language ?? ('fr' as const),
    roles: given.roles ?? [], departments: given.departments ?? [],
  }
  const password_hash = await hashPassword(given.password)
  await transaction(world.database.db, async (trx) => {
    await trx.insertInto('agents').values({ provider_id: providerId, ...agent, email_key: key, password_hash, disabled_at: null, created_at: world.time.now() }).execute()
    const { id, name, email, roles, departments } = agent
    if (by) await writeEvent(trx, world, { providerId, type: 'agent.added', actor: by, data: { agentId: id, name, email, roles, departments } })
  })
  return agent
}

/** The provider's agents who may work, by name. */
export async function listAgents(world: World, providerId: string): Promise<Agent[]> {
  return world.database.db
    .selectFrom('agents').select(['id', 'name', 'email', 'language', 'roles', 'departments'])
    .where('provider_id', '=', providerId).where('disabled_at', 'is', null).orderBy('name').execute()
}

/** One agent who may work, or undefined. */
export async function findAgent(world: World, providerId: string, id: string): Promise<Agent | undefined> {
  return world.database.db
    .selectFrom('agents').select(['id', 'name', 'email', 'language', 'roles', 'departments'])
    .where('provider_id', '=', providerId).where('id', '=', id).where('disabled_at', 'is', null).executeTakeFirst()
}
