import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { accentStylesheet } from '#ui/accent.ts'
import type { Http } from '#platform/http.ts'
import { findProvider, readLogo } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'

const root = new URL('../../../../', import.meta.url)
const css = 'text/css; charset=utf-8'
/** The sheets of the pages by subject, in the order in which they hold: narrow screens and paper overrule what stands before. */
const portalStyles = ['page', 'cards', 'asking', 'ticket', 'policy', 'demonstration', 'narrow-and-print', 'following', 'entrance', 'people', 'own', 'told']
/** A file of the pages, from one or several files of ours, read once at start. */
const assets: Record<string, { type: string; from: string[] }> = {
  'portal.css': { type: css, from: ['ui/src/tokens.css', 'ui/src/ribbon/ribbon.css', ...portalStyles.map((name) => `portal/src/styles/${name}.css`)] },
  'portal.js': { type: 'text/javascript; charset=utf-8', from: ['portal/src/browser/portal.js'] },
  'passkey.js': { type: 'text/javascript; charset=utf-8', from: ['portal/src/browser/passkey.js'] },
  'asking.js': { type: 'text/javascript; charset=utf-8', from: ['portal/src/browser/asking.js'] },
  'icon.svg': { type: 'image/svg+xml', from: ['ui/src/icon.svg'] },
  'inter-latin.woff2': { type: 'font/woff2', from: ['ui/fonts/inter-latin.woff2'] },
  'mono-latin.woff2': { type: 'font/woff2', from: ['node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2'] },
}

/** Styles, script and typefaces of the pages, and each provider's accent. */
export async function addAssets(http: Http, desk: Desk): Promise<void> {
  for (const [name, { type, from }] of Object.entries(assets)) {
    const body = Buffer.concat(await Promise.all(from.map((path) => readFile(fileURLToPath(new URL(path, root))))))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
    http.get(`/assets/${name}`, (request, reply) => {
      void reply.header('etag', etag).header('cache-control', 'public, max-age=3600').type(type)
      return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.send(body)
    })
  }
  http.get('/:provider/logo/:theme', async (request, reply) => {
    const { provider: slug, theme } = request.params as { provider: string; theme: string }
    const provider = await findProvider(desk, slug)
    const logo = theme === 'light' ? provider?.logo : theme === 'dark' ? provider?.darkLogo : undefined
    const content = provider && logo && (await readLogo(desk, provider.id, theme as 'light' | 'dark'))
    if (!content) return reply.callNotFound()
    // A picture in our pages; opened by itself, an SVG may do nothing either.
    void reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox").header('x-content-type-options', 'nosniff')
    return reply.type(logo.type).header('cache-control', 'public, max-age=86400').send(content)
  })
  http.get('/:provider/theme.css', async (request, reply) => {
    const provider = await findProvider(desk, (request.params as { provider: string }).provider)
    if (!provider) return reply.callNotFound()
    return reply.type(css).header('cache-control', 'public, max-age=300').send(accentStylesheet(provider.accent))
  })
}
