import type { Lang } from '@guichet/policy/model'
import { PersonError } from '#platform/errors.ts'
import { findProvider, foldAddress, listProviders } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { exit, print, type Io } from './io.ts'
import { withDesk } from './mail-desk.ts'
import type { Options } from './options.ts'
import { isUnfinished } from './seed/unfinished.ts'

const words = {
  fr: {
    missing: (name: string) => `Il manque --${name}. --help donne la liste.`,
    unknown: (slug: string, known: string) => `Aucun prestataire « ${slug} » ici. ${known === '' ? 'Ajoutez-en un avec « guichet provider add ».' : `Il y a : ${known}.`}`,
    person: (text: string) => `« ${text} » : attendu « Prénom Nom <adresse> ».`,
    address: (text: string) => `« ${text} » n’est pas une adresse électronique.`,
    taken: 'Cette adresse ou ce numéro existe déjà chez ce prestataire.',
  },
  en: {
    missing: (name: string) => `--${name} is missing. --help lists the options.`,
    unknown: (slug: string, known: string) => `There is no provider “${slug}” here. ${known === '' ? 'Add one with "guichet provider add".' : `There are: ${known}.`}`,
    person: (text: string) => `“${text}”: expected “First Last <address>”.`,
    address: (text: string) => `“${text}” is not an e-mail address.`,
    taken: 'This address or number exists already at this provider.',
  },
} as const

/** A sentence on standard error and the code of bad use. */
export async function misused(io: Io, sentence: string): Promise<number> {
  await print(io.stderr, sentence)
  return exit.badUse
}

/** The text of an option, or undefined. */
export function textOf(options: Options, name: string): string | undefined {
  const value = options.values[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** The first of these options that was not given, as a sentence; undefined when all were. */
export function missingOf(options: Options, names: readonly string[]): string | undefined {
  const name = names.find((one) => textOf(options, one) === undefined)
  return name && words[options.lang].missing(name)
}

/** `a, b` as a list. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')
}

/** `First Last <address>` taken apart, or a sentence that says what is wrong. */
export function personOf(text: string, lang: Lang): { name: string; email: string } | string {
  const match = /^([^<>]+?)\s*<([^<>]+)>$/.exec(text)
  if (!match) return words[lang].person(text)
  const [, name, email] = match as unknown as [string, string, string]
  return foldAddress(email) === undefined ? words[lang].address(email) : { name: name.trim(), email }
}

/** The sentence for an address that is none; undefined for one that could be somebody's. */
export function wrongAddress(email: string, lang: Lang): string | undefined {
  return foldAddress(email) === undefined ? words[lang].address(email) : undefined
}

/** Opens the desk for one piece of work. @throws PersonError when its demonstration is half there: what is added now would be thrown away with it */
export function withWholeDesk<Result>(io: Io, work: (desk: Desk) => Promise<Result>): Promise<Result> {
  return withDesk(io, async ({ desk }) => {
    if (await isUnfinished(desk.settings.dataFolder)) throw halfThere
    return work(desk)
  })
}

const halfThere = new PersonError({
  fr: 'Le remplissage de la démonstration a été interrompu dans ce dossier. Lancez « npm start » pour qu’il s’achève, ou choisissez un autre dossier avec GUICHET_DATA.',
  en: 'Filling the demonstration was interrupted in this folder. Run "npm start" to let it finish, or choose another folder with GUICHET_DATA.',
})

/**
 * Works at the provider of `--provider`, beside the running desk or without it. An address or number that is taken is told in one
 * sentence. Gives the exit code.
 */
export async function atProvider(io: Io, options: Options, work: (desk: Desk, provider: Provider) => Promise<number>): Promise<number> {
  const slug = textOf(options, 'provider') ?? ''
  return withWholeDesk(io, async (desk) => {
    const provider = await findProvider(desk, slug)
    if (!provider) return misused(io, words[options.lang].unknown(slug, (await listProviders(desk)).map((one) => one.slug).join(', ')))
    try {
      return await work(desk, provider)
    } catch (error) {
      if ((error as { code?: string }).code !== '23505') throw error
      await print(io.stderr, words[options.lang].taken)
      return exit.failed
    }
  })
}
