import { writeFile } from 'node:fs/promises'
import { askFor, makeArchives, releaseArchive, takeArchive } from '#privacy/privacy.ts'
import { privacyAgent } from '../agent-who.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf, wrongAddress } from '../of-provider.ts'
import { readOptions } from '../options.ts'

export const name = 'person export'
export const summary = { fr: 'donne tout ce qui est gardé sur une personne', en: 'gives all that is kept about a person' }

const usage = {
  fr: `Usage : guichet person export --provider NOM --address ADRESSE --by AGENT --out FICHIER.zip [--lang fr|en]

Fait l’archive de tout ce qui est gardé sur une personne, connue par son adresse (contact ou simple expéditeur), au nom d’un agent
qui a le rôle privacy ou admin. L’archive est relue et libérée par cet agent ; la demande reste au registre.
Code de retour : 0 faite, 1 rien n’est gardé ou refusé, 2 mauvais usage.`,
  en: `Usage: guichet person export --provider NAME --address ADDRESS --by AGENT --out FILE.zip [--lang fr|en]

Makes the archive of all that is kept about a person, known by their address (a contact or a mere sender), in the name of an agent
with the role privacy or admin. The archive is read and released by that agent; the request stays in the register.
Exit code: 0 made, 1 nothing is kept or refused, 2 bad use.`,
}

const words = {
  fr: {
    none: (address: string) => `Rien n’est gardé sur ${address}.`, many: 'Trois archives par jour et par personne, pas plus.', failed: 'L’archive n’a pas pu être faite : voyez le journal.',
    made: (file: string) => `Archive écrite dans ${file}. Relisez les notes internes avant de la remettre.`,
  },
  en: {
    none: (address: string) => `Nothing is kept about ${address}.`, many: 'Three archives a day for one person, no more.', failed: 'The archive could not be made: see the log.',
    made: (file: string) => `Archive written to ${file}. Read the internal notes before you hand it over.`,
  },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { provider: { type: 'string' }, address: { type: 'string' }, by: { type: 'string' }, out: { type: 'string' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const missing = missingOf(options, ['provider', 'address', 'by', 'out'])
  if (missing !== undefined) return misused(io, missing)
  const [address, out] = [textOf(options, 'address') as string, textOf(options, 'out') as string]
  const wrong = wrongAddress(address, options.lang)
  if (wrong !== undefined) return misused(io, wrong)
  return atProvider(io, options, async (desk, provider) => {
    const agent = await privacyAgent(desk, provider.id, textOf(options, 'by') as string, options.lang)
    if (typeof agent === 'string') return misused(io, agent)
    const asked = await askFor(desk, provider.id, agent, { kind: 'access', whose: { address } })
    if (!('request' in asked)) {
      await print(io.stderr, asked.refused === 'too-many' ? say.many : say.none(address))
      return exit.failed
    }
    await makeArchives(desk)
    await releaseArchive(desk, provider, asked.request.id, agent)
    const file = await takeArchive(desk, provider, asked.request.id, agent)
    if (!file) {
      await print(io.stderr, say.failed)
      return exit.failed
    }
    await writeFile(out, desk.files.stream(file.sha256), { mode: 0o600 })
    await print(io.stdout, say.made(out))
    return exit.fine
  })
}
