import { callback as readCallback, type Callback } from '../callbacks/callback.ts'
import { explainLine } from '../explain/lines.ts'
import type { Words } from '../model.ts'
import { instantInWords } from '../words/instants.ts'
import { sayOrNothing } from '../words/phrases.ts'
import { teamInWords } from '../words/teams.ts'
import { question, type Told } from './question.ts'

export const outcomes: Record<Callback['outcome'], Words> = {
  task: { fr: 'à rappeler', en: 'to be called back' }, closed: { fr: 'sans suite, consigné', en: 'nothing to do, recorded' },
  ask: { fr: 'une précision est demandée', en: 'a detail is asked for' }, none: { fr: 'pas de rappel ici', en: 'no call back here' },
}
const nothing: Told = { is: 'nothing' }

/** Will this person be called back, by whom, by when? */
export const callback = question({
  name: 'callback',
  about: { fr: 'Cette personne sera-t-elle rappelée, par qui, et quand ?', en: 'Will this person be called back, by whom, and when?' },
  fields: {},
  needs: [],
  tells: ['outcome', 'by', 'due', 'promise', 'missing', 'voicemail', 'reason'],
  answer: (policy, { facts, at }): Callback => readCallback(policy, facts, at),
  tell: (_, { outcome, by, promise, missing, voicemail, reason }) => ({
    outcome: { is: 'word', word: outcome }, by: by === null ? nothing : { is: 'word', word: by },
    due: promise?.deadline == null ? nothing : { is: 'instant', at: promise.deadline },
    promise: promise === null ? nothing : promise.value === null ? { is: 'word', word: 'unquantified' } : { is: 'duration', seconds: promise.value },
    missing: { is: 'words_list', words: missing }, voicemail: { is: 'flag', flag: voicemail }, reason: reason ? { is: 'words', words: reason } : nothing,
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { outcome, by, promise, facts, clauses, rule, reason }, lang) => {
    const due = promise?.deadline == null ? '' : instantInWords(promise.deadline, { zone: policy.zone, lang, seconds: true })
    const result = [outcomes[outcome][lang]!, by === null ? '' : teamInWords(by, policy, lang), due, sayOrNothing(reason, policy, lang)].filter((part) => part !== '').join(' · ')
    return [explainLine(policy, { title: lang === 'fr' ? 'Rappel' : 'Callback', result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)]
  },
})
