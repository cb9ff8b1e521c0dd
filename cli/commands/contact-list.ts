import { findProfile, listPersons, listRights, rightsOf } from '#people/people.ts'
import { grantedByRole } from '#triage/triage.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'contact list'
export const summary = { fr: 'liste les personnes d’un client et leurs droits', en: 'lists the people of a customer and their rights' }

const usage = {
  fr: `Usage : guichet contact list --provider NOM --customer NUMÉRO [--lang fr|en]

Une ligne par personne, séparée par des tabulations : nom, adresse, droits tels qu’ils valent, rôle, montant des devis en centimes.
Code de retour : 0, 1 client inconnu, 2 mauvais usage.`,
  en: `Usage: guichet contact list --provider NAME --customer NUMBER [--lang fr|en]

A line per person, separated by tabs: name, address, rights as they hold, role, amount of quotes in cents.
Exit code: 0, 1 customer unknown, 2 bad use.`,
}
const words = { fr: (number: string) => `Aucun client n’a le numéro « ${number} ».`, en: (number: string) => `No customer has the number “${number}”.` } as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, customer: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider', 'customer'])
  if (missing !== undefined) return misused(io, missing)
  const number = textOf(options, 'customer') as string
  return atProvider(io, options, async (desk, provider) => {
    const profile = await findProfile(desk, provider.id, { number })
    if (!profile) {
      await print(io.stderr, words[options.lang](number))
      return exit.failed
    }
    const now = desk.time.now()
    const policy = await desk.policies.inForce(provider.id, now)
    for (const person of await listPersons(desk.database.db, provider.id, profile.customer.id)) {
      const rights = rightsOf({ ...person, granted: policy && grantedByRole(policy, person.role, now) })
      await print(io.stdout, [person.name, person.email, listRights(rights).join(','), person.role ?? '', rights.quotesUpTo ?? ''].join('\t'))
    }
    return exit.fine
  })
}
