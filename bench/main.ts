import process from 'node:process'
import { machine } from './machine.ts'
import { livedParts, readOptions } from './options.ts'
import type { LivedPart, Options, Part } from './options.ts'
import { keeps, markdownTable, table } from './report.ts'
import type { Line } from './report.ts'

/** Each part is loaded when it runs: what one of them needs does not weigh on the others. */
const measures: Record<Exclude<Part, LivedPart>, (options: Options) => Promise<Line[]>> = {
  engine: async (options) => (await import('./engine/engine.ts')).measureEngine(options),
  create: async (options) => (await import('./create/create.ts')).measureCreation(options),
  mail: async (options) => (await import('./mail/mail.ts')).measureMail(options),
  area: async (options) => (await import('./area/area.ts')).measureArea(options),
  start: async (options) => (await import('./start/start.ts')).measureStart(options),
  memory: async (options) => (await import('./start/memory.ts')).measureMemory(options),
}

const isLived = (part: Part): part is LivedPart => (livedParts as readonly Part[]).includes(part)

async function run(options: Options): Promise<void> {
  const on = machine()
  const lines: Line[] = []
  const lived = options.parts.filter(isLived)
  for (const part of options.parts) {
    if (isLived(part) && part !== lived[0]) continue
    process.stderr.write(`${isLived(part) ? lived.join(', ') : part}…\n`)
    lines.push(...(isLived(part) ? await (await import('./lived/measure.ts')).measureLived({ ...options, parts: lived }) : await measures[part](options)))
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
