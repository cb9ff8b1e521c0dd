/** What the readers of a policy share: where findings go, the languages, the names declared so far, every text to be checked. */
import type { Findings } from '../findings/findings.ts'
import type { Lang, Words } from '../model.ts'
import type { Address, CalendarDeclaration, Channel, Clause, FactDeclaration, Figure, Product, Term } from '../policy.ts'
import type { Place } from './node.ts'

/** A text of the policy, kept for the checks of placeholders and figures. */
export interface TextRead {
  words: Words
  place: Place
  clause: string | undefined
  says: boolean
  translated: boolean
  /** Told with a decision: it may cite what is known of the request. */
  values?: boolean
}

export interface Context {
  findings: Findings
  languages: { authoritative: Lang; published: Lang[] }
  zone: string
  facts: Map<string, FactDeclaration>
  calendars: Map<string, CalendarDeclaration>
  channels: Map<string, Channel>
  addresses: Map<string, Address>
  hosts: { host: string; place: Place }[]
  figures: Map<string, Figure>
  terms: Map<string, Term>
  products: Map<string, Product>
  teams: Map<string, { name: string; label: Words; clause: string }>
  clauses: Map<string, Clause>
  targets: Set<string>
  texts: TextRead[]
  /** Families with a rule that could not be read: what they lack or confuse is not told, it would only repeat. */
  unread: Set<string>
  /** Where each declared name stands, by kind and name. */
  places: Map<string, Place>
}

export function newContext(findings: Findings): Context {
  return {
    findings, languages: { authoritative: 'fr', published: ['fr'] }, zone: 'UTC',
    facts: new Map(), calendars: new Map(), channels: new Map(), addresses: new Map(), hosts: [], figures: new Map(), terms: new Map(),
    products: new Map(), teams: new Map(), clauses: new Map(), targets: new Set(), texts: [], unread: new Set(), places: new Map(),
  }
}

/** Records where a name is declared; false, with a finding, when it already was. */
export function declare(ctx: Context, kind: string, name: string, place: Place): boolean {
  const earlier = ctx.places.get(`${kind} ${name}`)
  if (earlier) {
    ctx.findings.add('duplicate-id', place, { id: name, line: earlier.line })
    return false
  }
  ctx.places.set(`${kind} ${name}`, place)
  return true
}
