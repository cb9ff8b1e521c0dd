import { addLicence, findProfile } from '#people/people.ts'
import { raiseTiers } from '#triage/triage.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf, wrongAddress } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'licence add'
export const summary = { fr: 'ajoute une licence telle qu’elle a été livrée', en: 'adds a licence as it was delivered' }

const usage = {
  fr: `Usage : guichet licence add --provider NOM --kind SORTE --key CLÉ [--delivered-to ADRESSE] [--customer NUMÉRO] [--lang fr|en]

SORTE : une valeur de « licence » dans la politique. --delivered-to : l’adresse de la commande, par laquelle elle est reconnue.
--customer : le client à qui elle est déjà. Sans l’un ni l’autre, elle attend que sa clé soit entrée. La clé n’est pas gardée, seule son empreinte l’est.
Code de retour : 0 ajoutée, 1 client inconnu ou clé déjà là, 2 mauvais usage.`,
  en: `Usage: guichet licence add --provider NAME --kind KIND --key KEY [--delivered-to ADDRESS] [--customer NUMBER] [--lang fr|en]

KIND: a value of “licence” in the policy. --delivered-to: the address of the order, by which it is recognised.
--customer: the customer who has it already. With neither, it waits for its key to be entered. The key is not kept, its hash is.
Exit code: 0 added, 1 customer unknown or key there already, 2 bad use.`,
}
const words = {
  fr: {
    none: 'La politique de ce prestataire ne reconnaît pas de licences.', kind: (one: string, known: string) => `La politique ne connaît pas la licence « ${one} ». Elle a : ${known}.`,
    customer: (number: string) => `Aucun client n’a le numéro « ${number} ».`, added: (kind: string) => `Licence ${kind} ajoutée.`, raised: (numbers: string) => `Niveau relevé pour les demandes ${numbers}.`,
  },
  en: {
    none: 'This provider’s policy recognises no licences.', kind: (one: string, known: string) => `The policy knows no licence “${one}”. It has: ${known}.`,
    customer: (number: string) => `No customer has the number “${number}”.`, added: (kind: string) => `Licence ${kind} added.`, raised: (numbers: string) => `Level raised for the requests ${numbers}.`,
  },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, options: { provider: { type: 'string' }, kind: { type: 'string' }, key: { type: 'string' }, 'delivered-to': { type: 'string' }, customer: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const deliveredTo = textOf(options, 'delivered-to')
  const wrong = missingOf(options, ['provider', 'kind', 'key']) ?? (deliveredTo === undefined ? undefined : wrongAddress(deliveredTo, options.lang))
  if (wrong !== undefined) return misused(io, wrong)
  const [kind, key, number] = [textOf(options, 'kind') as string, textOf(options, 'key') as string, textOf(options, 'customer')]
  return atProvider(io, options, async (desk, provider) => {
    const policy = await desk.policies.inForce(provider.id, desk.time.now())
    const rule = policy?.recognition.find((one) => one.fact === 'licence')
    if (!policy || !rule) return misused(io, say.none)
    const known = policy.facts.get('licence')?.options.map(({ value }) => value) ?? []
    if (!known.includes(kind)) return misused(io, say.kind(kind, known.join(', ')))
    const customer = number === undefined ? undefined : (await findProfile(desk, provider.id, { number }))?.customer
    if (number !== undefined && !customer) {
      await print(io.stderr, say.customer(number))
      return exit.failed
    }
    await addLicence(desk, provider.id, { kind, key, addressCase: rule.addressCase, ...(deliveredTo === undefined ? {} : { deliveredTo }), ...(customer ? { customerId: customer.id } : {}) })
    const raised = customer ? await raiseTiers(desk, provider.id, customer.id, { kind: 'system' }) : []
    await print(io.stdout, [say.added(kind), ...(raised.length > 0 ? [say.raised(raised.join(', '))] : [])].join(' '))
    return exit.fine
  })
}
