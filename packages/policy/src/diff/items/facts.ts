/** The vocabulary: what may be known about a request. */
import type { Lang } from '../../model.ts'
import type { FactDeclaration, FactOption, Policy } from '../../policy.ts'
import { list } from '../../words/amounts.ts'
import { duration } from '../../words/durations.ts'
import { wordsIn } from '../../words/fill.ts'
import { apostrophe, nbsp } from '../../words/typography.ts'
import { valueInWords } from '../../explain/values.ts'
import { keyword } from '../key-words.ts'
import { type Item, part } from '../types.ts'

export const types: Record<string, readonly [string, string]> = {
  one_of: ['un choix', 'a choice'], flag: ['oui ou non', 'yes or no'], text: ['un texte', 'a text'], number: ['un nombre', 'a number'], duration: ['une durée', 'a duration'], date: ['une date', 'a date'],
  instant: ['un moment', 'a moment'], version: ['une version', 'a version'], ip: ['une adresse IP', 'an IP address'], url: [`l${apostrophe}adresse d${apostrophe}un site`, 'the address of a site'], email: ['une adresse de courriel', 'an e-mail address'],
  file: ['un fichier', 'a file'], money: ['un montant', 'an amount'], zone: ['un fuseau horaire', 'a time zone'],
}

/** Channels and products are values too, and are told as what they are. */
const toldElsewhere = (policy: Policy, { name, options }: FactDeclaration): boolean =>
  name === 'channel' || (name === 'product' && options.every(({ value, label }) => policy.products.get(value)?.label === label))

export function factItems(policy: Policy): Item[] {
  return [...policy.facts.values()].map((fact) => {
    const { name, label, help, example, from, type, options, open, pattern, min, max, parts, required } = fact
    const told = toldElsewhere(policy, fact) ? [] : options
    const bound = (size: number | undefined, lang: Lang) => (size === undefined ? '' : type === 'duration' ? duration(size, lang) : String(size))
    return {
      what: 'fact' as const, name, clause: fact.clause ?? null,
      subject: (lang) => (lang === 'fr' ? `Information «${nbsp}${wordsIn(label, policy, lang)}${nbsp}»` : `Information “${wordsIn(label, policy, lang)}”`),
      whole: (lang) => (told.length > 0 ? list(told.map((option) => wordsIn(option.label, policy, lang)), lang, 'or') : (types[type]?.[lang === 'fr' ? 0 : 1] ?? type)),
      parts: [
        part('label', ['nom', 'name'], label, (lang) => wordsIn(label, policy, lang)),
        part('type', ['forme', 'form'], type, (lang) => types[type]?.[lang === 'fr' ? 0 : 1] ?? type),
        part('values', ['valeurs', 'values'], told, (lang) => list(told.map((option) => optionInWords(policy, option, lang)), lang)),
        part('open', ['autres valeurs acceptées', 'other values accepted'], open, (lang) => valueInWords(policy, name, open, lang)),
        part('help', ['aide', 'help'], help, (lang) => (help ? wordsIn(help, policy, lang) : '')),
        part('example', ['exemple', 'example'], example, () => example ?? ''),
        part('from', ['donnée par', 'given by'], from, (lang) => keyword(from, lang)),
        part('pattern', ['forme exigée', 'required form'], pattern, () => pattern ?? ''),
        part('min', ['au moins', 'at least'], min, (lang) => bound(min, lang)),
        part('max', ['au plus', 'at most'], max, (lang) => bound(max, lang)),
        part('parts', ['nombres de la version', 'numbers of the version'], parts, () => String(parts ?? '')),
        part('default', ['si rien n’est dit', 'when nothing is said'], fact.default, (lang) => (fact.default === undefined ? '' : valueInWords(policy, name, fact.default, lang))),
        part('required', ['dans tout contrat', 'in every contract'], required, (lang) => valueInWords(policy, name, required, lang)),
      ],
    } satisfies Item
  })
}

function optionInWords(policy: Policy, { label, help, aliases = [] }: FactOption, lang: Lang): string {
  const more = [...new Set([help ? wordsIn(help, policy, lang) : '', ...aliases])].filter((text) => text !== '')
  return `${wordsIn(label, policy, lang)}${more.length === 0 ? '' : ` (${more.join(', ')})`}`
}
