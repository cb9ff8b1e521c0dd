import { explainLine } from '../explain/lines.ts'
import { findTerm, type FoundTerm } from '../terms/find-term.ts'
import { wordsIn } from '../words/fill.ts'
import { sayOrNothing } from '../words/phrases.ts'
import { question, type Told } from './question.ts'

const nothing: Told = { is: 'nothing' }

/** What does this word mean here, by whatever name it is called, and where does it lead? */
export const term = question({
  name: 'term',
  about: { fr: 'Que veut dire ce mot ici, quel que soit le nom qu’on lui donne ?', en: 'What does this word mean here, by whatever name it is called?' },
  fields: { text: 'text' },
  needs: ['text'],
  tells: ['outcome', 'term', 'address', 'means'],
  answer: (policy, { fields: { text = '' } }): FoundTerm => findTerm(policy, text),
  tell: (_, { term: name, address, means }) => ({
    outcome: { is: 'word', word: name === null ? 'unknown' : 'found' }, term: name === null ? nothing : { is: 'word', word: name },
    address: address === null ? nothing : { is: 'word', word: address }, means: means ? { is: 'words', words: means } : nothing,
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { term: name, address, means, clauses }, lang) => {
    const unknown = lang === 'fr' ? 'ce mot n’est pas dans le vocabulaire' : 'this word is not in the vocabulary'
    const result = name === null ? unknown : [wordsIn(policy.terms.get(name)!.term, policy, lang), sayOrNothing(means, policy, lang), address ?? ''].filter((part) => part !== '').join(' · ')
    return [explainLine(policy, { title: lang === 'fr' ? 'Vocabulaire' : 'Vocabulary', result, clauses }, lang)]
  },
})
