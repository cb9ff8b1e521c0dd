/** The ways to reach support: addresses, hosts and channels. */
import type { Policy } from '../../policy.ts'
import { addressInWords } from '../../words/addresses.ts'
import { list } from '../../words/amounts.ts'
import { wordsIn } from '../../words/fill.ts'
import { nbsp } from '../../words/typography.ts'
import { keyword } from '../key-words.ts'
import { nameInWords } from '../plain.ts'
import { type Item, part, quiet } from '../types.ts'

const yesNo = (flag: boolean, lang: 'fr' | 'en') => (lang === 'fr' ? (flag ? 'oui' : 'non') : flag ? 'yes' : 'no')

export function addressItems({ addresses }: Policy): Item[] {
  return [...addresses.values()].map((address) => ({
    what: 'address', name: address.name, clause: address.clause,
    subject: (lang) => (lang === 'fr' ? `Adresse «${nbsp}${address.name}${nbsp}»` : `Address “${address.name}”`),
    parts: [part('value', null, [address.form, address.value], () => addressInWords(address))],
  }))
}

export function hostItems({ hosts }: Policy): Item[] {
  return [{
    what: 'block', name: 'hosts', clause: null, subject: (lang) => (lang === 'fr' ? 'Domaines du fournisseur' : 'Domains of the provider'),
    parts: [part('hosts', null, [...hosts].sort(), (lang) => list(hosts, lang))],
  }]
}

export function channelItems(policy: Policy): Item[] {
  return [...policy.channels.values()].map((channel) => {
    const { name, clause, label, medium, address, calendar, purpose, hidden, measured, callCost, acknowledged, ...others } = channel
    const said = (words: typeof purpose) => (lang: 'fr' | 'en') => (words ? wordsIn(words, policy, lang) : '')
    return {
      what: 'channel' as const, name, clause, subject: (lang) => (lang === 'fr' ? `Canal «${nbsp}${wordsIn(label, policy, lang)}${nbsp}»` : `Channel “${wordsIn(label, policy, lang)}”`),
      parts: [
        quiet(part('label', ['nom', 'name'], label, (lang) => wordsIn(label, policy, lang))),
        part('medium', ['moyen', 'medium'], medium, (lang) => keyword(medium, lang)),
        part('address', ['adresse', 'address'], address, () => addressInWords(policy.addresses.get(address ?? '') ?? { form: 'url', value: address ?? '' })),
        part('calendar', ['horaires', 'hours'], calendar, (lang) => nameInWords(policy, calendar ?? 'always', lang)),
        part('purpose', ['pour', 'for'], purpose, said(purpose)),
        quiet(part('hidden', ['non publié', 'not published'], hidden, (lang) => yesNo(hidden, lang)), !hidden),
        quiet(part('measured', ['réponses mesurées', 'replies measured'], measured, (lang) => yesNo(measured, lang)), measured),
        part('call_cost', ['coût de l’appel', 'cost of the call'], callCost, said(callCost)),
        part('acknowledged', ['hors des horaires', 'outside hours'], acknowledged, said(acknowledged)),
        ...Object.entries(others).map(([key, value]) => part(key, key === 'voicemail' ? ['répondeur', 'answering machine'] : [key, key], value, (lang) => (typeof value === 'string' ? nameInWords(policy, value, lang) : ''))),
      ],
    } satisfies Item
  })
}
