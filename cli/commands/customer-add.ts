import { addContact, addCustomer } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, personOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'customer add'
export const summary = { fr: 'ajoute un client et sa première personne', en: 'adds a customer and their first person' }

const usage = {
  fr: `Usage : guichet customer add --provider NOM --number NUMÉRO --name NOM --contact "Prénom Nom <adresse>" [--kind professional|consumer] [--role NOM] [--language fr|en] [--lang fr|en]

Ajoute un client sous son numéro, de la forme que veut la politique, et la personne qui demandera pour lui.
Elle entre par un lien envoyé à son adresse, qui est alors vérifiée. D’autres personnes : guichet contact add.
Code de retour : 0 ajouté, 1 numéro ou adresse déjà pris, 2 mauvais usage.`,
  en: `Usage: guichet customer add --provider NAME --number NUMBER --name NAME --contact "First Last <address>" [--kind professional|consumer] [--role NAME] [--language fr|en] [--lang fr|en]

Adds a customer under their number, of the form that the policy wants, and the person who will ask for them.
That person enters by a link sent to their address, which is then verified. Further people: guichet contact add.
Exit code: 0 added, 1 number or address taken, 2 bad use.`,
}

const words = {
  fr: { form: (number: string, pattern: string) => `Le numéro « ${number} » n’a pas la forme que veut la politique (${pattern}).`, added: (number: string, name: string, contact: string) => `Client ${number}, ${name}, avec ${contact}.` },
  en: { form: (number: string, pattern: string) => `The number “${number}” has not the form that the policy wants (${pattern}).`, added: (number: string, name: string, contact: string) => `Customer ${number}, ${name}, with ${contact}.` },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, choices: { kind: ['professional', 'consumer'], language: ['fr', 'en'] },
    options: {
      provider: { type: 'string' }, number: { type: 'string' }, name: { type: 'string' }, contact: { type: 'string' }, kind: { type: 'string' }, role: { type: 'string' }, language: { type: 'string' },
    },
  })
  if (typeof options === 'number') return options
  const { lang } = options
  const missing = missingOf(options, ['provider', 'number', 'name', 'contact'])
  if (missing !== undefined) return misused(io, missing)
  const person = personOf(textOf(options, 'contact') as string, lang)
  if (typeof person === 'string') return misused(io, person)
  const number = textOf(options, 'number') as string
  const called = textOf(options, 'name') as string
  const role = textOf(options, 'role')
  return atProvider(io, options, async (desk, provider) => {
    const form = (await desk.policies.inForce(provider.id, desk.time.now()))?.customerNumber
    if (form && !form.matches(number)) return misused(io, words[lang].form(number, form.pattern))
    const language = textOf(options, 'language') === 'en' ? 'en' : textOf(options, 'language') === 'fr' ? 'fr' : provider.language
    const kind = textOf(options, 'kind') === 'consumer' ? 'consumer' : 'professional'
    await desk.database.db.transaction().execute(async (trx) => {
      const inside = { ...desk, database: { ...desk.database, db: trx } }
      const customerId = await addCustomer(inside, provider.id, { number, name: called, kind, language, ...(role ? { role } : {}) })
      await addContact(inside, provider.id, { customerId, ...person, language })
    })
    await print(io.stdout, `${words[lang].added(number, called, `${person.name} <${person.email}>`)}\n${desk.settings.baseUrl}/${provider.slug}/${language}/sign-in`)
    return exit.fine
  })
}
