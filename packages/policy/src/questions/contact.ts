import { contactRight, type ContactRight } from '../contacts/right.ts'
import { rights } from '../contacts/types.ts'
import { explainLine } from '../explain/lines.ts'
import { centsInWords } from '../money/amount.ts'
import { wordsIn } from '../words/fill.ts'
import { missingInWords } from '../words/life.ts'
import { list } from '../words/phrases.ts'
import { rightNames } from '../words/rights.ts'
import { apostrophe, nbsp, thin } from '../words/typography.ts'
import { question } from './question.ts'

export const outcomes = {
  allowed: { fr: 'autorisé', en: 'allowed' },
  refused: { fr: 'pas autorisé', en: 'not allowed' },
  limit: { fr: 'au-delà de la limite', en: 'over the limit' },
}

/** May this person of the customer do this, for so much; may so many have the role? */
export const contact = question({
  name: 'contact',
  about: { fr: 'Que peut faire cette personne chez le client, et jusqu’à quel montant ?', en: 'What may this person at the customer’s do, and up to which amount?' },
  fields: { role: 'text', right: { one_of: rights }, amount: 'money', count: 'number' },
  needs: [],
  tells: ['outcome', 'role', 'rights', 'at_most', 'commits_up_to', 'others', 'missing'],
  answer: (policy, { facts, at, fields: { role, right, amount, count } }): ContactRight => contactRight(policy, { role, right, amount, count, facts }, at),
  tell: (_, { outcome, role, rights: granted, atMost, commitsUpTo, others, missing }) => ({
    outcome: { is: 'word', word: outcome }, role: role === null ? { is: 'nothing' } : { is: 'word', word: role }, rights: { is: 'words_list', words: granted },
    at_most: atMost === null ? { is: 'nothing' } : { is: 'number', number: atMost }, commits_up_to: commitsUpTo === null ? { is: 'nothing' } : { is: 'money', cents: commitsUpTo },
    others: { is: 'words_list', words: others }, missing: { is: 'words_list', words: missing },
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { outcome, role, right, atMost, commitsUpTo, others, missing, facts, clauses }, lang) => {
    const french = lang === 'fr'
    const label = (name: string): string => wordsIn(policy.contacts?.roles.get(name)?.label ?? {}, policy, lang) || name
    const result = [
      outcomes[outcome][lang],
      right === null ? '' : rightNames[right][lang],
      atMost === null ? '' : `${french ? 'au plus ' : 'at most '}${atMost}${nbsp}${french ? (atMost > 1 ? 'personnes' : 'personne') : atMost === 1 ? 'person' : 'people'}`,
      commitsUpTo === null ? '' : `${french ? `jusqu${apostrophe}à ` : 'up to '}${centsInWords(commitsUpTo, policy, lang)}`,
      missingInWords(missing, policy, lang),
      others.length === 0 ? '' : `${french ? `peut le faire${thin}: ` : 'may do it: '}${list(others.map(label), lang, 'or')}`,
    ].filter((part) => part !== '').join(' · ')
    return [explainLine(policy, { title: role === null ? (policy.contacts ? (french ? 'Contact sans rôle' : 'Contact without a role') : 'Contact') : label(role), result, facts, clauses }, lang)]
  },
})
