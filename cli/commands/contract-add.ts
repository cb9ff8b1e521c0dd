import type { Io } from '../io.ts'
import { listOf, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'
import { takeOne } from '../take-one.ts'

export const name = 'contract add'
export const summary = { fr: 'ajoute un contrat à un client', en: 'adds a contract to a customer' }

const usage = {
  fr: `Usage : guichet contract add --provider NOM --customer NUMÉRO --name NOM --from DATE [--until DATE] [--values "gti=2h, 24x7=yes"] [--id IDENTIFIANT] [--lang fr|en]

Ajoute ce qu’un client a acheté de support. Les valeurs sont celles que la politique laisse au contrat (contract.gti…) :
durées « 2h » ou « 1h30min », montants « 1234.56 », yes ou no, ou un nom qu’elle déclare. Ce qu’elle ne connaît pas est refusé.
--id  sous quel nom le redire plus tard, et le donner à un service : le numéro du client et le nom du contrat si rien n’est dit
Code de retour : 0 ajouté ou modifié, 1 refusé, 2 mauvais usage.`,
  en: `Usage: guichet contract add --provider NAME --customer NUMBER --name NAME --from DATE [--until DATE] [--values "gti=2h, 24x7=yes"] [--id IDENTIFIER] [--lang fr|en]

Adds what a customer bought of support. The values are those that the policy leaves to the contract (contract.gti…):
durations "2h" or "1h30min", amounts "1234.56", yes or no, or a name that it declares. What it does not know is refused.
--id  the name by which to tell of it again, and to give it to a service: the customer's number and the contract's name when nothing is said
Exit code: 0 added or changed, 1 refused, 2 bad use.`,
}

const words = {
  fr: { values: (text: string) => `« ${text} » : attendu « nom=valeur ».` },
  en: { values: (text: string) => `“${text}”: expected “name=value”.` },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0,
    options: { provider: { type: 'string' }, customer: { type: 'string' }, name: { type: 'string' }, from: { type: 'string' }, until: { type: 'string' }, values: { type: 'string' }, id: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider', 'customer', 'name', 'from'])
  if (missing !== undefined) return misused(io, missing)
  const pairs = listOf(textOf(options, 'values')).map((one) => ({ one, match: /^([^=\s]+)\s*=\s*(.+)$/.exec(one) }))
  const wrong = pairs.find(({ match }) => !match)
  if (wrong) return misused(io, words[options.lang].values(wrong.one))
  const [customerNumber, called, startsOn] = ['customer', 'name', 'from'].map((one) => textOf(options, one)!) as [string, string, string]
  const values = Object.fromEntries(pairs.map(({ match }) => [match![1]!, match![2]!]))
  return takeOne(io, options, 'contracts', textOf(options, 'id') ?? `${customerNumber}/${called}`, {
    customerNumber, name: called, startsOn, endsOn: textOf(options, 'until'), ...(pairs.length > 0 ? { values } : {}),
  })
}
