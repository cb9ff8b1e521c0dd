import { dirname, join } from 'node:path'
import { parseExamples } from '@guichet/policy/examples/parse'
import { differenceInLines, type ExampleResult } from '@guichet/policy/examples/result'
import { runExamples } from '@guichet/policy/examples/run'
import type { Lang } from '@guichet/policy/model'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy } from '../policy-file.ts'
import { readSource } from '../source.ts'
import { findingInWords } from './policy-check.ts'

export const name = 'policy test'
export const summary = { fr: 'joue les exemples écrits à côté d’une politique', en: 'runs the examples beside a policy' }

const usage = {
  fr: `Usage : guichet policy test FICHIER [--examples FICHIER] [--only ID] [--format text|json] [--lang fr|en]

Joue les exemples de « examples.yaml », à côté de la politique, et montre pour chaque écart
ce qui était attendu, ce qui est obtenu et les clauses en cause. --only ne garde que les
exemples de cet identifiant. Code de retour : 0 tous tenus, 1 des écarts, 2 mauvais usage.`,
  en: `Usage: guichet policy test FILE [--examples FILE] [--only ID] [--format text|json] [--lang fr|en]

Runs the examples of “examples.yaml” beside the policy and shows for each difference what was
expected, what was got and the clauses behind it. --only keeps the examples of that id.
Exit code: 0 all hold, 1 differences, 2 bad use.`,
}

const words = {
  fr: {
    total: (held: number, all: number) => `${held} exemple${held > 1 ? 's' : ''} sur ${all} ${held > 1 ? 'tiennent' : 'tient'}`,
    row: (row: number) => `, ligne ${row} du tableau`,
    none: (id: string) => `Aucun exemple ne porte l’identifiant « ${id} ».`,
    stdin: 'Avec « - », donnez aussi --examples FICHIER.',
  },
  en: {
    total: (held: number, all: number) => `${held} of ${all} example${all === 1 ? '' : 's'} hold`,
    row: (row: number) => `, row ${row} of the table`,
    none: (id: string) => `No example has the id “${id}”.`,
    stdin: 'With “-”, give --examples FILE too.',
  },
} as const

function failureInWords({ id, name: title, row, file, line, differences }: ExampleResult, lang: Lang, source: readonly string[]): string {
  const heading = `${file}:${line} ${id}${row === undefined ? '' : words[lang].row(row)}${title === undefined ? '' : ` — ${title}`}`
  return [heading, ...differences.flatMap((difference) => differenceInLines(difference, lang, source).map((one) => `  ${one}`))].join('\n')
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 1, options: { format: { type: 'string' }, examples: { type: 'string' }, only: { type: 'string' } }, choices: { format: ['text', 'json'] },
  })
  if (typeof options === 'number') return options
  const { lang, values } = options
  const path = options.files[0] as string
  if (path === '-' && values['examples'] === undefined) {
    await print(io.stderr, words[lang].stdin)
    return exit.badUse
  }
  const examplesPath = String(values['examples'] ?? join(dirname(path), 'examples.yaml'))
  const source = await readSource(examplesPath, io)
  if (source.problem) {
    await print(io.stderr, source.problem[lang] ?? '')
    return exit.badUse
  }
  const opened = await openSoundPolicy(path, io, lang)
  if (typeof opened === 'number') return opened
  const parsed = parseExamples(examplesPath, source.text)
  const only = values['only']
  const examples = only === undefined ? parsed.examples : parsed.examples.filter(({ id }) => id === only || id.startsWith(`${String(only)}/`))
  if (only !== undefined && examples.length === 0) {
    await print(io.stderr, words[lang].none(String(only)))
    return exit.badUse
  }
  const results = runExamples(opened.policy, examples, { file: opened.file, text: opened.text })
  const failed = results.filter(({ ok }) => !ok)
  if (values['format'] === 'json') {
    await print(io.stdout, JSON.stringify({ ok: failed.length + parsed.findings.length === 0, findings: parsed.findings, results }, null, 2))
  } else {
    for (const finding of parsed.findings) await print(io.stdout, `${findingInWords(finding, lang)}\n`)
    for (const result of failed) await print(io.stdout, `${failureInWords(result, lang, source.text.split('\n'))}\n`)
    await print(io.stdout, words[lang].total(results.length - failed.length, results.length))
  }
  return failed.length + parsed.findings.length === 0 ? exit.fine : exit.failed
}
