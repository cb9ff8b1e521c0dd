import type { Lang } from '@guichet/policy/model'
import { PersonError } from '#platform/errors.ts'
import { commands } from './commands.ts'
import { exit, languageOf, print, type Command, type Io } from './io.ts'

const words = {
  fr: {
    usage: 'Usage : guichet COMMANDE [OPTIONS]',
    unknown: (name: string) => `« ${name} » n’est pas une commande. « guichet help » donne la liste.`,
    more: 'Les options d’une commande : guichet COMMANDE --help',
  },
  en: {
    usage: 'Usage: guichet COMMAND [OPTIONS]',
    unknown: (name: string) => `“${name}” is not a command. “guichet help” lists them.`,
    more: 'Options of a command: guichet COMMAND --help',
  },
} as const

type Catalogue = Readonly<Record<string, () => Promise<Command>>>

async function help(io: Io, lang: Lang, catalogue: Catalogue): Promise<void> {
  const names = Object.keys(catalogue)
  const width = Math.max(...names.map((name) => name.length))
  await print(io.stdout, `${words[lang].usage}\n`)
  for (const name of names) {
    const { summary } = await (catalogue[name] as () => Promise<Command>)()
    await print(io.stdout, `  ${name.padEnd(width)}  ${summary[lang] ?? ''}`)
  }
  await print(io.stdout, `\n${words[lang].more}`)
}

/** The longest command name that the arguments begin with, and what is left of them. */
function find(argv: string[], catalogue: Catalogue): { load: () => Promise<Command>; rest: string[] } | undefined {
  for (const length of [3, 2, 1]) {
    const load = catalogue[argv.slice(0, length).join(' ')]
    if (argv.length >= length && load) return { load, rest: argv.slice(length) }
  }
  return undefined
}

function askedLanguage(argv: string[]): string | undefined {
  const at = argv.indexOf('--lang')
  return at >= 0 ? argv[at + 1] : argv.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length)
}

/** Runs the command that the arguments name and returns its exit code; without one, prints the list. */
export async function dispatch(argv: string[], io: Io, catalogue: Catalogue = commands): Promise<number> {
  const lang = languageOf(io.env, askedLanguage(argv))
  const first = argv[0]
  if (first === undefined || first === 'help' || first.startsWith('-')) {
    if (first === undefined || ['help', '--help', '-h', '--lang'].includes(first.split('=')[0] ?? '')) {
      await help(io, lang, catalogue)
      return first === undefined ? exit.badUse : exit.fine
    }
  }
  const found = find(argv, catalogue)
  if (!found) {
    await print(io.stderr, words[lang].unknown(argv.filter((arg) => !arg.startsWith('-')).slice(0, 2).join(' ') || String(first)))
    return exit.badUse
  }
  const command = await found.load()
  try {
    return await command.run(found.rest, io)
  } catch (error) {
    // What a person can mend is told in one sentence, wherever it was found.
    if (!(error instanceof PersonError)) throw error
    await print(io.stderr, error.sentences[lang])
    return exit.failed
  }
}
