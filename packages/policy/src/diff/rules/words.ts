/** What the rules of each family say, in parts that can be compared. A family without words of its own is told by what its answers are. */
import type { Lang, Statistic, Words } from '../../model.ts'
import type {
  Families, HandlingAnswer, IdentificationAnswer, LanguagesAnswer, NoticeAnswer, Policy, QueueAnswer, RequiresAnswer, Rule, TargetAnswer, VersionsAnswer,
} from '../../policy.ts'
import { valueInWords } from '../../explain/values.ts'
import { list, percent } from '../../words/amounts.ts'
import { targetInWords, wordsIn } from '../../words/fill.ts'
import { metricName } from '../../words/metrics.ts'
import { apostrophe } from '../../words/typography.ts'
import { teamInWords } from '../../words/teams.ts'
import { keyword, nameOfKey } from '../key-words.ts'
import { nameInWords, plainInWords, whenInWords } from '../plain.ts'
import { type Part, part, quiet } from '../types.ts'
import { deskWords } from './desk-words.ts'
import { moneyWords } from './money-words.ts'
import { countedInWords, one, said, type RuleWords } from './parts.ts'

const keywords = (title: Words): RuleWords<string> => ({ title, parts: (_, answer) => one(answer, (lang) => keyword(answer, lang)) })
const values = (fact: string, title: Words): RuleWords<string> => ({ title, parts: (policy, answer) => one(answer, (lang) => valueInWords(policy, fact, answer, lang)) })
const language = (code: string, lang: Lang) => new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code

export const periods = { month: { fr: 'mois', en: 'month' }, quarter: { fr: 'trimestre', en: 'quarter' }, year: { fr: 'an', en: 'year' } } as const

function statisticInWords(statistic: Statistic, lang: Lang): string {
  if (statistic.of === 'each') return keyword('each', lang)
  const period = periods[statistic.over][lang]
  if (statistic.of === 'mean') return lang === 'fr' ? `la moyenne d${apostrophe}un ${period}` : `the mean of a ${period}`
  return lang === 'fr' ? `${percent(statistic.percent, lang)} des demandes d${apostrophe}un ${period}` : `${percent(statistic.percent, lang)} of the requests of a ${period}`
}

const target: RuleWords<TargetAnswer> = {
  title: { fr: 'promesse', en: 'promise' },
  subject: (policy, { label, metric }, lang) => (label ? wordsIn(label, policy, lang) : metricName(metric, lang)),
  parts: (policy, answer) => {
    const { metric, label, within, counted, statistic, bond, lateWhen, pauses, stops, starts, name: _, ...others } = answer
    return [
      part('within', null, within, (lang) => targetInWords(answer, policy, lang)),
      quiet(part('metric', ['ce qui est promis', 'what is promised'], metric, (lang) => metricName(metric, lang))),
      quiet(part('label', ['nom', 'name'], label, (lang) => (label ? wordsIn(label, policy, lang) : ''))),
      quiet(part('counted', ['temps compté', 'time counted'], counted, (lang) => countedInWords(policy, counted, lang))),
      quiet(part('statistic', ['vaut pour', 'holds for'], statistic, (lang) => statisticInWords(statistic, lang)), statistic.of === 'each'),
      part('bond', ['engagement', 'commitment'], bond, (lang) => (bond === 'none' ? (lang === 'fr' ? 'sans engagement' : 'no commitment') : keyword(bond, lang))),
      quiet(part('late_when', ['en retard', 'late'], lateWhen, (lang) => keyword(lateWhen, lang))),
      quiet(part('pauses', ['suspendu', 'paused'], pauses, (lang) => list(pauses.map((state) => keyword(state, lang)), lang))),
      quiet(part('stops', ['tenu par', 'met by'], stops, (lang) => list(stops.map((event) => keyword(event, lang)), lang, 'or'))),
      quiet(part('starts', ['compté depuis', 'counted from'], starts, (lang) => keyword(starts, lang))),
      ...plainParts(policy, others),
    ]
  },
}

const known: Partial<{ [F in keyof Families]: Families[F] extends Rule<infer A>[] ? RuleWords<A> : never }> = {
  ...moneyWords,
  ...deskWords,
  tier: values('tier', { fr: 'niveau de support', en: 'support level' }),
  access: keywords({ fr: 'accès', en: 'access' }),
  scope: keywords({ fr: 'périmètre', en: 'scope' }),
  priority: values('priority', { fr: 'priorité', en: 'priority' }),
  department: values('department', { fr: 'service', en: 'department' }),
  routes: values('channel', { fr: 'canal à utiliser', en: 'channel to use' }),
  remote: keywords({ fr: 'session à distance', en: 'remote session' }),
  targets: target,
  identification: {
    title: { fr: 'identification', en: 'identification' },
    parts: (policy, { needs, otherwise }: IdentificationAnswer) => [
      part('needs', null, needs, (lang) => (needs ? whenInWords(policy, needs, lang) ?? keyword('always', lang) : lang === 'fr' ? 'pas nécessaire' : 'not needed')),
      part('otherwise', ['sinon', 'otherwise'], needs ? otherwise : null, (lang) => (needs ? [keyword(otherwise.do, lang), 'tier' in otherwise ? valueInWords(policy, 'tier', otherwise.tier, lang) : 'kind' in otherwise ? valueInWords(policy, 'kind', otherwise.kind, lang) : ''].join(' ').trim() : '')),
    ],
  },
  versions: {
    title: { fr: 'versions prises en charge', en: 'supported versions' },
    parts: (policy, { fact, supported, otherwise, recommended, recommendation }: VersionsAnswer) => [
      part('supported', null, supported, (lang) => (supported.is === 'at_least' ? `${lang === 'fr' ? 'à partir de' : 'from'} ${supported.version}` : keyword(supported.is, lang))),
      part('otherwise', ['sinon', 'otherwise'], otherwise, (lang) => keyword(otherwise, lang)),
      quiet(part('fact', ['lues dans', 'read from'], fact, (lang) => nameInWords(policy, fact, lang))),
      part('recommended', ['version conseillée', 'recommended version'], recommended, (lang) => keyword(recommended ?? '', lang)),
      part('recommendation', ['conseil', 'advice'], recommendation, said(recommendation, policy)),
    ],
  },
  requires: {
    title: { fr: 'informations demandées', en: 'information asked for' },
    parts: (policy, { groups, ifMissing, why }: RequiresAnswer) => [
      part('facts', null, groups, (lang) => list(groups.map((group) => list(group.map((fact) => nameInWords(policy, fact, lang)), lang, 'or')), lang)),
      part('if_missing', ['si elles manquent', 'when missing'], ifMissing, (lang) => keyword(ifMissing, lang)),
      part('why', ['pourquoi', 'why'], why, said(why, policy)),
    ],
  },
  languages: {
    title: { fr: 'langue de réponse', en: 'language of answers' },
    parts: (_, { answeredIn, accepted, otherwise }: LanguagesAnswer) => [
      part('answered_in', null, answeredIn, (lang) => list(answeredIn.map((code) => language(code, lang)), lang, 'or')),
      part('accepted', ['langues acceptées', 'languages accepted'], accepted, (lang) => (accepted === 'any' ? keyword('any', lang) : list(accepted.map((code) => language(code, lang)), lang))),
      part('otherwise', ['sinon', 'otherwise'], otherwise, (lang) => (otherwise === null ? '' : otherwise === 'refuse' ? keyword('refuse', lang) : language(otherwise.answerIn, lang))),
    ],
  },
  handling: {
    title: { fr: 'prise en charge', en: 'handling' },
    parts: (policy, { by, during, onCall, acknowledged }: HandlingAnswer) => [
      part('by', null, by, (lang) => teamInWords(by, policy, lang)),
      part('during', ['horaires', 'hours'], during, (lang) => nameInWords(policy, during, lang)),
      quiet(part('on_call', ['astreinte', 'on call'], onCall, (lang) => plainInWords(policy, onCall, lang)), !onCall),
      part('acknowledged', ['hors des horaires', 'outside hours'], acknowledged, said(acknowledged, policy)),
    ],
  },
  queue: { title: { fr: `file d${apostrophe}attente`, en: 'queue' }, parts: (_, { name }: QueueAnswer) => one(name, () => name ?? '') },
  notices: {
    title: { fr: 'remarque', en: 'remark' },
    parts: (policy, { words, tags }: NoticeAnswer) => [
      part('words', null, words, said(words, policy)),
      part('tags', ['étiquettes', 'tags'], tags, (lang) => list(tags, lang)),
    ],
  },
}

/** The words of a family; any family has some. */
export function wordsOfFamily(family: string): RuleWords<unknown> {
  const own = (known as Record<string, RuleWords<unknown> | undefined>)[family]
  return own ?? { title: { fr: nameOfKey(family, 'fr'), en: nameOfKey(family, 'en') }, parts: (policy, answer) => plainParts(policy, answer) }
}

/** An answer by its keys, each told by what it is. */
function plainParts(policy: Policy, answer: unknown): Part[] {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return one(answer, (lang) => plainInWords(policy, answer, lang))
  return Object.entries(answer).filter(([, value]) => typeof value !== 'function').map(([key, value]) =>
    part(key, key === 'name' ? null : [nameOfKey(key, 'fr'), nameOfKey(key, 'en')], value, (lang) => plainInWords(policy, value, lang)))
}
