import { STATUS_CODES } from 'node:http'

/** What went wrong, told to a program: RFC 9457 (problem details), with our code and any further members. */
export interface Problem {
  /** A URI reference that names the kind of problem: `/problems/<code>`. */
  readonly type: string
  /** The kind in a few words, the same each time. */
  readonly title: string
  /** HTTP status. */
  readonly status: number
  /** What happened this time, and the way forward. */
  readonly detail?: string
  /** Our stable name of the kind, for programs. */
  readonly code: string
  readonly [member: string]: unknown
}

/** Builds a problem; `more` are extra members such as `errors` or `clauses`. */
export function problem(status: number, code: string, detail?: string, more: Record<string, unknown> = {}): Problem {
  return { ...more, type: `/problems/${code}`, title: STATUS_CODES[status] ?? 'Error', status, ...(detail === undefined ? {} : { detail }), code }
}

/**
 * Carries a problem to the HTTP door from code that cannot return one (a hook, a parser).
 * Expected refusals of the desk are values, not this.
 */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly statusCode: number

  constructor(value: Problem) {
    super(value.detail ?? value.title)
    this.name = 'ProblemError'
    this.problem = value
    this.statusCode = value.status
  }
}

/** A failure that a person can mend: shown as one sentence, without a stack. */
export class PersonError extends Error {
  /** The sentence in both languages. */
  readonly sentences: { readonly fr: string; readonly en: string }

  constructor(sentences: { fr: string; en: string }, options?: ErrorOptions) {
    super(sentences.en, options)
    this.name = 'PersonError'
    this.sentences = sentences
  }
}

/** A person's language from the environment (LC_ALL, LC_MESSAGES, LANG); French unless another language is named there. */
export function languageOf(env: Record<string, string | undefined>): 'fr' | 'en' {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^(fr|C\b|POSIX\b|$)/.test(named) ? 'fr' : 'en'
}

/** The sentence for a port that another program holds, or that only root may take; undefined for any other error. */
export function portTaken(error: unknown): PersonError | undefined {
  const { code, port, address } = error as { code?: string; port?: number; address?: string }
  if (code === 'EADDRINUSE') {
    return new PersonError({
      fr: `Le port ${port} (${address}) est déjà pris par un autre programme : arrêtez-le, ou choisissez-en un autre avec PORT ou SMTP_PORT.`,
      en: `Port ${port} (${address}) is taken by another program: stop it, or choose another with PORT or SMTP_PORT.`,
    })
  }
  if (code !== 'EACCES' || port === undefined) return undefined
  return new PersonError({
    fr: `Le port ${port} est réservé à l’administrateur : choisissez-en un au-dessus de 1023 avec PORT ou SMTP_PORT.`,
    en: `Port ${port} is for the administrator only: choose one above 1023 with PORT or SMTP_PORT.`,
  })
}
