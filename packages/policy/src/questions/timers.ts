import { explainLine } from '../explain/lines.ts'
import { states } from '../life/types.ts'
import { timers as askTimers, type TimerReading } from '../life/timers.ts'
import { instantInWords } from '../words/instants.ts'
import { moveOutcomes, timerActs } from '../words/life.ts'
import { sayOrNothing } from '../words/phrases.ts'
import { sentence } from '../words/typography.ts'
import { question, type Told } from './question.ts'

const at = (instant: number | null | undefined): Told => (instant === null || instant === undefined ? { is: 'nothing' } : { is: 'instant', at: instant })

/** What happens to the ticket by itself, and when? */
export const timers = question({
  name: 'timers',
  about: { fr: 'Que devient la demande d’elle-même, et quand ?', en: 'What becomes of the ticket by itself, and when?' },
  fields: { state: { one_of: states }, since: 'instant' },
  needs: ['state', 'since'],
  tells: ['timer.*', 'do.*', 'next', 'next_at', 'due', 'stopped'],
  answer: (policy, { facts, at: now, fields: { state, since } }): TimerReading[] => askTimers(policy, { state: state!, since: since!, facts }, now),
  tell: (_, readings) => {
    const next = readings.find((one) => one.at !== null && !one.due)
    return {
      ...Object.fromEntries(readings.flatMap((one): [string, Told][] => [[`timer.${one.name}`, at(one.at)], [`do.${one.name}`, { is: 'word', word: one.do }]])),
      next: next ? { is: 'word', word: next.name } : { is: 'nothing' }, next_at: at(next?.at),
      due: { is: 'words_list', words: readings.filter((one) => one.due).map(({ name }) => name) },
      stopped: { is: 'words_list', words: readings.filter((one) => one.move && one.move.outcome !== 'allowed').map(({ name }) => name) },
    }
  },
  clauses: (readings) => [...new Set(readings.flatMap(({ clauses }) => clauses))],
  explain: (policy, readings, lang) => readings.map(({ name, do: act, at: instant, words, move, facts, clauses }) => {
    const when = instant === null ? (lang === 'fr' ? 'jamais' : 'never') : instantInWords(instant, { zone: policy.zone, lang })
    const stopped = move && move.outcome !== 'allowed' ? moveOutcomes[move.outcome][lang] : ''
    const result = [when, stopped, sayOrNothing(words, policy, lang)].filter((part) => part !== '').join(' · ')
    return explainLine(policy, { title: sentence(timerActs[act][lang]), result, rule: name, facts, clauses }, lang)
  }),
})
