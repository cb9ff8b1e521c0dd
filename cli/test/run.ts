import { dispatch } from '../dispatch.ts'

export interface Ran { readonly code: number; readonly out: string; readonly err: string }

/** Runs the command line in this process, as `guichet ...argv` in an environment, with a standard input. */
export async function runCommand(argv: string[], env: Record<string, string>, stdin: string | Uint8Array = ''): Promise<Ran> {
  let [out, err] = ['', '']
  const bytes = typeof stdin === 'string' ? Buffer.from(stdin) : stdin
  const code = await dispatch(argv, {
    stdin: (async function* () { if (bytes.length > 0) yield bytes })(),
    stdout: { write: (text) => { out += text; return true } },
    stderr: { write: (text) => { err += text; return true } },
    env,
  })
  return { code, out, err }
}
