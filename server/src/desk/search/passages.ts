import { deskWallText, deskWallValues } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import { isWordTerm } from '../query/query.ts'
import type { Query } from '../query/query.ts'
import { highlight, lookedFor, passage } from './highlight.ts'
import type { Parts } from './highlight.ts'

/** Where the words of a search stand in a ticket. */
export interface Passage { readonly where: 'message' | 'note' | 'file'; readonly author: string | null; readonly at: number; readonly parts: Parts }
export interface Shown { readonly subject: Parts; readonly passage: Passage | null }

interface Row {
  readonly id: string; readonly subject: string; readonly text: string | null; readonly visibility: 'public' | 'internal' | null; readonly author: string | null; readonly at: number | null
  readonly file: string | null; readonly file_at: number | null
}

// The message with all of the words, else the latest with one; what was merged into the ticket speaks for it too, to whoever may see it.
const text = `select t.id, t.subject, m.text, m.visibility, m.author_name as author, m.at, f.name as file, f.at as file_at
  from tickets t
  left join lateral (
    select left(m.text, 20000) as text, m.visibility, m.author_name, m.at from messages m
    where m.provider_id = t.provider_id and m.ticket_id in (select t.id union all select x.id from tickets x where x.provider_id = t.provider_id and x.merged_into = t.id and ${deskWallText(3, 'x')})
      and m.visibility in ('public', 'internal') and m.words @@ q.any_of
    order by m.words @@ q.all_of desc, m.at desc limit 1) m on true
  left join lateral (
    select f.name, m.at from attachments f join messages m on m.provider_id = f.provider_id and m.id = f.message_id
    where f.provider_id = t.provider_id and f.ticket_id = t.id and m.visibility in ('public', 'internal') and f.words @@ q.any_of order by m.at desc limit 1) f on m.text is null
  where t.provider_id = $1 and t.id = any($2::uuid[])`

/** What of each ticket shows why it was found: its subject, and the passage of a message or the name of a file, marked. */
export async function readPassages(desk: Desk, providerId: string, wall: DeskWall, query: Query, ids: readonly string[]): Promise<ReadonlyMap<string, Shown>> {
  const words = query.terms.filter(isWordTerm).filter((term) => !term.not).map((term) => term.text)
  const looked = lookedFor(words)
  const join = (sign: '||' | '&&') => words.map((_, index) => `(asked_words($${index + 5}) || begun_words($${index + 5}))`).join(` ${sign} `)
  const asked = words.length === 0 ? "''::tsquery as any_of, ''::tsquery as all_of" : `(${join('||')}) as any_of, (${join('&&')}) as all_of`
  const { rows } = await desk.database.pool.query<Row>(text.replace('from tickets t', `from (select ${asked}) q, tickets t`), [providerId, ids, ...deskWallValues(wall), ...words])
  return new Map(rows.map((row): [string, Shown] => {
    const told = row.text === null ? undefined : passage(row.text, looked)
    const own: Passage | null =
      told && row.at !== null ? { where: row.visibility === 'internal' ? 'note' : 'message', author: row.author, at: row.at, parts: told }
      : row.file !== null && row.file_at !== null ? { where: 'file', author: null, at: row.file_at, parts: highlight(row.file, looked) }
      : null
    return [row.id, { subject: highlight(row.subject, looked), passage: own }]
  }))
}
