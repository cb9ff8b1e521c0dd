import type { Transaction } from 'kysely'
import { PersonError } from '#platform/errors.ts'
import { providerOf } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import type { Intake } from './record.ts'

const noPolicy = new PersonError({
  fr: 'Ce prestataire n’a pas encore de politique : rien ne dit quelles sortes de services et de contrats il a. Publiez-la d’abord.',
  en: 'This provider has no policy yet: nothing says which kinds of services and contracts it has. Publish it first.',
})

/** Everything that taking in records needs. @throws PersonError where no policy is in force */
export async function openIntake(desk: Desk, trx: Transaction<Tables>, given: { providerId: string; source: string; actor: Actor; pretended?: Map<string, string> | undefined }): Promise<Intake> {
  const { providerId, source, actor, pretended } = given
  const policy = await desk.policies.inForce(providerId, desk.time.now())
  if (!policy) throw noPolicy
  const { language } = await providerOf(desk, providerId)
  return { world: desk, trx, providerId, policy, language, source, actor, ...(pretended ? { pretended } : {}) }
}
