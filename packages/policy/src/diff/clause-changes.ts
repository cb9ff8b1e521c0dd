import type { Lang, Words } from '../model.ts'
import type { Clause, Policy } from '../policy.ts'
import { list } from '../words/amounts.ts'
import { cite, say, wordsIn } from '../words/fill.ts'
import { dateInWords } from '../words/instants.ts'
import { nbsp } from '../words/typography.ts'
import { renumber, type Renumbered } from './canonical.ts'
import { newSentences, type ClausePair } from './clauses.ts'
import type { Found } from './compare.ts'
import { inBoth, type PolicyChange } from './types.ts'

const quoted = (text: string, lang: Lang) => (text === '' ? '' : lang === 'fr' ? `«${nbsp}${text}${nbsp}»` : `“${text}”`)

export const labels: Record<string, Words> = {
  title: { fr: 'titre', en: 'title' }, says: { fr: 'texte', en: 'text' }, status: { fr: 'portée', en: 'effect' }, why: { fr: 'motif', en: 'ground' }, later: { fr: 'ce qui manque', en: 'what is missing' },
  statement: { fr: 'auteur et date', en: 'author and date' },
}
export const statuses: Record<Clause['status'], Words> = {
  run: { fr: 'appliquée par le support', en: 'carried out by the desk' }, prose: { fr: 'pour information', en: 'for information' }, later: { fr: 'pas encore appliquée', en: 'not yet carried out' },
}

/** What a clause tells beside its number: added, removed, moved, reworded. Clauses that moved with the one around them are told by it. */
export function clauseChanges(old: Policy, now: Policy, pairs: readonly ClausePair[], renumbered: Renumbered): Found[][] {
  const around = parentsOf(old)
  return pairs.map(({ before, after }): Found[] => {
    if (!after) return [whole(old, before!, 'removed')]
    if (!before) return [whole(now, after, 'added')]
    return [...moved(old, now, before, after, around, renumbered), ...reworded(old, now, before, after, renumbered)]
  })
}

/** The clause around each clause. */
function parentsOf({ clausesById }: Policy): Map<string, string> {
  return new Map([...clausesById.values()].flatMap((clause) => clause.clauses.map(({ id }) => [id, clause.id] as const)))
}

function change(policy: Policy, clause: string, was: string | null, rest: Pick<PolicyChange, 'kind' | 'part' | 'before' | 'after'>): Found {
  const { title } = policy.clausesById.get(clause)!
  return {
    clause, was, place: inBoth((lang) => cite([clause], policy, lang)), what: 'clause', name: clause, whom: null,
    subject: inBoth((lang) => (title && rest.part !== 'title' ? quoted(wordsIn(title, policy, lang), lang) : '')), label: rest.part === null ? null : (labels[rest.part] ?? null), ...rest,
  }
}

function whole(policy: Policy, clause: Clause, kind: 'added' | 'removed'): Found {
  const text = inBoth((lang) => quoted(say(clause.says, policy, lang).trim(), lang))
  return change(policy, clause.id, kind === 'added' ? null : clause.id, { kind, part: null, before: kind === 'added' ? null : text, after: kind === 'added' ? text : null })
}

function moved(old: Policy, now: Policy, before: Clause, after: Clause, around: ReadonlyMap<string, string>, renumbered: Renumbered): Found[] {
  if (before.id === after.id) return []
  const outer = around.get(before.id)
  const outerNow = outer === undefined ? undefined : renumbered.get(outer)
  if (outer !== undefined && outerNow !== undefined && before.id.startsWith(outer) && after.id === outerNow + before.id.slice(outer.length)) return []
  return [change(now, after.id, before.id, { kind: 'moved', part: null, before: inBoth((lang) => cite([before.id], old, lang)), after: inBoth((lang) => cite([after.id], now, lang)) })]
}

function reworded(old: Policy, now: Policy, before: Clause, after: Clause, renumbered: Renumbered): Found[] {
  const tell = (part: string, was: (lang: Lang) => string, is: (lang: Lang) => string): Found[] => {
    const [one, other] = [inBoth(was), inBoth(is)]
    const nothing = (words: Words) => words.fr === '' && words.en === ''
    return [change(now, after.id, before.id, { kind: 'changed', part, before: nothing(one) ? null : one, after: nothing(other) ? null : other })]
  }
  const differ = (one: Words | undefined, other: Words | undefined) => renumber(JSON.stringify(one ?? null), renumbered) !== JSON.stringify(other ?? null)
  const text = (words: Words | undefined, policy: Policy) => (lang: Lang) => (words ? quoted(say(words, policy, lang), lang) : '')
  const changes: Found[] = []
  if (differ(before.title, after.title)) changes.push(...tell('title', text(before.title, old), text(after.title, now)))
  if (differ(before.says, after.says)) changes.push(...saysChanges(old, now, before, after, renumbered, tell))
  if (before.status !== after.status) changes.push(...tell('status', (lang) => statuses[before.status][lang]!, (lang) => statuses[after.status][lang]!))
  for (const part of ['why', 'later'] as const) if (before.status === after.status && differ(before[part], after[part])) changes.push(...tell(part, text(before[part], old), text(after[part], now)))
  if (JSON.stringify(before.declared ?? null) !== JSON.stringify(after.declared ?? null)) changes.push(...tell('statement', declaredIn(old, before), declaredIn(now, after)))
  return changes
}

function declaredIn(policy: Policy, { declared }: Clause): (lang: Lang) => string {
  return (lang) => (declared ? [wordsIn(declared.by, policy, lang), dateInWords(declared.on, lang), declared.closes ?? ''].filter((text) => text !== '').join(', ') : '')
}

type Tell = (part: string, was: (lang: Lang) => string, is: (lang: Lang) => string) => Found[]

/** Only the sentences that are not in both texts. What a placeholder brings is told where it is declared. */
function saysChanges(old: Policy, now: Policy, before: Clause, after: Clause, renumbered: Renumbered, tell: Tell): Found[] {
  const languages = [...new Set([...now.languages.published, ...old.languages.published])]
  const changed = languages.filter((lang) => renumber(before.says[lang] ?? '', renumbered) !== (after.says[lang] ?? ''))
  const sentences = (clause: Clause, policy: Policy, other: Clause, otherPolicy: Policy, lang: Lang) => {
    const [text, compared] = [say(clause.says, policy, lang).trim(), say(other.says, otherPolicy, lang).trim()]
    return quoted(newSentences(text, compared), lang)
  }
  const was = (lang: Lang) => sentences(before, old, after, now, lang)
  const is = (lang: Lang) => sentences(after, now, before, old, lang)
  if (changed.includes(now.languages.authoritative)) {
    if (was('fr') === '' && is('fr') === '' && was('en') === '' && is('en') === '') return tell('says', (lang) => quoted(say(before.says, old, lang).trim(), lang), (lang) => quoted(say(after.says, now, lang).trim(), lang))
    return tell('says', was, is)
  }
  // A translation alone: its readers and those of the text that prevails are shown the same words.
  return tell('says', () => list(changed.map(was), changed[0]!), () => list(changed.map(is), changed[0]!))
}
