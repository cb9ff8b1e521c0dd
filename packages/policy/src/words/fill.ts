import type { Lang, Words } from '../model.ts'
import type { Address, Length, Policy, Rule, TargetAnswer } from '../policy.ts'
import { addressHref, addressInWords } from './addresses.ts'
import { list, percent } from './amounts.ts'
import { duration, promisedLength, rangeOf } from './durations.ts'
import { closuresInWords } from './closures.ts'
import { figureInWords, figureLink } from './figures.ts'
import { calendarDaysInWords, calendarInWords } from './hours.ts'
import { metricName } from './metrics.ts'
import { priceInWords } from './price.ts'
import { apostrophe, inASentence, nbsp, sentence, thin } from './typography.ts'
import { wordsIn } from './words-in.ts'

export { wordsIn } from './words-in.ts'

/** A value that a placeholder brought: it comes from a rule, so the page can point at it. */
export interface LiveValue {
  text: string
  /** The placeholder, without braces: `calendar.support`. */
  path: string
  /** Clause that means it. */
  clause?: string
  /** With an address: where it leads. */
  href?: string
  /** On a published page: the fragment of what sets it. */
  anchor?: string
}
/** Words as they are, or a live value in their midst. */
export type Part = string | LiveValue

const placeholder = /\{([^{}\n]*)\}/g

/** Words of a policy in a language, placeholders filled. A placeholder that names nothing stays as typed. */
export function fill(words: Words | string, policy: Policy, lang: Lang): Part[] {
  const text = wordsIn(typeof words === 'string' ? { [lang]: words } : words, policy, lang)
  const parts: Part[] = []
  let end = 0
  for (const match of text.matchAll(placeholder)) {
    const value = liveValue((match[1] as string).trim(), policy, lang)
    if (value === undefined) continue
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(value)
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/** Parts put together as plain text. */
export function plain(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')
}

/** Words of a policy as plain text, placeholders filled. */
export function say(words: Words | string, policy: Policy, lang: Lang): string {
  return plain(fill(words, policy, lang))
}

/** Fragment by which a clause is reached on the published page. */
export function anchorOf(clause: string): string {
  return `art-${clause.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}`
}

/** The value of one placeholder, or undefined when it names nothing that the policy declares. */
export function liveValue(path: string, policy: Policy, lang: Lang): LiveValue | undefined {
  const [family, ...rest] = path.split('.')
  const read = readers[family ?? '']
  const value = rest.length === 0 ? undefined : read?.(rest, policy, lang)
  return value && { path, ...value }
}

/** More values than these are read in their table, not in a sentence. */
const mostValues = 4

/** "un délai selon formule et priorité". */
function variesInWords(by: readonly string[], policy: Policy, lang: Lang): string {
  const names = list(by.map((fact) => inASentence(wordsIn(policy.facts.get(fact)?.label ?? {}, policy, lang))), lang)
  return lang === 'fr' ? `un délai selon ${names}` : `a time that depends on ${names}`
}

/** The name of a promise: the label that the policy gives it, else what is measured. */
export function promiseName({ label, metric }: Pick<TargetAnswer, 'label' | 'metric'>, policy: Policy, lang: Lang): string {
  return label ? wordsIn(label, policy, lang) : sentence(metricName(metric, lang))
}

type Reader = (path: string[], policy: Policy, lang: Lang) => Omit<LiveValue, 'path'> | undefined

const readers: Record<string, Reader> = {
  calendar: ([name, part], policy, lang) => {
    const found = policy.calendars.get(name ?? '')
    if (!found) return undefined
    if (part === 'days') return { text: calendarDaysInWords(found.spec, lang), clause: found.clause }
    if (part === 'closures') {
      const text = closuresInWords(found.spec, lang)
      return text === undefined ? undefined : { text, clause: found.clause }
    }
    if (part === 'label') return { text: wordsIn(found.label, policy, lang), clause: found.clause }
    return part === undefined ? { text: calendarInWords(found.spec, lang, policy.zone), clause: found.clause } : undefined
  },
  target: (path, policy, lang) => {
    const name = path.join('.')
    const rules = policy.families.targets.filter(({ answer }) => answer.name === name || answer.table?.name === name).sort((a, b) => a.line - b.line || a.column - b.column)
    if (rules.length === 0) return undefined
    const { answer, clause } = rules[0] as Rule<TargetAnswer>
    const values = [...new Set(rules.map((rule) => targetInWords(rule.answer, policy, lang)))]
    return values.length > mostValues ? { text: variesInWords(answer.table?.by ?? [], policy, lang), clause } : { text: list(values, lang, 'or'), clause }
  },
  address: ([name], policy) => addressValue(policy.addresses.get(name ?? '')),
  channel: ([name], policy, lang) => {
    const found = policy.channels.get(name ?? '')
    return found && { text: wordsIn(found.label, policy, lang), clause: found.clause }
  },
  figure: ([name, part], policy, lang) => {
    const found = policy.figures.get(name ?? '')
    const text = found && figureInWords(found, part, policy.currency ?? 'EUR', lang)
    return text === undefined ? undefined : { text, clause: found!.clause, ...figureLink(found!) }
  },
  contract: (path, policy, lang) => {
    const hole = policy.facts.get(`contract.${path.join('.')}`)
    const text = lang === 'fr' ? 'selon votre contrat' : 'as stated in your contract'
    return hole && { text, ...(hole.clause === undefined ? {} : { clause: hole.clause }) }
  },
  term: ([name], policy, lang) => {
    const found = policy.terms.get(name ?? '')
    return found && { text: wordsIn(found.term, policy, lang), clause: found.clause }
  },
  clause: (path, policy, lang) => {
    const id = path.join('.')
    return policy.clausesById.has(id) ? { text: cite([id], policy, lang), clause: id, href: `#${anchorOf(id)}` } : undefined
  },
  price: ([name, part], policy, lang) => {
    const found = policy.families.prices.find((rule) => rule.name === name)
    const text = found && priceInWords(found.answer.terms, part, policy, lang)
    return text === undefined ? undefined : { text, clause: found!.clause }
  },
  product: ([name, part], policy, lang) => {
    const found = policy.products.get(name ?? '')
    if (!found) return undefined
    if (part === 'latest') return found.latest === undefined ? undefined : { text: found.latest, clause: found.clause }
    return { text: wordsIn(found.label, policy, lang), clause: found.clause }
  },
  fact: (path, policy, lang) => {
    const whole = policy.facts.get(path.join('.'))
    const fact = whole ?? policy.facts.get(path.slice(0, -1).join('.'))
    if (!fact) return undefined
    const option = whole ? undefined : fact.options.find(({ value }) => value === path.at(-1))
    if (!whole && !option) return undefined
    return { text: wordsIn(option?.label ?? fact.label, policy, lang), ...(fact.clause === undefined ? {} : { clause: fact.clause }) }
  },
}

function addressValue(found: Address | undefined): Omit<LiveValue, 'path'> | undefined {
  return found && { text: addressInWords(found), clause: found.clause, href: addressHref(found) }
}

/** Name by which a promise tells its calendar: only when the policy has several, so that "ouvré" is never ambiguous. */
export function tellingCalendar(name: string, policy: Policy, lang: Lang): string | undefined {
  const label = policy.calendars.get(name)?.label
  return policy.calendars.size < 2 || !label ? undefined : wordsIn(label, policy, lang)
}

/** The promised value of a target in words: "2 heures ouvrées", "15 à 30 minutes", "selon votre contrat". */
export function targetInWords(target: TargetAnswer, policy: Policy, lang: Lang): string {
  const { within, counted } = target
  if (within.is === 'fact') return lang === 'fr' ? 'selon votre contrat' : 'as stated in your contract'
  if (within.is === 'unquantified') return lang === 'fr' ? 'sans délai chiffré' : 'with no stated time'
  if (within.is === 'none') return lang === 'fr' ? `pas d${apostrophe}engagement de délai` : 'no time promised'
  const length = (value: number) => (
    counted.by === 'fact' ? duration(value, lang) : promisedLength(value, counted, lang, counted.by === 'elapsed' ? undefined : tellingCalendar(counted.calendar, policy, lang))
  )
  if (within.is === 'formula') return formulaInWords(within.of, policy, lang, length)
  return within.usual === undefined ? length(within.value) : rangeOf(length(within.usual), length(within.value), lang)
}

/** A formula in words: "le plus court de : GTI (selon votre contrat), 4 heures". */
function formulaInWords(of: Length, policy: Policy, lang: Lang, length: (value: number) => string): string {
  const [colon, contract] = lang === 'fr' ? [`${thin}: `, ' (selon votre contrat)'] : [': ', ' (as stated in your contract)']
  if (of.is === 'value') return length(of.value)
  if (of.is === 'fact') {
    const fact = policy.facts.get(of.fact)
    return fact ? wordsIn(fact.label, policy, lang) + (fact.from === 'contract' ? contract : '') : of.fact
  }
  const inner = (term: Length): string => (term.is === 'min' || term.is === 'max' ? `(${formulaInWords(term, policy, lang, length)})` : formulaInWords(term, policy, lang, length))
  if (of.is === 'percent') return `${percent(of.percent, lang)}${colon}${inner(of.of)}`
  const which = lang === 'fr' ? { min: 'le plus court de', max: 'le plus long de' } : { min: 'the shorter of', max: 'the longer of' }
  return `${which[of.is]}${colon}${list(of.of.map(inner), lang)}`
}

/** Clauses as they are cited: "art. 2.1 et 3", "précision D3". Empty for none. */
export function cite(clauses: readonly string[], policy: Policy, lang: Lang): string {
  const declared = new Set(policy.declared.map(({ id }) => id))
  const articles = clauses.filter((id) => !declared.has(id))
  const statements = clauses.filter((id) => declared.has(id))
  const names = [
    ...(articles.length > 0 ? [`art.${nbsp}${list(articles, lang)}`] : []),
    ...(statements.length > 0 ? [`${lang === 'fr' ? (statements.length > 1 ? 'précisions' : 'précision') : 'statement'}${nbsp}${list(statements, lang)}`] : []),
  ]
  return names.join(lang === 'fr' ? `${thin}; ` : '; ')
}
