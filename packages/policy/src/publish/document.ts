/** A policy as a document in a language: data, ready to render by anyone. Nothing here is HTML. */
import type { Instant, Lang, Metric } from '../model.ts'
import type { Medium } from '../policy.ts'
import type { Part } from '../words/fill.ts'
import type { Section } from './sections.ts'

export interface PublishedClause {
  id: string
  /** Fragment by which the clause is reached: `art-2.1`. */
  anchor: string
  title: string | null
  /** Markdown with live values in its midst; see `renderParts`. */
  says: Part[]
  /** Why it is only read, when it is. */
  note: string | null
  clauses: PublishedClause[]
  /** Set for a statement that closes a gap of the source. */
  declared: { by: string; on: string } | null
}

export interface OpenState {
  open: boolean
  /** When it next closes, or next opens; null: never. */
  changesAt: Instant | null
  /** "ouvert jusqu’à 18 h 00", "ouvre demain à 8 h 00". */
  words: string
}

export interface ContactMethod {
  channel: string
  label: string
  medium: Medium
  address: { text: string; href: string } | null
  purpose: string | null
  /** Hours in words; null: always. */
  hours: string | null
  cost: string | null
  /** When an answering machine takes the call, in words; null: never, or not said. */
  voicemail: string | null
  /** What the access rules say of it: `conditional` when it depends on who asks what. */
  access: 'open' | 'discretionary' | 'closed' | 'conditional'
  /** The same in words; null when it is simply open. */
  accessWords: string | null
  now: OpenState
  /** What is promised there, in words, and in which case; empty: nothing. `here`: it is not promised everywhere. */
  promises: { text: string; when: string | null; here: boolean }[]
  clauses: string[]
}

export interface PublishedCalendar {
  name: string
  label: string
  zone: string
  zoneWords: string
  hours: string
  holidays: string | null
  now: OpenState
  /** The week as it ordinarily is, Monday first, and the weeks of the seasons. */
  ordinary: PublishedDay[]
  seasons: { when: string; days: PublishedDay[] }[]
  /** Days of the twelve months that follow when the hours are not the ordinary ones: holidays, closures, half-days, extra openings. */
  special: SpecialDate[]
  /** Open all the time. */
  always: boolean
  /** Name of the calendar that it is the rest of. */
  restOf: string | null
  /** Seven rows for the ribbon: the week of the instant. */
  week: { date: string; day: string; open: { from: Instant; to: Instant }[]; from: Instant; to: Instant; holiday: boolean; label: string | null }[]
  clauses: string[]
}

/** A day of a week: its name, when it is open in minutes since its midnight, and in words. */
export interface PublishedDay { day: string; spans: { from: number; to: number }[]; words: string; today: boolean }

/** `until` is the last day, and the same as `from` for a single one. `since`, `through`: as far as nobody is ordinarily there besides. */
export interface SpecialDate { from: string; until: string; since: string; through: string; date: string; label: string | null; hours: string; holiday: boolean }

export interface PublishedPromise {
  target: string
  label: string
  /** "Réponse", "Intervention". */
  what: string
  value: string
  /** When it applies, in words; null: always. */
  when: string | null
  /** "garanti", "moyenne du mois", "objectif". */
  bond: string
  clauses: string[]
}

/** Promises of one metric by one or two facts: a row for each value of the first, a column for each of the second. */
export interface PublishedTable {
  metric: Metric
  what: string
  /** Names of the facts, rows first. */
  by: string[]
  rows: string[]
  /** Empty with one fact: each row then has one cell. */
  columns: string[]
  /** null: nothing is promised there. */
  cells: (PublishedPromise | null)[][]
  /** What all of them share, in words; null: it differs, or there is nothing to say. */
  when: string | null
  bond: string | null
}

export interface PublishedTerm { name: string; term: string; means: string; aliases: string[]; clause: string }

export interface PublishedDocument {
  lang: Lang
  policy: string
  provider: { id: string; name: string; accent: string | null }
  title: string
  version: string
  effective: { at: Instant; words: string }
  source: string | null
  zone: { name: string; words: string }
  /** When the asked language is not the one that prevails. */
  notice: string | null
  languages: Lang[]
  clauses: PublishedClause[]
  declared: PublishedClause[]
  contacts: ContactMethod[]
  calendars: PublishedCalendar[]
  promises: PublishedPromise[]
  /** The same promises as tables by level and priority. */
  tables: PublishedTable[]
  glossary: PublishedTerm[]
  /** What stands after the clauses: how to reach the provider, hours, promises, prices, glossary…, as tables and lists. */
  sections: Section[]
}
