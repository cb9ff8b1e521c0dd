import type { FactValue, Lang } from '../model.ts'
import type { FactDeclaration, Policy } from '../policy.ts'
import { list, moneyOfCents, number } from '../words/amounts.ts'
import { duration } from '../words/durations.ts'
import { wordsIn } from '../words/fill.ts'
import { dateInWords, instantInWords } from '../words/instants.ts'

/** The value of a fact in words: its label, "oui", "2 h", "pas connu". */
export function valueInWords(policy: Policy, name: string, value: FactValue | null | undefined, lang: Lang): string {
  if (value === null || value === undefined) return lang === 'fr' ? 'pas connu' : 'not known'
  if (typeof value === 'boolean') return lang === 'fr' ? (value ? 'oui' : 'non') : value ? 'yes' : 'no'
  const declared = policy.facts.get(name)
  if (Array.isArray(value)) return list(value.map((one) => single(policy, declared, one as string, lang)), lang)
  return single(policy, declared, value as string | number, lang)
}

function single(policy: Policy, declared: FactDeclaration | undefined, value: string | number, lang: Lang): string {
  if (typeof value === 'number') {
    if (declared?.type === 'duration') return duration(value, lang)
    if (declared?.type === 'money') return moneyOfCents(value, policy.currency ?? 'EUR', lang)
    if (declared?.type === 'instant') return instantInWords(value, { zone: policy.zone, lang, seconds: true })
    return number(value, lang)
  }
  if (declared?.type === 'date') return dateInWords(value, lang)
  const option = declared?.options.find((one) => one.value === value)
  if (option) return wordsIn(option.label, policy, lang)
  const channel = declared?.name === 'channel' ? policy.channels.get(value) : undefined
  return channel ? wordsIn(channel.label, policy, lang) : value
}
