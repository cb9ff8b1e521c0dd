import { dispatch } from './dispatch.ts'
import type { Io } from './io.ts'

export interface Ran { code: number; out: string; err: string }

/** Runs the command line in this process, as `guichet ...argv` with a standard input and a language. */
export async function guichet(argv: string[], stdin: string | Uint8Array = '', lang = 'en_GB.UTF-8'): Promise<Ran> {
  let [out, err] = ['', '']
  const bytes = typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin
  const io: Io = {
    stdin: (async function* () { if (bytes.length > 0) yield bytes })(),
    stdout: { write: (text) => { out += text; return true } },
    stderr: { write: (text) => { err += text; return true } },
    env: { LANG: lang },
  }
  return { code: await dispatch(argv, io), out, err }
}
