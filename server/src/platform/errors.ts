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
