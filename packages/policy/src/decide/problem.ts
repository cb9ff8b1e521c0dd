/** Whether a given value is of its declared form; what is wrong with it otherwise. */
import { formatDay, parseDay, parseLocalInstant } from '../calendar/calendar.ts'
import type { Ask, FactValue } from '../model.ts'
import { isZone } from '../facts/zone.ts'
import type { FactDeclaration } from '../policy.ts'
import { parseVersion } from '../resolve/versions.ts'
import type { Run } from './run.ts'

/** No text of a fact is longer, whatever the policy says. */
const longestText = 100_000

/** null: the value can be used. */
export function problemOf(run: Pick<Run, 'policy' | 'today'>, fact: FactDeclaration, value: FactValue | undefined): Ask['problem'] | null {
  if (value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)) return 'missing'
  switch (fact.type) {
    case 'flag': return typeof value === 'boolean' ? null : 'invalid'
    case 'number': case 'duration': case 'money': return numberProblem(fact, value)
    case 'file': return typeof value === 'number' ? (value > 0 ? null : 'missing') : null
    case 'date': return typeof value === 'string' && parseDay(value) !== null ? null : 'invalid'
    case 'instant': return typeof value === 'number' ? null : typeof value === 'string' ? instantProblem(run, value) : 'invalid'
    case 'zone': return isZone(value) ? null : 'invalid'
    case 'version': return typeof value === 'string' && versionFits(fact, value) ? null : 'invalid'
    case 'one_of': return fact.open || (typeof value === 'string' && fact.options.some((option) => option.value === value)) ? null : 'invalid'
    default: return textProblem(fact, value)
  }
}

function numberProblem(fact: FactDeclaration, value: FactValue): Ask['problem'] | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'invalid'
  if (fact.type === 'money' && !Number.isSafeInteger(value)) return 'invalid'
  if (fact.name === 'attachments' && value === 0) return 'missing'
  return value < (fact.min ?? -Infinity) || value > (fact.max ?? Infinity) ? 'invalid' : null
}

function textProblem(fact: FactDeclaration, value: FactValue): Ask['problem'] | null {
  if (typeof value !== 'string' || value.length > longestText) return 'invalid'
  if (value.trim().length < (fact.min ?? 0) || value.length > (fact.max ?? longestText)) return 'invalid'
  if (fact.matches && !fact.matches(value.trim())) return 'invalid'
  if (fact.type === 'ip') return isAddress(value.trim()) ? null : 'invalid'
  if (fact.type === 'email') return /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(value.trim()) && value.length <= 254 ? null : 'invalid'
  if (fact.type === 'url') return /^(https?:\/\/)?[^\s/.@]+(\.[^\s/.@]+)+(:\d{1,5})?([/?#]\S*)?$/i.test(value.trim()) ? null : 'invalid'
  return null
}

function versionFits(fact: FactDeclaration, value: string): boolean {
  const numbers = parseVersion(value.trim())
  return numbers !== null && (fact.parts === undefined || numbers.length === fact.parts)
}

function instantProblem(run: Pick<Run, 'policy' | 'today'>, text: string): Ask['problem'] | null {
  const read = parseLocalInstant(text, run.policy.zone, formatDay(run.today))
  return read.kind === 'instant' ? null : read.kind === 'unreadable' ? 'invalid' : read.kind
}

/** An IPv4 or IPv6 address, without zone or prefix length. */
export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text)
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

function isIpv6(text: string): boolean {
  if (text.length > 45) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)!
  const embedded = last.length > 0 && last.at(-1)!.includes('.') && isIpv4(last.at(-1)!)
  if (embedded) last.splice(-1, 1, '0', '0')
  const all = groups.flat()
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 2 ? all.length <= 7 : all.length === 8)
}
