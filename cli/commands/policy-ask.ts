import { decide } from '@guichet/policy/decide/decide'
import { explainDecision } from '@guichet/policy/explain/decision'
import type { Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { sayDecision } from '@guichet/policy/words/decision'
import { factsOfLine } from '../facts-of-line.ts'
import { readInstant } from '../instants.ts'
import { exit, type Io } from '../io.ts'
import { answerLines, isRefusal, unknownKey, type Answer } from '../json-lines.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy, refusesStdin } from '../policy-file.ts'

export const name = 'policy ask'
export const summary = { fr: 'répond à des demandes (lignes JSON) par des décisions', en: 'answers requests (JSON lines) by decisions' }

const usage = {
  fr: `Usage : guichet policy ask FICHIER [--explain] [--lang fr|en] < demandes.jsonl

Une demande par ligne : {"id": 1, "at": "2026-05-12 22:00", "facts": {"channel": "portal", "kind": "technical"}}
Une réponse par ligne : {"line": 1, "id": 1, "decision": …, "words": …}, avec "explanation" si --explain.
Une ligne fautive reçoit {"line": …, "error": …} ; les autres sont traitées.
Les formes sont décrites par « guichet policy schema ask » et « ask-answer ».
Code de retour : 0 bon, 1 des lignes fautives ou une politique fausse, 2 mauvais usage.`,
  en: `Usage: guichet policy ask FILE [--explain] [--lang fr|en] < requests.jsonl

One request per line: {"id": 1, "at": "2026-05-12 22:00", "facts": {"channel": "portal", "kind": "technical"}}
One answer per line: {"line": 1, "id": 1, "decision": …, "words": …}, with "explanation" if --explain.
A faulty line is answered by {"line": …, "error": …}; the others are processed.
The forms are described by “guichet policy schema ask” and “ask-answer”.
Exit code: 0 fine, 1 faulty lines or a wrong policy, 2 bad use.`,
}

const known = ['id', 'at', 'facts']

/** The decision on one request line, with its words. */
export function answerRequest(policy: Policy, line: Record<string, unknown>, lang: Lang, explain: boolean): Answer {
  const unknown = unknownKey(line, known)
  if (unknown) return unknown
  const at = readInstant(line['at'], policy.zone, 'at')
  if (isRefusal(at)) return at
  const facts = factsOfLine(policy, line['facts'])
  if (isRefusal(facts)) return facts
  const decision = decide(policy, facts, at)
  return { answer: { decision, words: sayDecision(policy, decision, lang), ...(explain ? { explanation: explainDecision(policy, decision, lang) } : {}) } }
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { explain: { type: 'boolean' } } })
  if (typeof options === 'number') return options
  const { lang, files, values } = options
  const file = files[0] as string
  if (await refusesStdin(file, io, lang)) return exit.badUse
  const opened = await openSoundPolicy(file, io, lang)
  if (typeof opened === 'number') return opened
  return answerLines(io, lang, (line) => answerRequest(opened.policy, line, lang, values['explain'] === true))
}
