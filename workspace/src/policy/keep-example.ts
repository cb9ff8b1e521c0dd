/** A value as YAML reads it back: bare where that is the same, else quoted. */
function scalar(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(scalar).join(', ')}]`
  if (typeof value !== 'string') return JSON.stringify(value)
  return /^[A-Za-z][\w-]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value) ? value : JSON.stringify(value)
}

const flow = (entries: readonly (readonly [string, unknown])[]) => `{ ${entries.map(([key, value]) => `${scalar(key).startsWith('"') && /^[\w.-]+$/.test(key) ? key : scalar(key)}: ${scalar(value)}`).join(', ')} }`

/** The text of the examples with one more at its end, written as those before it are. */
export function withExample(examples: string, { id, name, facts, at, then }: { id: string; name: string; facts: Readonly<Record<string, unknown>>; at: string; then: Readonly<Record<string, unknown>> }): string {
  const before = examples.trim() === '' ? 'policy: policy.yaml\nexamples:\n' : /^examples:/m.test(examples) ? examples : `${examples.trimEnd()}\nexamples:\n`
  const indent = /^( *)- +id:/m.exec(before)?.[1] ?? '  '
  const lines = [
    `- id: ${scalar(id)}`, ...(name === '' ? [] : [`  name: ${JSON.stringify(name)}`]), `  given: ${flow(Object.entries(facts))}`, `  at: ${JSON.stringify(at)}`, `  then: ${flow(Object.entries(then))}`,
  ]
  return `${before.trimEnd()}\n${lines.map((line) => indent + line).join('\n')}\n`
}
