import { slug } from './place.ts'

const said = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="guichet-${name}"]`)?.content

/** What the served page itself says of its provider, before anybody has signed in. */
export const providerHere = {
  name: said('provider') ?? slug, demonstration: said('demonstration') === 'yes',
  /** Sites that vouch for this provider's agents. */
  ways: JSON.parse(said('ways') ?? '[]') as { name: string; label: string }[],
  /** The address of the logo, and of the one for dark pages. */
  logo: said('logo'), darkLogo: said('dark-logo'),
}
