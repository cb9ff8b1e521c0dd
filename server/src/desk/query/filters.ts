import { isId } from '#platform/ids.ts'
import { operatorOf } from './operators.ts'
import type { OperatorName } from './operators.ts'
import { spanOf } from './moments.ts'
import { joined, piece } from './piece.ts'
import type { Piece } from './piece.ts'
import type { QueryLooking } from './conditions.ts'
import type { Term, TimeTerm, Value } from './term.ts'
import { begun, providerMark } from './words.ts'

type Filter = Extract<Term, { is: 'filter' }>

/** What contains a text, signs of patterns taken as they are. */
const holding = (text: string) => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** The columns that hold one name, and where "none" is null. */
const columns = {
  state: piece`t.state`, place: piece`t.place`, kind: piece`t.kind`, tier: piece`t.tier`, priority: piece`t.priority`, department: piece`t.department`,
  channel: piece`t.channel`, trust: piece`t.trust`, language: piece`t.language`, last: piece`t.last_from`,
} as const
const ids = { customer: piece`t.customer_id`, contact: piece`t.contact_id`, service: piece`t.service_id`, team: piece`t.desk_team_id`, assignee: piece`t.assignee_id` } as const

/** The things of a provider that are called so; an id is taken as one. */
function called(operator: 'customer' | 'contact' | 'service' | 'team' | 'assignee', text: string, providerId: string): Piece {
  const like = piece`plain_of(${holding(text)})`
  const named = piece`${providerMark(providerId)} && ${begun(text)}`
  if (!/[\p{L}\p{N}]/u.test(text)) return piece`false`
  if (isId(text.toLowerCase())) return piece`${ids[operator]} = ${text}::uuid`
  const found = ((): Piece => {
    switch (operator) {
      case 'customer': return piece`select u.id from customers u where u.provider_id = ${providerId}::uuid and customer_words(u.provider_id, u.number, u.name) @@ (${named})`
      case 'contact': return piece`select c.id from contacts c where c.provider_id = ${providerId}::uuid and contact_words(c.provider_id, c.name, c.email) @@ (${named})`
      case 'service': return piece`select s.id from services s where s.provider_id = ${providerId}::uuid
        and service_words(s.provider_id, s.name, s.order_number, s.product, s.addresses) @@ (${named})`
      case 'team': return piece`select g.id from agent_teams g where g.provider_id = ${providerId}::uuid and plain_of(g.name) like ${like}`
      case 'assignee': return piece`select a.id from agents a where a.provider_id = ${providerId}::uuid and (plain_of(a.name) like ${like} or lower(a.email) = lower(${text}))`
    }
  })()
  return piece`${ids[operator]} in (${found})`
}

/** Agents that are meant: oneself, or whoever is called so. */
const agents = (value: Value, { providerId, agentId }: QueryLooking): Piece =>
  value.is === 'me' ? piece`(select ${agentId}::uuid)` : piece`(select a.id from agents a where a.provider_id = ${providerId}::uuid and (plain_of(a.name) like plain_of(${holding(value.is === 'text' ? value.text : '')}) or a.id::text = ${value.is === 'text' ? value.text : ''}))`

function timeOf(operator: OperatorName, time: TimeTerm, { now, zone }: QueryLooking): Piece {
  const column = operator === 'due' ? piece`t.due_at` : operator === 'opened' ? piece`t.opened_at` : piece`t.changed_at`
  // What is late is what agents still have to do, as in the queue.
  if (time.moment.is === 'late') return piece`(t.place = 'todo' and t.late_at < ${now})`
  if (time.moment.is === 'none') return piece`t.due_at is null`
  const { from, to } = spanOf(time, { now, zone, ahead: operator === 'due' })
  return joined([...(operator === 'due' ? [piece`t.place = 'todo'`] : []), ...(from === undefined ? [] : [piece`${column} >= ${from}`]), ...(to === undefined ? [] : [piece`${column} < ${to}`])], ' and ')
}

/** Links of `t` to tickets that whoever looks may see: what is behind the wall is linked to nothing. */
function linkedTo(value: Value, { wall }: QueryLooking): Piece {
  const own = piece`t.links <> '{}'`
  const that = value.is === 'name' ? piece`split_part(link, ' ', 1) = ${value.name}` : value.is === 'text' ? piece`split_part(link, ' ', 2) = ${value.text}` : undefined
  if (wall.departments === null) return that ? piece`(${own} and exists (select 1 from unnest(t.links) link where ${that}))` : piece`(${own})`
  const inside = piece`exists (select 1 from tickets o where o.provider_id = t.provider_id and o.number = split_part(link, ' ', 2)::int
    and (o.department is null or o.department = any(${[...wall.departments]}::text[]) or o.assignee_id = ${wall.agentId}::uuid))`
  return piece`(${own} and exists (select 1 from unnest(t.links) link where ${that ?? piece`true`} and ${inside}))`
}

function flagOf(operator: OperatorName, wanted: boolean, { now }: QueryLooking): Piece {
  const holds = operator === 'merged' ? piece`(t.merged_into is not null)` : operator === 'held' ? piece`(t.held_until is not null and t.place = 'waiting')` : piece`(t.snoozed_until is not null and t.snoozed_until > ${now})`
  return wanted ? holds : piece`not ${holds}`
}

const seenFiles = piece`select 1 from attachments f join messages m on m.provider_id = f.provider_id and m.id = f.message_id
  where f.provider_id = t.provider_id and f.ticket_id = t.id and m.visibility in ('public', 'internal')`

/** One value of an operator as a condition. */
function valueOf(operator: OperatorName, value: Value, looking: QueryLooking): Piece {
  const text = value.is === 'text' ? value.text : value.is === 'name' ? value.name : ''
  if (value.is === 'time') return piece`(${timeOf(operator, value, looking)})`
  switch (operator) {
    case 'state': case 'place': case 'kind': case 'tier': case 'priority': case 'department': case 'channel': case 'trust': case 'language': case 'last':
      return value.is === 'none' ? piece`${columns[operator]} is null` : value.is === 'any' ? piece`${columns[operator]} is not null` : piece`${columns[operator]} = ${text}`
    case 'customer': case 'contact': case 'service': case 'team': case 'assignee':
      if (value.is === 'me') return piece`t.assignee_id = ${looking.agentId}::uuid`
      return value.is === 'none' ? piece`${ids[operator]} is null` : value.is === 'any' ? piece`${ids[operator]} is not null` : called(operator, text, looking.providerId)
    case 'order': return piece`t.service_id in (select s.id from services s where s.provider_id = ${looking.providerId}::uuid and lower(s.order_number) = lower(${text}))`
    case 'tag':
      return value.is === 'none' ? piece`t.tags = '{}'` : value.is === 'any' ? piece`t.tags <> '{}'`
        : piece`(t.tags <> '{}' and exists (select 1 from unnest(t.tags) tag where plain_of(tag) = plain_of(${text})))`
    case 'mention': return piece`exists (select 1 from mentions n where n.provider_id = t.provider_id and n.ticket_id = t.id and n.agent_id in ${agents(value, looking)})`
    case 'watching':
      return value.is === 'none' ? piece`t.watchers = '{}'` : value.is === 'any' ? piece`t.watchers <> '{}'`
        : piece`(t.watchers <> '{}' and exists (select 1 from unnest(t.watchers) watcher where watcher in ${agents(value, looking)}))`
    case 'linked': return value.is === 'none' ? piece`not ${linkedTo(value, looking)}` : linkedTo(value, looking)
    case 'held': case 'snoozed': case 'merged': return flagOf(operator, value.is === 'any', looking)
    case 'subject': return piece`t.words @@ asked_words(${text})`
    case 'file': return piece`exists (${seenFiles} and plain_of(f.name) like plain_of(${holding(text)}))`
    case 'due': case 'opened': case 'changed': case 'clause': throw new Error(`${operatorOf(operator).kind} has a reading of its own`)
  }
}

/** A filter as a condition on `tickets t`: one of its values holds; with "-", none does. */
export function filterOf({ operator, values, not }: Filter, looking: QueryLooking): Piece {
  const any = piece`(${joined(values.map((value) => valueOf(operator, value, looking)), ' or ')})`
  return not ? piece`(${any} is not true)` : any
}
