import type { Lang, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { cite } from '../words/fill.ts'
import { thin } from '../words/typography.ts'
import { canonical, canonicalOld, isNothing, type Renumbered } from './canonical.ts'
import { inBoth, type Describe, type Item, type Part, type PolicyChange } from './types.ts'

/** A change before it is numbered. */
export type Found = Omit<PolicyChange, 'thing'>

export interface ItemPair { before: Item | null; after: Item | null }

/** The things of one kind in two policies, side by side by name. */
export function pairItems(describe: Describe, old: Policy, now: Policy): ItemPair[] {
  const [left, right] = [describe(old), describe(now)]
  const known = new Map(left.map((item) => [item.name, item]))
  const kept = new Set(right.map(({ name }) => name))
  return [...right.map((after) => ({ before: known.get(after.name) ?? null, after })), ...left.filter(({ name }) => !kept.has(name)).map((before) => ({ before, after: null }))]
}

/** What differs between the two sides of a thing. */
export function compareItem({ before, after }: ItemPair, old: Policy, now: Policy, renumbered: Renumbered): Found[] {
  if (!before && !after) return []
  if (!before) return isEmpty(after!) ? [] : [{ ...base(after!, now, null), kind: 'added', part: null, label: null, before: null, after: inBoth((lang) => wholeInWords(after!, lang)) }]
  if (!after) return isEmpty(before) ? [] : [{ ...base(before, old, before.clause), kind: 'removed', part: null, label: null, before: inBoth((lang) => wholeInWords(before, lang)), after: null }]
  const parts = changedParts(before, after, renumbered)
  const common = base(after, now, before.clause)
  if (parts.length === 0) {
    const place = before.clause === null ? null : (renumbered.get(before.clause) ?? before.clause)
    if (place === after.clause || place === null || after.clause === null) return []
    return [{ ...common, kind: 'moved', part: null, label: null, before: inBoth((lang) => cite([before.clause!], old, lang)), after: inBoth((lang) => cite([after.clause!], now, lang)) }]
  }
  return parts.map(({ one, other }) => {
    const [was, is] = sidesInWords(one, other)
    const [{ part, label }] = [other ?? one!]
    // Whom it concerned is told by the change itself.
    return { ...common, ...(part === 'when' ? { whom: null } : {}), ...(label === null ? {} : { subject: named(after) }), kind: 'changed', part, label, before: was, after: is }
  })
}

/** The subject with its answer, where the answer is not what changed. */
function named(item: Item): Words {
  return inBoth((lang) => (item.answer ? `${item.subject(lang)} (${item.answer(lang)})` : item.subject(lang)))
}

function base(item: Item, policy: Policy, was: string | null): Pick<Found, 'clause' | 'was' | 'place' | 'what' | 'name' | 'family' | 'subject' | 'whom'> {
  const { clause, what, name, family, whom } = item
  const told = whom ? { fr: whom('fr'), en: whom('en') } : null
  return {
    clause, was, place: clause === null ? null : inBoth((lang) => cite([clause], policy, lang)), what, name, ...(family === undefined ? {} : { family }),
    subject: inBoth((lang) => item.subject(lang)), whom: told?.fr == null || told.en == null ? null : { fr: told.fr, en: told.en },
  }
}

/** A thing that always exists, of which nothing is said: hosts of a policy without any. */
function isEmpty({ parts }: Item): boolean {
  return parts.every(({ value }) => isNothing(value))
}

function changedParts(before: Item, after: Item, renumbered: Renumbered): { one: Part | undefined; other: Part | undefined }[] {
  const names = [...new Set([...after.parts, ...before.parts].map(({ part }) => part))]
  return names.flatMap((name) => {
    const [one, other] = [before, after].map(({ parts }) => parts.find(({ part }) => part === name))
    const was = one === undefined || isNothing(one.value) ? '' : canonicalOld(one.value, renumbered)
    const is = other === undefined || isNothing(other.value) ? '' : canonical(other.value)
    return was === is ? [] : [{ one, other }]
  })
}

/** Both sides in words. What the words do not tell apart is told by its names. */
function sidesInWords(one: Part | undefined, other: Part | undefined): [Words | null, Words | null] {
  const words = (part: Part | undefined) => (part === undefined || isNothing(part.value) ? null : inBoth((lang) => inSentence(part.say(lang))))
  const [was, is] = [words(one), words(other)]
  const same = (['fr', 'en'] as const).every((lang) => was?.[lang] === is?.[lang])
  const raw = (part: Part | undefined): Words | null => {
    const text = part === undefined ? '' : canonical(part.value).replaceAll(/[{}[\]"]+/g, ' ').trim()
    return text === '' ? null : { fr: text, en: text }
  }
  const shown = (side: Words | null) => (side !== null && side.fr === '' && side.en === '' ? null : side)
  return same ? [raw(one), raw(other)] : [shown(was), shown(is)]
}

/** Every part that says something, one after the other; what holds for whom is told apart. */
function wholeInWords(item: Item, lang: Lang): string {
  if (item.whole) return item.whole(lang)
  const [colon, semicolon] = lang === 'fr' ? [`${thin}: `, `${thin}; `] : [': ', '; ']
  return item.parts.flatMap(({ label, value, say, quiet }) => {
    const text = quiet || value === false || isNothing(value) ? '' : inSentence(say(lang))
    if (text === '') return []
    return [label ? `${label[lang]!}${colon}${text}` : text]
  }).join(semicolon)
}

/** Words of a policy often end with a full stop; here they stand in the midst of a sentence. */
function inSentence(text: string): string {
  return text.trim().replace(/(?<!\.)\.$/, '')
}
