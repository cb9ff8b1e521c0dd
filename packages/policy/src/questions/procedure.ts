import type { ClockEventType } from '../clocks/events.ts'
import { explainLine, type ExplainedLine } from '../explain/lines.ts'
import type { Instant, Lang, Words } from '../model.ts'
import type { Policy } from '../policy.ts'
import { procedure as readProcedure, type GuardReading, type ProcedureReading, type StepReading } from '../procedures/procedure.ts'
import { duration } from '../words/durations.ts'
import { wordsIn } from '../words/fill.ts'
import { instantInWords } from '../words/instants.ts'
import { list, sayOrNothing } from '../words/phrases.ts'
import { typeset } from '../words/typography.ts'
import { question, type Told } from './question.ts'

const eventTypes = [
  'received', 'customer_message', 'human_reply', 'automatic_reply', 'taken_in_charge', 'work_started', 'waiting_customer', 'waiting_supplier', 'resumed',
  'workaround_given', 'restored', 'called_back', 'arrived', 'solved', 'reopened',
] as const satisfies readonly ClockEventType[]

const nothing: Told = { is: 'nothing' }
const instant = (at: Instant | null): Told => (at === null ? nothing : { is: 'instant', at })
const openSteps = ({ steps }: ProcedureReading): StepReading[] => steps.filter(({ state }) => state === 'open')

/** Who is reached now, and who next? */
export const procedure = question({
  name: 'procedure',
  about: { fr: 'Qui peut-on joindre maintenant, et ensuite ?', en: 'Who can be reached now, and who next?' },
  fields: {
    name: { named: (policy) => [...new Set(policy.families.procedures.map(({ answer }) => answer.name))] }, opened: 'instant', events: { each: { at: 'instant', type: { one_of: eventTypes } } },
    tried: { each: { step: { named: (policy) => policy.families.procedures.flatMap(({ answer }) => answer.steps.map(({ name }) => name)) }, at: 'instant' } },
  },
  needs: [],
  tells: ['outcome', 'open', 'missing', 'asks', 'step.*', 'opens.*', 'until.*', 'reach', 'next', 'next_at', 'wait', 'warning', 'reason'],
  answer: (policy, { facts, at, fields: { events, tried, ...fields } }): ProcedureReading => readProcedure(policy, {
    facts, ...fields,
    ...(events ? { events: events.flatMap((event) => (event.at === undefined || event.type === undefined ? [] : [{ at: event.at, type: event.type }])) } : {}),
    ...(tried ? { tried: tried.flatMap((one) => (one.at === undefined || one.step === undefined ? [] : [{ at: one.at, step: one.step }])) } : {}),
  }, at),
  tell: (_, data) => ({
    outcome: { is: 'word', word: data.outcome },
    open: { is: 'flag', flag: data.outcome === 'open' },
    missing: { is: 'words_list', words: data.guards.filter(({ state }) => state !== 'holds').map(({ name }) => name) },
    asks: { is: 'words_list', words: [...new Set(data.guards.flatMap(({ asks }) => asks))] },
    ...Object.fromEntries(data.steps.flatMap(({ name, state, opensAt, closesAt }): [string, Told][] => [
      [`step.${name}`, { is: 'word', word: state }], [`opens.${name}`, instant(opensAt)], [`until.${name}`, instant(closesAt)],
    ])),
    reach: { is: 'words_list', words: openSteps(data).map(({ name }) => name) },
    next: data.next ? { is: 'word', word: data.next.step } : nothing,
    next_at: instant(data.next?.at ?? null),
    wait: data.next && data.outcome !== 'open' ? { is: 'duration', seconds: (data.next.at - data.at) / 1000 } : nothing,
    warning: { is: 'words_list', words: openSteps(data).flatMap(({ fee }) => fee ?? []) },
    reason: data.words ? { is: 'words', words: data.words } : nothing,
  }),
  clauses: ({ clauses }) => clauses,
  explain,
})

export const outcomes: Record<ProcedureReading['outcome'], Words> = {
  open: { fr: 'ouverte', en: 'open' }, not_yet: { fr: 'pas encore ouverte', en: 'not open yet' }, depends: { fr: 'selon ce qui reste à préciser', en: 'depends on what is still to be told' },
  never: { fr: 'fermée', en: 'closed' }, none: { fr: 'aucune procédure pour cette demande', en: 'no procedure for this request' },
}
export const guardStates: Record<GuardReading['state'], Words> = {
  holds: { fr: 'remplie', en: 'met' }, not_yet: { fr: 'pas encore', en: 'not yet' }, unknown: { fr: 'on ne sait pas', en: 'not known' }, fails: { fr: 'non remplie', en: 'not met' },
}
export const stepStates: Record<StepReading['state'], Words> = {
  open: { fr: 'ouverte', en: 'open' }, not_yet: { fr: 'pas encore', en: 'not yet' }, depends: { fr: 'on ne sait pas', en: 'not known' }, never: { fr: 'fermée', en: 'closed' },
}

function explain(policy: Policy, data: ProcedureReading, lang: Lang): ExplainedLine[] {
  const fr = lang === 'fr'
  const when = (at: Instant): string => instantInWords(at, { zone: policy.zone, lang, now: data.at, seconds: true })
  const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' · ')
  const from = (at: Instant | null): string => (at === null ? '' : `${fr ? 'dès' : 'from'} ${when(at)}`)
  const named = (label: Words | undefined, name: string): string => (label ? wordsIn(label, policy, lang) : name)
  const first = explainLine(policy, {
    title: fr ? 'Procédure' : 'Procedure', facts: data.facts, clauses: data.clauses, ...(data.rule === undefined ? {} : { rule: data.rule }),
    result: joined(data.procedure === null ? '' : named(data.label, data.procedure), outcomes[data.outcome][lang]!, sayOrNothing(data.words, policy, lang)),
  }, lang)
  const guards = data.guards.map(({ name, label, state, from: since, facts, clauses, words }) => explainLine(policy, {
    title: fr ? typeset(`Condition « ${named(label, name)} »`, lang) : `Guard “${named(label, name)}”`, facts, clauses,
    result: joined(guardStates[state][lang]!, state === 'not_yet' ? from(since) : '', state === 'holds' ? '' : sayOrNothing(words, policy, lang)),
  }, lang))
  const steps = data.steps.map(({ name, channel, address, state, opensAt, closesAt, after, words, clauses }) => explainLine(policy, {
    title: named(policy.channels.get(channel)?.label, name), clauses,
    result: joined(
      stepStates[state][lang]!, address ?? '', state === 'not_yet' ? from(opensAt) : '', closesAt === null ? '' : `${fr ? 'jusqu’à' : 'until'} ${when(closesAt)}`,
      after && after.tried === null ? `${fr ? 'après' : 'after'} ${list([after.step], lang)}, ${duration(after.wait, lang)}` : '', sayOrNothing(words, policy, lang),
    ),
  }, lang))
  return [first, ...guards, ...steps]
}
