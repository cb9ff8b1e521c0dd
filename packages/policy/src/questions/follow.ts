import { explainLine } from '../explain/lines.ts'
import { follow as askFollow, type Following, viewers } from '../life/follow.ts'
import { type State, states } from '../life/types.ts'
import { instantInTable } from '../words/instants.ts'
import { list } from '../words/phrases.ts'
import { stateNames } from '../words/states.ts'
import { question, type Told } from './question.ts'

/** What does this person see of the changes of a ticket? */
export const follow = question({
  name: 'follow',
  about: { fr: 'Que voit cette personne des changements de la demande ?', en: 'What does this person see of the changes of the ticket?' },
  fields: { viewer: { one_of: viewers }, changes: { each: { at: 'instant', to: { one_of: states } } } },
  needs: ['viewer'],
  tells: ['outcome', 'entries', 'count', 'at.*'],
  answer: (policy, { facts, at, fields: { viewer, changes = [] } }): Following =>
    askFollow(policy, viewer!, changes.flatMap((one): { at: number; to: State }[] => (one.at === undefined || one.to === undefined ? [] : [{ at: one.at, to: one.to }])), facts, at),
  tell: (_, { outcome, changes }) => ({
    outcome: { is: 'word', word: outcome }, count: { is: 'number', number: changes.length },
    entries: { is: 'words_list', words: changes.map(({ to }) => to) },
    ...Object.fromEntries(changes.map(({ at }, index): [string, Told] => [`at.${index + 1}`, { is: 'instant', at }])),
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { outcome, changes, clauses, facts, rule }, lang) => {
    const seen = changes.map(({ at, to }) => `${instantInTable(at, { zone: policy.zone, lang })} ${stateNames[to][lang]}`)
    const hidden = lang === 'fr' ? 'rien : pour cette personne, cette demande n’existe pas' : 'nothing: for this person there is no such ticket'
    const nothing = lang === 'fr' ? 'aucun changement' : 'no change'
    const result = outcome === 'not_found' ? hidden : seen.length === 0 ? nothing : list(seen, lang)
    return [explainLine(policy, { title: lang === 'fr' ? 'Suivi' : 'Follow-up', result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)]
  },
})
