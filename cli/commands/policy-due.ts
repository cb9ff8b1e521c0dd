import { answerDue } from '@guichet/policy/ask/due'
import type { Io } from '../io.ts'
import { answerLines } from '../json-lines.ts'
import { readOptions } from '../options.ts'
import { openPolicyBesideLines } from '../policy-file.ts'

export const name = 'policy due'
export const summary = { fr: 'calcule des échéances (lignes JSON) et les segments qui s’additionnent', en: 'computes deadlines (JSON lines) and the segments that add up' }

const usage = {
  fr: `Usage : guichet policy due FICHIER [--lang fr|en] < echeances.jsonl

Une question par ligne, sous l’une de ces formes :
  {"target": "gti", "facts": {"contract.gti": "2h"}, "start": "2026-05-12 15:10", "pauses": []}
  {"calendar": "support", "duration": "2h", "start": "2026-05-12T15:10+02:00"}
  {"commitment": {…}, "pauses": [{"from": …, "to": …}]}    un engagement d’une décision
Une réponse par ligne : {"line": 1, "deadline": …, "segments": […]} ; les segments s’additionnent exactement.
Les formes sont décrites par « guichet policy schema due » et « due-answer ».
Code de retour : 0 bon, 1 des lignes fautives ou une politique fausse, 2 mauvais usage.`,
  en: `Usage: guichet policy due FILE [--lang fr|en] < deadlines.jsonl

One question per line, in one of these forms:
  {"target": "gti", "facts": {"contract.gti": "2h"}, "start": "2026-05-12 15:10", "pauses": []}
  {"calendar": "support", "duration": "2h", "start": "2026-05-12T15:10+02:00"}
  {"commitment": {…}, "pauses": [{"from": …, "to": …}]}    a commitment of a decision
One answer per line: {"line": 1, "deadline": …, "segments": […]}; the segments add up exactly.
The forms are described by “guichet policy schema due” and “due-answer”.
Exit code: 0 fine, 1 faulty lines or a wrong policy, 2 bad use.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: {} })
  if (typeof options === 'number') return options
  const { lang, files } = options
  const opened = await openPolicyBesideLines(files[0] as string, io, lang)
  if (typeof opened === 'number') return opened
  return answerLines(io, lang, (line) => answerDue(opened.policy, line, lang))
}
