import { diffPolicies } from '@guichet/policy/diff/diff'
import { diffInWords } from '@guichet/policy/diff/words'
import { recordedRequests } from '#desk/desk.ts'
import { changesInText, sideOf } from '../changes-in-words.ts'
import { compareTickets, ticketsInText, type ComparedTickets } from '../compare-tickets.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy } from '../policy-file.ts'
import { openLineFile, withoutTexts } from '../request-lines.ts'

export const name = 'provider diff'
export const summary = { fr: 'dit ce qu’une nouvelle version changerait, et pour quels tickets', en: 'tells what a new version would change, and for which tickets' }

const usage = {
  fr: `Usage : guichet provider diff POLITIQUE --provider NOM [--open] [--limit NOMBRE] [--lines FICHIER.jsonl [--with-texts]] [--format text|json] [--lang fr|en]

Compare la version en vigueur avec POLITIQUE : ce qui change en toutes lettres, puis les tickets, du plus récent au plus
ancien, auxquels elle répondrait autrement, d’après ce qui était connu d’eux à leur réception. Rien n’est publié ni modifié.
--open : seulement les tickets ni résolus ni fermés. --limit : 1000 sans autre indication, 100000 au plus.
--lines : écrit aussi ces demandes, une par ligne, pour « policy ask » et « policy diff --requests » ; sans les textes que
des personnes ont tapés, sauf avec --with-texts.
Code de retour, comme diff : 0 rien ne change, 1 quelque chose change, 2 rien n’a pu être comparé.`,
  en: `Usage: guichet provider diff POLICY --provider NAME [--open] [--limit NUMBER] [--lines FILE.jsonl [--with-texts]] [--format text|json] [--lang fr|en]

Compares the version in force with POLICY: what changes in words, then the tickets, newest first, to which it would answer
otherwise, from what was known of them when they came in. Nothing is published or changed.
--open: only tickets neither solved nor closed. --limit: 1000 unless told, 100000 at most.
--lines: writes these requests too, one a line, for “policy ask” and “policy diff --requests”; without the texts that
people typed, unless --with-texts.
Exit code, as of diff: 0 nothing changes, 1 something changes, 2 nothing could be compared.`,
}

const words = {
  fr: { limit: '--limit attend un nombre de 1 à 100000.', texts: '--with-texts ne va qu’avec --lines.', none: 'Aucune version n’est en vigueur : il n’y a rien à comparer.' },
  en: { limit: '--limit takes a number from 1 to 100000.', texts: '--with-texts goes with --lines only.', none: 'No version is in force: there is nothing to compare.' },
} as const

const most = 100_000

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 1, choices: { format: ['text', 'json'] },
    options: { provider: { type: 'string' }, open: { type: 'boolean' }, limit: { type: 'string' }, lines: { type: 'string' }, 'with-texts': { type: 'boolean' }, format: { type: 'string' } },
  })
  if (typeof options === 'number') return options
  const { lang, values } = options
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  const written = textOf(options, 'limit') ?? '1000'
  const limit = /^\d{1,6}$/.test(written) ? Number(written) : 0
  if (limit < 1 || limit > most) return misused(io, words[lang].limit)
  const linesTo = textOf(options, 'lines')
  const withTexts = values['with-texts'] === true
  if (withTexts && linesTo === undefined) return misused(io, words[lang].texts)
  const opened = await openSoundPolicy(options.files[0] as string, io, lang)
  if (typeof opened === 'number') return exit.badUse
  const { policy } = opened
  return atProvider(io, options, async (desk, provider) => {
    const old = await desk.policies.inForce(provider.id, desk.time.now())
    if (!old) return misused(io, words[lang].none)
    const file = linesTo === undefined ? undefined : await openLineFile(linesTo)
    if (file && 'problem' in file) return misused(io, file.problem[lang] ?? '')
    const told: ComparedTickets = { compared: 0, same: 0, changed: [], unread: [] }
    try {
      for await (const requests of recordedRequests(desk, provider.id, { open: values['open'] === true, limit })) {
        compareTickets(old, policy, requests, told)
        await file?.write(withTexts ? requests : requests.map((one) => withoutTexts(old, one)))
      }
    } finally {
      await file?.close()
    }
    const changes = diffPolicies(old, policy)
    const lines = diffInWords(changes, lang)
    await print(io.stdout, values['format'] === 'json'
      ? JSON.stringify({ before: sideOf(old), after: sideOf(policy), changes, lines, tickets: told }, null, 2)
      : [...changesInText(old, policy, lines, lang), '', ...ticketsInText(told, lang)].join('\n'))
    return changes.length > 0 || told.changed.length > 0 || told.unread.length > 0 ? exit.failed : exit.fine
  })
}
