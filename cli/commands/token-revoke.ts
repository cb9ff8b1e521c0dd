import { revokeApiToken } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'token revoke'
export const summary = { fr: 'met fin à une clé de l’API', en: 'ends a key of the API' }

const usage = {
  fr: `Usage : guichet token revoke CLÉ --provider NOM [--lang fr|en]

Met fin à une clé, tout de suite et pour toujours. CLÉ : le nom montré quand elle fut faite.
Code de retour : 0 finie, 1 aucune clé vivante de ce nom, 2 mauvais usage.`,
  en: `Usage: guichet token revoke KEY --provider NAME [--lang fr|en]

Ends a key, at once and for ever. KEY: the name shown when it was made.
Exit code: 0 ended, 1 no living key of that name, 2 bad use.`,
}

const words = {
  fr: { ended: 'Cette clé ne vaut plus rien.', none: 'Aucune clé vivante de ce nom chez ce prestataire.' },
  en: { ended: 'This key is worth nothing any more.', none: 'This provider has no living key of that name.' },
} as const
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { provider: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  const id = options.files[0] ?? ''
  return atProvider(io, options, async (desk, provider) => {
    const ended = uuid.test(id) && (await revokeApiToken(desk, provider.id, id))
    await print(ended ? io.stdout : io.stderr, ended ? words[options.lang].ended : words[options.lang].none)
    return ended ? exit.fine : exit.failed
  })
}
