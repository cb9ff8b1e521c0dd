import { explainLine } from '../explain/lines.ts'
import { proposeFees, type FeeProposal, type FeeReading } from '../fees/propose.ts'
import { feeState, type FeeState } from '../fees/ruling.ts'
import type { Instant, Lang, Words } from '../model.ts'
import { centsInWords } from '../money/amount.ts'
import type { Policy } from '../policy.ts'
import { percent } from '../words/amounts.ts'
import { feeOutcome, feeStateInWords, untaxedInWords } from '../words/fees.ts'
import { wordsIn } from '../words/fill.ts'
import { untilDay } from '../words/instants.ts'
import { list, sayOrNothing } from '../words/phrases.ts'
import { question, type Told } from './question.ts'

interface Asked { reading: FeeReading; state: FeeState | null; lacking: string[]; contestUntil: Instant | null; decidedBy: Words | null }

/** May a fee be proposed, who rules on it, and where does it stand? */
export const fee = question({
  name: 'fee',
  about: { fr: 'Des frais peuvent-ils être proposés, qui en décide, et où en est-on ?', en: 'May a fee be proposed, who rules on it, and where does it stand?' },
  fields: {
    announced: 'flag', evidence: 'texts', calls: { each: { at: 'instant', channel: { named: (policy) => [...policy.channels.keys()] }, announced: 'flag', evidence: 'texts' } }, tax_date: 'date',
    ruling: { one_of: ['charge', 'waive'] }, ruled_by: 'text', because: 'text', notified: 'instant', contested: 'instant',
  },
  needs: [],
  tells: ['outcome', 'fees', 'net', 'tax', 'gross', 'missing', 'decided_by', 'contest_until', 'state', 'ruling_lacks', 'reason'],
  answer: (policy, { facts, at, fields }): Asked => {
    const { tax_date: taxDate, ruling: decision, ruled_by: by, because: reason, notified, contested, ...asked } = fields
    const reading = proposeFees(policy, { ...asked, ...(taxDate === undefined ? {} : { taxDate }), ...(notified === undefined ? {} : { notified }) }, facts, at)
    const first = deciding(reading)
    if (!first || reading.outcome !== 'proposed') return { reading, state: null, lacking: [], contestUntil: null, decidedBy: first?.decidedBy ?? null }
    const { contest } = policy.families.fees.find(({ answer }) => answer.name === first.name)!.answer
    const told = feeState({ contest }, { ...(decision ? { decision } : {}), ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }), ...(notified === undefined ? {} : { notified }), ...(contested === undefined ? {} : { contested }) }, policy.zone, at)
    return { reading, state: told.state, lacking: told.missing, contestUntil: first.contestUntil, decidedBy: first.decidedBy }
  },
  tell: (_, { reading, state, lacking, contestUntil, decidedBy }) => {
    const money = (cents: number | null): Told => (cents === null ? { is: 'nothing' } : { is: 'money', cents })
    const words = (said: Words | null | undefined): Told => (said ? { is: 'words', words: said } : { is: 'nothing' })
    return {
      outcome: { is: 'word', word: reading.outcome }, fees: { is: 'words_list', words: reading.proposals.filter(({ outcome }) => outcome === 'proposed').map(({ name }) => name) },
      net: money(reading.net), tax: money(reading.tax), gross: money(reading.gross), missing: { is: 'words_list', words: reading.missing }, decided_by: words(decidedBy),
      contest_until: contestUntil === null ? { is: 'nothing' } : { is: 'instant', at: contestUntil }, state: state === null ? { is: 'nothing' } : { is: 'word', word: state },
      ruling_lacks: { is: 'words_list', words: lacking }, reason: words(deciding(reading)?.reason),
    }
  },
  clauses: ({ reading }) => reading.clauses,
  explain: (policy, { reading, state, contestUntil, decidedBy }, lang) => {
    const lines = reading.proposals.map((proposal) => explainProposal(policy, proposal, lang))
    const title = lang === 'fr' ? 'Frais' : 'Fees'
    if (reading.outcome !== 'proposed') return [...lines, explainLine(policy, { title, result: feeOutcome(reading.outcome, lang), clauses: reading.clauses }, lang)]
    const until = contestUntil === null ? '' : `${lang === 'fr' ? 'contestable' : 'may be contested'} ${untilDay(contestUntil, { zone: policy.zone, lang })}`
    const result = [totalInWords(policy, reading, lang), state === null ? '' : feeStateInWords(state, lang), sayOrNothing(decidedBy ?? undefined, policy, lang), until].filter((part) => part !== '').join(' · ')
    return [...lines, explainLine(policy, { title, result, clauses: reading.clauses }, lang)]
  },
})

/** The proposal by which the outcome was reached. */
function deciding({ outcome, proposals }: FeeReading): FeeProposal | undefined {
  return proposals.find((one) => one.outcome === outcome) ?? proposals[0]
}

function explainProposal(policy: Policy, { name, outcome, net, rate, nature, missing, clauses, facts, rule, reason }: FeeProposal, lang: Lang) {
  const answer = policy.families.fees.find((one) => one.answer.name === name)!.answer
  const needed = missing.map((fact) => wordsIn(policy.facts.get(fact)?.label ?? {}, policy, lang) || fact)
  const tax = nature !== 'price' ? untaxedInWords(nature, lang) : rate === null ? '' : `${lang === 'fr' ? 'taxe' : 'tax'} ${percent(rate, lang)}`
  const amount = outcome === 'proposed' && net !== null ? [centsInWords(net, policy, lang, 'excluded'), tax] : []
  const result = [feeOutcome(outcome, lang), ...amount, needed.length > 0 ? list(needed, lang) : '', sayOrNothing(reason, policy, lang)].filter((part) => part !== '').join(' · ')
  return explainLine(policy, { title: answer.label ? wordsIn(answer.label, policy, lang) : name, result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)
}

function totalInWords(policy: Policy, { net, gross }: FeeReading, lang: Lang): string {
  if (net === null) return ''
  const shown = [centsInWords(net, policy, lang, 'excluded'), gross === null ? '' : centsInWords(gross, policy, lang, 'included')]
  return shown.filter((part) => part !== '').join(', ')
}
