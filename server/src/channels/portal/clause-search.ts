import { publish } from '@guichet/policy'
import type { Lang, Policy, PublishedClause } from '@guichet/policy'
import { plain } from '@guichet/policy/words/fill'

/** A clause that may answer. */
export interface FoundClause { readonly id: string; readonly anchor: string; readonly title: string; readonly excerpt: string }

interface Indexed extends FoundClause { readonly words: ReadonlySet<string>; readonly titled: ReadonlySet<string> }
interface Index { readonly clauses: readonly Indexed[]; readonly rarity: ReadonlyMap<string, number> }

const stopped = new Set(
  'avec aux ainsi alors apres aucun aussi autre avant avoir cela ces cet cette chez comme comment dans depuis des donc dont elle elles encore entre est etre eux faire fait faut ici ils les leur leurs lors mais meme mes moi moins mon nos notre nous par pas peut peux plus pour pouvez quand que quel quelle quelles quels qui quoi sans ses seul sont sous sur tous tout toute toutes tres trop une vos votre vous ont ete bonjour merci suis'.split(' '),
)
const stoppedEnglish = new Set('about after all also and any are been before but can could does for from had has have hello her him his how into its just more most not now off only other our out over please she should some such than thank thanks that the their them then there these they this those through too under until very was were what when where which while who why will with would you your'.split(' '))

/** The words of a text without accents and without what inflections add: close enough to find a clause again. */
export function wordsIn(text: string): string[] {
  const plainText = text.toLowerCase().replaceAll('œ', 'oe').normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return (plainText.match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !stopped.has(word) && !stoppedEnglish.has(word)).map(rootOf)
}

const endings = /(?:issements?|ements?|ations?|ations|ateurs?|euses?|eurs?|iques?|ables?|ances?|ences?|ments?|antes?|ants?|ents?|ions?|ives?|ifs?|aux|ings?|ees?|ers?|ez|er|ed|es|s|x|e)$/

/** What is left of a word of five letters and more, never less than four of them. */
function rootOf(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '')
  const root = word.replace(endings, '')
  return root.length >= 4 ? root : word.slice(0, 4)
}

const indexes = new WeakMap<Policy, Partial<Record<Lang, Index>>>()

function indexOf(policy: Policy, lang: Lang, now: number): Index {
  const kept = indexes.get(policy) ?? {}
  indexes.set(policy, kept)
  return (kept[lang] ??= indexed(publish(policy, lang, now, { now }).clauses))
}

function indexed(top: readonly PublishedClause[]): Index {
  const clauses: Indexed[] = []
  const walk = (clause: PublishedClause, above: string | null): void => {
    const said = plain(clause.says).replaceAll(/[*_`#>|]+/g, '').replaceAll(/\s+/g, ' ').trim()
    const title = clause.title ?? above
    if (said !== '') clauses.push({ id: clause.id, anchor: clause.anchor, title: title ?? '', excerpt: shortened(said), words: new Set(wordsIn(`${title ?? ''} ${said}`)), titled: new Set(wordsIn(title ?? '')) })
    for (const below of clause.clauses) walk(below, title)
  }
  for (const clause of top) walk(clause, null)
  const counts = new Map<string, number>()
  for (const { words } of clauses) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { clauses, rarity: new Map([...counts].map(([word, count]) => [word, Math.log(1 + clauses.length / count)])) }
}

const longest = 180

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, text.lastIndexOf(' ', longest))}…`
}

/** The clauses of a policy that speak of what somebody writes, the nearest first: two words in common, or one in the title. */
export function searchClauses(policy: Policy, lang: Lang, now: number, typed: string, most = 3): FoundClause[] {
  const { clauses, rarity } = indexOf(policy, lang, now)
  const asked = [...new Set(wordsIn(typed.slice(0, 2_000)))]
  const scored = clauses.map((clause) => {
    const shared = asked.filter((word) => clause.words.has(word))
    const inTitle = shared.filter((word) => clause.titled.has(word)).length
    return { clause, enough: shared.length >= 2 || inTitle > 0, score: shared.reduce((sum, word) => sum + (rarity.get(word) ?? 0) * (clause.titled.has(word) ? 2 : 1), 0) }
  })
  return scored.filter(({ enough }) => enough).sort((a, b) => b.score - a.score).slice(0, most)
    .map(({ clause: { id, anchor, title, excerpt } }) => ({ id, anchor, title, excerpt }))
}
