import { credits, type Credit, type CreditReading } from '../credits/credit.ts'
import { explainLine } from '../explain/lines.ts'
import type { Lang } from '../model.ts'
import { centsInWords } from '../money/amount.ts'
import type { Policy } from '../policy.ts'
import { percent } from '../words/amounts.ts'
import { wordsIn } from '../words/fill.ts'
import { untilDay } from '../words/instants.ts'
import { sayOrNothing } from '../words/phrases.ts'
import { question, type Told } from './question.ts'

export const outcomes: Record<Credit['outcome'], Record<Lang, string>> = {
  due: { fr: 'dû au client', en: 'due to the customer' },
  none: { fr: 'rien n’est dû', en: 'nothing is due' },
  too_late: { fr: 'demandé trop tard', en: 'claimed too late' },
  unknown: { fr: 'à préciser', en: 'to be told' },
}

export const fieldNames: Record<string, Record<Lang, string>> = {
  late: { fr: 'la durée du retard', en: 'how late it was' }, target: { fr: 'l’engagement en retard', en: 'the promise that was late' }, measured: { fr: 'la disponibilité mesurée', en: 'the measured availability' },
}

/** What is owed to the customer for a promise that was not kept? */
export const credit = question({
  name: 'credit',
  about: { fr: 'Que doit-on au client pour un engagement manqué ?', en: 'What is owed to the customer for a promise that was not kept?' },
  fields: { name: { named: (policy) => policy.families.credits.map(({ answer }) => answer.name) }, target: 'text', late: 'duration', measured: 'text', down: 'duration', during: 'date', ended: 'instant', claimed: 'instant' },
  needs: [],
  tells: ['outcome', 'credits', 'count', 'percent', 'amount', 'at_most', 'claim_until', 'missing', 'reason'],
  answer: (policy, { facts, at, fields }): CreditReading => credits(policy, fields, facts, at),
  tell: (_, { credits: found, amount }) => {
    const one = deciding(found)
    const nothing: Told = { is: 'nothing' }
    return {
      outcome: { is: 'word', word: one?.outcome ?? 'none' }, credits: { is: 'words_list', words: found.filter(({ outcome }) => outcome === 'due').map(({ name }) => name) },
      count: { is: 'number', number: one?.count ?? 0 }, percent: one?.percent == null ? nothing : { is: 'number', number: Number(one.percent) },
      amount: { is: 'money', cents: amount }, at_most: one?.atMost == null ? nothing : { is: 'money', cents: one.atMost },
      claim_until: one?.claimUntil == null ? nothing : { is: 'instant', at: one.claimUntil }, missing: { is: 'words_list', words: one?.missing ?? [] }, reason: one?.reason ? { is: 'words', words: one.reason } : nothing,
    }
  },
  clauses: ({ clauses }) => clauses,
  explain: (policy, { credits: found }, lang) => found.map((one) => explainCredit(policy, one, lang)),
})

/** The credit that the answer tells of: the first that is due, else the first that says why nothing is. */
function deciding(found: readonly Credit[]): Credit | undefined {
  return found.find(({ outcome }) => outcome === 'due') ?? found.find(({ outcome }) => outcome !== 'none') ?? found[0]
}

function explainCredit(policy: Policy, { name, outcome, amount, percent: share, claimUntil, missing, clauses, facts, rule, reason }: Credit, lang: Lang) {
  const label = policy.families.credits.find(({ answer }) => answer.name === name)?.answer.label
  const paid = outcome === 'due' || outcome === 'too_late' ? [centsInWords(amount, policy, lang), share === null ? '' : percent(share, lang)] : []
  const until = claimUntil === null ? '' : `${lang === 'fr' ? 'à demander' : 'to be claimed'} ${untilDay(claimUntil, { zone: policy.zone, lang })}`
  const needed = missing.map((fact) => fieldNames[fact]?.[lang] ?? (wordsIn(policy.facts.get(fact)?.label ?? {}, policy, lang) || fact))
  const result = [outcomes[outcome][lang], ...paid, until, ...needed, sayOrNothing(reason, policy, lang)].filter((part) => part !== '').join(' · ')
  return explainLine(policy, { title: label ? wordsIn(label, policy, lang) : name, result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)
}
