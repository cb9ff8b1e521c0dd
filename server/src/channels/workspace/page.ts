import { readFile } from 'node:fs/promises'

/** Whose desk a page is. */
export interface Of {
  readonly slug: string
  readonly name: string
  readonly demonstration: boolean
  /** Addresses of the logo, and of the one for dark pages. */
  readonly logo?: string | undefined
  readonly darkLogo?: string | undefined
  /** Sites that vouch for agents. */
  readonly ways?: readonly { readonly name: string; readonly label: string }[]
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter]!)

/** The built page, told of its provider before anybody has signed in: name, accent, logo, ways in, demonstration. Undefined without a build. */
export async function readPage(folder: URL): Promise<((of: Of) => string) | undefined> {
  const html = await readFile(new URL('index.html', folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (html === undefined) return undefined
  const [before = '', after = ''] = html.split('</head>')
  const meta = (name: string, content: string | undefined) => (content === undefined ? '' : `<meta name="guichet-${name}" content="${escape(content)}" />`)
  return ({ slug, name, demonstration, logo, darkLogo, ways = [] }) =>
    [
      before.replace('<title>Guichet</title>', () => `<title>${escape(name)}</title>`),
      meta('provider', name), meta('demonstration', demonstration ? 'yes' : undefined), meta('logo', logo), meta('dark-logo', darkLogo), meta('ways', ways.length > 0 ? JSON.stringify(ways) : undefined),
      `<link rel="stylesheet" href="/${encodeURIComponent(slug)}/theme.css" />`,
      '</head>', after,
    ].join('')
}
