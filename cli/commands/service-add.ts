import type { Io } from '../io.ts'
import { listOf, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'
import { takeOne } from '../take-one.ts'

export const name = 'service add'
export const summary = { fr: 'ajoute un service à un client', en: 'adds a service to a customer' }

const usage = {
  fr: `Usage : guichet service add --provider NOM --customer NUMÉRO --kind SORTE --name NOM [--contract NOM] [--address ADRESSES] [--tags ÉTIQUETTES] [--order NUMÉRO] [--product NOM] [--version VERSION] [--from DATE] [--until DATE] [--id IDENTIFIANT] [--lang fr|en]

Ajoute ce qu’un client a : un serveur, un domaine, une licence… --kind est une sorte que la politique déclare.
--name      tel que le client le voit ; --address IPv4, IPv6 ou noms, séparés par des virgules
--tags      ce qu’il partage avec d’autres (un nœud, une baie), par quoi les avis l’atteignent ; séparées par des virgules
--contract  l’identifiant du contrat, donné par « guichet contract add » ; --from, --until : AAAA-MM-JJ
--id        sous quel nom le redire plus tard, pour le modifier : le numéro du client et le nom du service si rien n’est dit
Code de retour : 0 ajouté ou modifié, 1 refusé, 2 mauvais usage.`,
  en: `Usage: guichet service add --provider NAME --customer NUMBER --kind KIND --name NAME [--contract NAME] [--address ADDRESSES] [--tags TAGS] [--order NUMBER] [--product NAME] [--version VERSION] [--from DATE] [--until DATE] [--id IDENTIFIER] [--lang fr|en]

Adds what a customer has: a server, a domain, a licence… --kind is one that the policy declares.
--name      as the customer sees it; --address IPv4, IPv6 or names, separated by commas
--tags      what it shares with others (a node, a rack), by which notices reach it; separated by commas
--contract  the contract's identifier, given by "guichet contract add"; --from, --until: YYYY-MM-DD
--id        the name by which to tell of it again, to change it: the customer's number and the service's name when nothing is said
Exit code: 0 added or changed, 1 refused, 2 bad use.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0,
    options: {
      provider: { type: 'string' }, customer: { type: 'string' }, kind: { type: 'string' }, name: { type: 'string' }, contract: { type: 'string' }, address: { type: 'string' }, tags: { type: 'string' }, order: { type: 'string' },
      product: { type: 'string' }, version: { type: 'string' }, from: { type: 'string' }, until: { type: 'string' }, id: { type: 'string' },
    },
  })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider', 'customer', 'kind', 'name'])
  if (missing !== undefined) return misused(io, missing)
  const [customerNumber, kind, called] = ['customer', 'kind', 'name'].map((one) => textOf(options, one)!) as [string, string, string]
  const [addresses, tags] = [listOf(textOf(options, 'address')), listOf(textOf(options, 'tags'))]
  return takeOne(io, options, 'services', textOf(options, 'id') ?? `${customerNumber}/${called}`, {
    customerNumber, kind, name: called, contract: textOf(options, 'contract'), orderNumber: textOf(options, 'order'), product: textOf(options, 'product'), version: textOf(options, 'version'),
    startsOn: textOf(options, 'from'), endsOn: textOf(options, 'until'), ...(addresses.length > 0 ? { addresses } : {}), ...(tags.length > 0 ? { tags } : {}),
  })
}
