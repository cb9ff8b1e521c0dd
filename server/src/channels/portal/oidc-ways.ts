import { listConnections } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { OidcWay } from '#portal/pages/oidc.tsx'
import type { Visitor } from './visitor.ts'

/** The ways that other sites give to contacts, for the sign-in page: none names a customer, unless the provider wants it listed. */
export async function oidcWays(desk: Desk, { provider, lang }: Pick<Visitor, 'provider' | 'lang'>, back: string | undefined): Promise<OidcWay[]> {
  const connections = await listConnections(desk, provider.id)
  const query = back === undefined ? '' : `?back=${encodeURIComponent(back)}`
  return connections.filter(({ audience, listed }) => audience === 'contacts' && listed).map(({ name, label }) => ({ label, href: `/${provider.slug}/${lang}/sign-in/oidc/${name}${query}` }))
}
