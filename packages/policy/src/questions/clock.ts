import type { ClockEvent, ClockEventType } from '../clocks/events.ts'
import { readPromise, type PromiseReading } from '../clocks/promise.ts'
import { explainDeadline } from '../explain/deadline.ts'
import { explainLine } from '../explain/lines.ts'
import type { Lang } from '../model.ts'
import { businessDays, duration } from '../words/durations.ts'
import { instantInWords } from '../words/instants.ts'
import { metricName } from '../words/metrics.ts'
import { sentence } from '../words/typography.ts'
import { question, type Told } from './question.ts'

const eventTypes = [
  'customer_message', 'human_reply', 'automatic_reply', 'taken_in_charge', 'work_started', 'waiting_customer', 'waiting_supplier', 'resumed',
  'workaround_given', 'restored', 'called_back', 'arrived', 'solved', 'reopened',
] as const satisfies readonly ClockEventType[]

interface Clock { promise: PromiseReading | null }

export const states = {
  none: { fr: 'promis sans délai chiffré', en: 'promised with no stated time' }, not_started: { fr: 'pas commencé', en: 'not started' }, running: { fr: 'en cours', en: 'running' },
  paused: { fr: 'en pause', en: 'paused' }, stopped: { fr: 'arrêté', en: 'stopped' },
}
export const outcomes = { kept: { fr: 'tenu', en: 'kept' }, late: { fr: 'en retard', en: 'late' }, counted: { fr: 'compté dans la statistique', en: 'counted in the statistic' }, cancelled: { fr: 'sans objet', en: 'cancelled' } }

const nothing: Told = { is: 'nothing' }
const word = (value: string | null): Told => (value === null ? nothing : { is: 'word', word: value })
const instant = (at: number | null): Told => (at === null ? nothing : { is: 'instant', at })

/** How does a promise stand after what happened? */
export const clock = question({
  name: 'clock',
  about: { fr: 'Où en est un engagement, après ce qui s’est passé ?', en: 'How does a promise stand, after what happened?' },
  fields: { target: 'text', opened: 'instant', events: { each: { at: 'instant', type: { one_of: eventTypes }, question: 'flag', participant: 'flag' } } },
  needs: [],
  tells: ['state', 'target', 'cycle', 'started', 'stopped', 'due', 'counted', 'remaining', 'over', 'outcome', 'because', 'resumes', 'first'],
  answer: (policy, { facts, at, fields: { target, opened, events = [] } }): Clock => {
    const happened = events.flatMap((event): ClockEvent[] => (event.at === undefined || event.type === undefined ? [] : [{ ...event, at: event.at, type: event.type }]))
    const promise = readPromise(policy, { facts, opened: opened ?? at, events: happened, ...(target === undefined ? {} : { name: target }) }, at)
    return { promise }
  },
  tell: (_, { promise }): Record<string, Told> => {
    if (!promise) return { state: { is: 'word', word: 'not_promised' } }
    const { reading, commitment } = promise
    const length = (amount: number | null): Told => (amount === null ? nothing : reading.unit === 'day' ? { is: 'number', number: amount, of: 'business_days' } : { is: 'duration', seconds: amount })
    return {
      state: word(reading.state), target: word(commitment.target), cycle: { is: 'number', number: reading.cycle }, started: instant(reading.startedAt), stopped: instant(reading.stoppedAt),
      due: instant(reading.deadline), counted: length(reading.counted), remaining: length(reading.remaining), over: { is: 'flag', flag: reading.over }, outcome: word(reading.outcome),
      because: word(reading.pausedBecause), resumes: instant(reading.resumesAt), first: word(reading.first?.outcome ?? null),
    }
  },
  clauses: ({ promise }) => promise?.commitment.clauses ?? [],
  explain: (policy, { promise }, lang) => {
    if (!promise) return [explainLine(policy, { title: lang === 'fr' ? 'Engagement' : 'Promise', result: lang === 'fr' ? 'aucun' : 'none', clauses: [] }, lang)]
    const { commitment, reading } = promise
    const { clauses } = commitment
    const lines = explainDeadline(policy, reading, lang).lines.filter(({ future }) => !future).map(({ from, to, words, adds, state }) => explainLine(policy, {
      title: [from, to].map((at) => (at === null ? '…' : instantInWords(at, { zone: policy.zone, lang }))).join(' → '),
      result: state === 'counted' ? `${words} ${lengthInWords(adds, reading.unit, lang)}` : words, clauses: [],
    }, lang))
    const result = [states[reading.state][lang], reading.outcome === null ? '' : outcomes[reading.outcome][lang], reading.deadline === null ? '' : dueBy(instantInWords(reading.deadline, { zone: policy.zone, lang }), lang)].filter((part) => part !== '')
    return [...lines, explainLine(policy, { title: sentence(metricName(commitment.metric, lang)), result: result.join(' · '), rule: commitment.target, clauses }, lang)]
  },
})

function dueBy(when: string, lang: Lang): string {
  return lang === 'fr' ? `échéance ${when}` : `due ${when}`
}

function lengthInWords(amount: number, unit: 'second' | 'day', lang: Lang): string {
  return unit === 'day' ? businessDays(amount, lang) : duration(amount, lang)
}
