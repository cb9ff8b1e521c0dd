import { addApiToken, findProfile, scopes } from '#people/people.ts'
import type { Scope } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, listOf, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'token add'
export const summary = { fr: 'fait une clé de l’API et la montre, une fois', en: 'makes a key of the API and shows it, once' }

const usage = {
  fr: `Usage : guichet token add --provider NOM --name À-QUOI-ELLE-SERT --scope DROITS [--customer NUMÉRO] [--days JOURS] [--lang fr|en]

Fait une clé pour un programme. Elle est montrée une seule fois ; à envoyer ainsi : Authorization: Bearer CLÉ.
--scope     séparés par des virgules : ${scopes.join(', ')}
--customer  le seul client pour qui elle parle ; --days sa durée, 365 au plus et par défaut
Code de retour : 0 faite, 1 client inconnu, 2 mauvais usage.`,
  en: `Usage: guichet token add --provider NAME --name WHAT-FOR --scope RIGHTS [--customer NUMBER] [--days DAYS] [--lang fr|en]

Makes a key for a program. It is shown only once; to be sent as: Authorization: Bearer KEY.
--scope     separated by commas: ${scopes.join(', ')}
--customer  the one customer for whom it speaks; --days how long it lasts, 365 at most and by default
Exit code: 0 made, 1 unknown customer, 2 bad use.`,
}

const words = {
  fr: {
    scope: (given: string) => `« ${given} » n’est pas un droit. Il y a : ${scopes.join(', ')}.`,
    days: '--days est un nombre entier de 1 à 365.',
    customer: (number: string) => `Aucun client n° ${number} chez ce prestataire.`,
    made: (id: string) => `Clé faite. Pour y mettre fin : guichet token revoke ${id} --provider`,
  },
  en: {
    scope: (given: string) => `“${given}” is no right. There are: ${scopes.join(', ')}.`,
    days: '--days is a whole number from 1 to 365.',
    customer: (number: string) => `This provider has no customer no. ${number}.`,
    made: (id: string) => `Key made. To end it: guichet token revoke ${id} --provider`,
  },
} as const

const day = 86_400_000
const longest = 365

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, options: { provider: { type: 'string' }, name: { type: 'string' }, scope: { type: 'string' }, customer: { type: 'string' }, days: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const missing = missingOf(options, ['provider', 'name', 'scope'])
  if (missing !== undefined) return misused(io, missing)
  const wanted = listOf(textOf(options, 'scope'))
  const unknown = wanted.find((one) => !(scopes as readonly string[]).includes(one))
  if (unknown !== undefined) return misused(io, say.scope(unknown))
  const days = Number(textOf(options, 'days') ?? longest)
  if (!Number.isInteger(days) || days < 1 || days > longest) return misused(io, say.days)
  return atProvider(io, options, async (desk, provider) => {
    const number = textOf(options, 'customer')
    const profile = number === undefined ? undefined : await findProfile(desk, provider.id, { number })
    if (number !== undefined && !profile) {
      await print(io.stderr, say.customer(number))
      return exit.failed
    }
    const { id, token } = await addApiToken(desk, provider.id, {
      name: textOf(options, 'name') as string, scopes: wanted as Scope[], expiresAt: desk.time.now() + days * day, ...(profile ? { customerId: profile.customer.id } : {}),
    })
    await print(io.stderr, `${say.made(id)} ${provider.slug}`)
    await print(io.stdout, token)
    return exit.fine
  })
}
