import type { Visitor } from './visitor.ts'

/** A path of the same provider's pages, or nothing: a link never leads elsewhere. */
export function safeBack(back: unknown, visitor: Pick<Visitor, 'provider' | 'lang'>): string | undefined {
  const home = `/${visitor.provider.slug}/${visitor.lang}/`
  return typeof back === 'string' && back.length < 2_000 && back.startsWith(home) && !/[\\\r\n]/.test(back) ? back : undefined
}
