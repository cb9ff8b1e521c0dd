import { answerLine } from '@guichet/policy/ask/ask'
import { explainInText } from '@guichet/policy/ask/explain'
import { isRefusal } from '@guichet/policy/ask/refusal'
import { print, type Io } from '../io.ts'
import { answerLines, eachLine } from '../json-lines.ts'
import { readOptions } from '../options.ts'
import { openPolicyBesideLines } from '../policy-file.ts'

export const name = 'policy explain'
export const summary = { fr: 'explique une décision, une échéance, un montant ou un refus (lignes JSON)', en: 'explains a decision, a deadline, an amount or a refusal (JSON lines)' }

const usage = {
  fr: `Usage : guichet policy explain FICHIER [--format text|json] [--lang fr|en] < questions.jsonl

Lit les mêmes lignes que « policy ask » : une demande, {"due": …} ou toute autre question. Raconte chaque réponse pas à
pas : ce qui a été établi, d’après quels faits, par quels articles, et les segments dont la somme fait l’échéance.
--format json donne les étapes comme données. Code de retour : 0 bon, 1 des lignes fautives ou une politique fausse, 2 mauvais usage.`,
  en: `Usage: guichet policy explain FILE [--format text|json] [--lang fr|en] < questions.jsonl

Reads the same lines as “policy ask”: a request, {"due": …} or any further question. Tells each answer step by step:
what was established, from which facts, by which clauses, and the segments that add up to the deadline.
--format json gives the steps as data. Exit code: 0 fine, 1 faulty lines or a wrong policy, 2 bad use.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { format: { type: 'string' } }, choices: { format: ['text', 'json'] } })
  if (typeof options === 'number') return options
  const { lang, files, values } = options
  const opened = await openPolicyBesideLines(files[0] as string, io, lang)
  if (typeof opened === 'number') return opened
  const { policy } = opened
  if (values['format'] === 'json') return answerLines(io, lang, (line) => answerLine(policy, line, lang, true))
  let told = 0
  return eachLine(io, lang, (line) => {
    const text = explainInText(policy, line, lang)
    return isRefusal(text) ? text : { answer: { text } }
  }, async ({ text }) => {
    if (!Array.isArray(text)) return
    const gap = told === 0 ? '' : '\n'
    told += 1
    await print(io.stdout, gap + text.join('\n'))
  })
}
