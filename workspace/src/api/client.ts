import type { Problem, ProblemCode } from '@guichet/protocol'
import { apiPath } from '../place.ts'
import { sessionEnded } from './session.ts'

/** What the server refused, or what kept us from asking it (`unreachable`). */
export interface Refusal {
  status: number
  code: ProblemCode | 'unreachable'
  /** In words, when the server gave some. */
  title: string
  detail?: string
  errors?: Problem['errors']
  version?: number
  /** Whom an answer would go to now, or who is outside. */
  recipients?: Problem['recipients']
  /** A draft as it is now. */
  draft?: Problem['draft']
}

/** A question that was refused: what queries throw, since their library tells success from failure by it. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.title)
    this.refusal = refusal
  }
}

export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export interface Asking {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** JSON, or a file's bytes as they are. */
  body?: unknown
  /** The version of the ticket that we saw: another's change in between is then refused. */
  version?: number
  /** The same key gets the same answer, once. */
  key?: string
  signal?: AbortSignal
}

let language = 'fr'

/** The language in which the server words its answers from now on. */
export function speak(lang: string): void {
  language = lang
}

function headersOf({ body, version, key }: Asking): Headers {
  const headers = new Headers({ accept: 'application/json', 'accept-language': language })
  if (body !== undefined && !(body instanceof Blob)) headers.set('content-type', 'application/json')
  if (body instanceof Blob) headers.set('content-type', 'application/octet-stream')
  if (version !== undefined) headers.set('if-match', `"${version}"`)
  if (key !== undefined) headers.set('idempotency-key', key)
  return headers
}

async function refusalOf(response: Response): Promise<Refusal> {
  const said = (await response.json().catch(() => null)) as Partial<Problem> | null
  return {
    status: response.status,
    code: said?.code ?? (response.status === 404 ? 'not-found' : response.status === 401 ? 'not-signed-in' : 'internal'),
    title: said?.title ?? '',
    ...(said?.detail === undefined ? {} : { detail: said.detail }),
    ...(said?.errors === undefined ? {} : { errors: said.errors }),
    ...(said?.version === undefined ? {} : { version: said.version }),
    ...(said?.recipients === undefined ? {} : { recipients: said.recipients }),
    ...(said?.draft === undefined ? {} : { draft: said.draft }),
  }
}

/** Asks the server. A refusal is a value; a session that ended is told to the whole page as well. */
export async function ask<T>(path: string, asking: Asking = {}): Promise<Answer<T>> {
  const { body, method = body === undefined ? 'GET' : 'POST', signal } = asking
  let response: Response
  try {
    response = await fetch(apiPath(path), {
      method, headers: headersOf(asking), credentials: 'same-origin',
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    return { ok: false, refusal: { status: 0, code: 'unreachable', title: '' } }
  }
  if (!response.ok) {
    const refusal = await refusalOf(response)
    if (refusal.code === 'not-signed-in') sessionEnded()
    return { ok: false, refusal }
  }
  try {
    const value: unknown = response.status === 204 ? undefined : await response.json()
    return { ok: true, value: value as T }
  } catch (error) {
    // Broken off on its way, or not our server's.
    if (signal?.aborted) throw error
    return { ok: false, refusal: { status: 0, code: 'unreachable', title: '' } }
  }
}

/** Reads something for a query. @throws Refused when the server refuses */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await ask<T>(path, signal === undefined ? {} : { signal })
  if (!answer.ok) throw new Refused(answer.refusal)
  return answer.value
}

/** A key that no other act has. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
