import { CsvError, parse } from 'csv-parse/sync'
import type { RecordNoun, RecordProblemCode } from '@guichet/protocol'
import { cleanText } from '#platform/storable.ts'

/** What a file may hold at most. */
export const fileLimits = { bytes: 20 * 1_048_576, records: 50_000, recordBytes: 262_144 } as const

/** One record of a file: what it calls the thing, what it says of it, and the line on which it begins. */
export interface Line { readonly line: number; readonly externalId: string; readonly given: Readonly<Record<string, unknown>>; readonly problems: readonly FileProblem[] }
export interface FileProblem { readonly line: number; readonly field: string | null; readonly code: RecordProblemCode; readonly given?: string; readonly known?: string }
export interface Sheet { readonly encoding: string; readonly separator: string; readonly lines: readonly Line[]; readonly problems: readonly FileProblem[] }

type Form = 'text' | 'flag' | 'date' | 'list' | 'number'
interface Column { readonly field: string; readonly form: Form; readonly required?: true }

const reference: Record<string, Column> = { customer: { field: 'customer', form: 'text' }, customer_number: { field: 'customerNumber', form: 'text' } }
const id: Record<string, Column> = { id: { field: 'id', form: 'text', required: true } }
const text = (field: string): Column => ({ field, form: 'text' })
const must = (field: string, form: Form = 'text'): Column => ({ field, form, required: true })

/** The columns of a file of each noun; a file may leave out those that are not required. */
const columnsOf: { readonly [N in RecordNoun]: Readonly<Record<string, Column>> } = {
  customers: { ...id, number: must('number'), name: must('name'), kind: text('kind'), role: text('role'), zone: text('zone'), language: text('language'), siren: text('siren') },
  contacts: { ...id, ...reference, name: must('name'), email: must('email'), language: text('language'), declared: { field: 'declared', form: 'flag' } },
  contracts: { ...id, ...reference, name: must('name'), starts_on: must('startsOn', 'date'), ends_on: { field: 'endsOn', form: 'date' } },
  services: {
    ...id, ...reference, contract: text('contract'), kind: must('kind'), name: must('name'), addresses: { field: 'addresses', form: 'list' }, tags: { field: 'tags', form: 'list' }, order_number: text('orderNumber'),
    product: text('product'), version: text('version'), starts_on: { field: 'startsOn', form: 'date' }, ends_on: { field: 'endsOn', form: 'date' },
  },
  licences: { ...id, ...reference, kind: must('kind'), key: must('key'), delivered_to: text('deliveredTo') },
  movements: {
    ...id, contract: must('contract'), quota: must('quota'), kind: must('kind'), quantity: must('quantity'), at: must('at'), corrects: text('corrects'), ticket: { field: 'ticket', form: 'number' }, note: text('note'),
  },
}

/** Values of a contract stand in columns of their own: `contract.gti`. */
const hole = 'contract.'

/** UTF-8 where it can be, else Windows-1252, which anything can be. */
function decode(bytes: Buffer): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
  }
}

/** Whichever of ; , and tab the first line has most of, outside quotation marks. */
function separatorOf(content: string): string {
  const head = content.slice(0, 65_536).split(/\r\n|\n|\r/, 1)[0]!.replaceAll(/"[^"]*"/g, '')
  const counted = [';', ',', '\t'].map((one) => ({ one, times: head.split(one).length }))
  return counted.reduce((best, other) => (other.times > best.times ? other : best)).one
}

/** Reads a file of records. Whatever is wrong with the file as a whole stands in `problems`, and then no line is taken in. */
export function readSheet(noun: RecordNoun, bytes: Buffer): Sheet {
  const { text: written, encoding } = decode(bytes)
  const content = cleanText(written)
  const separator = separatorOf(content)
  const whole = (...problems: FileProblem[]): Sheet => ({ encoding, separator, lines: [], problems })
  let rows: { line: number; cells: string[] }[]
  try {
    const read = parse(content, {
      bom: true, delimiter: separator, info: true, raw: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: fileLimits.recordBytes, to: fileLimits.records + 2,
    }) as unknown as { record: string[]; raw: string; info: { lines: number } }[]
    // The parser counts the line on which a record ends, and gives it with the empty lines before it.
    rows = read.map(({ record, raw, info }) => ({ line: info.lines - (raw.replaceAll(/^[\r\n]+|[\r\n]+$/g, '').match(/\r\n|\n|\r/g)?.length ?? 0), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return whole({ line: Number(error['lines'] ?? 1), field: null, code: 'unreadable-line', given: error.code })
  }
  const [head, ...rest] = rows
  if (!head) return whole({ line: 1, field: null, code: 'columns', known: Object.keys(columnsOf[noun]).join(', ') })
  if (rest.length > fileLimits.records) return whole({ line: fileLimits.records + 2, field: null, code: 'unreadable-line', given: 'CSV_TOO_MANY', known: String(fileLimits.records) })
  const heads = head.cells.map((cell) => cell.trim().toLowerCase().replaceAll(/[ -]/g, '_'))
  const problems = headProblems(noun, heads, head)
  if (problems.length > 0) return whole(...problems)
  return { encoding, separator, lines: linesOf(noun, heads, rest), problems: [] }
}

function headProblems(noun: RecordNoun, heads: readonly string[], head: { line: number; cells: string[] }): FileProblem[] {
  const columns = columnsOf[noun]
  const known = [...Object.keys(columns), ...(noun === 'contracts' ? [`${hole}…`] : [])].join(', ')
  const stray = heads.flatMap((name, place) => (Object.hasOwn(columns, name) || (noun === 'contracts' && name.startsWith(hole)) || name === '' ? [] : [head.cells[place]!]))
  const missing = Object.entries(columns).filter(([name, column]) => column.required && !heads.includes(name)).map(([name]) => name)
  const twice = heads.filter((name, place) => name !== '' && heads.indexOf(name) !== place)
  return [
    ...stray.map((name): FileProblem => ({ line: head.line, field: name.slice(0, 100), code: 'unknown-field', given: name.slice(0, 100), known })),
    ...missing.map((name): FileProblem => ({ line: head.line, field: name, code: 'columns', known })),
    ...twice.map((name): FileProblem => ({ line: head.line, field: name, code: 'repeated', given: name })),
  ]
}

function linesOf(noun: RecordNoun, heads: readonly string[], rows: readonly { line: number; cells: string[] }[]): Line[] {
  const seen = new Map<string, number>()
  return rows.map(({ line, cells }) => {
    const given: Record<string, unknown> = {}
    const values: Record<string, string> = {}
    const problems: FileProblem[] = []
    heads.forEach((name, place) => {
      const cell = bare(cells[place] ?? '')
      if (name === '' || cell === '') return
      const column = columnsOf[noun][name]
      if (!column) values[name] = plainDate(cell)
      else {
        const value = readers[column.form](cell)
        if (value === undefined) problems.push({ line, field: name, code: 'wrong-form', given: cell.slice(0, 200), known: forms[column.form] })
        else given[column.field] = value
      }
    })
    if (cells.length > heads.length && cells.slice(heads.length).some((cell) => cell !== '')) problems.push({ line, field: null, code: 'unreadable-line', given: 'CSV_TOO_MANY_CELLS', known: String(heads.length) })
    if (Object.keys(values).length > 0) given.values = values
    const { id: externalId = '', ...record } = given as { id?: string }
    const before = seen.get(externalId)
    if (externalId === '') problems.push({ line, field: 'id', code: 'missing' })
    else if (before !== undefined) problems.push({ line, field: 'id', code: 'repeated', given: externalId.slice(0, 200), known: String(before) })
    else seen.set(externalId, line)
    return { line, externalId, given: record, problems }
  })
}

/** A sheet protects cells that begin like a formula with an apostrophe (AB-36): it is no part of them. */
function bare(cell: string): string {
  return /^'[=+\-@\t]/.test(cell) ? cell.slice(1) : cell
}

const yes = new Set(['yes', 'oui', 'true', 'vrai', '1', 'x'])
const no = new Set(['no', 'non', 'false', 'faux', '0'])

/** `24/11/2026` as sheets write it in French, in the one form of dates; anything else as it is. */
function plainDate(cell: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(cell) ?? []
  return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : cell
}

const readers: Record<Form, (cell: string) => unknown> = {
  text: (cell) => cell,
  flag: (cell) => (yes.has(cell.toLowerCase()) ? true : no.has(cell.toLowerCase()) ? false : undefined),
  date: plainDate,
  list: (cell) => cell.split(/[\s|;,]+/).filter((one) => one !== ''),
  number: (cell) => (/^\d{1,10}$/.test(cell) ? Number(cell) : undefined),
}
const forms: Record<Form, string> = { text: '', flag: 'yes, no', date: '2026-11-24', list: '', number: '1042' }
