/** What may stand in braces in a ready-made text; nothing else is taken when it is saved. */
export const placeholders = [
  'contact.name', 'contact.email', 'customer.name', 'customer.number', 'ticket.number', 'ticket.subject', 'ticket.link', 'agent.name', 'provider.name', 'service.name', 'promise.due', 'today',
] as const
export type Placeholder = (typeof placeholders)[number]
const known: ReadonlySet<string> = new Set(placeholders)

/** A word in braces: `{contact.name}`. Braces around anything else (code, JSON) are text. */
const inBraces = /\{\s*([a-z][a-z_]*(?:\.[a-z_]+)?)\s*\}/g

/** The words in braces that name nothing. */
export function unknownIn(text: string): string[] {
  return [...new Set([...text.matchAll(inBraces)].map(([, name]) => name!).filter((name) => !known.has(name)))]
}

/** Puts the values in their places, as text. What has no value stays in its braces, and is named: its writer sees it before it is sent. */
export function fillIn(text: string, values: Readonly<Partial<Record<string, string | null>>>): { text: string; missing: string[] } {
  const missing = new Set<string>()
  const filled = text.replaceAll(inBraces, (whole, name: string) => {
    if (!known.has(name)) return whole
    const value = values[name]
    if (value !== undefined && value !== null && value !== '') return value
    missing.add(name)
    return `{${name}}`
  })
  return { text: filled, missing: [...missing] }
}
