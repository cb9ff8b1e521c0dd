import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import type { Lang, Words } from '@guichet/policy/model'
import { exit, languageOf, print, type Io } from './io.ts'

export interface Options {
  values: Readonly<Record<string, string | boolean | undefined>>
  files: string[]
  lang: Lang
}

interface Expected {
  /** How the command is used, options included; printed by `--help`. */
  usage: Words
  options: ParseArgsOptionsConfig
  /** How many FILE arguments it takes. */
  files: number
  /** What is missing where the argument is no file. */
  argument?: Words
  /** Values that an option may take. */
  choices?: Readonly<Record<string, readonly string[]>>
}

const words = {
  fr: {
    file: 'Il manque FICHIER, le chemin d’une politique (« - » pour l’entrée standard).',
    many: (extra: string) => `« ${extra} » est de trop.`,
    choice: (name: string, allowed: string) => `--${name} accepte : ${allowed}.`,
    option: (name: string) => `L’option « ${name} » n’existe pas ici, ou sa valeur manque. --help donne la liste.`,
  },
  en: {
    file: 'FILE is missing: the path of a policy (“-” for standard input).',
    many: (extra: string) => `“${extra}” is one argument too many.`,
    choice: (name: string, allowed: string) => `--${name} takes: ${allowed}.`,
    option: (name: string) => `There is no option “${name}” here, or its value is missing. --help lists them.`,
  },
} as const

/**
 * The options of a command, or the exit code with which it ends at once: 0 after `--help`, 2 after a sentence on
 * standard error that says what is wrong. Every command takes `--lang fr|en` and `--help`.
 */
export async function readOptions(argv: string[], io: Io, expected: Expected): Promise<Options | number> {
  const config = { lang: { type: 'string' }, help: { type: 'boolean', short: 'h' }, ...expected.options } as const
  let parsed
  try {
    parsed = parseArgs({ args: argv, options: config, allowPositionals: true })
  } catch {
    const lang = languageOf(io.env, undefined)
    await print(io.stderr, words[lang].option(argv.find((arg) => arg.startsWith('-') && arg !== '-') ?? ''))
    return exit.badUse
  }
  const values = parsed.values as Options['values']
  const lang = languageOf(io.env, typeof values['lang'] === 'string' ? values['lang'] : undefined)
  if (values['help'] === true) {
    await print(io.stdout, expected.usage[lang] ?? '')
    return exit.fine
  }
  const problem = wrongUse(values, parsed.positionals, lang, expected)
  if (problem !== undefined) {
    await print(io.stderr, problem)
    return exit.badUse
  }
  return { values, files: parsed.positionals, lang }
}

function wrongUse(values: Options['values'], files: string[], lang: Lang, expected: Expected): string | undefined {
  for (const [name, allowed] of Object.entries({ lang: ['fr', 'en'], ...expected.choices })) {
    const value = values[name]
    if (value !== undefined && !allowed.includes(String(value))) return words[lang].choice(name, allowed.join(', '))
  }
  if (files.length < expected.files) return expected.argument?.[lang] ?? words[lang].file
  const extra = files[expected.files]
  return extra === undefined ? undefined : words[lang].many(extra)
}
