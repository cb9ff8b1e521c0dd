/** One line of an explanation: what was established, from which facts, by which clauses. */
import type { FactValue, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { calendarSlot } from '../resolve/machine.ts'
import { cite, say, wordsIn } from '../words/fill.ts'
import { thin } from '../words/typography.ts'
import { valueInWords } from './values.ts'

export interface ExplainedFact { name: string; label: string; value: string }
export interface ExplainedClause { id: string; title: string; says: string }
export interface ExplainedLine {
  title: string
  /** What was established: "ouvert", "90,00 €". */
  result: string
  rule?: string
  facts: ExplainedFact[]
  clauses: ExplainedClause[]
  /** The line as text: "title: result [facts] (clauses)". */
  text: string
}

/** What a line is made of; the facts as they were known. */
export interface LineParts { title: string; result: string; rule?: string; facts?: Readonly<Record<string, FactValue | null>>; clauses: readonly string[] }

export const states = { open: { fr: 'ouvert', en: 'open' }, closed: { fr: 'fermé', en: 'closed' } }

export function explainLine(policy: Policy, { title, result, rule, facts: known = {}, clauses: ids }: LineParts, lang: Lang): ExplainedLine {
  const facts = Object.entries(known).map(([name, value]) => explainFact(policy, name, value, lang))
  const clauses = ids.map((id) => explainClause(policy, id, lang))
  const colon = lang === 'fr' ? `${thin}: ` : ': '
  const because = facts.map(({ label, value }) => `${label} = ${value}`).join(', ')
  const cited = cite([...ids], policy, lang)
  return {
    title, result, ...(rule === undefined ? {} : { rule }), facts, clauses,
    text: [`${title}${colon}${result}`, because === '' ? '' : ` [${because}]`, cited === '' ? '' : ` (${cited})`].join(''),
  }
}

function explainClause(policy: Policy, id: string, lang: Lang): ExplainedClause {
  const clause = policy.clausesById.get(id)
  return { id, title: clause?.title ? wordsIn(clause.title, policy, lang) : '', says: clause ? say(clause.says, policy, lang) : '' }
}

function explainFact(policy: Policy, name: string, value: FactValue | null, lang: Lang): ExplainedFact {
  const calendar = [...policy.calendars.values()].find((one) => calendarSlot(one.name) === name)
  if (calendar) return { name, label: wordsIn(calendar.label, policy, lang), value: states[value === true || value === 'open' ? 'open' : 'closed'][lang] }
  const declared = policy.facts.get(name)
  return { name, label: declared ? wordsIn(declared.label, policy, lang) : name, value: valueInWords(policy, name, value, lang) }
}
