import { listProviders } from '#people/people.ts'
import { exit, print, type Io } from '../io.ts'
import { withDesk } from '../mail-desk.ts'
import { misused, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'
import { seedDemonstration } from '../seed/seed.ts'
import { isUnfinished } from '../seed/unfinished.ts'

export const name = 'seed'
export const summary = { fr: 'remplit un dossier vide avec la démonstration', en: 'fills an empty folder with the demonstration' }

const usage = {
  fr: `Usage : guichet seed --demonstration [--data DOSSIER] [--lang fr|en]

Met la démonstration dans un dossier vide (GUICHET_DATA, sinon ./data) et le marque pour toujours : rien n’en sortira jamais.
Un remplissage interrompu recommence. Code de retour : 0 en place, 1 le dossier sert déjà à autre chose, 2 mauvais usage.`,
  en: `Usage: guichet seed --demonstration [--data FOLDER] [--lang fr|en]

Puts the demonstration into an empty folder (GUICHET_DATA, else ./data) and marks it for ever: nothing will ever leave it.
A filling that was interrupted begins again. Exit code: 0 in place, 1 the folder is used for something else, 2 bad use.`,
}

const words = {
  fr: { what: 'Dites --demonstration : c’est la seule chose que cette commande sait mettre.', already: 'La démonstration est déjà en place.', done: (folder: string) => `La démonstration est en place dans ${folder}. Ouvrez-la avec : GUICHET_DATA=${folder} npm start` },
  en: { what: 'Say --demonstration: it is the only thing that this command puts.', already: 'The demonstration is already in place.', done: (folder: string) => `The demonstration is in place in ${folder}. Open it with: GUICHET_DATA=${folder} npm start` },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { demonstration: { type: 'boolean' }, data: { type: 'string' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  if (options.values['demonstration'] !== true) return misused(io, say.what)
  const data = textOf(options, 'data')
  return withDesk(data === undefined ? io : { ...io, env: { ...io.env, GUICHET_DATA: data } }, async ({ desk }) => {
    const { dataFolder } = desk.settings
    if (desk.demonstration && !(await isUnfinished(dataFolder)) && (await listProviders(desk)).length > 0) {
      await print(io.stdout, say.already)
      return exit.fine
    }
    await seedDemonstration(desk)
    await print(io.stdout, say.done(dataFolder))
    return exit.fine
  })
}
