import { describeSettings } from '#platform/settings.ts'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'

export const name = 'settings'
export const summary = { fr: 'décrit tous les réglages et leur valeur présente', en: 'describes every setting and its present value' }

const usage = {
  fr: `Usage : guichet settings [--format text|json] [--lang fr|en]

Décrit chaque réglage : son nom dans l’environnement, à quoi il sert, sa valeur par défaut, celle d’ici. Un secret n’est jamais
montré, seulement s’il est donné.`,
  en: `Usage: guichet settings [--format text|json] [--lang fr|en]

Describes each setting: its name in the environment, what it is for, its default, its value here. A secret is never shown, only
whether it is given.`,
}

const words = {
  fr: { default: 'par défaut', here: 'ici', none: 'aucun' },
  en: { default: 'default', here: 'here', none: 'none' },
} as const

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 0, options: { format: { type: 'string' } }, choices: { format: ['text', 'json'] } })
  if (typeof options === 'number') return options
  const { lang } = options
  const lines = describeSettings({ ...io.env })
  if (options.values['format'] === 'json') {
    await print(io.stdout, JSON.stringify(lines.map((line) => ({ name: line.name, about: line[lang], default: line.default ?? null, value: line.value ?? null })), null, 2))
    return exit.fine
  }
  const say = words[lang]
  const colon = lang === 'fr' ? ' :' : ':'
  for (const line of lines) {
    const fallback = line.default === undefined || line.default === '' ? say.none : line.default
    await print(io.stdout, `${line.name}\n  ${line[lang]}\n  ${say.default}${colon} ${fallback}${line.value === undefined ? '' : `\n  ${say.here}${colon} ${line.value}`}\n`)
  }
  return exit.fine
}
