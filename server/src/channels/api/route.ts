import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Acted } from '@guichet/protocol'
import { ticketNumber } from '@guichet/protocol'
import type { Outcome } from '#triage/triage.ts'
import { besideRefused } from './beside-words.ts'
import type { Caller } from './caller.ts'
import { ownerOf } from './caller.ts'
import { langOf } from './language.ts'
import { Refused } from './problems.ts'

/** The address of a route, below the provider's. */
export const at = (path: string): `/:provider/api/v1${string}` => `/:provider/api/v1${path}`

/** The chapters of the API's description. */
export const tags = {
  session: ['Session'], tickets: ['Tickets'], acts: ['Acts on a ticket'], requests: ['Requests'], files: ['Files'], aside: ['Put aside'], outgoing: ['Outgoing'], people: ['People'], records: ['From other systems'],
  notices: ['Notices'], policy: ['Policy'], data: ['People’s data'], admin: ['Administration'], writing: ['Writing'], figures: ['Figures'],
}

export const ofProvider = z.object({ provider: z.string().max(40) })
export const ofTicket = ofProvider.extend({ number: z.coerce.number().pipe(ticketNumber) })
/** Something of a ticket that has an id of its own. */
export const ofTicketPart = ofTicket.extend({ id: z.uuid().lowercase() })
export const ofId = ofProvider.extend({ id: z.uuid().lowercase() })

/** Which page of a list. */
const limit = z.coerce.number().int().min(1).max(100).default(50)
export const paging = { cursor: z.string().max(500).optional(), limit }
/** The same where the last row is named by its id. */
export const pagingById = { cursor: z.uuid().lowercase().optional(), limit }

/** The version that the caller saw, from `If-Match: "7"`; `*` for any. @throws Refused without one */
export function versionSeen(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined) throw new Refused('version-required')
  if (header.trim() === '*') return undefined
  const version = Number(/^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(header)?.[1])
  if (!Number.isSafeInteger(version)) throw new Refused('invalid-parameter', { errors: [{ at: 'If-Match', message: 'a version in quotes, as the ETag gave it' }] })
  return version
}

/** The caller's own key for an act, with what it is for; undefined without one. @throws Refused on a key that is none */
export function onceOf(request: FastifyRequest, caller: Caller): { actor: string; key: string; body: string } | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new Refused('invalid-parameter', { errors: [{ at: 'Idempotency-Key', message: '1 to 200 visible ASCII characters' }] })
  const body = createHash('sha256').update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`).digest('hex')
  return { actor: ownerOf(caller), key, body }
}

/** Whether the caller said that they mean it. */
export function confirmedIn(request: FastifyRequest): boolean {
  return (request.body as { confirmed?: boolean } | null | undefined)?.confirmed === true
}

/** Answers an act: the ticket's new version, also as ETag, or the refusal. */
export function answerAct(reply: FastifyReply, outcome: Outcome): Acted {
  if (!outcome.ok) {
    const { refused, version, detail, clauses, recipients, beside } = outcome
    const lang = langOf(reply.request)
    if (beside && refused !== 'confirm-needed') throw new Refused('beside-refused', { ...besideRefused(beside, refused, lang, detail?.[lang]), ...(clauses ? { clauses: [...clauses] } : {}) })
    throw new Refused(refused, { ...(version === undefined ? {} : { version }), ...(detail ? { detail: detail[lang] } : {}), ...(clauses ? { clauses: [...clauses] } : {}), ...(recipients ? { recipients: [...recipients] } : {}) })
  }
  void reply.header('etag', `"${outcome.acted.version}"`)
  return outcome.acted
}
