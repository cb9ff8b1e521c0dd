import { processingRegister } from '#privacy/privacy.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'provider register'
export const summary = { fr: 'écrit le registre des traitements (RGPD, art. 30)', en: 'writes the register of processing activities (GDPR, art. 30)' }

const usage = {
  fr: `Usage : guichet provider register --provider NOM [--lang fr|en]

Écrit en Markdown, sur la sortie standard, le registre des activités de traitement d’un prestataire, tiré de ses réglages.
Code de retour : 0 écrit, 2 mauvais usage.`,
  en: `Usage: guichet provider register --provider NAME [--lang fr|en]

Writes a provider’s register of processing activities as Markdown, made from its settings, to standard output.
Exit code: 0 written, 2 bad use.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' } } })
  if (typeof options === 'number') return options
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  return atProvider(io, options, async (desk, provider) => {
    await print(io.stdout, await processingRegister(desk, provider, options.lang))
    return exit.fine
  })
}
