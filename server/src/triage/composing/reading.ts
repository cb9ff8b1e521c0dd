import { say, anchorOf } from '@guichet/policy/words/fill'
import type { Policy } from '@guichet/policy'
import type { Addressee, ClauseText, FilledMacro, Lang } from '@guichet/protocol'
import { inLanguage, policyOfTicket } from '#desk/desk.ts'
import { addressOf, isOnDesk, providerOf } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { findTicket } from '#tickets/tickets.ts'
import { correspondentsOf } from '../correspondent.ts'
import { languageFor } from '../words.ts'
import { valuesFor } from './filling.ts'
import { goneOf, namableNow } from './gone.ts'
import { fillIn } from './macro-words.ts'
import { listMacros } from './macros.ts'
import type { MacroReader } from './macros.ts'
import { contactsInReach, copiedBefore } from './recipients.ts'

/** A ticket as whoever writes in it needs it; undefined behind the wall exactly as when there is none. */
export async function ticketForWriter(desk: Desk, providerId: string, number: number, wall: DeskWall): Promise<LoadedTicket | undefined> {
  const loaded = await findTicket(desk.database.db, providerId, { number })
  return loaded && isOnDesk(wall, loaded.ticket) ? loaded : undefined
}

/** In which language an answer is due: what the policy says, else the customer's, as far as the policy is published in it (S2-26). */
export async function languagesOf(desk: Desk, ticket: LoadedTicket): Promise<{ answerIn: Lang | null; language: Lang; languages: Lang[] }> {
  const policy = await policyOfTicket(desk, ticket.providerId, ticket.ticket, desk.time.now())
  const said = ticket.decision.answerIn
  return { answerIn: said === 'fr' || said === 'en' ? said : null, language: ticket.language, languages: [...(policy?.languages.published ?? (['fr', 'en'] as const))] }
}

const viewOf = ({ address, name }: { address: string; name?: string }): Addressee => ({ address, name: name ?? null })

/** Whom an answer would go to, and who may be sent a copy of it. */
export async function addresseesOf(desk: Desk, ticket: LoadedTicket): Promise<{ to: Addressee[]; contacts: Addressee[]; before: Addressee[] }> {
  const [to, contacts, before] = await Promise.all([correspondentsOf(desk, ticket), contactsInReach(desk, ticket), copiedBefore(desk, ticket)])
  const taken = new Set(to.map(({ address }) => address.toLowerCase()))
  return { to: to.map(viewOf), contacts: contacts.filter(({ address }) => !taken.has(address.toLowerCase())).map(viewOf), before: before.map(viewOf) }
}

/** The ready-made texts for a ticket, filled: those of its kind and department and those of any, in the language of the answer where they exist in it. */
export async function macrosFor(desk: Desk, ticket: LoadedTicket, reader: MacroReader): Promise<FilledMacro[]> {
  const policy = await policyOfTicket(desk, ticket.providerId, ticket.ticket, desk.time.now())
  const wanted = policy ? languageFor(policy, ticket.decision, ticket.language) : ticket.language
  const { kind, department } = ticket.ticket
  const fits = (names: readonly string[], name: string | null) => names.length === 0 || (name !== null && names.includes(name))
  const all = (await listMacros(desk, ticket.providerId, { ...reader, leads: false })).filter((macro) => fits(macro.kinds, kind) && fits(macro.departments, department))
  const there = await namableNow(desk, ticket.providerId, reader.wall)
  const values = new Map<Lang, Record<string, string | null>>()
  const filled: FilledMacro[] = []
  for (const { id, name, tab, texts, acts, used } of all) {
    const language: Lang = texts[wanted] || (!texts.fr && !texts.en) ? wanted : texts.fr ? 'fr' : 'en'
    const known = values.get(language) ?? (await valuesFor(desk, ticket, reader.id, language))
    values.set(language, known)
    filled.push({ id, name, tab, acts, gone: goneOf(there, policy, acts).map(({ act }) => act), language, used, ...fillIn(texts[language] ?? '', known) })
  }
  return filled
}

function* everyClause(clauses: Policy['clauses']): Generator<Policy['clauses'][number]> {
  for (const clause of clauses) {
    yield clause
    yield* everyClause(clause.clauses)
  }
}

/** The clauses of the version that a ticket follows, in the language of its answer: those of its decision first. */
export async function clausesFor(desk: Desk, ticket: LoadedTicket): Promise<ClauseText[]> {
  const policy = await policyOfTicket(desk, ticket.providerId, ticket.ticket, desk.time.now())
  if (!policy) return []
  const lang = languageFor(policy, ticket.decision, ticket.language)
  const provider = await providerOf(desk, ticket.providerId)
  const decided = new Set(ticket.decision.clauses)
  const texts = [...everyClause(policy.clauses)].flatMap((clause): ClauseText[] => {
    const text = say(clause.says, policy, lang).trim()
    const href = addressOf(desk, provider, `/${lang}/policy/${encodeURIComponent(policy.version)}#${anchorOf(clause.id)}`)
    return text === '' ? [] : [{ id: clause.id, title: inLanguage(policy, clause.title, lang), text, href, decided: decided.has(clause.id) }]
  })
  return [...texts.filter((one) => one.decided), ...texts.filter((one) => !one.decided)]
}
