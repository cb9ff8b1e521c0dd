import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { recordNouns, recordSource } from '@guichet/protocol'
import type { RecordNoun } from '@guichet/protocol'
import { advanceImport, beginImport, fileLimits, loadRun, problemsOfRun, runView } from '#imports/imports.ts'
import type { Told } from '#imports/imports.ts'
import { exit, print, type Io } from '../io.ts'
import { atProvider, misused, missingOf, textOf } from '../of-provider.ts'
import { readOptions, type Options } from '../options.ts'

export const name = 'import'
export const summary = { fr: 'prend un fichier CSV de clients, de personnes, de contrats, de services…', en: 'takes in a CSV file of customers, people, contracts, services…' }

const nouns = recordNouns.join(' | ')
const usage = {
  fr: `Usage : guichet import ${nouns} FICHIER.csv --provider NOM [--source NOM] [--dry-run] [--lines] [--lang fr|en]

Prend un fichier, ligne par ligne, et dit de chaque ligne refusée son numéro, sa colonne et ce qu’il faut y faire.
La même ligne prise deux fois est la même chose : l’identifiant (colonne « id ») et la source font qu’on la reconnaît.
Coupé au milieu, le même fichier repris continue là où il en était. Aucun courriel ne part jamais d’un import.
--source   le système d’où vient le fichier : csv si rien n’est dit
--dry-run  dit tout et n’écrit rien ; --lines dit aussi ce que devient chaque ligne prise
Les colonnes de chaque fichier : docs/imports.md.
Code de retour : 0 tout est pris, 1 des lignes sont refusées, 2 mauvais usage ou fichier illisible.`,
  en: `Usage: guichet import ${nouns} FILE.csv --provider NAME [--source NAME] [--dry-run] [--lines] [--lang fr|en]

Takes in a file line by line, and tells of each refused line its number, its column and what to do about it.
The same line taken in twice is the same thing: the identifier (column “id”) and the source tell it again.
Cut short, the same file taken in again goes on where it was. No mail ever leaves because of an import.
--source   the system that the file comes from: csv when nothing is said
--dry-run  tells everything and writes nothing; --lines also tells what becomes of each line that is taken in
The columns of each file: docs/imports.md.
Exit code: 0 all taken in, 1 lines refused, 2 bad use or a file that cannot be read.`,
}

const words = {
  fr: {
    noun: `Dites ce que contient le fichier : ${nouns}.`, source: '--source : des minuscules, des chiffres, des tirets et des points, une lettre d’abord.',
    file: (path: string) => `« ${path} » ne s’ouvre pas.`, large: `Ce fichier dépasse ${fileLimits.bytes / 1_048_576} Mo : coupez-le.`, policy: 'Ce prestataire n’a pas encore de politique. Publiez-la d’abord.',
    read: (encoding: string, separator: string, records: number) => `${encoding}, séparateur ${separator}, ${records} ${records > 1 ? 'lignes' : 'ligne'}.`,
    resumed: (next: number) => `Reprise à la ligne de données n° ${next + 1}.`,
    line: (line: number, field: string, message: string) => `ligne ${line}${field === '' ? '' : `, ${field}`} : ${message}`,
    sums: (added: number, changed: number, unchanged: number, refused: number) => `${added} ajoutés, ${changed} modifiés, ${unchanged} inchangés, ${refused} refusés.`,
    dry: 'Essai : rien n’a été écrit.', more: (count: number) => `… et ${count} autres lignes refusées.`,
    outcomes: { added: 'ajouté', changed: 'modifié', unchanged: 'inchangé', retired: 'retiré', refused: 'refusé' }, tab: 'tabulation',
  },
  en: {
    noun: `Say what the file holds: ${nouns}.`, source: '--source: lower-case letters, digits, dashes and dots, a letter first.',
    file: (path: string) => `“${path}” cannot be opened.`, large: `This file is larger than ${fileLimits.bytes / 1_048_576} MB: cut it.`, policy: 'This provider has no policy yet. Publish it first.',
    read: (encoding: string, separator: string, records: number) => `${encoding}, separator ${separator}, ${records} ${records === 1 ? 'line' : 'lines'}.`,
    resumed: (next: number) => `Going on at record no. ${next + 1}.`,
    line: (line: number, field: string, message: string) => `line ${line}${field === '' ? '' : `, ${field}`}: ${message}`,
    sums: (added: number, changed: number, unchanged: number, refused: number) => `${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`,
    dry: 'Rehearsal: nothing was written.', more: (count: number) => `… and ${count} more lines refused.`,
    outcomes: { added: 'added', changed: 'changed', unchanged: 'unchanged', retired: 'retired', refused: 'refused' }, tab: 'tab',
  },
} as const

interface Asked { readonly noun: RecordNoun; readonly source: string; readonly path: string }

/** What is asked, or the sentence that says what is wrong with it. */
function askedOf(options: Options): Asked | string {
  const say = words[options.lang]
  const [noun = '', path] = options.files
  const known = recordNouns.find((one) => one === noun)
  if (!known || path === undefined) return say.noun
  const source = textOf(options, 'source') ?? 'csv'
  return recordSource.safeParse(source).success ? { noun: known, source, path } : say.source
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 2, options: { provider: { type: 'string' }, source: { type: 'string' }, 'dry-run': { type: 'boolean' }, lines: { type: 'boolean' } } })
  if (typeof options === 'number') return options
  const say = words[options.lang]
  const missing = missingOf(options, ['provider'])
  if (missing !== undefined) return misused(io, missing)
  const asked = askedOf(options)
  if (typeof asked === 'string') return misused(io, asked)
  const found = await stat(asked.path).catch(() => undefined)
  if (!found?.isFile()) return misused(io, say.file(asked.path))
  if (found.size > fileLimits.bytes) return misused(io, say.large)
  const bytes = await readFile(asked.path)
  const dryRun = options.values['dry-run'] === true
  return atProvider(io, options, async (desk, provider) => {
    if (!(await desk.policies.inForce(provider.id, desk.time.now()))) return misused(io, say.policy)
    const begun = await beginImport(desk, { providerId: provider.id, noun: asked.noun, source: asked.source, fileName: basename(asked.path), bytes, dryRun, actor: { kind: 'system', name: 'guichet import' } })
    const at = await loadRun(desk.database.db, provider.id, begun.id)
    if (at && at.state !== 'refused') await print(io.stdout, say.read(at.encoding ?? '', at.separator === '\t' ? say.tab : `« ${at.separator ?? ''} »`, at.records ?? 0))
    if (begun.resumed) await print(io.stdout, say.resumed(at?.next_record ?? 0))
    await advanceImport(desk, provider.id, begun.id, options.values['lines'] === true ? (told) => tellLine(io, options, told) : undefined)
    return report(io, options, (await loadRun(desk.database.db, provider.id, begun.id))!, await problemsOfRun(desk.database.db, provider.id, begun.id))
  })
}

async function tellLine(io: Io, { lang }: Options, { line, externalId, taken }: Told): Promise<void> {
  await print(io.stdout, words[lang].line(line, '', `${externalId} ${words[lang].outcomes[taken.outcome]}`))
}

async function report(io: Io, { lang }: Options, run: NonNullable<Awaited<ReturnType<typeof loadRun>>>, problems: Awaited<ReturnType<typeof problemsOfRun>>): Promise<number> {
  const say = words[lang]
  const view = runView(run, problems, lang)
  for (const { line, field, message } of view.problems) await print(io.stderr, say.line(line ?? 0, field ?? '', message))
  if (view.state === 'refused') return exit.badUse
  const shown = new Set(view.problems.map(({ line }) => line)).size
  if (view.refused > shown) await print(io.stderr, say.more(view.refused - shown))
  await print(io.stdout, say.sums(view.added, view.changed, view.unchanged, view.refused))
  if (view.dryRun) await print(io.stdout, say.dry)
  return view.refused > 0 ? exit.failed : exit.fine
}
