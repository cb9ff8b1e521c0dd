import { dateInWords, instantInWords } from '@guichet/policy/words/instants'
import type { Lang } from '@guichet/protocol'
import type { Due } from '#clocks/clocks.ts'
import { policyOfTicket } from '#desk/desk.ts'
import { findAgent, providerOf } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { readerOf } from '../contact-rights.ts'
import { correspondentsOf, ticketLink } from '../correspondent.ts'
import { languageFor } from '../words.ts'
import type { Wording } from '../writing.ts'
import { fillIn } from './macro-words.ts'

/** What the places in ready-made texts stand for, in one ticket, for one agent, in one language. */
export async function valuesFor(desk: Desk, ticket: LoadedTicket, agentId: string, lang: Lang): Promise<Record<string, string | null>> {
  const { db } = desk.database
  const now = desk.time.now()
  const { providerId } = ticket
  const [provider, agent, policy, contact, row, link] = await Promise.all([
    providerOf(desk, providerId), findAgent(desk, providerId, agentId), desk.policies.version(providerId, ticket.ticket.policyVersion),
    readerOf(desk, ticket),
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

/** A text as it was filled for one ticket. */
export interface Filled { readonly number: number; readonly subject: string; readonly language: Lang; readonly text: string }

/**
 * The same text for many tickets: each in the language that its answer is due in (S2-26), with its own values. Nobody reads each of
 * them before it leaves: one with a place that nothing fills, or in a language that its customer does not read, is left out, unless
 * `anyLanguage`.
 */
export function wordingFor(agentId: string, texts: { readonly [L in Lang]?: string | undefined }, { anyLanguage, heard }: { anyLanguage: boolean; heard?: ((filled: Filled) => void) | undefined }): Wording {
  return async (ticket, inside) => {
    const policy = await policyOfTicket(inside, ticket.providerId, ticket.ticket, inside.time.now())
    const wanted = policy ? languageFor(policy, ticket.decision, ticket.language) : ticket.language
    const language: Lang = texts[wanted] ? wanted : wanted === 'fr' ? 'en' : 'fr'
    const text = texts[language]
    if (!text || (language !== wanted && !anyLanguage)) {
      return { refused: 'language-missing', detail: wanted === 'fr' ? { fr: 'Il faut un texte en français.', en: 'It takes a text in French.' } : { fr: 'Il faut un texte en anglais.', en: 'It takes a text in English.' } }
    }
    const filled = fillIn(text, await valuesFor(inside, ticket, agentId, language))
    if (filled.missing.length > 0) {
      const names = filled.missing.map((name) => `{${name}}`).join(', ')
      return { refused: 'place-empty', detail: { fr: `Rien pour ${names}.`, en: `Nothing for ${names}.` } }
    }
    heard?.({ number: ticket.number, subject: ticket.subject, language, text: filled.text })
    return { text: filled.text, attachments: [], owner: '' }
  }
}
