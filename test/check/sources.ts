import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Rule {
  readonly found: RegExp
  readonly message: string
  /** Files that may. */
  readonly except?: RegExp
}

/** What the linter cannot see. */
const rules: readonly Rule[] = [
  {
    found: /\bnew Date\(\s*\)/,
    message: 'Only platform/time reads the system time: take a Time as an argument.',
    except: /^(bench|launch)\/|(^|\/)time\.ts$/,
  },
  { found: /\b(TODO|FIXME|XXX)\b/, message: 'Finish it, or write it down in docs/decisions.' },
  { found: /\/\/ *(eslint|oxlint)-disable|@ts-(ignore|nocheck)/, message: 'A rule is kept or changed for all, not switched off in one place.' },
]

const sources = '{packages,server,portal,ui,workspace,cli,e2e,bench,launch,test}/**/*.{ts,tsx,mjs}'

/** Findings in one file. */
export function checkSource(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    rules.filter((rule) => rule.found.test(line) && !rule.except?.test(file)).map((rule) => `${file}:${index + 1}: ${rule.message}`),
  )
}

/** Findings in every source file of the checkout, and files that must not exist. */
export async function checkSources(root: string): Promise<string[]> {
  const findings: string[] = []
  for await (const file of glob(sources, { cwd: root, exclude: (name) => name.includes('node_modules') || name.includes('dist') })) {
    if (/^server\/src\/(\w+\/)*index\.ts$/.test(file)) findings.push(`${file}: No barrel files in the server: the linter reads import paths, and a barrel hides them.`)
    if (file.startsWith('test/check/')) continue
    findings.push(...checkSource(file, await readFile(join(root, file), 'utf8')))
  }
  return findings.sort()
}
