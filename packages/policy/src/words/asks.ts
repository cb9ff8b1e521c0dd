import type { Ask, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { list } from './amounts.ts'
import { say, wordsIn } from './fill.ts'
import { apostrophe, nbsp, sentence, thin } from './typography.ts'

/** A question in words. */
export interface AskWords {
  facts: string[]
  /** "Adresse IP ou numéro de commande, par exemple « 203.0.113.7 » ou « #123456 »." */
  text: string
  why: string | null
  needed: boolean
  problem: Ask['problem']
  clauses: string[]
}

const quote = (text: string, lang: Lang) => (lang === 'fr' ? `«${nbsp}${text}${nbsp}»` : `“${text}”`)

export const problems: Record<Exclude<Ask['problem'], 'missing'>, { fr: string; en: string }> = {
  invalid: { fr: `ce qui est écrit n${apostrophe}a pas la forme attendue`, en: 'what is written is not of the expected form' },
  ambiguous: {
    fr: `ce jour-là, cette heure arrive deux fois${thin}: ajoutez le fuseau ou le décalage, comme ${quote('+02:00', 'fr')}`,
    en: `on that day this hour comes twice: add the zone or the offset, such as ${quote('+02:00', 'en')}`,
  },
  inexistent: {
    fr: `ce jour-là, cette heure n${apostrophe}existe pas (passage à l${apostrophe}heure d${apostrophe}été)`,
    en: 'on that day this hour does not exist (clocks go forward)',
  },
}

/** What is asked back, in words, with the example that the policy gives. */
export function askInWords(policy: Policy, ask: Ask, lang: Lang): AskWords {
  const declared = ask.facts.flatMap((name) => policy.facts.get(name) ?? [])
  const labels = list(declared.map(({ label }) => wordsIn(label, policy, lang)), lang, 'or')
  const examples = declared.flatMap(({ example }) => example ?? []).map((example) => quote(example, lang))
  const problem = ask.problem === 'missing' ? '' : `${lang === 'fr' ? thin : ''}: ${problems[ask.problem][lang]}`
  const example = examples.length === 0 || ask.problem === 'ambiguous' || ask.problem === 'inexistent'
    ? ''
    : `, ${lang === 'fr' ? 'par exemple' : 'for example'} ${list(examples, lang, 'or')}`
  return {
    facts: ask.facts,
    text: `${sentence(labels)}${problem}${example}.`,
    why: ask.why ? say(ask.why, policy, lang) : null,
    needed: ask.ifMissing === 'block' || ask.ifMissing === 'ask',
    problem: ask.problem,
    clauses: ask.clauses,
  }
}
