import { readFile, stat } from 'node:fs/promises'
import { baseOf, providerOf, setFace } from '#people/people.ts'
import type { FaceProblem } from '#people/people.ts'
import { pictureLimits } from '#platform/pictures.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'provider set'
export const summary = { fr: 'change ce qu’un prestataire montre de lui : nom, couleur, logo, hôte, courrier', en: 'changes what a provider shows of itself: name, colour, logo, host, mail' }

const usage = {
  fr: `Usage : guichet provider set --provider NOM [--name NOM] [--accent #RRGGBB] [--logo FICHIER] [--logo-dark FICHIER] [--host NOM]
       [--mail-name NOM] [--mail-address ADRESSE] [--agents-second-factor required|offered] [--lang fr|en]

Change ce qui est donné, le reste demeure. « none » retire un logo, un hôte, un nom ou une adresse de courrier. Un serveur en marche le sait aussitôt.
--logo          PNG, WebP ou SVG, 200 Ko au plus ; --logo-dark pour les pages sombres
--host          un nom d’hôte à lui (aide.client.fr), ou son adresse entière (https://aide.client.fr) ; lui seul y répond, et ses courriels y mènent
--mail-name     le nom d’expéditeur ; --mail-address une de ses boîtes, d’où partent les lettres qui ne répondent à rien
Code de retour : 0 changé, 2 mauvais usage.`,
  en: `Usage: guichet provider set --provider NAME [--name NAME] [--accent #RRGGBB] [--logo FILE] [--logo-dark FILE] [--host NAME]
       [--mail-name NAME] [--mail-address ADDRESS] [--agents-second-factor required|offered] [--lang fr|en]

Changes what is given, the rest stays. "none" takes a logo, a host, a mail name or address away. A running server knows at once.
--logo          PNG, WebP or SVG, 200 kB at most; --logo-dark for dark pages
--host          a host name of its own (help.client.com), or its whole address (https://help.client.com); it alone answers there, and its letters lead there
--mail-name     the sender's name; --mail-address one of its mailboxes, from which letters leave that answer nothing
Exit code: 0 changed, 2 bad use.`,
}

const kilobytes = pictureLimits.bytes / 1024
const words = {
  fr: {
    nothing: 'Dites ce qui doit changer. --help donne la liste.', unreadable: (file: string) => `Le fichier « ${file} » ne peut pas être lu.`,
    name: 'Le nom tient en 100 signes, sur une ligne, sans < > ni guillemets droits.', accent: 'La couleur s’écrit #RRGGBB, par exemple #0f5c6e.', mail_name: 'Le nom d’expéditeur tient en 100 signes, sur une ligne, sans < > ni guillemets droits.',
    host_form: 'Un nom d’hôte s’écrit aide.client.fr, sans chemin ; ou son adresse entière, https://aide.client.fr.', host_shared: 'Cet hôte est celui de tous les prestataires (BASE_URL) : choisissez-en un autre.',
    host_taken: 'Cet hôte est déjà à un autre prestataire.', host_scheme: 'Son adresse doit commencer comme BASE_URL, par http:// ou par https:// : les cookies n’iraient pas de l’un à l’autre.',
    mail_address: (known: string) => `Ce n’est pas une boîte de ce prestataire. ${known === '' ? 'Sa politique ne lui en donne aucune.' : `Il y a : ${known}.`}`,
    kind: 'Le logo doit être un PNG, un WebP ou un SVG.', large: `Le logo pèse plus de ${kilobytes} Ko.`, huge: (what: string) => `Le logo est trop grand (${what}) : ${pictureLimits.side} pixels de côté au plus.`,
    active: (what: string) => `Ce SVG fait ou va chercher quelque chose (${what}) : exportez-le comme image simple.`, done: (name: string, address: string) => `C’est fait : ${name}, ${address}`,
  },
  en: {
    nothing: 'Say what is to change. --help lists it.', unreadable: (file: string) => `The file “${file}” cannot be read.`,
    name: 'The name has 100 signs at most, on one line, without < > or straight quotes.', accent: 'The colour is written #RRGGBB, #0f5c6e for instance.', mail_name: 'The sender’s name has 100 signs at most, on one line, without < > or straight quotes.',
    host_form: 'A host name is written help.client.com, without a path; or its whole address, https://help.client.com.', host_shared: 'This host is that of all providers (BASE_URL): choose another.',
    host_taken: 'This host is another provider’s already.', host_scheme: 'Its address must begin like BASE_URL, with http:// or with https://: cookies would not go from one to the other.',
    mail_address: (known: string) => `This is no mailbox of this provider. ${known === '' ? 'Its policy gives it none.' : `There are: ${known}.`}`,
    kind: 'The logo must be a PNG, a WebP or an SVG.', large: `The logo is larger than ${kilobytes} kB.`, huge: (what: string) => `The logo is too large (${what}): ${pictureLimits.side} pixels a side at most.`,
    active: (what: string) => `This SVG does or fetches something (${what}): export it as a plain picture.`, done: (name: string, address: string) => `Done: ${name}, ${address}`,
  },
} as const

function problemInWords(problem: FaceProblem, lang: 'fr' | 'en'): string {
  const say = words[lang]
  if (problem.why === 'mail_address') return say.mail_address(problem.known.join(', '))
  if (problem.why !== 'logo') return say[problem.why]
  const { why, what = '' } = problem.picture
  return why === 'huge' || why === 'active' ? say[why](what) : say[why]
}

/** A file's bytes; at most one more than a logo may have, so that nobody waits for a film. Null for `none`. */
async function pictureOf(path: string | undefined): Promise<Buffer | null | undefined | 'unreadable'> {
  if (path === undefined) return undefined
  if (path === 'none') return null
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return 'unreadable'
  return found.size > pictureLimits.bytes ? Buffer.alloc(pictureLimits.bytes + 1) : readFile(path).catch(() => 'unreadable' as const)
}

export async function run(argv: string[], io: Io): Promise<number> {
  const text = { type: 'string' } as const
  const changes = ['name', 'accent', 'logo', 'logo-dark', 'host', 'mail-name', 'mail-address', 'agents-second-factor']
  const options = await readOptions(argv, io, {
    usage, files: 0, choices: { 'agents-second-factor': ['required', 'offered'] }, options: { provider: text, ...Object.fromEntries(changes.map((one) => [one, text])) },
  })
  if (typeof options === 'number') return options
  const { lang } = options
  const say = words[lang]
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  const given = (key: string) => textOf(options, key)
  const orNone = (key: string) => (given(key) === 'none' ? null : given(key))
  if (changes.every((one) => given(one) === undefined)) return misused(io, say.nothing)
  const [logo, darkLogo] = await Promise.all([pictureOf(given('logo')), pictureOf(given('logo-dark'))])
  if (logo === 'unreadable') return misused(io, say.unreadable(given('logo') as string))
  if (darkLogo === 'unreadable') return misused(io, say.unreadable(given('logo-dark') as string))
  return atProvider(io, options, async (desk, provider) => {
    const problem = await setFace(desk, provider, { kind: 'system', name: 'guichet provider set' }, {
      name: given('name'), accent: given('accent'), mailName: orNone('mail-name'), mailAddress: orNone('mail-address'), host: orNone('host'), logo, darkLogo,
      secondFactor: given('agents-second-factor') as 'required' | 'offered' | undefined,
    })
    if (problem) return misused(io, problemInWords(problem, lang))
    const changed = await providerOf(desk, provider.id)
    await print(io.stdout, say.done(changed.name, `${baseOf(desk, changed)}/${changed.slug}/`))
    return exit.fine
  })
}
