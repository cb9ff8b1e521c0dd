import type { FastifyRequest } from 'fastify'
import type { Lang } from '@guichet/protocol'

/** The reader's language by Accept-Language: French unless English is wanted more. */
export function langOf(request: FastifyRequest): Lang {
  const wanted = (request.headers['accept-language'] ?? '').split(',').map((part) => {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';')
    const q = Number(params.find((param) => param.trim().startsWith('q='))?.trim().slice(2) ?? '1')
    return { lang: tag.split('-')[0], q: Number.isFinite(q) ? q : 0 }
  })
  const best = wanted.filter(({ lang, q }) => (lang === 'fr' || lang === 'en') && q > 0).sort((a, b) => b.q - a.q)[0]
  return best?.lang === 'en' ? 'en' : 'fr'
}
