import type { Company, Trial } from '../harness.ts'

/** What a page gave back. */
export interface Visited { readonly status: number; readonly text: string; readonly location: string | undefined; readonly headers: Record<string, unknown> }

/** Somebody with a browser that runs no script: it keeps its cookies and sends forms. */
export interface Browser {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Visited>
  post(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Visited>
}

/** Opens a browser at the pages of a company; paths are within the provider and French. */
export function openVisits(trial: Trial, company: Company, how: { machine?: string; agent?: string; host?: string } = {}): Browser {
  const cookies = new Map<string, string>()
  const home = `/${company.provider.slug}/fr`
  const visit = async (method: 'GET' | 'POST', path: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<Visited> => {
    const response = await trial.app.http.inject({
      method, url: path.startsWith(`/${company.provider.slug}/`) ? path : `${home}${path}`, remoteAddress: how.machine ?? '192.0.2.1',
      headers: {
        host: how.host ?? 'localhost:3000', 'user-agent': how.agent ?? 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...headers,
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    })
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: response.statusCode, text: response.body, location: response.headers.location, headers: response.headers }
  }
  return { cookies, get: (path, headers) => visit('GET', path, undefined, headers), post: (path, form = {}, headers) => visit('POST', path, form, headers) }
}

type Content = { what: string; link?: string; code?: string; until?: number }

/** What was written to somebody about their way in, in order; and the last link or code, as they find it in the mail. */
export function lettersOf(trial: Trial) {
  const all = async (address: string): Promise<Content[]> => {
    const rows = await trial.desk.database.db.selectFrom('outbox').select(['mail', 'to']).where('kind', '=', 'security').orderBy('id').execute()
    return rows.filter((row) => row.to.includes(address)).map((row) => (row.mail as unknown as { letter: { content: Content } }).letter.content)
  }
  const last = async (address: string, what: string) => (await all(address)).findLast((letter) => letter.what === what)
  return {
    all, last,
    what: async (address: string) => (await all(address)).map((letter) => letter.what),
    /** The path of the last link of a kind. */
    path: async (address: string, what: string) => new URL((await last(address, what))?.link ?? 'http://none.invalid/').pathname,
  }
}

/** Whether a browser holds the cookie of a session. */
export const isSignedIn = (browser: Browser, company: Company): boolean => browser.cookies.has(`guichet_${company.provider.slug}_contact`)

/** Signs somebody in by a link, an hour after whatever was before. Who has a second factor is left before it. */
export async function enterByLink(trial: Trial, company: Company, email: string, browser = openVisits(trial, company)): Promise<Browser> {
  trial.time.advance(61 * 60_000)
  await browser.post('/sign-in', { email, way: 'link' })
  await browser.post(await lastSignInPath(trial))
  return browser
}

/** The path of the last sign-in link sent to anybody. */
export async function lastSignInPath(trial: Trial): Promise<string> {
  const row = await trial.desk.database.db.selectFrom('outbox').select('mail').where('kind', '=', 'sign_in').orderBy('id', 'desc').executeTakeFirstOrThrow()
  return new URL((row.mail as unknown as { letter: { content: { link: string } } }).letter.content.link).pathname
}
