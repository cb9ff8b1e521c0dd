import type { Http } from './http.ts'

/**
 * A text without what no database keeps: the NUL character, and halves of a character that lost the other half. Both are
 * easily typed by a program, mean nothing to any reader, and would end as our own failure when they are stored or compared.
 */
export function cleanText(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()
}

const isPlain = (value: unknown): value is Record<string, unknown> | unknown[] => {
  if (typeof value !== 'object' || value === null) return false
  const kind: unknown = Object.getPrototypeOf(value)
  // A query's has a prototype of its own, without one.
  return kind === null || Object.getPrototypeOf(kind) === null || Array.isArray(value)
}

/** What was sent, with every text in it cleaned in place; without a call per level, for it may be as deep as it is long. */
export function cleaned(sent: unknown): unknown {
  if (!isPlain(sent)) return sent
  const waiting: (Record<string, unknown> | unknown[])[] = [sent]
  for (let inner = waiting.pop(); inner; inner = waiting.pop()) {
    for (const [key, value] of Object.entries(inner)) {
      if (typeof value === 'string') Reflect.set(inner, key, cleanText(value))
      else if (isPlain(value)) waiting.push(value)
    }
  }
  return sent
}

/** Cleans bodies and queries before anything reads them; an address that names something with a NUL names nothing. */
export function keepStorable(app: Http): void {
  app.addHook('onRequest', async (request, reply) => {
    if (Object.values(request.params as Record<string, unknown>).some((param) => typeof param === 'string' && param.includes('\0'))) return reply.callNotFound()
  })
  app.addHook('preValidation', async (request) => {
    cleaned(request.body)
    cleaned(request.query)
  })
}
