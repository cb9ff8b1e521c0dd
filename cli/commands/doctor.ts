import { exit, print, type Io } from '../io.ts'
import { examine } from '../doctor/examine.ts'
import { readOptions } from '../options.ts'

export const name = 'doctor'
export const summary = { fr: 'dit si cette machine et ce dossier sont en état de servir', en: 'tells whether this machine and this folder are fit to serve' }

const usage = {
  fr: `Usage : guichet doctor [--format text|json] [--lang fr|en]

Regarde les versions, le dossier des données, la base, les ports, les fuseaux horaires et chaque politique publiée, à côté du
service qui tourne ou sans lui. Code de retour : 0 tout est bon, 1 quelque chose ne va pas, 2 mauvais usage.`,
  en: `Usage: guichet doctor [--format text|json] [--lang fr|en]

Looks at versions, the data folder, the database, the ports, the time zones and each published policy, beside the running desk
or without it. Exit code: 0 all is well, 1 something is wrong, 2 bad use.`,
}

const marks = { good: '✓', note: '·', bad: '✗' } as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { format: { type: 'string' } }, choices: { format: ['text', 'json'] } })
  if (typeof options === 'number') return options
  const found = await examine(io)
  if (options.values['format'] === 'json') await print(io.stdout, JSON.stringify(found.map(({ state, what, words }) => ({ state, what, words: words[options.lang] })), null, 2))
  else for (const { state, words } of found) await print(io.stdout, `${marks[state]} ${words[options.lang]}`)
  return found.some(({ state }) => state === 'bad') ? exit.failed : exit.fine
}
