import { explainLine } from '../explain/lines.ts'
import { convert as askConvert, type Conversion } from '../life/convert.ts'
import { movers } from '../life/types.ts'
import { wordsIn } from '../words/fill.ts'
import { instantInWords } from '../words/instants.ts'
import { carriedNames, missingInWords } from '../words/life.ts'
import { list, sayOrNothing } from '../words/phrases.ts'
import { question, type Told } from './question.ts'

export const outcomes = {
  ticket: { fr: 'devient une demande suivie', en: 'becomes a ticket' },
  incomplete: { fr: 'pas encore', en: 'not yet' },
  refused: { fr: 'ne devient pas une demande suivie', en: 'does not become a ticket' },
}

/** May this conversation become a ticket, and from when do its promises run? */
export const convert = question({
  name: 'convert',
  about: { fr: 'Cette conversation peut-elle devenir une demande suivie, et à partir de quand ses délais courent-ils ?', en: 'May this conversation become a ticket, and from when do its promises run?' },
  fields: { by: { one_of: movers }, carried: 'texts', first_message: 'instant' },
  needs: ['by'],
  tells: ['outcome', 'to', 'opened', 'carries', 'missing', 'due.*', 'reason'],
  answer: (policy, { facts, at, fields: { by, carried, first_message } }): Conversion => askConvert(policy, { by: by!, facts, carried: carried ?? [], firstMessage: first_message }, at),
  tell: (_, { outcome, to, opened, carries, missing, commitments, reason }) => ({
    outcome: { is: 'word', word: outcome }, to: to === null ? { is: 'nothing' } : { is: 'word', word: to }, opened: opened === null ? { is: 'nothing' } : { is: 'instant', at: opened },
    carries: { is: 'words_list', words: carries }, missing: { is: 'words_list', words: missing }, reason: reason ? { is: 'words', words: reason } : { is: 'nothing' },
    ...Object.fromEntries(commitments.flatMap(({ metric, deadline }): [string, Told][] => (deadline === null ? [] : [[`due.${metric}`, { is: 'instant', at: deadline }]]))),
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { outcome, to, opened, carries, missing, facts, clauses, rule, reason }, lang) => {
    const label = to === null ? undefined : policy.channels.get(to)?.label
    const result = [
      outcomes[outcome][lang],
      outcome === 'ticket' && label ? wordsIn(label, policy, lang) : '',
      opened === null ? '' : instantInWords(opened, { zone: policy.zone, lang }),
      outcome === 'ticket' && carries.length > 0 ? `${lang === 'fr' ? 'avec ' : 'with '}${list(carries.map((one) => carriedNames[one][lang]), lang)}` : '',
      missingInWords(missing, policy, lang),
      sayOrNothing(reason, policy, lang),
    ].filter((part) => part !== '').join(' · ')
    return [explainLine(policy, { title: 'Conversation', result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)]
  },
})
