import { readdirSync, readFileSync } from 'node:fs'
import { compile } from '@guichet/policy'
import type { Policy } from '@guichet/policy'

const folder = new URL('../../policies/', import.meta.url)

/** One of the policies that the product is shipped with. */
export interface Shipped {
  readonly slug: string
  readonly source: string
  readonly examples: string
}

/** Every shipped policy, the longest first. */
export function shippedPolicies(): Shipped[] {
  const slugs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const read = (slug: string, file: string) => readFileSync(new URL(`${slug}/${file}`, folder), 'utf8')
  return slugs
    .map((slug) => ({ slug, source: read(slug, 'policy.yaml'), examples: read(slug, 'examples.yaml') }))
    .sort((a, b) => b.source.length - a.source.length)
}

/** A shipped policy, compiled. @throws Error when it has an error: nothing can be measured then */
export function compiled({ slug, source }: Shipped): Policy {
  const { policy } = compile([{ file: `${slug}/policy.yaml`, text: source }])
  if (!policy) throw new Error(`policies/${slug}/policy.yaml has an error: run guichet policy check`)
  return policy
}
