import { explainLine } from '../explain/lines.ts'
import { move as askMove, type Move } from '../life/move.ts'
import { movers, states } from '../life/types.ts'
import { instantInWords } from '../words/instants.ts'
import { missingInWords, moveOutcomes, moveTitle, reasons } from '../words/life.ts'
import { sayOrNothing } from '../words/phrases.ts'
import { apostrophe } from '../words/typography.ts'
import { question } from './question.ts'

/** May the ticket go from one state to another, by this one, now? */
export const move = question({
  name: 'move',
  about: { fr: `La demande peut-elle changer d${apostrophe}état, par qui, et que faut-il pour cela ?`, en: 'May the ticket change its state, by whom, and what does it take?' },
  fields: { from: { one_of: states }, to: { one_of: states }, by: { one_of: movers }, since: 'instant' },
  needs: ['from', 'to', 'by'],
  tells: ['outcome', 'because', 'missing', 'until', 'reason'],
  answer: (policy, { facts, at, fields: { from, to, by, since } }): Move => askMove(policy, { from: from!, to: to!, by: by!, facts, since }, at),
  tell: (_, { outcome, because, missing, until, reason }) => ({
    outcome: { is: 'word', word: outcome }, because: { is: 'word', word: because }, missing: { is: 'words_list', words: missing },
    until: until === null ? { is: 'nothing' } : { is: 'instant', at: until }, reason: reason ? { is: 'words', words: reason } : { is: 'nothing' },
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, made, lang) => {
    const { outcome, because, missing, until, reason, rule, facts, clauses } = made
    const lacks = missingInWords(missing, policy, lang)
    const limit = until === null ? '' : `${lang === 'fr' ? `jusqu${apostrophe}au ` : 'until '}${instantInWords(until, { zone: policy.zone, lang })}`
    const why = because === 'rule' ? sayOrNothing(reason, policy, lang) : reasons[because][lang]
    const result = [moveOutcomes[outcome][lang], lacks, limit, why].filter((part) => part !== '').join(' · ')
    return [explainLine(policy, { title: moveTitle(made, lang), result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)]
  },
})
