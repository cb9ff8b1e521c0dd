import { slug } from './place.ts'

const said = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="guichet-${name}"]`)?.content

/** What the served page itself says of its provider, before anybody has signed in. */
export const providerHere = { name: said('provider') ?? slug, demonstration: said('demonstration') === 'yes' }
