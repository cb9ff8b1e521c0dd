import { say, anchorOf } from '@guichet/policy/words/fill'
import { instantInWords } from '@guichet/policy/words/instants'
import { dateInWords } from '@guichet/policy/words/instants'
import type { Policy } from '@guichet/policy'
import type { Addressee, ClauseText, FilledMacro, Lang } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import { inLanguage, policyOfTicket } from '#desk/desk.ts'
import { addressOf, findAgent, isOnDesk, providerOf, recipientOf } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { findTicket } from '#tickets/tickets.ts'
import { correspondentsOf, ticketLink } from '../correspondent.ts'
import { languageFor } from '../words.ts'
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

/** What the places in ready-made texts stand for, in one ticket, for one agent, in one language. */
async function valuesFor(desk: Desk, ticket: LoadedTicket, agentId: string, lang: Lang): Promise<Record<string, string | null>> {
  const { db } = desk.database
  const now = desk.time.now()
  const { providerId } = ticket
  const [provider, agent, policy, contact, row, link] = await Promise.all([
    providerOf(desk, providerId), findAgent(desk, providerId, agentId), desk.policies.version(providerId, ticket.ticket.policyVersion),
    ticket.contactId === null ? undefined : recipientOf(db, { ...ticket, contactId: ticket.contactId, now }),
    db.selectFrom('tickets as t')
      .leftJoin('customers as c', (join) => join.onRef('c.provider_id', '=', 't.provider_id').onRef('c.id', '=', 't.customer_id'))
      .leftJoin('services as s', (join) => join.onRef('s.provider_id', '=', 't.provider_id').onRef('s.id', '=', 't.service_id'))
      .select(['t.due', 'c.name as customer', 'c.number as customerNumber', 's.name as service']).where('t.provider_id', '=', providerId).where('t.id', '=', ticket.id).executeTakeFirst(),
    ticketLink(desk, { ...ticket, language: lang }),
  ])
  const zone = policy?.zone ?? 'UTC'
  const first = contact ? undefined : (await correspondentsOf(desk, ticket))[0]
  const due = row?.due as Due | null | undefined
  return {
    'contact.name': contact?.name ?? first?.name ?? null, 'contact.email': contact?.email ?? first?.address ?? null, 'customer.name': row?.customer ?? null, 'customer.number': row?.customerNumber ?? null,
    'ticket.number': String(ticket.number), 'ticket.subject': ticket.subject, 'ticket.link': link ?? null, 'agent.name': agent?.name ?? null, 'provider.name': provider.name, 'service.name': row?.service ?? null,
    'promise.due': due ? instantInWords(due.dueAt, { zone, lang, now }) : null,
    today: dateInWords(Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString(), lang),
  }
}

/** The ready-made texts for a ticket, filled: those of its kind and department and those of any, in the language of the answer where they exist in it. */
export async function macrosFor(desk: Desk, ticket: LoadedTicket, reader: MacroReader): Promise<FilledMacro[]> {
  const policy = await policyOfTicket(desk, ticket.providerId, ticket.ticket, desk.time.now())
  const wanted = policy ? languageFor(policy, ticket.decision, ticket.language) : ticket.language
  const { kind, department } = ticket.ticket
  const fits = (names: readonly string[], name: string | null) => names.length === 0 || (name !== null && names.includes(name))
  const all = (await listMacros(desk, ticket.providerId, { ...reader, leads: false })).filter((macro) => fits(macro.kinds, kind) && fits(macro.departments, department))
  const values = new Map<Lang, Record<string, string | null>>()
  const filled: FilledMacro[] = []
  for (const { id, name, tab, texts, acts, used } of all) {
    const language: Lang = texts[wanted] ? wanted : texts.fr ? 'fr' : 'en'
    const known = values.get(language) ?? (await valuesFor(desk, ticket, reader.id, language))
    values.set(language, known)
    filled.push({ id, name, tab, acts, language, used, ...fillIn(texts[language] ?? '', known) })
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
