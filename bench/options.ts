import { parseArgs } from 'node:util'

/** The parts there are, in the order in which they run. */
export const parts = ['engine', 'create', 'mail', 'pages', 'search', 'browser', 'live', 'area', 'start', 'memory'] as const
export type Part = (typeof parts)[number]

/** These look at the same desk, one that has lived. */
export const livedParts = ['pages', 'search', 'browser', 'live'] as const satisfies readonly Part[]
export type LivedPart = (typeof livedParts)[number]

export interface Options {
  readonly parts: readonly Part[]
  /** The result as JSON on standard output instead of the table. */
  readonly json: boolean
  /** The table as Markdown, for docs/benchmarks.md. */
  readonly markdown: boolean
  /** Short windows and a short rest: to see that it runs, not to publish. */
  readonly quick: boolean
  /** The desk that has lived also with a million tickets. */
  readonly million: boolean
}

export const usage = `npm run bench -- [${parts.join('|')}]… [--quick] [--million] [--json|--markdown]`

const isPart = (name: string): name is Part => (parts as readonly string[]).includes(name)

/** The options of a command line; a sentence when there is none such. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const flag = { type: 'boolean', default: false } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { json: flag, markdown: flag, quick: flag, million: flag } })
    const unknown = positionals.find((name) => !isPart(name))
    if (unknown !== undefined) return `${unknown} is no part. ${usage}`
    return { ...values, parts: positionals.length === 0 ? parts : parts.filter((part) => positionals.includes(part)) }
  } catch (error) {
    return `${(error as Error).message}. ${usage}`
  }
}
