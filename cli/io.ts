import type { Lang, Words } from '@guichet/policy/model'

/** What a command may touch: the process gives the real ones, tests give their own. */
export interface Io {
  stdin: AsyncIterable<Uint8Array>
  stdout: Sink
  stderr: Sink
  env: Readonly<Record<string, string | undefined>>
}

/** The part of a writable stream that commands use. `once` is there when writing may have to wait. */
export interface Sink {
  write(text: string): boolean
  once?(event: 'drain', then: () => void): unknown
}

/** The face of every file in `commands/`. */
export interface Command {
  /** As typed: `policy check`. */
  name: string
  summary: Words
  /** Returns the exit code: 0 fine, 1 findings or failures, 2 bad use. */
  run(argv: string[], io: Io): Promise<number>
}

export const exit = { fine: 0, failed: 1, badUse: 2 } as const

/** The languages in which the command line speaks: `--lang`, else LC_ALL, LC_MESSAGES or LANG, else English. */
export function languageOf(env: Io['env'], asked?: string): Lang {
  if (asked === 'fr' || asked === 'en') return asked
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

/** Writes a text and a line feed, waiting while the reader is slower than we are. */
export async function print(sink: Sink, text: string): Promise<void> {
  if (!sink.write(`${text}\n`) && sink.once) await new Promise<void>((then) => sink.once?.('drain', then))
}
