import type { Budget } from './budgets.ts'

/** One thing that was measured. */
export interface Line {
  readonly part: string
  readonly what: string
  readonly measured: number
  readonly unit: string
  readonly budget?: Budget
  /** How it was measured, what stands beside it. */
  readonly note?: string
}

/** Whether a line keeps its budget; undefined without one. */
export function keeps({ measured, budget }: Line): boolean | undefined {
  if (!budget) return undefined
  return measured >= (budget.atLeast ?? -Infinity) && measured <= (budget.atMost ?? Infinity)
}

/** A number as a person reads it: three figures that count, thousands apart. */
export function figure(value: number): string {
  const digits = value !== 0 && Math.abs(value) < 100 ? Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))) : 0
  return value.toLocaleString('en-GB', { minimumFractionDigits: 0, maximumFractionDigits: Math.min(digits, 3) })
}

function limit(budget: Budget | undefined): string {
  if (!budget) return '–'
  return budget.atLeast === undefined ? `≤ ${figure(budget.atMost ?? 0)} ${budget.unit}` : `≥ ${figure(budget.atLeast)} ${budget.unit}`
}

const said = (line: Line) => ({ true: 'ok', false: 'OVER', undefined: '' })[String(keeps(line)) as 'true' | 'false' | 'undefined']

const head = ['what', 'measured', 'budget', '', 'note']
const cells = (line: Line): string[] => [line.what, `${figure(line.measured)} ${line.unit}`, limit(line.budget), said(line), line.note ?? '']

/** The same as Markdown. */
export function markdownTable(lines: readonly Line[]): string {
  return [head, ['---', '---:', '---', '---', '---'], ...lines.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** The table: what, measured, budget, ok or over, note. */
export function table(lines: readonly Line[]): string {
  const rows = [head, ...lines.map(cells)]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const written = rows.map((row) => row.map((cell, column) => (column === 4 ? cell : column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd())
  return [written[0] ?? '', '─'.repeat(Math.max(...written.map((row) => row.length))), ...written.slice(1)].join('\n')
}
