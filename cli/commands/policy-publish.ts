import { parseLocalInstant } from '@guichet/policy/calendar/calendar'
import type { Instant, Lang } from '@guichet/policy/model'
import type { Policy } from '@guichet/policy/policy'
import { renderHtml } from '@guichet/policy/publish/html'
import { renderMarkdown } from '@guichet/policy/publish/markdown'
import { publish } from '@guichet/policy/publish/publish'
import { systemTime } from '#platform/time.ts'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy } from '../policy-file.ts'

export const name = 'policy publish'
export const summary = { fr: 'publie une politique : page HTML, Markdown ou données', en: 'publishes a policy: HTML page, Markdown or data' }

const usage = {
  fr: `Usage : guichet policy publish FICHIER [--lang fr|en] [--format html|md|json] [--previous FICHIER] [--at INSTANT]

Écrit la politique publiée sur la sortie standard : une page HTML autonome, qui s’imprime (par défaut),
du Markdown, ou les données dont elle est faite.
  --previous FICHIER   la version d’avant : la page dit ce qui a changé depuis
  --at INSTANT         lue à cet instant (« 2026-11-24 10:00 ») : dit ce qui est ouvert, marque le jour, et donne les
                       jours particuliers des douze mois qui suivent ; sans lui, ceux à partir d’aujourd’hui
Code de retour : 0 bon, 1 politique fausse, 2 mauvais usage.`,
  en: `Usage: guichet policy publish FILE [--lang fr|en] [--format html|md|json] [--previous FILE] [--at INSTANT]

Writes the published policy to standard output: a standalone HTML page that prints well (the default),
Markdown, or the data it is made of.
  --previous FILE   the version before: the page says what changed since
  --at INSTANT      read at that instant ("2026-11-24 10:00"): says what is open, marks the day, and gives the special
                    days of the twelve months that follow; without it, those from today on
Exit code: 0 fine, 1 wrong policy, 2 bad use.`,
}

const unread: Record<Lang, (text: string) => string> = {
  fr: (text) => `--at : « ${text} » n’est pas un instant. Écrivez par exemple « 2026-11-24 10:00 ».`,
  en: (text) => `--at: “${text}” is not an instant. Write for example “2026-11-24 10:00”.`,
}

/** The instant asked for, on the wall of the policy; undefined when it cannot be read. */
function instantOf(text: string, { zone }: Policy): Instant | undefined {
  const read = parseLocalInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 12:00` : text, zone)
  return read.kind === 'instant' ? read.instant : read.kind === 'ambiguous' ? read.instants[0] : undefined
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, {
    usage, files: 1, options: { format: { type: 'string' }, previous: { type: 'string' }, at: { type: 'string' } }, choices: { format: ['html', 'md', 'json'] },
  })
  if (typeof options === 'number') return options
  const { lang, values } = options
  const opened = await openSoundPolicy(options.files[0] as string, io, lang)
  if (typeof opened === 'number') return opened
  const { policy } = opened
  const before = values['previous'] === undefined ? undefined : await openSoundPolicy(String(values['previous']), io, lang)
  if (typeof before === 'number') return before
  const asked = values['at'] === undefined ? undefined : instantOf(String(values['at']), policy)
  if (values['at'] !== undefined && asked === undefined) {
    await print(io.stderr, unread[lang](String(values['at'])))
    return exit.badUse
  }
  // A version that is not in force yet is read from the day it is.
  const document = publish(policy, lang, asked ?? Math.max(systemTime.now(), policy.effective), before ? { previous: before.policy } : {})
  const format = values['format'] ?? 'html'
  if (format === 'md') await print(io.stdout, renderMarkdown(document).trimEnd())
  else if (format === 'json') await print(io.stdout, JSON.stringify(document, null, 2))
  else {
    const { default: MarkdownIt } = await import('markdown-it')
    const markdown = new MarkdownIt({ html: false, linkify: false })
    await print(io.stdout, renderHtml(document, (text) => markdown.render(text), { now: asked !== undefined }).trimEnd())
  }
  return exit.fine
}
