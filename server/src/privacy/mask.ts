import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { foldAddress } from '#people/people.ts'
import type { Tables } from '#server/tables.ts'
import type { Gathered } from './gather.ts'
import type { Person } from './person.ts'
import { mapTexts, redactor, termsOf } from './redact.ts'

const address = /[^\s"'<>(),:;[\]\\@]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
export const somebody = { fr: '[autre personne]', en: '[other person]' } as const

/** Every text of a value, one after another. */
function textsOf(value: unknown, into: string[] = []): string[] {
  mapTexts(value, (text) => (into.push(text), text))
  return into
}

/** Names of other people of the provider's customers that stand in texts. */
async function namesIn(db: Kysely<Tables>, person: Person, texts: readonly string[]): Promise<string[]> {
  const names = new Set<string>()
  const own = new Set(person.names.map((name) => name.toLowerCase()))
  // A text of a megabyte is searched for all names at once: the work grows with the names, not with their product.
  for (const text of chunks(texts, 1_000_000)) {
    const { rows } = await sql<{ name: string }>`
      select distinct name from (
        select name from contacts where provider_id = ${person.providerId} and id is distinct from ${person.contactId}::uuid
        union all select name from customers where provider_id = ${person.providerId} and id is distinct from ${person.customerId}::uuid
      ) known where length(name) >= 4 and strpos(lower(${text}), lower(name)) > 0`.execute(db)
    for (const { name } of rows) if (!own.has(name.toLowerCase())) names.add(name)
  }
  return [...names]
}

function* chunks(texts: readonly string[], size: number): Generator<string> {
  let chunk = ''
  for (const text of texts) {
    if (chunk.length > 0 && chunk.length + text.length > size) {
      yield chunk
      chunk = ''
    }
    chunk += `${text}\n`
  }
  if (chunk !== '') yield chunk
}

async function ourAddresses(db: Kysely<Tables>, providerId: string): Promise<Set<string>> {
  const rows = await db.selectFrom('directory').select('key').where('provider_id', '=', providerId).where('kind', '=', 'mail_address').execute()
  return new Set(rows.map((row) => row.key.toLowerCase()))
}

/**
 * Hides other people in what was gathered: their names as the desk knows them, and every mail address that is neither the person's
 * nor the provider's (GDPR art. 15.4). The person's own words stay as they wrote them.
 */
export async function maskOthers(db: Kysely<Tables>, person: Person, gathered: Gathered): Promise<Gathered> {
  const { tickets, elsewhere, requests, identity, customer, ...rest } = gathered
  const foreign = [...tickets.flatMap((ticket) => [ticket.subject, ...ticket.messages.filter((message) => message.by !== 'you').map((message) => message.text), ...textsOf(ticket.fields)]), ...textsOf(rest)]
  const names = await namesIn(db, person, foreign)
  const ours = await ourAddresses(db, person.providerId)
  const own = new Set(person.addresses.map((one) => one.toLowerCase()))
  const hidden = somebody[person.language]
  const hideNames = redactor(termsOf([], names, []), hidden)
  const hide = (text: string) => hideNames(text.replace(address, (found) => {
    const key = (foldAddress(found) ?? found).toLowerCase()
    return own.has(key) || ours.has(key.replace(/\+[^@]*@/, '@')) ? found : hidden
  }))
  return {
    ...(mapTexts(rest, hide) as Omit<Gathered, 'tickets' | 'elsewhere' | 'requests' | 'identity' | 'customer'>), identity, customer, elsewhere, requests,
    tickets: tickets.map((ticket) => ({
      ...ticket, subject: ticket.messages[0]?.by === 'you' ? ticket.subject : hide(ticket.subject), fields: Object.fromEntries(Object.entries(ticket.fields).map(([label, words]) => [label, hide(words)])),
      messages: ticket.messages.map((message) => (message.by === 'you' ? message : { ...message, text: hide(message.text), name: message.name === null ? null : hide(message.name) })),
    })),
  }
}
