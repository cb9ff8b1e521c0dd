/** Collects what is wrong with a policy, all at once, each with its place and a way out. */
import type { Finding } from '../model.ts'
import type { Place } from '../read/node.ts'
import { catalogue, type FindingCode, type FindingParams } from './catalogue.ts'

/** More than this helps nobody; what is beyond is counted, not told. */
const most = 500

export class Findings {
  readonly list: Finding[] = []
  /** The clause being read; findings carry its id. */
  clause: string | undefined = undefined
  readonly #seen = new Set<string>()
  #errors = 0

  add<C extends FindingCode>(code: C, at: Place, params: FindingParams<C>, clause = this.clause): void {
    const { severity, message, wayOut } = (catalogue[code] as (params: FindingParams<C>) => Pick<Finding, 'severity' | 'message' | 'wayOut'>)(params)
    if (severity === 'error') this.#errors++
    const key = `${code}|${at.file}|${at.line}|${at.column}|${message.en}`
    if (this.#seen.has(key) || this.list.length >= most) return
    this.#seen.add(key)
    this.list.push({ severity, code, file: at.file, line: at.line, column: at.column, ...(clause === undefined ? {} : { clause }), message, wayOut })
  }

  /** How many things said so far block publication. */
  get errors(): number {
    return this.#errors
  }

  /** By file and line; the most serious first on a line. */
  sorted(): Finding[] {
    const weight = { error: 0, warning: 1, info: 2 }
    return this.list.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column || weight[a.severity] - weight[b.severity])
  }
}
