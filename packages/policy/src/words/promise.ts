import type { Commitment, Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { percent } from './amounts.ts'
import { promisedLength } from './durations.ts'
import { tellingCalendar, wordsIn } from './fill.ts'
import { instantInWords, timeOfDay, weekdayName, type InstantWords } from './instants.ts'
import { agreeing, metricName } from './metrics.ts'
import { apostrophe, nbsp, sentence, thin } from './typography.ts'
import { happensTwice, wallAt } from './wall.ts'

/** When words are read, and by whom; see `InstantWords`. */
export interface Reading { now?: Instant; readerZone?: string }

/** A promise in words, with what tells its kind apart without reading them. */
export interface PromiseWords {
  target: string
  /** "Réponse garantie avant mardi 9 h 00." */
  text: string
  /** What it can be called: `guarantee` alone may be "breached"; a `usual` or `objective` one is only "not met" (TERM-02). */
  kind: 'guarantee' | 'objective' | 'usual' | 'unquantified'
  deadline: Instant | null
  clauses: string[]
}

/** An instant after "avant" or "before": "17 h 10" today, "demain 9 h 00", "mardi 9 h 00" within a week, then the full date. */
export function deadlineInWords(at: Instant, how: InstantWords): string {
  const wall = wallAt(at, how.zone)
  const distance = how.now === undefined ? undefined : wall.day - wallAt(how.now, how.zone).day
  const elsewhere = how.readerZone !== undefined && wallAt(at, how.readerZone).offset !== wall.offset
  if (distance === undefined || distance < 0 || distance > 6 || elsewhere || happensTwice(at, how.zone)) return instantInWords(at, how)
  const time = timeOfDay(wall.seconds - (wall.seconds % 60), how.lang)
  if (distance === 0) return time
  const day = distance === 1 ? (how.lang === 'fr' ? 'demain' : 'tomorrow') : weekdayName(wall.weekday, how.lang)
  return how.lang === 'fr' ? `${day}${nbsp}${time}` : `${day} at ${time}`
}

interface Sayings {
  guaranteed(name: string, adjective: string, limit: string): string
  objective(name: string, adjective: string, limit: string): string
  /** No bond. */
  general(name: string, limit: string): string
  mean(name: string, adjective: string, about: string, length: string): string
  unquantified(name: string, adjective: string, called: string): string
  before(when: string): string
  within(length: string): string
  about(when: string): string
  often(usual: string): string
  share(percentage: string): string
}

export const words: Record<Lang, Sayings> = {
  fr: {
    guaranteed: (name, adjective, limit) => `${name} ${adjective} ${limit}.`,
    objective: (name, adjective, limit) => `${name} ${adjective} ${limit}${thin}: c${apostrophe}est un objectif, pas une garantie.`,
    general: (name, limit) => `${name} en général ${limit}, sans engagement.`,
    mean: (name, adjective, about, length) => `${name} ${adjective} ${about}en moyenne ${length}.`,
    unquantified: (name, adjective, called) => `${name} ${adjective}, sans délai chiffré${called}.`,
    before: (when) => `avant ${when}`,
    within: (length) => `en ${length}`,
    about: (when) => `vers ${when}, `,
    often: (usual) => ` (souvent en ${usual})`,
    share: (percentage) => ` dans ${percentage} des cas`,
  },
  en: {
    guaranteed: (name, _, limit) => `${name} guaranteed ${limit}.`,
    objective: (name, _, limit) => `${name} aimed for ${limit}: an objective, not a guarantee.`,
    general: (name, limit) => `${name} generally ${limit}, without commitment.`,
    mean: (name, _, about, length) => `Usual ${name.toLowerCase()} ${about}on average ${length}.`,
    unquantified: (name, _, called) => `${name} promised, with no stated time${called}.`,
    before: (when) => `before ${when}`,
    within: (length) => `within ${length}`,
    about: (when) => `around ${when}, `,
    often: (usual) => ` (often within ${usual})`,
    share: (percentage) => ` in ${percentage} of cases`,
  },
}

function kindOf({ value, statistic, bond }: Commitment): PromiseWords['kind'] {
  if (value === null) return 'unquantified'
  if (statistic.of === 'mean') return 'usual'
  return bond === 'guaranteed' ? 'guarantee' : bond === 'objective' ? 'objective' : 'usual'
}

/** A commitment in words. An average is told as usual and an objective as an objective, never as a guarantee (TERM-02). */
export function promiseInWords(policy: Policy, commitment: Commitment, lang: Lang, reading: Reading = {}): PromiseWords {
  const { target, clauses, deadline } = commitment
  const kind = kindOf(commitment)
  return { target, text: sentenceOf(policy, commitment, kind, lang, reading), kind, deadline, clauses }
}

function sentenceOf(policy: Policy, commitment: Commitment, kind: PromiseWords['kind'], lang: Lang, reading: Reading): string {
  const { metric, value, counted, statistic, deadline, usual } = commitment
  const say = words[lang]
  const name = sentence(metricName(metric, lang))
  if (value === null) {
    const label = policy.families.targets.find(({ answer }) => answer.name === commitment.target)?.answer.label
    return say.unquantified(name, agreeing(metric, 'promis'), label ? ` (${wordsIn(label, policy, lang)})` : '')
  }
  const calendar = counted.by === 'elapsed' ? undefined : tellingCalendar(counted.calendar, policy, lang)
  const length = (amount: number) => promisedLength(amount, counted, lang, calendar)
  const when = deadline === null ? undefined : deadlineInWords(deadline, { zone: policy.zone, lang, ...reading })
  if (statistic.of === 'mean') return say.mean(name, agreeing(metric, 'habituel'), when === undefined ? '' : say.about(when), length(value))
  const limit = [
    when === undefined ? say.within(length(value)) : say.before(when),
    usual === undefined ? '' : say.often(length(usual)),
    statistic.of === 'share' ? say.share(percent(statistic.percent, lang)) : '',
  ].join('')
  if (kind === 'guarantee') return say.guaranteed(name, agreeing(metric, 'garanti'), limit)
  return kind === 'objective' ? say.objective(name, agreeing(metric, 'visé'), limit) : say.general(name, limit)
}
