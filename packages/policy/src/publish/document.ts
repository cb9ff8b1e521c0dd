/** A policy as a document in a language: data, ready to render by anyone. Nothing here is HTML. */
import type { Instant, Lang } from '../model.ts'
import type { Medium } from '../policy.ts'
import type { Part } from '../words/fill.ts'

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
  /** What the access rules say of it: `conditional` when it depends on who asks what. */
  access: 'open' | 'discretionary' | 'closed' | 'conditional'
  /** The same in words; null when it is simply open. */
  accessWords: string | null
  now: OpenState
  /** What is promised there, in words, and in which case; empty: nothing. */
  promises: { text: string; when: string | null }[]
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
  /** Seven rows for the ribbon. */
  week: { date: string; day: string; open: { from: Instant; to: Instant }[]; from: Instant; to: Instant; holiday: boolean; label: string | null }[]
  clauses: string[]
}

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
  glossary: PublishedTerm[]
}
