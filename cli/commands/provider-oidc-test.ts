import { examineConnection, examinedInWords, findConnection, listConnections, returnAddress } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'
import { unknownConnection } from './provider-oidc-remove.ts'

export const name = 'provider oidc test'
export const summary = { fr: 'essaie une connexion et dit ce qui ne va pas', en: 'tries a connection and says what is wrong' }

const usage = {
  fr: `Usage : guichet provider oidc test --provider NOM --name NOM [--lang fr|en]

Lit la description du site, ses clés, et lui demande s’il nous reconnaît ; personne n’est connecté.
Code de retour : 0 rien ne s’oppose, 1 quelque chose est à corriger, 2 mauvais usage.`,
  en: `Usage: guichet provider oidc test --provider NAME --name NAME [--lang fr|en]

Reads the site’s description and its keys, and asks it whether it knows us; nobody is signed in.
Exit code: 0 nothing is in the way, 1 something has to be mended, 2 bad use.`,
}

const words = {
  fr: { back: (address: string) => `Il doit connaître cette adresse de retour, à la lettre : ${address}`, entrance: (address: string) => `On y entre par : ${address}` },
  en: { back: (address: string) => `It must know this return address, to the letter: ${address}`, entrance: (address: string) => `One comes in by: ${address}` },
} as const

const marks = { right: '✓', wrong: '✗', unsure: '?' } as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, name: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider', 'name'])
  if (missing !== undefined) return misused(io, missing)
  const { lang } = options
  const wanted = textOf(options, 'name') as string
  return atProvider(io, options, async (desk, provider) => {
    const connection = await findConnection(desk, provider.id, wanted)
    if (!connection) {
      await print(io.stderr, unknownConnection[lang](wanted, (await listConnections(desk, provider.id)).map((one) => one.name).join(', ')))
      return exit.failed
    }
    const found = await examineConnection(desk, provider, connection)
    const back = returnAddress(desk, provider, connection)
    for (const one of found) await print(io.stdout, `${marks[one.found]} ${examinedInWords(one, lang)}`)
    await print(io.stdout, words[lang].back(back))
    if (connection.audience === 'contacts') await print(io.stdout, words[lang].entrance(back.replace(/\/sign-in\/oidc\/(.*)\/callback$/, `/${provider.language}/sign-in/oidc/$1`)))
    return found.some((one) => one.found === 'wrong') ? exit.failed : exit.fine
  })
}
