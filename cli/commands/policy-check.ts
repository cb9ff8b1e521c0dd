import { sarifOf } from '@guichet/policy/findings/sarif'
import type { Finding, Lang } from '@guichet/policy/model'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'
import { openPolicy } from '../policy-file.ts'

export const name = 'policy check'
export const summary = { fr: 'vérifie une politique et dit ce qui ne va pas', en: 'checks a policy and tells what is wrong' }

const usage = {
  fr: `Usage : guichet policy check FICHIER [--format text|json|sarif] [--lang fr|en]

Lit la politique, signale chaque problème avec son fichier, sa ligne, sa clause et une issue,
puis compte les clauses exécutées, en prose, et prévues pour plus tard.
FICHIER peut être « - » pour l’entrée standard. Code de retour : 0 bon, 1 des erreurs, 2 mauvais usage.
Les avertissements ne font pas échouer. --format sarif donne les constats en SARIF 2.1.0, que lisent forges et éditeurs.`,
  en: `Usage: guichet policy check FILE [--format text|json|sarif] [--lang fr|en]

Reads the policy, tells each problem with its file, line, clause and a way out,
then counts the clauses that run, those in prose and those that come later.
FILE may be “-” for standard input. Exit code: 0 fine, 1 errors, 2 bad use.
Warnings do not fail. --format sarif gives the findings as SARIF 2.1.0, which code hosts and editors read.`,
}

const words = {
  fr: {
    severity: { error: 'erreur', warning: 'avertissement', info: 'note' }, clause: 'art.',
    total: (errors: number, warnings: number) => `${errors} erreur${errors > 1 ? 's' : ''}, ${warnings} avertissement${warnings > 1 ? 's' : ''}`,
    counts: (all: number, run: number, prose: number, later: number) => `${all} clause${all > 1 ? 's' : ''} : ${run} exécutée${run > 1 ? 's' : ''}, ${prose} en prose, ${later} plus tard`,
  },
  en: {
    severity: { error: 'error', warning: 'warning', info: 'note' }, clause: 'clause',
    total: (errors: number, warnings: number) => `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`,
    counts: (all: number, run: number, prose: number, later: number) => `${all} clause${all === 1 ? '' : 's'}: ${run} run, ${prose} prose, ${later} later`,
  },
} as const

/** A finding as lines of text: where and what, then the way out. */
export function findingInWords({ severity, code, file, line, column, clause, message, wayOut }: Finding, lang: Lang): string {
  const where = clause === undefined ? '' : `, ${words[lang].clause} ${clause}`
  return `${file}:${line}:${column}${where}\n  ${words[lang].severity[severity]} ${code}: ${message[lang]}\n  → ${wayOut[lang]}`
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { format: { type: 'string' } }, choices: { format: ['text', 'json', 'sarif'] } })
  if (typeof options === 'number') return options
  const { lang } = options
  const opened = await openPolicy(options.files[0] as string, io, lang)
  if (typeof opened === 'number') return opened
  const { policy, findings, file } = opened
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length
  if (options.values['format'] === 'json') {
    await print(io.stdout, JSON.stringify({ file, ok: policy !== null, counts: policy?.counts ?? null, findings }, null, 2))
  } else if (options.values['format'] === 'sarif') await print(io.stdout, JSON.stringify(sarifOf(findings, lang), null, 2))
  else {
    for (const finding of findings) await print(io.stdout, `${findingInWords(finding, lang)}\n`)
    if (policy) {
      const { run: runs, prose, later } = policy.counts
      await print(io.stdout, words[lang].counts(runs + prose + later, runs, prose, later))
    }
    await print(io.stdout, words[lang].total(count('error'), count('warning')))
  }
  return policy ? exit.fine : exit.failed
}
