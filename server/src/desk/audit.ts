import { sql } from 'kysely'
import type { AuditKind, AuditLine, Lang } from '@guichet/protocol'
import { writeInstant } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'
import { audited, toldElsewhere, toldKeys, toldValues, toldWithin, unnamed } from './audit-words.ts'
import { readCursor, writeCursor } from './cursor.ts'

/** Which lines: of a person, of a kind, between two instants. */
export interface AuditQuestion {
  readonly agentId?: string | undefined
  readonly kind?: AuditKind | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Found { readonly id: string; readonly at: number; readonly type: string; readonly kind: string; readonly actor: string | null; readonly name: string | null; readonly data: Record<string, unknown> }

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value)

type AuditedType = keyof typeof audited
const wordsOf = (type: string) => audited[type as AuditedType] ?? unnamed(type)
const known = Object.keys(audited)
const typesOf = (kind: AuditKind) => known.filter((type) => wordsOf(type)[0] === kind)

/** Events of a kind, or all. What nobody has words for yet is told too: only what is told elsewhere is left out, and what agents keep for themselves. */
function ofKind(kind: AuditKind | undefined) {
  const elsewhere = Object.keys(toldElsewhere)
  const mine = sql<boolean>`not (e.type in ('view.saved', 'view.changed', 'view.removed', 'views.ordered') and e.data->>'scope' = 'mine')`
  if (kind === undefined) return sql<boolean>`e.type <> all(${elsewhere}::text[]) and ${mine}`
  const strange = unnamed('')[0] === kind ? sql<boolean>`or e.type <> all(${[...known, ...elsewhere]}::text[])` : sql``
  return sql<boolean>`(e.type = any(${typesOf(kind)}::text[]) ${strange}) and ${mine}`
}

/** Who changed what of the provider itself, the latest first: what belongs to no ticket, done by agents or by the desk, or tried at its door. */
export async function readAudit(desk: Desk, providerId: string, question: AuditQuestion, lang: Lang): Promise<{ rows: AuditLine[]; next: string | null }> {
  const { agentId, kind, from, to, limit } = question
  const after = readCursor(question.cursor)
  const { rows } = await sql<Found>`
    select e.id, e.at, e.type, e.actor_kind as kind, e.actor_id as actor, coalesce(e.actor_name, a.name) as name, e.data
    from events e left join agents a on e.actor_kind = 'agent' and a.provider_id = e.provider_id and a.id = e.actor_id
    where e.provider_id = ${providerId} and e.ticket_id is null and e.actor_kind in ('agent', 'system') and ${ofKind(kind)}
      ${agentId === undefined ? sql`` : sql`and e.actor_id = ${agentId}::uuid`}
      ${from === undefined ? sql`` : sql`and e.at >= ${from}`} ${to === undefined ? sql`` : sql`and e.at < ${to}`}
      ${after ? sql`and (e.at, e.id) < (${after.sort}::bigint, ${after.id}::uuid)` : sql``}
    order by e.at desc, e.id desc limit ${limit + 1}`.execute(desk.database.db)
  const page = rows.slice(0, limit)
  const names = await namesIn(desk, providerId, page)
  const last = page.at(-1)
  return {
    rows: page.map((row) => {
      const [about, words] = wordsOf(row.type)
      return {
        id: row.id, at: writeInstant(row.at), type: row.type, kind: about, words: words[lang], detail: detailOf(row.data, names, lang),
        actor: { kind: row.kind as 'agent' | 'system', id: row.actor, name: row.name },
      }
    }),
    next: rows.length > limit && last ? writeCursor({ rank: 0, sort: last.at, id: last.id }) : null,
  }
}

const idsIn = (value: unknown): string[] =>
  isId(value) ? [value] : Array.isArray(value) ? value.flatMap(idsIn) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : []

/** What the ids in events are called: agents, teams, customers, contacts, what they have. One who was erased has no name any more. */
async function namesIn(desk: Desk, providerId: string, rows: readonly Found[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ data }) => Object.entries(data).flatMap(([key, value]) => (key in toldKeys ? idsIn(value) : []))))]
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; name: string }>`
    select id, name from agents where provider_id = ${providerId} and id = any(${ids}::uuid[])
    union all select id, name from agent_teams where provider_id = ${providerId} and id = any(${ids}::uuid[])
    union all select id, number || ' ' || name from customers where provider_id = ${providerId} and id = any(${ids}::uuid[])
    union all select id, name from contacts where provider_id = ${providerId} and id = any(${ids}::uuid[])
    union all select id, name from services where provider_id = ${providerId} and id = any(${ids}::uuid[])
    union all select id, name from contracts where provider_id = ${providerId} and id = any(${ids}::uuid[])
    union all select id, kind from licences where provider_id = ${providerId} and id = any(${ids}::uuid[])`.execute(desk.database.db)
  return new Map(found.rows.map(({ id, name }) => [id, name]))
}

function valueOf(value: unknown, names: ReadonlyMap<string, string>, lang: Lang): string {
  if (value === null || value === undefined || value === '') return '—'
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => valueOf(one, names, lang)).join(', ')
  if (typeof value === 'object') {
    if ('fr' in value && 'en' in value) return valueOf((value as Record<Lang, unknown>)[lang], names, lang)
    const { from, to } = value as { from?: unknown; to?: unknown }
    if ('to' in value) return `${valueOf(from, names, lang)} → ${valueOf(to, names, lang)}`
    return Object.entries(value).map(([key, one]) => `${(toldKeys[key] ?? toldWithin[key])?.[lang] ?? key} ${valueOf(one, names, lang)}`).join(', ')
  }
  if (isId(value)) return names.get(value) ?? '—'
  const text = String(value)
  return toldValues[text]?.[lang] ?? (text.length > 200 ? `${text.slice(0, 199)}…` : text)
}

/** What changed, in words: names for ids, the old and the new. */
function detailOf(data: Record<string, unknown>, names: ReadonlyMap<string, string>, lang: Lang): string {
  const told = Object.entries(toldKeys).flatMap(([key, words]) => {
    const value = data[key]
    if (value === undefined || value === null || (key === 'agentId' && typeof data['name'] === 'string') || (key === 'teamId' && typeof data['name'] === 'string')) return []
    if (isId(value) && !names.has(value)) return []
    return [`${words[lang]}${lang === 'fr' ? '\u202f' : ''}: ${valueOf(value, names, lang)}`]
  })
  return told.join(' · ')
}
