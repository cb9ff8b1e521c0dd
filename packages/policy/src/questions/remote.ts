import { explainLine } from '../explain/lines.ts'
import { remoteSession, type RemoteSession } from '../remote/session.ts'
import { wordsIn } from '../words/fill.ts'
import { list, sayOrNothing } from '../words/phrases.ts'
import { question } from './question.ts'

export const outcomes = {
  offered: { fr: 'possible', en: 'possible' },
  refused: { fr: 'pas possible', en: 'not possible' },
  no_tool_left: { fr: 'aucun outil restant', en: 'no tool left' },
  other_tool: { fr: 'possible, avec un autre outil', en: 'possible, with another tool' },
}

export const written = {
  reason: { fr: 'dire pourquoi : la raison est inscrite au ticket', en: 'say why: the reason is recorded in the ticket' },
  request: { fr: 'la demande et sa raison sont inscrites au ticket', en: 'the request and its reason are recorded in the ticket' },
  tool_change: { fr: 'le changement d’outil est inscrit au ticket', en: 'the change of tool is recorded in the ticket' },
}

/** May this person have a remote session, and with which tool? */
export const remote = question({
  name: 'remote',
  about: { fr: 'Une session à distance est-elle possible, et avec quel outil ?', en: 'May there be a remote session, and with which tool?' },
  fields: { tool: 'text', reason: 'text', tried: 'texts' },
  needs: [],
  tells: ['outcome', 'tools', 'chosen_by', 'missing', 'entry', 'reason'],
  answer: (policy, { facts, at, fields }): RemoteSession => remoteSession(policy, facts, at, fields),
  tell: (_, { outcome, tools, chosenBy, missing, entry, reason }) => ({
    outcome: { is: 'word', word: outcome }, tools: { is: 'words_list', words: tools }, missing: { is: 'words_list', words: missing },
    entry: entry === null ? { is: 'nothing' } : { is: 'word', word: entry.type },
    chosen_by: chosenBy === null ? { is: 'nothing' } : { is: 'word', word: chosenBy }, reason: reason ? { is: 'words', words: reason } : { is: 'nothing' },
  }),
  clauses: ({ clauses }) => clauses,
  explain: (policy, { outcome, tools, missing, entry, clauses, facts, rule, reason }, lang) => {
    const names = tools.map((tool) => wordsIn(policy.remoteTools!.tools.get(tool)!, policy, lang))
    const record = missing[0] ?? entry?.type
    const result = [outcomes[outcome][lang], list(names, lang), record === undefined ? '' : written[record][lang], sayOrNothing(reason, policy, lang)].filter((part) => part !== '').join(' · ')
    return [explainLine(policy, { title: lang === 'fr' ? 'Session à distance' : 'Remote session', result, facts, clauses, ...(rule === undefined ? {} : { rule }) }, lang)]
  },
})
