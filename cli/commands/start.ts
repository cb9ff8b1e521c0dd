import { markDemonstration } from '#platform/demonstration.ts'
import { languageOf, PersonError } from '#platform/errors.ts'
import type { World } from '#server/tables.ts'
import { main } from '../../server/src/main.ts'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'

export const name = 'start'
export const summary = { fr: 'ouvre le guichet ; un dossier vide reçoit la démonstration', en: 'opens the desk; an empty folder gets the demonstration' }

const usage = {
  fr: `Usage : guichet start [--lang fr|en]

Ouvre le dossier des données (GUICHET_DATA) et sert jusqu’à Ctrl-C. Un dossier vide reçoit d’abord la démonstration ;
pour votre propre guichet, commencez par « guichet provider add ». Les réglages : guichet settings.`,
  en: `Usage: guichet start [--lang fr|en]

Opens the data folder (GUICHET_DATA) and serves until Ctrl-C. An empty folder first gets the demonstration;
for a desk of your own begin with "guichet provider add". The settings: guichet settings.`,
}

const words = {
  fr: { seeding: 'Dossier vide : la démonstration s’y installe (quelques secondes, une seule fois)…', again: 'La démonstration n’était pas finie : elle recommence…' },
  en: { seeding: 'Empty folder: the demonstration moves in (some seconds, once)…', again: 'The demonstration was not finished: it begins again…' },
} as const

/** A database of one's own is no place for a demonstration that nobody asked for. */
const noProvider = {
  fr: 'La base de DATABASE_URL ne contient aucun prestataire. Ajoutez le vôtre (guichet provider add ma-politique.yaml --slug mon-nom), ou installez-y la démonstration (guichet seed --demonstration).',
  en: 'The database of DATABASE_URL holds no provider. Add yours (guichet provider add my-policy.yaml --slug my-name), or put the demonstration into it (guichet seed --demonstration).',
}

/** Somebody who looks at a terminal is shown what matters; a log that is kept gets every request. */
function quietly(io: Io): string | undefined {
  return (io.stdout as { isTTY?: boolean }).isTTY === true ? 'warn' : undefined
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: {} })
  if (typeof options === 'number') return options
  // Like the launcher, which speaks before us: French unless another language is named.
  const lang = argv.some((one) => one.startsWith('--lang')) ? options.lang : languageOf({ ...io.env })

  const prepare = async (world: World): Promise<World> => {
    const { listProviders } = await import('#people/people.ts')
    const { holdsDemonstration, isUnfinished } = await import('../seed/unfinished.ts')
    const unfinished = await isUnfinished(world.settings.dataFolder)
    const empty = (await listProviders(world)).length === 0
    if (empty && !unfinished && world.settings.databaseUrl !== undefined) throw new PersonError(noProvider)
    if (unfinished || empty) {
      await print(io.stderr, unfinished ? words[lang].again : words[lang].seeding)
      const { seedDemonstration } = await import('../seed/seed.ts')
      await seedDemonstration(world)
      return { ...world, demonstration: true }
    }
    if (!world.demonstration && (await holdsDemonstration(world))) {
      // A demonstration's database stays one, whichever folder it is opened with.
      await markDemonstration(world.settings.dataFolder)
      return { ...world, demonstration: true }
    }
    return world
  }
  const ready = async (world: World): Promise<void> => {
    const [{ listProviders }, { welcome }] = await Promise.all([import('#people/people.ts'), import('../seed/welcome.ts')])
    await print(io.stdout, await welcome(world, await listProviders(world), lang))
  }
  await main({ LOG_LEVEL: quietly(io), ...io.env }, { prepare, ready })
  return exit.fine
}
