import { answerLine } from '@guichet/policy/ask/ask'
import type { Io } from '../io.ts'
import { answerLines } from '../json-lines.ts'
import { readOptions } from '../options.ts'
import { openPolicyBesideLines } from '../policy-file.ts'

export const name = 'policy ask'
export const summary = { fr: 'répond à des demandes et à toute autre question (lignes JSON)', en: 'answers requests and any further question (JSON lines)' }

const usage = {
  fr: `Usage : guichet policy ask FICHIER [--explain] [--lang fr|en] < demandes.jsonl

Une demande par ligne : {"id": 1, "at": "2026-05-12 22:00", "facts": {"channel": "portal", "kind": "technical"}}
Une réponse par ligne : {"line": 1, "id": 1, "decision": …, "words": …}, avec "explanation" si --explain.
Une ligne peut aussi demander une échéance, {"due": {"target": "gti", "start": …}}, ou poser une autre question par
son nom : {"price": {"spent": "20min"}, "facts": {…}, "at": …}. La réponse est {"question": "price", "answer": …, "clauses": …}.
Une ligne fautive reçoit {"line": …, "error": …} ; les autres sont traitées.
Les formes sont décrites par « guichet policy schema ask » et « ask-answer ».
Code de retour : 0 bon, 1 des lignes fautives ou une politique fausse, 2 mauvais usage.`,
  en: `Usage: guichet policy ask FILE [--explain] [--lang fr|en] < requests.jsonl

One request per line: {"id": 1, "at": "2026-05-12 22:00", "facts": {"channel": "portal", "kind": "technical"}}
One answer per line: {"line": 1, "id": 1, "decision": …, "words": …}, with "explanation" if --explain.
A line may also ask for a deadline, {"due": {"target": "gti", "start": …}}, or any further question by its
name: {"price": {"spent": "20min"}, "facts": {…}, "at": …}. The answer is {"question": "price", "answer": …, "clauses": …}.
A faulty line is answered by {"line": …, "error": …}; the others are processed.
The forms are described by “guichet policy schema ask” and “ask-answer”.
Exit code: 0 fine, 1 faulty lines or a wrong policy, 2 bad use.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { explain: { type: 'boolean' } } })
  if (typeof options === 'number') return options
  const { lang, files, values } = options
  const opened = await openPolicyBesideLines(files[0] as string, io, lang)
  if (typeof opened === 'number') return opened
  return answerLines(io, lang, (line) => answerLine(opened.policy, line, lang, values['explain'] === true))
}
