import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'customer list'
export const summary = { fr: 'liste les clients d’un prestataire', en: 'lists the customers of a provider' }

const usage = {
  fr: `Usage : guichet customer list --provider NOM [--lang fr|en]

Une ligne par client, séparée par des tabulations : numéro, nom, type, rôle, SIREN, fuseau.
Code de retour : 0, 2 mauvais usage.`,
  en: `Usage: guichet customer list --provider NAME [--lang fr|en]

A line per customer, separated by tabs: number, name, kind, role, SIREN, zone.
Exit code: 0, 2 bad use.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  return atProvider(io, options, async (desk, provider) => {
    let after = ''
    for (;;) {
      const rows = await desk.database.db
        .selectFrom('customers').select(['number', 'name', 'kind', 'role', 'siren', 'zone']).where('provider_id', '=', provider.id).where('number', '>', after)
        .orderBy('number').limit(1_000).execute()
      if (rows.length > 0) await print(io.stdout, rows.map((row) => [row.number, row.name, row.kind, row.role ?? '', row.siren ?? '', row.zone ?? ''].join('\t')).join('\n'))
      const last = rows.at(-1)
      if (rows.length < 1_000 || !last) return exit.fine
      after = last.number
    }
  })
}
