/** What the generator is told to do, and what it tells of it. Both go between processes as JSON. */

/** Tickets asked for through the API, as fast as they are answered. */
export interface CreateJob {
  readonly kind: 'create'
  readonly port: number
  readonly path: string
  readonly milliseconds: number
  readonly connections: number
  /** Who asks: the key of a customer and the address of its contact. */
  readonly callers: readonly { readonly token: string; readonly email: string; readonly serviceId: string }[]
  /** How many callers were used before. */
  readonly from: number
}

/** One row of a ticket as the API wrote it, with the places of what must be new each time. */
export interface CopiedRow {
  readonly table: string
  readonly columns: readonly string[]
  readonly values: readonly unknown[]
  /** Places of values that are the same id or key in several rows: each name gets a new value per ticket. */
  readonly fresh: readonly { readonly place: number; readonly name: string; readonly form: 'uuid' | 'text' | 'bytes' | 'number' }[]
}

/** The rows of tickets written again by bare SQL, one transaction for each ticket. */
export interface SqlJob {
  readonly kind: 'sql'
  readonly url: string
  readonly milliseconds: number
  readonly connections: number
  readonly tickets: readonly (readonly CopiedRow[])[]
  /** Everything in one statement rather than one for each row. */
  readonly together: boolean
}

/** Signed mails handed in by SMTP, as fast as they are taken. */
export interface MailJob {
  readonly kind: 'mail'
  readonly port: number
  readonly localAddress: string
  readonly connections: number
  /** Files of raw mails, each sent once. */
  readonly mails: readonly { readonly file: string; readonly from: string; readonly to: string }[]
}

/** People who click every so many milliseconds, each on a connection of their own. */
export interface PagesJob {
  readonly kind: 'pages'
  readonly port: number
  readonly milliseconds: number
  readonly every: number
  /** For each person, the requests that they make in turn. */
  readonly people: readonly { readonly headers: Readonly<Record<string, string>>; readonly paths: readonly { readonly name: string; readonly path: string }[] }[]
}

export type Job = CreateJob | SqlJob | MailJob | PagesJob

export interface Done {
  /** Things done, and how long it took. */
  readonly count: number
  readonly milliseconds: number
  /** Processor time of the generator as a share of one core. */
  readonly cpu: number
  /** Times of each kind of question, in milliseconds. */
  readonly times: Readonly<Record<string, readonly number[]>>
  /** What went wrong, by what was said: anything here spoils the measurement. */
  readonly failures: Readonly<Record<string, number>>
}
