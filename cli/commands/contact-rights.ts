import { transaction } from '#platform/database.ts'
import { contactRights, foldAddress, setTeams, teamNamed, writeEvent } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, listOf, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'contact rights'
export const summary = { fr: 'donne à une personne d’un client ses droits, son rôle, ses équipes', en: 'gives a person of a customer their rights, their role, their teams' }

const list = contactRights.join(', ')
const usage = {
  fr: `Usage : guichet contact rights --provider NOM --email ADRESSE [--rights LISTE] [--role NOM] [--quotes-up-to CENTIMES] [--teams LISTE] [--lang fr|en]

Donne à une personne exactement ces droits : ${list}. Sans --rights : ceux de tous les jours.
--role : un rôle de la politique, là où elle en a ; il donne les droits, et --rights ne peut qu’en ôter.
--teams : ses équipes, séparées par des virgules ; la première est celle de ses demandes.
Code de retour : 0 fait, 1 adresse inconnue, 2 mauvais usage.`,
  en: `Usage: guichet contact rights --provider NAME --email ADDRESS [--rights LIST] [--role NAME] [--quotes-up-to CENTS] [--teams LIST] [--lang fr|en]

Gives a person exactly these rights: ${list}. Without --rights: those of every day.
--role: a role of the policy, where it has any; it gives the rights, and --rights can only take away.
--teams: their teams, separated by commas; the first is that of their requests.
Exit code: 0 done, 1 address unknown, 2 bad use.`,
}
const words = {
  fr: {
    unknown: (email: string) => `Personne n’a l’adresse « ${email} » chez ce prestataire.`, right: (one: string) => `« ${one} » n’est pas un droit. Il y a : ${list}.`,
    role: (one: string, known: string) => `La politique ne connaît pas le rôle « ${one} ». ${known === '' ? 'Elle n’en a aucun.' : `Elle a : ${known}.`}`,
    amount: 'Attendu pour --quotes-up-to : un nombre entier de centimes.', done: (name: string) => `C’est fait pour ${name}, dès maintenant.`,
  },
  en: {
    unknown: (email: string) => `Nobody has the address “${email}” at this provider.`, right: (one: string) => `“${one}” is not a right. There are: ${list}.`,
    role: (one: string, known: string) => `The policy knows no role “${one}”. ${known === '' ? 'It has none.' : `It has: ${known}.`}`,
    amount: 'Expected for --quotes-up-to: a whole number of cents.', done: (name: string) => `Done for ${name}, as of now.`,
  },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0,
    options: { provider: { type: 'string' }, email: { type: 'string' }, rights: { type: 'string' }, role: { type: 'string' }, 'quotes-up-to': { type: 'string' }, teams: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const missing = missingOf(options, ['provider', 'email'])
  if (missing !== undefined) return misused(io, missing)
  const email = textOf(options, 'email') as string
  const rights = listOf(textOf(options, 'rights'))
  const wrong = rights.find((one) => !(contactRights as readonly string[]).includes(one))
  if (wrong !== undefined) return misused(io, say.right(wrong))
  const cents = textOf(options, 'quotes-up-to')
  if (cents !== undefined && !/^\d{1,11}$/.test(cents)) return misused(io, say.amount)
  return atProvider(io, options, async (desk, provider) => {
    const role = textOf(options, 'role')
    const roles = (await desk.policies.inForce(provider.id, desk.time.now()))?.contacts?.roles
    if (role !== undefined && !roles?.has(role)) return misused(io, say.role(role, [...(roles?.keys() ?? [])].join(', ')))
    const given = { rights, role: role ?? null, quotes_up_to: cents === undefined ? null : Number(cents) }
    const done = await transaction(desk.database.db, async (trx) => {
      const contact = await trx
        .updateTable('contacts').set(given).where('provider_id', '=', provider.id).where('email_key', '=', foldAddress(email) ?? '').returning(['id', 'name', 'customer_id']).executeTakeFirst()
      if (!contact) return undefined
      const teams = listOf(textOf(options, 'teams'))
      const ids: string[] = []
      for (const team of teams) ids.push(await teamNamed(trx, desk, provider.id, contact.customer_id, team))
      await setTeams(trx, desk, provider.id, contact.id, ids)
      await writeEvent(trx, desk, { providerId: provider.id, type: 'contact.changed', actor: { kind: 'system' }, data: { contactId: contact.id, customerId: contact.customer_id, rights, role: given.role, quotesUpTo: given.quotes_up_to, teams } })
      return contact
    })
    await (done ? print(io.stdout, say.done(done.name)) : print(io.stderr, say.unknown(email)))
    return done ? exit.fine : exit.failed
  })
}
