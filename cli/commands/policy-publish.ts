import { renderHtml } from '@guichet/policy/publish/html'
import { renderMarkdown } from '@guichet/policy/publish/markdown'
import { publish } from '@guichet/policy/publish/publish'
import { exit, print, type Io } from '../io.ts'
import { readOptions } from '../options.ts'
import { openSoundPolicy } from '../policy-file.ts'

export const name = 'policy publish'
export const summary = { fr: 'publie une politique : page HTML, Markdown ou données', en: 'publishes a policy: HTML page, Markdown or data' }

const usage = {
  fr: `Usage : guichet policy publish FICHIER [--lang fr|en] [--format html|md|json]

Écrit la politique publiée sur la sortie standard : une page HTML autonome, qui s’imprime (par défaut),
du Markdown, ou les données dont elle est faite. Code de retour : 0 bon, 1 politique fausse, 2 mauvais usage.`,
  en: `Usage: guichet policy publish FILE [--lang fr|en] [--format html|md|json]

Writes the published policy to standard output: a standalone HTML page that prints well (the default),
Markdown, or the data it is made of. Exit code: 0 fine, 1 wrong policy, 2 bad use.`,
}

export async function run(argv: string[], io: Io): Promise<number> {
  const options = await readOptions(argv, io, { usage, files: 1, options: { format: { type: 'string' } }, choices: { format: ['html', 'md', 'json'] } })
  if (typeof options === 'number') return options
  const opened = await openSoundPolicy(options.files[0] as string, io, options.lang)
  if (typeof opened === 'number') return opened
  const document = publish(opened.policy, options.lang, opened.policy.effective)
  const format = options.values['format'] ?? 'html'
  if (format === 'md') await print(io.stdout, renderMarkdown(document).trimEnd())
  else if (format === 'json') await print(io.stdout, JSON.stringify(document, null, 2))
  else {
    const { default: MarkdownIt } = await import('markdown-it')
    const markdown = new MarkdownIt({ html: false, linkify: false })
    await print(io.stdout, renderHtml(document, (text) => markdown.render(text)).trimEnd())
  }
  return exit.fine
}
