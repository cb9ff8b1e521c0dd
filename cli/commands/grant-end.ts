import { transaction } from '#platform/database.ts'
import { endGrant, findGrant, findProfile } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'grant end'
export const summary = { fr: 'met fin au droit d’agir pour un autre client', en: 'ends the right to act for another customer' }

const usage = {
  fr: `Usage : guichet grant end --provider NOM --customer NUMÉRO --for NUMÉRO [--lang fr|en]

Dès maintenant, les personnes de --customer n’agissent plus pour --for, même celles qui étaient en train de le faire.
Code de retour : 0 fait, 1 il n’y avait rien, 2 mauvais usage.`,
  en: `Usage: guichet grant end --provider NAME --customer NUMBER --for NUMBER [--lang fr|en]

As of now the people of --customer act for --for no longer, even those who were doing so.
Exit code: 0 done, 1 there was nothing, 2 bad use.`,
}
const words = { fr: { no: 'Il n’y avait rien à terminer entre ces deux clients.', done: 'C’est terminé.' }, en: { no: 'There was nothing to end between these two customers.', done: 'Ended.' } } as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, customer: { type: 'string' }, for: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider', 'customer', 'for'])
  if (missing !== undefined) return misused(io, missing)
  return atProvider(io, options, async (desk, provider) => {
    const [customer, other] = [await findProfile(desk, provider.id, { number: textOf(options, 'customer') as string }), await findProfile(desk, provider.id, { number: textOf(options, 'for') as string })]
    const grant = customer && other && (await findGrant(desk, provider.id, customer.customer.id, other.customer.id))
    const ended = grant && (await transaction(desk.database.db, (trx) => endGrant(trx, desk, provider.id, { id: grant.id }, { kind: 'system' })))
    await (ended ? print(io.stdout, words[options.lang].done) : print(io.stderr, words[options.lang].no))
    return ended ? exit.fine : exit.failed
  })
}
