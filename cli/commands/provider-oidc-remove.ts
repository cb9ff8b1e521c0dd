import { listConnections, removeConnection } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'provider oidc remove'
export const summary = { fr: 'retire une connexion ; ses personnes entrent de nouveau autrement', en: 'removes a connection; its people come in by other ways again' }

const usage = {
  fr: `Usage : guichet provider oidc remove --provider NOM --name NOM [--lang fr|en]

Retire une connexion et ce qu’elle liait. Les comptes restent ; les sessions ouvertes aussi, jusqu’à leur fin.
Code de retour : 0 retirée, 1 inconnue, 2 mauvais usage.`,
  en: `Usage: guichet provider oidc remove --provider NAME --name NAME [--lang fr|en]

Removes a connection and what it linked. Accounts stay; open sessions do too, until they end.
Exit code: 0 removed, 1 unknown, 2 bad use.`,
}

/** What the commands about one connection say when it is not there. */
export const unknownConnection = {
  fr: (name: string, known: string) => `Aucune connexion « ${name} ». ${known === '' ? 'Il n’y en a pas.' : `Il y a : ${known}.`}`,
  en: (name: string, known: string) => `There is no connection “${name}”. ${known === '' ? 'There is none.' : `There are: ${known}.`}`,
} as const

const words = { fr: (name: string) => `La connexion « ${name} » est retirée.`, en: (name: string) => `The connection “${name}” is removed.` } as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, name: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider', 'name'])
  if (missing !== undefined) return misused(io, missing)
  const wanted = textOf(options, 'name') as string
  return atProvider(io, options, async (desk, provider) => {
    if (await removeConnection(desk, provider.id, { kind: 'system', name: 'guichet provider oidc remove' }, wanted)) {
      await print(io.stdout, words[options.lang](wanted))
      return exit.fine
    }
    await print(io.stderr, unknownConnection[options.lang](wanted, (await listConnections(desk, provider.id)).map((one) => one.name).join(', ')))
    return exit.failed
  })
}
