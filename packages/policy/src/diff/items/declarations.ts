/** Figures, terms and products: what the text cites and rules build on. */
import type { Policy } from '../../policy.ts'
import { list } from '../../words/amounts.ts'
import { figureInWords } from '../../words/figures.ts'
import { say, wordsIn } from '../../words/fill.ts'
import { nbsp } from '../../words/typography.ts'
import { type Item, part, quiet } from '../types.ts'

const quoted = (text: string, lang: 'fr' | 'en') => (lang === 'fr' ? `«${nbsp}${text}${nbsp}»` : `“${text}”`)

export function figureItems(policy: Policy): Item[] {
  return [...policy.figures.values()].map((figure) => {
    const { name, clause, ...value } = figure
    const words = (lang: 'fr' | 'en') => [undefined, 'vat', 'gross'].flatMap((one) => figureInWords(figure, one, policy.currency ?? 'EUR', lang) ?? []).join(', ')
    return { what: 'figure' as const, name, clause, subject: (lang) => `${lang === 'fr' ? 'Chiffre' : 'Figure'} ${quoted(name, lang)}`, parts: [part('value', null, value, words)] } satisfies Item
  })
}

export function termItems(policy: Policy): Item[] {
  return [...policy.terms.values()].map(({ name, clause, term, means, aliases }) => ({
    what: 'term', name, clause, subject: (lang) => `${lang === 'fr' ? 'Terme' : 'Term'} ${quoted(wordsIn(term, policy, lang), lang)}`,
    parts: [
      quiet(part('term', ['nom', 'name'], term, (lang) => wordsIn(term, policy, lang))),
      part('means', null, means, (lang) => quoted(say(means, policy, lang), lang)),
      part('aliases', ['aussi appelé', 'also called'], aliases, (lang) => list(aliases, lang)),
    ],
  }))
}

export function productItems(policy: Policy): Item[] {
  return [...policy.products.values()].map(({ name, clause, label, latest }) => ({
    what: 'product', name, clause, subject: (lang) => `${lang === 'fr' ? 'Produit' : 'Product'} ${quoted(wordsIn(label, policy, lang), lang)}`,
    parts: [
      quiet(part('label', ['nom', 'name'], label, (lang) => wordsIn(label, policy, lang))),
      part('latest', ['dernière version', 'latest version'], latest, () => latest ?? ''),
    ],
  }))
}
