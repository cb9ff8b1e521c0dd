import { diffPolicies } from '@guichet/policy/diff/diff'
import { diffInWords } from '@guichet/policy/diff/words'
import type { Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { sentence, thin } from '@guichet/policy/words/typography'
import { changesInText, changesTitle, nothingChanges, sideOf } from '../changes-in-words.ts'
import { answersInWords, compareRequests, type ComparedLines } from '../compare-requests.ts'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy } from '../policy-file.ts'

export const name = 'policy diff'
export const summary = { fr: 'dit ce qui change d’une politique à une autre, et pour qui', en: 'tells what changes from one policy to another, and for whom' }

const usage = {
  fr: `Usage : guichet policy diff ANCIENNE NOUVELLE [--requests FICHIER.jsonl] [--format text|json|md] [--lang fr|en]

Dit en toutes lettres ce qui change, article par article. Avec --requests, dit aussi quelles réponses changent pour ces
lignes, celles de « policy ask » : demandes, échéances, toute autre question.
L’un des fichiers peut être « - ». Code de retour, comme diff : 0 rien ne change, 1 quelque chose change, 2 rien n’a pu être comparé.`,
  en: `Usage: guichet policy diff OLD NEW [--requests FILE.jsonl] [--format text|json|md] [--lang fr|en]

Tells in words what changes, clause by clause. With --requests, also which answers change for these lines, those of
“policy ask”: requests, deadlines, any further question.
One of the files may be “-”. Exit code, as of diff: 0 nothing changes, 1 something changes, 2 nothing could be compared.`,
}

const words = {
  fr: { answers: 'Réponses qui changent', same: 'Aucune réponse ne change.' },
  en: { answers: 'Answers that change', same: 'No answer changes.' },
} as const

type Told = { old: Policy; now: Policy; lines: { place: string | null; text: string }[]; answers: ComparedLines | null; lang: Lang }

function asText({ old, now, lines, answers, lang }: Told): string {
  const say = words[lang]
  const colon = lang === 'fr' ? `${thin}:` : ':'
  const told = changesInText(old, now, lines, lang)
  if (!answers) return told.join('\n')
  const changed = answersInWords(answers, lang)
  return [...told, '', `${say.answers}${colon}`, ...(changed.length === 0 ? [say.same] : changed.flatMap(({ heading, differences }) => [heading, ...differences.map((one) => `  ${one}`)]))].join('\n')
}

/** A cell or a bullet of Markdown holds one line. */
const flat = (text: string): string => text.replaceAll(/\s*\n+\s*/g, ' ')

function asMarkdown({ old, now, lines, answers, lang }: Told): string {
  const say = words[lang]
  const told = [`## ${changesTitle(old, now, lang)}`, '', ...(lines.length === 0 ? [nothingChanges[lang]] : lines.map(({ place, text }) => `- ${place === null ? '' : `**${sentence(place)}** — `}${flat(text)}`))]
  if (!answers) return told.join('\n')
  const changed = answersInWords(answers, lang)
  return [...told, '', `## ${say.answers}`, '', ...(changed.length === 0 ? [say.same] : changed.flatMap(({ heading, differences }) => [`- ${heading}`, ...differences.map((one) => `  - ${flat(one)}`)]))].join('\n')
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 2, options: { format: { type: 'string' }, requests: { type: 'string' } }, choices: { format: ['text', 'json', 'md'] } })
  if (typeof options === 'number') return options
  const { lang, files, values } = options
  const opened = []
  for (const file of files) {
    const one = await openSoundPolicy(file, io, lang)
    if (typeof one === 'number') return exit.badUse
    opened.push(one.policy)
  }
  const [old, now] = opened as [Policy, Policy]
  const requests = values['requests']
  const answers = requests === undefined ? null : await compareRequests(old, now, String(requests), io, lang)
  if (typeof answers === 'number') return answers
  const changes = diffPolicies(old, now)
  const told: Told = { old, now, lines: diffInWords(changes, lang), answers, lang }
  if (values['format'] === 'json') {
    await print(io.stdout, JSON.stringify({ before: sideOf(old), after: sideOf(now), changes, lines: told.lines, ...(answers ? { answers: answers.compared } : {}) }, null, 2))
  } else await print(io.stdout, values['format'] === 'md' ? asMarkdown(told) : asText(told))
  return changes.length > 0 || answers?.compared.some(({ differences }) => differences.length > 0) ? exit.failed : exit.fine
}
