import { addContact, findProfile } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, personOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'contact add'
export const summary = { fr: 'ajoute une personne à un client', en: 'adds a person to a customer' }

const usage = {
  fr: `Usage : guichet contact add --provider NOM --customer NUMÉRO --contact "Prénom Nom <adresse>" [--undeclared] [--language fr|en] [--lang fr|en]

Ajoute une personne à un client. --undeclared : le client ne l’a pas nommée parmi celles qui peuvent demander pour lui.
Code de retour : 0 ajoutée, 1 client inconnu ou adresse déjà prise, 2 mauvais usage.`,
  en: `Usage: guichet contact add --provider NAME --customer NUMBER --contact "First Last <address>" [--undeclared] [--language fr|en] [--lang fr|en]

Adds a person to a customer. --undeclared: the customer has not named them as one who may ask.
Exit code: 0 added, 1 customer unknown or address taken, 2 bad use.`,
}

const words = {
  fr: { unknown: (number: string) => `Aucun client n’a le numéro « ${number} ».`, added: (contact: string, customer: string) => `${contact} peut entrer pour ${customer}.` },
  en: { unknown: (number: string) => `No customer has the number “${number}”.`, added: (contact: string, customer: string) => `${contact} may enter for ${customer}.` },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, choices: { language: ['fr', 'en'] },
    options: { provider: { type: 'string' }, customer: { type: 'string' }, contact: { type: 'string' }, undeclared: { type: 'boolean' }, language: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const { lang } = options
  const missing = missingOf(options, ['provider', 'customer', 'contact'])
  if (missing !== undefined) return misused(io, missing)
  const person = personOf(textOf(options, 'contact') as string, lang)
  if (typeof person === 'string') return misused(io, person)
  const number = textOf(options, 'customer') as string
  return atProvider(io, options, async (desk, provider) => {
    const profile = await findProfile(desk, provider.id, { number })
    if (!profile) {
      await print(io.stderr, words[lang].unknown(number))
      return exit.failed
    }
    const { customer } = profile
    const language = textOf(options, 'language') === 'en' ? 'en' : textOf(options, 'language') === 'fr' ? 'fr' : customer.language
    await addContact(desk, provider.id, { customerId: customer.id, ...person, language, declared: options.values['undeclared'] !== true })
    await print(io.stdout, words[lang].added(`${person.name} <${person.email}>`, customer.name))
    return exit.fine
  })
}
