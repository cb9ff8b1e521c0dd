// npm run check: types, imports, unused code, both languages. Ends with 1 when anything is found.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { checkCatalogues } from './check/catalogues.ts'
import { checkSources } from './check/sources.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Outcome {
  readonly fine: boolean
  readonly said: string
}

async function tool(program: string, ...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { fine: code === 0, said: (out + err).trim() }
}

async function findings(look: (root: string) => Promise<string[]>): Promise<Outcome> {
  const found = await look(root)
  return { fine: found.length === 0, said: found.join('\n') }
}

const checks: Record<string, () => Promise<Outcome>> = {
  types: () => tool('typescript/bin/tsc', '--noEmit', '-p', '.'),
  lint: () => tool('oxlint/bin/oxlint', '--deny-warnings'),
  unused: () => tool('knip/bin/knip.js', '--no-progress'),
  sources: () => findings(checkSources),
  languages: () => findings(checkCatalogues),
}

const outcomes = await Promise.all(
  Object.entries(checks).map(async ([name, run]) => {
    const outcome = await run()
    process.stdout.write(`${outcome.fine ? '✓' : '✗'} ${name}\n${outcome.fine ? '' : `${outcome.said}\n\n`}`)
    return outcome.fine
  }),
)
process.exitCode = outcomes.every(Boolean) ? 0 : 1
