/** What stands before the clauses, and the few settings of a policy that are no thing of their own. */
import type { Lang } from '../../model.ts'
import type { Policy } from '../../policy.ts'
import { list } from '../../words/amounts.ts'
import { duration } from '../../words/durations.ts'
import { say, wordsIn } from '../../words/fill.ts'
import { dateInWords, instantInWords, zoneInWords } from '../../words/instants.ts'
import { apostrophe } from '../../words/typography.ts'
import { keyword } from '../key-words.ts'
import { type Item, part } from '../types.ts'

export const subjects: Record<string, readonly [string, string]> = {
  policy: ['Nom de la politique', 'Name of the policy'], provider: ['Fournisseur', 'Provider'], title: ['Titre', 'Title'], version: ['Version', 'Version'], effective: ['En vigueur', 'In force from'], source: ['Source', 'Source'],
  zone: ['Fuseau horaire', 'Time zone'], authoritative: ['Langue qui fait foi', 'Language that prevails'], published: ['Langues publiées', 'Published languages'], currency: ['Monnaie', 'Currency'],
}

export function headerItems(policy: Policy): Item[] {
  const { provider, title, version, effective, effectiveText, source, zone, languages, currency } = policy
  const effectiveWords = (lang: Lang) => (/[ T]\d/.test(effectiveText) ? instantInWords(effective, { zone, lang }) : dateInWords(effectiveText, lang))
  const item = (name: string, value: unknown, told: (lang: Lang) => string): Item => (
    { what: 'header', name, clause: null, subject: (lang) => subjects[name]![lang === 'fr' ? 0 : 1], parts: [part(name, null, value, told)] }
  )
  return [
    item('policy', policy.id, () => policy.id),
    item('version', version, () => version),
    item('effective', effective, effectiveWords),
    item('title', title, (lang) => wordsIn(title, policy, lang)),
    item('provider', provider, () => [provider.name, provider.id, provider.accent ?? ''].filter((text) => text !== '').join(', ')),
    item('zone', zone, (lang) => `${zoneInWords(zone, lang)} (${zone})`),
    item('authoritative', languages.authoritative, (lang) => keyword(languages.authoritative, lang)),
    item('published', languages.published, (lang) => list(languages.published.map((one) => keyword(one, lang)), lang)),
    item('currency', currency, () => currency ?? ''),
    item('source', source, (lang) => [source?.date === undefined ? '' : dateInWords(source.date, lang), source?.revision ?? '', source?.note ? say(source.note, policy, lang) : ''].filter((text) => text !== '').join(', ')),
  ]
}

/** What a new version and a new support level change for open requests. */
export function changesItems({ changes }: Policy): Item[] {
  const { clause, appliesToOpenTickets, onTierChange, onPriorityChange, notice, ...others } = changes
  return [{
    what: 'block', name: 'policy_changes', clause, subject: (lang) => (lang === 'fr' ? 'Nouvelle version de la politique' : 'New version of the policy'),
    parts: [
      part('applies_to_open_tickets', ['demandes en cours', 'open requests'], appliesToOpenTickets, (lang) => keyword(appliesToOpenTickets, lang)),
      part('on_tier_change', ['changement de niveau compté', 'a change of level counts'], onTierChange, (lang) => keyword(onTierChange, lang)),
      part('on_priority_change', ['changement de priorité compté', 'a change of priority counts'], onPriorityChange, (lang) => keyword(onPriorityChange, lang)),
      part('notice', [`délai d${apostrophe}annonce`, 'announced ahead by'], notice, (lang) => (notice === 0 ? '' : duration(notice, lang))),
      ...Object.entries(others).map(([key, value]) => part(key, [key.replaceAll('_', ' '), key.replaceAll('_', ' ')], value, (lang) => keyword(String(value), lang))),
    ],
  }]
}
