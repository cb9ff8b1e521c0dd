import type { Instant, Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { dateInWords, instantInWords, zoneInWords } from '../words/instants.ts'
import { say, wordsIn } from '../words/fill.ts'
import type { Reading } from '../words/promise.ts'
import { publishCalendar } from './calendars.ts'
import { changesSection } from './changes-section.ts'
import { publishClause } from './clauses.ts'
import { contactsSection } from './contacts-section.ts'
import { publishContacts } from './contacts.ts'
import type { PublishedDocument, PublishedTerm } from './document.ts'
import { glossarySection } from './glossary-section.ts'
import { hoursSections } from './hours-section.ts'
import { matricesSection } from './matrices-section.ts'
import { moneySection } from './money-section.ts'
import { proceduresSection } from './procedures-section.ts'
import { publishedProcedures } from './procedures.ts'
import { publishTables } from './promise-tables.ts'
import { promisesSections } from './promises-section.ts'
import { inReadingOrder, publishPromise } from './promises.ts'
import { anchorsOf, fragmentsOnce } from './sections.ts'
import { versionsSection } from './versions-section.ts'

export const languageNames = { fr: { fr: 'française', en: 'anglaise' }, en: { fr: 'French', en: 'English' } } as const

function noticeOf({ languages }: Policy, lang: Lang): string | null {
  const prevails = languages.authoritative
  if (prevails === lang) return null
  return lang === 'fr'
    ? `Ceci est une traduction. La version ${languageNames.fr[prevails]} fait foi.`
    : `This is a translation. The ${languageNames.en[prevails]} version prevails.`
}

function effectiveInWords({ effectiveText, effective, zone }: Policy, lang: Lang): string {
  return /[ T]\d/.test(effectiveText) ? instantInWords(effective, { zone, lang }) : dateInWords(effectiveText, lang)
}

function sourceOf(policy: Policy, lang: Lang): string | null {
  const { source } = policy
  if (!source) return null
  const parts = [source.date === undefined ? '' : dateInWords(source.date, lang), source.revision ?? '', source.note ? say(source.note, policy, lang) : '']
  return parts.filter((part) => part !== '').join(', ') || null
}

function glossary(policy: Policy, lang: Lang): PublishedTerm[] {
  return [...policy.terms.values()].map(({ name, term, means, aliases, clause }) => (
    { name, term: wordsIn(term, policy, lang), means: say(means, policy, lang), aliases, clause }
  )).sort((a, b) => a.term.localeCompare(b.term, lang))
}

/** An earlier version, and where it can be read when it can. */
export interface EarlierVersion { version: string; effective: Instant; href?: string }

/** Who reads and when, the version in force before, and the earlier ones that are still to be read. */
export interface Publication extends Reading { previous?: Policy; versions?: readonly EarlierVersion[] }

/**
 * The policy as the document that is published, in a language, with what is open at `at` and the special days of the twelve
 * months from then on. A language that is not published falls back to the authoritative one: `lang` of the answer says which it is.
 */
export function publish(policy: Policy, asked: Lang, at: Instant, { previous, versions = [], ...reading }: Publication = {}): PublishedDocument {
  const lang = policy.languages.published.includes(asked) ? asked : policy.languages.authoritative
  const contacts = publishContacts(policy, lang, at, reading)
  const calendars = [...policy.calendars.values()].map((declared) => publishCalendar(policy, declared, lang, at, reading))
  const promises = publishTables(policy, lang)
  const terms = glossary(policy, lang)
  const sections = fragmentsOnce([
    ...contactsSection(contacts, lang),
    ...proceduresSection(publishedProcedures(policy, lang), lang),
    ...hoursSections(policy, calendars, at, lang),
    ...matricesSection(policy, lang),
    ...promisesSections(promises, lang),
    ...moneySection(policy, at, lang),
    ...glossarySection(terms, lang),
    ...changesSection(policy, previous, lang),
    ...versionsSection(policy, versions, lang),
  ])
  const anchors = new Set(anchorsOf(sections))
  return {
    lang,
    policy: policy.id,
    provider: { id: policy.provider.id, name: policy.provider.name, accent: policy.provider.accent ?? null },
    title: wordsIn(policy.title, policy, lang),
    version: policy.version,
    effective: { at: policy.effective, words: effectiveInWords(policy, lang) },
    source: sourceOf(policy, lang),
    zone: { name: policy.zone, words: zoneInWords(policy.zone, lang) },
    notice: noticeOf(policy, lang),
    languages: policy.languages.published,
    clauses: policy.clauses.map((clause) => publishClause(policy, clause, lang, anchors)),
    declared: policy.declared.map((clause) => publishClause(policy, clause, lang, anchors)),
    contacts,
    calendars,
    promises: inReadingOrder(policy).map((rule) => publishPromise(policy, rule, lang)),
    tables: promises.tables,
    glossary: terms,
    sections,
  }
}
