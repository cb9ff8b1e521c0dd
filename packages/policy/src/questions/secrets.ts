import { secretsIn, type Secrets } from '../confidentiality/secrets.ts'
import { explainLine } from '../explain/lines.ts'
import { valueInWords } from '../explain/values.ts'
import { list, sayOrNothing } from '../words/phrases.ts'
import { question } from './question.ts'

export const outcomes = {
  allowed: { fr: 'accepté', en: 'accepted' },
  masked: { fr: 'masqué', en: 'hidden' },
  held: { fr: 'retenu', en: 'kept back' },
  refused: { fr: 'refusé', en: 'refused' },
  redirect_encrypted: { fr: 'seulement par une connexion chiffrée', en: 'over an encrypted connection only' },
}

/** What becomes of a text that holds a secret? The answer never holds it. */
export const secrets = question({
  name: 'secrets',
  about: { fr: 'Que devient un texte qui contient un secret ?', en: 'What becomes of a text that holds a secret?' },
  fields: { text: 'text', encrypted: 'flag' },
  needs: [],
  tells: ['outcome', 'found', 'lines', 'shown', 'field', 'reason', 'channel'],
  answer: (policy, { facts, at, fields }): Secrets => secretsIn(policy, facts, at, fields),
  tell: (_, { outcome, found, shown, field, reason, next }) => ({
    outcome: { is: 'word', word: outcome }, found: { is: 'words_list', words: found.map(({ kind }) => kind) },
    lines: { is: 'words_list', words: [...new Set(found.flatMap(({ lines }) => lines.map(String)))] },
    shown: { is: 'word', word: shown }, field: { is: 'flag', flag: field }, reason: reason ? { is: 'words', words: reason } : { is: 'nothing' },
    channel: next?.channel === undefined ? { is: 'nothing' } : { is: 'word', word: next.channel },
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { outcome, found, clauses, facts, rule, reason }, lang) => {
    const kinds = list([...new Set(found.map(({ kind }) => valueInWords(policy, 'secret', kind, lang)))], lang)
    const result = [outcomes[outcome][lang], kinds, sayOrNothing(reason, policy, lang)].filter((part) => part !== '').join(' · ')
    return [explainLine(policy, { title: lang === 'fr' ? 'Confidentialité' : 'Confidentiality', result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)]
  },
})
