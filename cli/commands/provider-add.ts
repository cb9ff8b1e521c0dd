import { addressOf, findProvider } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { listOf, misused, textOf, withWholeDesk } from '../of-provider.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy } from '../policy-file.ts'
import { openProvider } from '../seed/open-provider.ts'
import { findingInWords } from './policy-check.ts'

export const name = 'provider add'
export const summary = { fr: 'ajoute un prestataire avec sa politique', en: 'adds a provider with its policy' }

const usage = {
  fr: `Usage : guichet provider add POLITIQUE [--slug NOM] [--name NOM] [--host NOMS] [--lang fr|en]

Vérifie la politique, ajoute le prestataire, publie cette version et prend le courrier de ses adresses.
--slug  sa part des adresses : /NOM/ ; sinon l’identifiant que donne la politique
--name  son nom tel qu’il s’affiche ; sinon celui que donne la politique
--host  noms d’hôte qui mènent à lui, séparés par des virgules  ; le premier est son adresse, dans ses courriels aussi
Code de retour : 0 ajouté, 1 politique en erreur ou nom pris, 2 mauvais usage.`,
  en: `Usage: guichet provider add POLICY [--slug NAME] [--name NAME] [--host NAMES] [--lang fr|en]

Checks the policy, adds the provider, publishes this version and takes the mail of its addresses.
--slug  its part of addresses: /NAME/; else the identifier that the policy gives
--name  its name as shown; else the one that the policy gives
--host  host names that lead to it, separated by commas; the first is its address, in its letters too
Exit code: 0 added, 1 the policy has errors or the name is taken, 2 bad use.`,
}

const words = {
  fr: {
    slug: (slug: string) => `« ${slug} » ne convient pas : des minuscules, des chiffres et des tirets, une lettre d’abord, 40 signes au plus.`,
    reserved: (slug: string) => `« ${slug} » est un nom que Guichet garde pour lui.`, taken: (slug: string) => `Un prestataire « ${slug} » existe déjà.`,
    added: (name: string, version: string) => `${name} est ajouté, avec la version « ${version} » de sa politique.`, mail: (address: string, channel: string) => `Courrier pris : ${address} (${channel})`,
    demonstration: 'Ce dossier est une démonstration : rien n’en sort, pour ce prestataire non plus.', next: (slug: string) => `Ensuite : guichet agent add --provider ${slug} --email … --name …`,
  },
  en: {
    slug: (slug: string) => `“${slug}” will not do: small letters, digits and dashes, a letter first, 40 signs at most.`,
    reserved: (slug: string) => `“${slug}” is a name that Guichet keeps for itself.`, taken: (slug: string) => `There is a provider “${slug}” already.`,
    added: (name: string, version: string) => `${name} is added, with version “${version}” of its policy.`, mail: (address: string, channel: string) => `Mail taken: ${address} (${channel})`,
    demonstration: 'This folder is a demonstration: nothing leaves it, for this provider either.', next: (slug: string) => `Then: guichet agent add --provider ${slug} --email … --name …`,
  },
} as const

const form = /^[a-z][a-z0-9-]{0,39}$/
/** First parts of addresses that are no provider's. */
const reserved = new Set(['api', 'assets', 'demonstration', 'healthz', 'problems', 'readyz'])

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { slug: { type: 'string' }, name: { type: 'string' }, host: { type: 'string' } } })
  if (typeof options === 'number') return options
  const { lang } = options
  const say = words[lang]
  const opened = await openSoundPolicy(options.files[0] as string, io, lang)
  if (typeof opened === 'number') return opened
  const slug = textOf(options, 'slug') ?? opened.policy.provider.id
  if (!form.test(slug)) return misused(io, say.slug(slug))
  if (reserved.has(slug)) return misused(io, say.reserved(slug))
  const name = textOf(options, 'name')
  return withWholeDesk(io, async (desk) => {
    if (await findProvider(desk, slug)) {
      await print(io.stderr, say.taken(slug))
      return exit.failed
    }
    const added = await openProvider(desk, { slug, source: opened.text, file: opened.file, by: 'guichet provider add', hosts: listOf(textOf(options, 'host')), ...(name === undefined ? {} : { name }) })
    if (!added.ok) {
      for (const finding of added.findings.filter(({ severity }) => severity === 'error')) await print(io.stderr, findingInWords(finding, lang))
      return exit.failed
    }
    await print(io.stdout, [
      say.added(added.provider.name, added.policy.version), addressOf(desk, added.provider, '/'), ...[...added.mailboxes].map(([channel, address]) => say.mail(address, channel)),
      ...(desk.demonstration ? [say.demonstration] : []), say.next(slug),
    ].join('\n'))
    return exit.fine
  })
}
