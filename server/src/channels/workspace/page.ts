import { readFile } from 'node:fs/promises'

/** Whose desk a page is. */
export interface Of { readonly slug: string; readonly name: string; readonly demonstration: boolean }

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter]!)

/** The built page, told of its provider before anybody has signed in: name, accent, demonstration. Undefined without a build. */
export async function readPage(folder: URL): Promise<((of: Of) => string) | undefined> {
  const html = await readFile(new URL('index.html', folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (html === undefined) return undefined
  const [before = '', after = ''] = html.split('</head>')
  return ({ slug, name, demonstration }) =>
    [
      before.replace('<title>Guichet</title>', () => `<title>${escape(name)}</title>`),
      `<meta name="guichet-provider" content="${escape(name)}" />`,
      demonstration ? '<meta name="guichet-demonstration" content="yes" />' : '',
      `<link rel="stylesheet" href="/${encodeURIComponent(slug)}/theme.css" />`,
      '</head>', after,
    ].join('')
}
