import { explainLine } from '../explain/lines.ts'
import { quota as read, type QuotaReading } from '../quotas/quota.ts'
import { wordsIn } from '../words/fill.ts'
import { sayOrNothing } from '../words/phrases.ts'
import { balanceInWords, quantityInWords, quotaOutcome } from '../words/quotas.ts'
import { question, type Told } from './question.ts'

export const titles = { time: { fr: 'Temps compris', en: 'Included time' }, requests: { fr: 'Demandes comprises', en: 'Included requests' } }

/** What is left of a counted right, and does it cover what is asked? */
export const quota = question({
  name: 'quota',
  about: { fr: 'Que reste-t-il d’un droit compté, et couvre-t-il ce qui est demandé ?', en: 'What is left of a counted right, and does it cover what is asked?' },
  fields: {
    name: { named: (policy) => policy.families.quotas.flatMap(({ answer }) => ('name' in answer ? [answer.name] : [])) }, of: { one_of: ['time', 'requests'] }, since: 'instant', asked: 'duration',
    grants: { each: { at: 'instant', holds: 'duration' } }, uses: { each: { at: 'instant', took: 'duration' } },
  },
  needs: [],
  tells: ['outcome', 'name', 'of', 'granted', 'used', 'over', 'expired', 'carried', 'remaining', 'counted', 'uncovered', 'ends', 'renews', 'missing', 'reason'],
  answer: (policy, { facts, at, fields }): QuotaReading => read(policy, fields, facts, at),
  tell: (_, reading) => {
    const { of, balance, reason } = reading
    const quantity = (amount: number): Told => (of === 'time' ? { is: 'duration', seconds: amount } : { is: 'number', number: amount })
    const instant = (at: number | null): Told => (at === null ? { is: 'nothing' } : { is: 'instant', at })
    return {
      outcome: { is: 'word', word: reading.outcome }, of: { is: 'word', word: of }, name: reading.name === undefined ? { is: 'nothing' } : { is: 'word', word: reading.name },
      granted: quantity(balance.granted), used: quantity(balance.used), over: quantity(balance.over), expired: quantity(balance.expired), remaining: quantity(balance.remaining),
      carried: quantity(reading.carried), counted: quantity(reading.counted), uncovered: quantity(reading.uncovered),
      ends: instant(reading.ends), renews: instant(reading.renews), missing: { is: 'words_list', words: reading.missing }, reason: reason ? { is: 'words', words: reason } : { is: 'nothing' },
    }
  },
  clauses: ({ clauses }) => clauses,
  explain: (policy, reading, lang) => {
    const { of, outcome, clauses, facts, rule, reason, counted } = reading
    const label = policy.families.quotas.find(({ answer }) => answer.limit === 'bank' && answer.name === reading.name)?.answer
    const title = (label?.limit === 'bank' && label.label ? wordsIn(label.label, policy, lang) : '') || titles[of][lang]
    const needed = reading.missing.map((name) => wordsIn(policy.facts.get(name)?.label ?? {}, policy, lang) || name)
    const result = [quotaOutcome(outcome, lang), ...needed, sayOrNothing(reason, policy, lang)].filter((part) => part !== '').join(' · ')
    const lines = [explainLine(policy, { title, result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)]
    if (reading.name === undefined || outcome === 'unknown') return lines
    if (counted > 0) lines.unshift(explainLine(policy, { title: lang === 'fr' ? 'Compté' : 'Counted', result: quantityInWords(of, counted, lang), clauses }, lang))
    return [explainLine(policy, { title: lang === 'fr' ? 'Décompte' : 'Account', result: balanceInWords(reading, lang), clauses }, lang), ...lines]
  },
})
