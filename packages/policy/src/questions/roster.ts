import { explainLine } from '../explain/lines.ts'
import { instantText } from '../examples/when.ts'
import { rosterGaps, type RosterReading } from '../rosters/gaps.ts'
import { duration } from '../words/durations.ts'
import { wordsIn } from '../words/fill.ts'
import { instantInWords } from '../words/instants.ts'
import { list } from '../words/phrases.ts'
import { typeset } from '../words/typography.ts'
import { question, type Told } from './question.ts'

/** To the minute, or to the second where there are seconds; without the offset, as a roster is written. */
function written(at: number, zone: string): string {
  return instantText(at, zone).replace(/ [+-]\d\d:\d\d$/, '').replace(/:00$/, '')
}

/** Is somebody there during all the hours of a roster? */
export const roster = question({
  name: 'roster',
  about: { fr: 'Le planning couvre-t-il toutes les heures promises ?', en: 'Does the roster cover all the hours that are promised?' },
  fields: { name: { named: (policy) => [...policy.rosters.keys()] }, from: 'instant', to: 'instant', shifts: { each: { from: 'instant', to: 'instant', person: 'text', able: 'flag' } } },
  needs: ['name', 'from', 'to'],
  tells: ['outcome', 'gaps', 'needed', 'covered', 'uncovered'],
  answer: (policy, { fields }): RosterReading | null => {
    const shifts = (fields.shifts ?? []).flatMap(({ from, to, person = '', able }) => (from === undefined || to === undefined ? [] : [{ from, to, person, ...(able === undefined ? {} : { able }) }]))
    return rosterGaps(policy, fields.name ?? '', shifts, fields.from ?? 0, fields.to ?? 0)
  },
  tell: (policy, reading): Record<string, Told> => (reading === null ? { outcome: { is: 'word', word: 'none' } } : {
    outcome: { is: 'word', word: reading.gaps.length === 0 ? 'complete' : 'gaps' },
    gaps: { is: 'words_list', words: reading.gaps.map(({ from, to }) => `${written(from, policy.zone)} - ${written(to, policy.zone)}`) },
    needed: { is: 'duration', seconds: reading.needed }, covered: { is: 'duration', seconds: reading.covered }, uncovered: { is: 'duration', seconds: reading.uncovered },
  }),
  clauses: (reading) => reading?.clauses ?? [],
  explain: (policy, reading, lang) => {
    const title = lang === 'fr' ? 'Planning' : 'Roster'
    if (!reading) return [explainLine(policy, { title, result: lang === 'fr' ? 'inconnu' : 'unknown', clauses: [] }, lang)]
    const label = wordsIn(policy.rosters.get(reading.roster)!.label, policy, lang)
    const when = (at: number): string => instantInWords(at, { zone: policy.zone, lang })
    const gaps = reading.gaps.map(({ from, to }) => (lang === 'fr' ? `personne : ${when(from)} → ${when(to)}` : `nobody: ${when(from)} → ${when(to)}`))
    const covered = lang === 'fr' ? `${duration(reading.covered, lang)} couvertes sur ${duration(reading.needed, lang)}` : `${duration(reading.covered, lang)} covered of ${duration(reading.needed, lang)}`
    return [explainLine(policy, { title: lang === 'fr' ? typeset(`${title} « ${label} »`, lang) : `${title} “${label}”`, result: [covered, ...(gaps.length > 0 ? [list(gaps, lang)] : [])].join(' · '), clauses: reading.clauses }, lang)]
  },
})
