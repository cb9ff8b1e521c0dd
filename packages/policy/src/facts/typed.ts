/** Values of facts as people and programs write them, read to what the engine takes. */
import { parseDay } from '../calendar/days.ts'
import { within } from '../calendar/timeline.ts'
import type { FactValue } from '../model.ts'
import { parseTypedMoney } from '../money/cents.ts'
import type { FactDeclaration } from '../policy.ts'
import { asFlag, asText, type Node } from '../read/node.ts'
import { parseDuration } from '../read/values.ts'
import { isZone } from './zone.ts'

/** The declared value that a text names, by itself or by one of its aliases (capitals make no difference there); null: none. */
export function optionNamed({ options }: Pick<FactDeclaration, 'options'>, text: string): string | null {
  if (options.some(({ value }) => value === text)) return text
  const folded = text.trim().toLowerCase()
  return options.find(({ aliases = [] }) => aliases.some((alias) => alias.toLowerCase() === folded))?.value ?? null
}

/**
 * The value of a fact: durations in seconds from `2h` or a number, money in whole cents from `1 234,56` or `1234.56`, flags from yes and no, aliases read to their value, dates
 * checked; instants, versions and texts as typed, since the policy asks again for those of another form.
 * undefined: it cannot be a value of that fact.
 */
export function readTyped(fact: FactDeclaration, node: Node): FactValue | undefined {
  if (node.kind === 'list') return fact.type === 'file' ? node.items.map((item) => asText(item) ?? '') : undefined
  const text = asText(node)
  if (text === null || text.includes('\u0000')) return undefined
  switch (fact.type) {
    case 'flag': return asFlag(node) ?? undefined
    case 'number': return decimal(text)
    case 'duration': return parseDuration(text) ?? nonNegative(decimal(text))
    case 'money': return parseTypedMoney(text) ?? undefined
    case 'date': return parseDay(text) === null ? undefined : text
    case 'instant': return instant(node, text)
    case 'zone': return isZone(text) ? text : undefined
    case 'one_of': return optionNamed(fact, text) ?? (fact.open ? text : undefined)
    case 'file': return decimal(text) ?? text
    default: return text
  }
}

function decimal(text: string): number | undefined {
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

function nonNegative(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined
}

/** Epoch milliseconds when it is a number, else the text as typed. */
function instant(node: Node, text: string): FactValue | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'number') return text
  return within(node.value) ? node.value : undefined
}
