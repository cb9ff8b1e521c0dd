import process from 'node:process'
import { machine } from './machine.ts'
import { readOptions } from './options.ts'
import type { Options, Part } from './options.ts'
import { keeps, markdownTable, table } from './report.ts'
import type { Line } from './report.ts'

/** Each part is loaded when it runs: what one of them needs does not weigh on the others. */
const measures: Record<Part, (options: Options) => Promise<Line[]>> = {
  engine: async (options) => (await import('./engine/engine.ts')).measureEngine(options),
  create: async (options) => (await import('./create/create.ts')).measureCreation(options),
  mail: async (options) => (await import('./mail/mail.ts')).measureMail(options),
  pages: async (options) => (await import('./pages/pages.ts')).measurePages(options),
  area: async (options) => (await import('./pages/area.ts')).measureArea(options),
  search: async (options) => (await import('./search/search.ts')).measureSearch(options),
  browser: async (options) => (await import('./browser/browser.ts')).measureBrowser(options),
  live: async (options) => (await import('./live/live.ts')).measureLive(options),
  start: async (options) => (await import('./start/start.ts')).measureStart(options),
  memory: async (options) => (await import('./start/memory.ts')).measureMemory(options),
}

async function run(options: Options): Promise<void> {
  const on = machine()
  const lines: Line[] = []
  for (const part of options.parts) {
    process.stderr.write(`${part}…\n`)
    lines.push(...(await measures[part](options)))
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ machine: on, lines: lines.map((line) => ({ ...line, ok: keeps(line) ?? null })) }, null, 2)}\n`)
  else {
    const where = `${on.processor}, ${on.cores} cores, ${on.memoryGB} GB, ${on.system}, Node ${on.node}, load before ${on.load}`
    process.stdout.write(`${where}\n\n${options.markdown ? markdownTable(lines) : table(lines)}\n`)
  }
}

const options = readOptions(process.argv.slice(2))
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`)
  process.exitCode = 2
} else await run(options)
