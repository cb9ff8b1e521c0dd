import { listConnections, returnAddress } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'provider oidc list'
export const summary = { fr: 'montre par quels sites on entre chez un prestataire', en: 'shows through which sites one comes in to a provider' }

const usage = {
  fr: `Usage : guichet provider oidc list --provider NOM [--lang fr|en]

Montre les connexions ; jamais leurs secrets.
Code de retour : 0, 2 mauvais usage.`,
  en: `Usage: guichet provider oidc list --provider NAME [--lang fr|en]

Shows the connections; never their secrets.
Exit code: 0, 2 bad use.`,
}

const words = {
  fr: {
    none: 'Aucune connexion.', agents: 'agents', contacts: 'clients', customer: (number: string) => `client ${number}`, only: 'seule entrée', makes: 'crée des contacts', theirs: 'second facteur chez lui', inside: 'réseau privé', back: 'retour',
  },
  en: {
    none: 'No connection.', agents: 'agents', contacts: 'customers', customer: (number: string) => `customer ${number}`, only: 'only way in', makes: 'makes contacts', theirs: 'second factor there', inside: 'private network', back: 'return',
  },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  const say = words[options.lang]
  return atProvider(io, options, async (desk, provider) => {
    const connections = await listConnections(desk, provider.id)
    if (connections.length === 0) await print(io.stdout, say.none)
    for (const connection of connections) {
      const { customerId } = connection
      const customer = customerId === null ? undefined : await desk.database.db.selectFrom('customers').select('number').where('provider_id', '=', provider.id).where('id', '=', customerId).executeTakeFirst()
      const about = [
        say[connection.audience], customer && say.customer(customer.number), connection.domains.join(', '), connection.exclusive && say.only, connection.makesContacts && say.makes,
        connection.secondFactor === 'theirs' && say.theirs, connection.privateAddresses && say.inside,
      ].filter(Boolean).join(' · ')
      await print(io.stdout, `${connection.name}  ${connection.label}  ${connection.issuer}\n  ${about}\n  ${say.back}: ${returnAddress(desk, provider, connection)}`)
    }
    return exit.fine
  })
}
