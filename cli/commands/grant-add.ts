import { transaction } from '#platform/database.ts'
import { contactRights, findProfile, makeGrant } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, listOf, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'grant add'
export const summary = { fr: 'laisse les personnes d’un client agir pour un autre', en: 'lets the people of a customer act for another' }

const list = contactRights.join(', ')
const usage = {
  fr: `Usage : guichet grant add --provider NOM --customer NUMÉRO --for NUMÉRO [--rights LISTE] [--until AAAA-MM-JJ] [--lang fr|en]

Les personnes du client --customer (une agence, un revendeur) peuvent agir pour le client --for, avec ces droits : ${list}.
Sans --rights : all, ask_technical, ask_urgent. --until : le dernier jour compris, à l’heure du prestataire.
Remplace ce qui avait été donné avant aux mêmes. Pour y mettre fin : guichet grant end.
Code de retour : 0 fait, 1 client inconnu ou date passée, 2 mauvais usage.`,
  en: `Usage: guichet grant add --provider NAME --customer NUMBER --for NUMBER [--rights LIST] [--until YYYY-MM-DD] [--lang fr|en]

The people of the customer --customer (an agency, a reseller) may act for the customer --for, with these rights: ${list}.
Without --rights: all, ask_technical, ask_urgent. --until: the last day included, in the provider's zone.
Takes the place of what the same were given before. To end it: guichet grant end.
Exit code: 0 done, 1 customer unknown or date past, 2 bad use.`,
}
const words = {
  fr: { right: (one: string) => `« ${one} » n’est pas un droit. Il y a : ${list}.`, date: 'Attendu pour --until : une date, comme 2027-03-31.', no: 'Rien n’a été donné : un numéro de client est inconnu, les deux sont le même, ou la date est passée.', done: 'C’est fait, dès maintenant.' },
  en: { right: (one: string) => `“${one}” is not a right. There are: ${list}.`, date: 'Expected for --until: a date, such as 2027-03-31.', no: 'Nothing was given: a customer number is unknown, both are the same, or the date is past.', done: 'Done, as of now.' },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, options: { provider: { type: 'string' }, customer: { type: 'string' }, for: { type: 'string' }, rights: { type: 'string' }, until: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const missing = missingOf(options, ['provider', 'customer', 'for'])
  if (missing !== undefined) return misused(io, missing)
  const rights = listOf(textOf(options, 'rights') ?? 'all,ask_technical,ask_urgent')
  const wrong = rights.find((one) => !(contactRights as readonly string[]).includes(one))
  if (wrong !== undefined) return misused(io, say.right(wrong))
  const until = textOf(options, 'until')
  if (until !== undefined && !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(until)) return misused(io, say.date)
  return atProvider(io, options, async (desk, provider) => {
    const zone = (await desk.policies.inForce(provider.id, desk.time.now()))?.zone ?? 'UTC'
    const untilAt = until === undefined ? undefined : Temporal.PlainDate.from(until).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
    const [customer, other] = [await findProfile(desk, provider.id, { number: textOf(options, 'customer') as string }), await findProfile(desk, provider.id, { number: textOf(options, 'for') as string })]
    const made = customer && other && (await transaction(desk.database.db, (trx) => makeGrant(trx, desk, provider.id, { customerId: customer.customer.id, forCustomerId: other.customer.id, rights, untilAt }, { kind: 'system' })))
    await (made ? print(io.stdout, say.done) : print(io.stderr, say.no))
    return made ? exit.fine : exit.failed
  })
}
