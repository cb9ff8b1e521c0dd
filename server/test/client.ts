/** Whatever a body holds: each test says what it expects of it. */
export type Json = ReturnType<typeof JSON.parse>

/** What a call to the desk gave back. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body read as JSON; undefined when it is none. */
  readonly json: Json
}

/** Somebody who speaks to the desk by HTTP: a browser without a screen, which keeps its cookies, or a program with a key. */
export interface Client {
  readonly cookies: Map<string, string>
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** A body as it is sent: objects as JSON, forms and texts as they are. */
function encode(body: unknown): { body?: string | FormData | URLSearchParams | Uint8Array<ArrayBuffer>; type?: string } {
  if (body === undefined) return {}
  if (typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams) return { body }
  if (body instanceof Uint8Array) return { body: new Uint8Array(body) }
  return { body: JSON.stringify(body), type: 'application/json' }
}

/** Opens a client of the desk at `origin`; it follows no redirection by itself. */
export function openClient(origin: string, always: Record<string, string> = {}): Client {
  const cookies = new Map<string, string>()
  const call: Client['call'] = async (method, path, body, headers = {}) => {
    const sent = encode(body)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, origin), {
      method, redirect: 'manual', ...(sent.body === undefined ? {} : { body: sent.body }),
      headers: { ...(sent.type ? { 'content-type': sent.type } : {}), ...(cookie ? { cookie } : {}), ...always, ...headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.text()
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      json = undefined
    }
    return { status: response.status, headers: response.headers, text, json }
  }
  return { cookies, call, get: (path, headers) => call('GET', path, undefined, headers), post: (path, body, headers) => call('POST', path, body, headers) }
}
