import type { Lang } from '../model.ts'
import type { Bound, Condition, FactTest, Policy } from '../policy.ts'
import { isValueTest } from '../resolve/cells.ts'
import { list, moneyOfCents } from './amounts.ts'
import { duration } from './durations.ts'
import { wordsIn } from './fill.ts'
import { thin } from './typography.ts'

export const words = {
  fr: {
    colon: `${thin}: `, other: 'tout sauf ', known: 'connu', missing: 'pas connu', stated: 'prévu au contrat', unstated: 'pas prévu au contrat', passed: 'date passée', ahead: 'date pas encore passée', yes: 'oui', no: 'non', and: ', ', or: `${thin}; ou `,
    over: 'plus de ', atLeast: 'au moins ', under: 'moins de ', atMost: 'au plus ', open: 'ouvert', closed: 'fermé',
  },
  en: {
    colon: ': ', other: 'all but ', known: 'known', missing: 'not known', stated: 'in the contract', unstated: 'not in the contract', passed: 'date past', ahead: 'date not past yet', yes: 'yes', no: 'no', and: ', ', or: '; or ',
    over: 'over ', atLeast: 'at least ', under: 'under ', atMost: 'at most ', open: 'open', closed: 'closed',
  },
} as const

/**
 * A condition in words: "Niveau : PRO ou PLUS, Urgent : oui". null when it always holds. `skip`: facts that are already told elsewhere.
 * `sign`: what stands between a fact and its value, in the midst of a sentence: "Niveau = PRO ou PLUS".
 */
export function conditionInWords(policy: Policy, condition: Condition, lang: Lang, skip: readonly string[] = [], sign: string = words[lang].colon): string | null {
  const told = condition.map((conjunction) => conjunction
    .filter((test) => !isValueTest(test) || !skip.includes(test.fact))
    .map((test) => testInWords(policy, test, lang, sign)).join(words[lang].and))
  return told.some((text) => text === '') ? null : [...new Set(told)].join(words[lang].or)
}

function testInWords(policy: Policy, test: FactTest, lang: Lang, sign: string): string {
  const say = words[lang]
  if (!isValueTest(test)) {
    const names = test.calendars.map((name) => wordsIn(policy.calendars.get(name)?.label ?? {}, policy, lang) || name)
    return `${list(names, lang, 'or')}${sign}${say[test.test]}`
  }
  const declared = policy.facts.get(test.fact)
  const label = declared ? wordsIn(declared.label, policy, lang) : test.fact
  const value = (one: string | boolean | number) => {
    if (typeof one === 'boolean') return say[one ? 'yes' : 'no']
    const option = declared?.options.find((known) => known.value === String(one))
    if (option) return wordsIn(option.label, policy, lang)
    const channel = test.fact === 'channel' ? policy.channels.get(String(one)) : undefined
    if (channel) return wordsIn(channel.label, policy, lang)
    if (typeof one !== 'number') return one
    return declared?.type === 'duration' ? duration(one, lang) : declared?.type === 'money' ? moneyOfCents(one, policy.currency ?? 'EUR', lang) : String(one)
  }
  if (test.test === 'in') return `${label}${sign}${list(test.values.map(value), lang, 'or')}`
  if (test.test === 'not_in') return `${label}${sign}${say.other}${list(test.values.map(value), lang)}`
  if (test.test === 'passed') return `${label}${sign}${say[test.passed ? 'passed' : 'ahead']}`
  if (test.test !== 'range') {
    // What a contract may leave out is not unknown to anybody: it is agreed or it is not.
    const agreed = test.test === 'known' ? say.stated : say.unstated
    return `${label}${sign}${declared?.from === 'contract' ? agreed : say[test.test]}`
  }
  const bounds = (['over', 'atLeast', 'under', 'atMost'] as const).flatMap((bound) => {
    const limit: Bound | undefined = test[bound]
    return limit === undefined ? [] : [`${say[bound]}${value(limit)}`]
  })
  return `${label}${sign === say.colon ? sign : ' '}${list(bounds, lang)}`
}
