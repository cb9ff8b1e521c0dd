import { explainLine } from '../explain/lines.ts'
import { centsInWords } from '../money/amount.ts'
import { quoteStates } from '../money/bill.ts'
import { quote as answerQuote, quoteActs, type QuoteAnswer } from '../money/quote.ts'
import { actInWords, deliveryInWords, partsInWords, problemInWords, stateInWords } from '../words/quote.ts'
import { works } from './price.ts'
import { question } from './question.ts'

/** May this quote be sent, accepted, refused; may the work start? */
export const quote = question({
  name: 'quote',
  about: { fr: 'Ce devis peut-il être envoyé, accepté, refusé ; le travail peut-il commencer ?', en: 'May this quote be sent, accepted, refused; may the work start?' },
  fields: { do: { one_of: quoteActs }, work: { named: works }, parts: 'texts', estimate: 'duration', rate: 'money', cost: 'money', state: { one_of: quoteStates }, sent_at: 'instant', by: 'text' },
  needs: ['do'],
  tells: ['outcome', 'state', 'missing', 'problems', 'cost', 'delivery', 'valid_until'],
  answer: (policy, { facts, at, fields: { do: act, sent_at: sentAt, ...rest } }): QuoteAnswer => answerQuote(policy, { do: act!, ...rest, ...(sentAt === undefined ? {} : { sentAt }) }, facts, at),
  tell: (_, { outcome, state, missing, problems, cost, delivery, validUntil }) => ({
    outcome: { is: 'word', word: outcome }, state: { is: 'word', word: state }, missing: { is: 'words_list', words: missing }, problems: { is: 'words_list', words: problems },
    cost: cost === null ? { is: 'nothing' } : { is: 'money', cents: cost }, delivery: delivery === null ? { is: 'nothing' } : { is: 'word', word: delivery },
    valid_until: validUntil === null ? { is: 'nothing' } : { is: 'instant', at: validUntil },
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { do: act, state, missing, problems, cost, delivery, clauses, facts }, lang) => {
    const told = problems.length === 0 && missing.length === 0
      ? [stateInWords(state, lang), cost === null ? '' : centsInWords(cost, policy, lang, 'excluded'), delivery === null ? '' : deliveryInWords(delivery, policy, lang)]
      : [...problems.map((problem) => problemInWords(problem, lang)), partsInWords(missing, policy, lang)]
    return [explainLine(policy, { title: actInWords(act, lang), result: told.filter((part) => part !== '').join(' · '), facts, clauses }, lang)]
  },
})
