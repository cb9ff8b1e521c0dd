import type { DeskWall } from '#people/people.ts'
import { piece } from './piece.ts'
import type { Piece } from './piece.ts'

/** Whether a ticket of the statement stands inside a wall. */
const inside = ({ departments, agentId }: DeskWall, name: 'x'): Piece => ({
  texts: [`(${name}.department is null or ${name}.department = any(`, `::text[]) or ${name}.assignee_id = `, '::uuid)'], values: [departments === null ? null : [...departments], agentId],
})

/** A ticket `t` and those that were merged into it, as far as whoever looks may see them. */
export function partsOf(wall: DeskWall): Piece {
  const merged = piece`select t.id union all select x.id from tickets x where x.provider_id = t.provider_id and x.merged_into = t.id`
  return wall.departments === null ? piece`(${merged})` : piece`(${merged} and ${inside(wall, 'x')})`
}

/** Whether something that goes on in a ticket `t` is behind the wall: what was written there is then among the words of `t`. */
const hidesSome = (wall: DeskWall): Piece => piece`exists (
  with recursive below as (
    select x.id, ${inside(wall, 'x')} as seen from tickets x where x.provider_id = t.provider_id and x.merged_into = t.id
    union select x.id, ${inside(wall, 'x')} from below b join tickets x on x.provider_id = t.provider_id and x.merged_into = b.id
  ) select 1 from below where seen is not true)`

/** The words of a ticket `t` as they would have been gathered without what is behind the wall. */
const seenWords = (wall: DeskWall): Piece => piece`(
  with recursive whole as (
    select t.id union select x.id from whole w join tickets x on x.provider_id = t.provider_id and x.merged_into = w.id where ${inside(wall, 'x')}
  ) select all_words(part.words order by part.place) from (
    select 0 as place, words_and(t.words, array_to_tsvector(array(
      select '=p' || replace(t.provider_id::text, '-', '') union select '=#' || t.number
      union select '=§' || lower(left(clause, 100)) from jsonb_array_elements_text(coalesce(t.decision -> 'clauses', '[]')) clause where clause <> ''
      union select '=§' || lower(left(clause, 100)) from clocks k cross join jsonb_array_elements_text(coalesce(k.commitment -> 'clauses', '[]')) clause
        where k.provider_id = t.provider_id and k.ticket_id = t.id and clause <> ''))) as words
    union all select 1, customer_words(u.provider_id, u.number, u.name) from customers u where u.provider_id = t.provider_id and u.id = t.customer_id
    union all select 1, contact_words(c.provider_id, c.name, c.email) from contacts c where c.provider_id = t.provider_id and c.id = t.contact_id
    union all select 1, service_words(s.provider_id, s.name, s.order_number, s.product, s.addresses) from services s where s.provider_id = t.provider_id and s.id = t.service_id
    union all select 2, x.words from whole o join tickets x on x.provider_id = t.provider_id and x.id = o.id where x.id <> t.id
    union all select 2, f.words from whole o join attachments f on f.provider_id = t.provider_id and f.ticket_id = o.id
      join messages m on m.provider_id = f.provider_id and m.id = f.message_id where m.visibility in ('public', 'internal')
    union all select 3, m.words from whole o join messages m on m.provider_id = t.provider_id and m.ticket_id = o.id where m.visibility in ('public', 'internal')
  ) part)`

/**
 * Whether a question fits the words of a ticket `t` that whoever looks may see (S5-3, S5-4): those that were gathered, unless something
 * behind their wall is among them. `gathered`: the same question was asked of those already.
 */
export function fitsSeen(wall: DeskWall, words: Piece, gathered: boolean): Piece {
  const all = gathered ? piece`true` : piece`exists (select 1 from ticket_words w where w.provider_id = t.provider_id and w.ticket_id = t.id and w.words @@ (${words}))`
  return wall.departments === null ? all : piece`(case when ${hidesSome(wall)} then ${seenWords(wall)} @@ (${words}) else ${all} end)`
}
