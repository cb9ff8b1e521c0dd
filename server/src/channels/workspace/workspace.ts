import { findProvider, listConnections, logoPath } from '#people/people.ts'
import type { Http } from '#platform/http.ts'
import type { Desk } from '#policies/policies.ts'
import { readAssets } from './assets.ts'
import { readPage } from './page.ts'

/** Where `vite build` puts the application. */
const built = new URL('../../../../workspace/dist/', import.meta.url)

/**
 * Serves the agents' application: one build for every provider, its page below `/{provider}/desk`, its files below
 * `/assets/desk`. The page says whose desk it is; everything else comes by the API. Without a build there is nothing here.
 */
export async function addWorkspace(http: Http, desk: Desk, folder: URL = built): Promise<void> {
  const [page, assets] = await Promise.all([readPage(folder), readAssets(new URL('assets/desk/', folder))])

  http.get('/assets/desk/:file', async (request, reply) => {
    const asset = assets.get((request.params as { file: string }).file)
    if (!asset) return reply.callNotFound()
    const { body, encoding } = await asset.encoded(String(request.headers['accept-encoding'] ?? ''))
    // The name holds a hash of the content: under this name it never changes.
    void reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding').type(asset.type)
    if (encoding !== undefined) void reply.header('content-encoding', encoding)
    return reply.send(body)
  })

  for (const path of ['/:provider/desk', '/:provider/desk/*']) {
    http.get(path, async (request, reply) => {
      const provider = await findProvider(desk, (request.params as { provider: string }).provider)
      if (!provider || !page) return reply.callNotFound()
      const ways = (await listConnections(desk, provider.id)).filter(({ audience }) => audience === 'agents').map(({ name, label }) => ({ name, label }))
      const html = page({ slug: provider.slug, name: provider.name, demonstration: desk.demonstration, logo: logoPath(provider, 'light'), darkLogo: logoPath(provider, 'dark'), ways })
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html)
    })
  }
}
