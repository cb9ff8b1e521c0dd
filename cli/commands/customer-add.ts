import { transaction } from '#platform/database.ts'
import { addContact, admitCustomer } from '#people/people.ts'
import type { CustomerProblem } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, personOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'customer add'
export const summary = { fr: 'ajoute un client et sa première personne', en: 'adds a customer and their first person' }

const usage = {
  fr: `Usage : guichet customer add --provider NOM --number NUMÉRO --name NOM --contact "Prénom Nom <adresse>" [--kind professional|consumer] [--role NOM] [--legal-name NOM] [--siren N] [--siret N] [--vat N] [--zone FUSEAU] [--notes TEXTE] [--language fr|en] [--lang fr|en]

Ajoute un client sous son numéro, de la forme que veut la politique, et la personne qui demandera pour lui.
Elle entre par un lien envoyé à son adresse, qui est alors vérifiée. D’autres personnes : guichet contact add.
Code de retour : 0 ajouté, 1 numéro ou adresse déjà pris, 2 mauvais usage.`,
  en: `Usage: guichet customer add --provider NAME --number NUMBER --name NAME --contact "First Last <address>" [--kind professional|consumer] [--role NAME] [--legal-name NAME] [--siren N] [--siret N] [--vat N] [--zone ZONE] [--notes TEXT] [--language fr|en] [--lang fr|en]

Adds a customer under their number, of the form that the policy wants, and the person who will ask for them.
That person enters by a link sent to their address, which is then verified. Further people: guichet contact add.
Exit code: 0 added, 1 number or address taken, 2 bad use.`,
}

const optionNames = { number: '--number', name: '--name', legalName: '--legal-name', siren: '--siren', siret: '--siret', vatNumber: '--vat', zone: '--zone', notes: '--notes' } as const
const optionOf = (field: CustomerProblem['field']): string => (field in optionNames ? optionNames[field as keyof typeof optionNames] : field)
const words = {
  fr: {
    added: (number: string, name: string, contact: string) => `Client ${number}, ${name}, avec ${contact}.`,
    problem: ({ field, why }: CustomerProblem, pattern: string) => {
      if (field === 'number' && why === 'wrong_form') return `Le numéro n’a pas la forme que veut la politique (${pattern}).`
      if (field === 'number' && why === 'taken') return 'Ce numéro est déjà celui d’un client de ce prestataire.'
      if (why === 'mismatch') return `${optionOf(field)} est d’une autre entreprise que --siren.`
      return why === 'missing' ? `Il manque ${optionOf(field)}.` : why === 'too_long' ? `${optionOf(field)} est trop long.` : `${optionOf(field)} n’a pas la bonne forme, ou ses chiffres ne se vérifient pas.`
    },
  },
  en: {
    added: (number: string, name: string, contact: string) => `Customer ${number}, ${name}, with ${contact}.`,
    problem: ({ field, why }: CustomerProblem, pattern: string) => {
      if (field === 'number' && why === 'wrong_form') return `The number has not the form that the policy wants (${pattern}).`
      if (field === 'number' && why === 'taken') return 'This number is already that of a customer of this provider.'
      if (why === 'mismatch') return `${optionOf(field)} belongs to another company than --siren.`
      return why === 'missing' ? `${optionOf(field)} is missing.` : why === 'too_long' ? `${optionOf(field)} is too long.` : `${optionOf(field)} has not the right form, or its digits do not check.`
    },
  },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 0, choices: { kind: ['professional', 'consumer'], language: ['fr', 'en'] },
    options: {
      provider: { type: 'string' }, number: { type: 'string' }, name: { type: 'string' }, contact: { type: 'string' }, kind: { type: 'string' }, role: { type: 'string' }, language: { type: 'string' },
      'legal-name': { type: 'string' }, siren: { type: 'string' }, siret: { type: 'string' }, vat: { type: 'string' }, zone: { type: 'string' }, notes: { type: 'string' },
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
    const language = textOf(options, 'language') === 'en' ? 'en' : textOf(options, 'language') === 'fr' ? 'fr' : provider.language
    const kind = textOf(options, 'kind') === 'consumer' ? 'consumer' : 'professional'
    const outcome = await transaction(desk.database.db, async (trx) => {
      const admitted = await admitCustomer(trx, desk, provider.id, {
        number, name: called, kind, language, role, legalName: textOf(options, 'legal-name'), siren: textOf(options, 'siren'), siret: textOf(options, 'siret'),
        vatNumber: textOf(options, 'vat'), zone: textOf(options, 'zone'), notes: textOf(options, 'notes'),
      }, { form, actor: { kind: 'system' } })
      if (admitted.ok) await addContact({ ...desk, database: { ...desk.database, db: trx } }, provider.id, { customerId: admitted.id, ...person, language })
      return admitted
    })
    if (!outcome.ok) {
      for (const problem of outcome.problems) await print(io.stderr, words[lang].problem(problem, form?.pattern ?? ''))
      return outcome.problems.every(({ why }) => why === 'taken') ? exit.failed : exit.badUse
    }
    await print(io.stdout, `${words[lang].added(number, called, `${person.name} <${person.email}>`)}\n${desk.settings.baseUrl}/${provider.slug}/${language}/sign-in`)
    return exit.fine
  })
}
