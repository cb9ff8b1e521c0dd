import type { Kysely, Transaction } from 'kysely'
import type { RecordNoun } from '@guichet/protocol'
import { safeFilename } from '#platform/filenames.ts'
import { transaction } from '#platform/database.ts'
import { listProviders, writeEvent } from '#people/people.ts'
import type { Actor } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Tables } from '#server/tables.ts'
import { readSheet } from './csv.ts'
import type { FileProblem, Line, Sheet } from './csv.ts'
import { openIntake } from './open-intake.ts'
import { oneAtATime, takeRecord } from './take.ts'
import type { Taken } from './take.ts'

/** So many records are taken in together: what a crash costs at most. */
const together = 200
/** So many problems are kept of one run. */
export const keptProblems = 1_000

export interface Beginning { readonly providerId: string; readonly noun: RecordNoun; readonly source: string; readonly fileName: string; readonly bytes: Buffer; readonly dryRun: boolean; readonly actor: Actor }
export type Run = Awaited<ReturnType<typeof loadRun>> & object
/** What became of one line. */
export interface Told { readonly line: number; readonly externalId: string; readonly taken: Taken }

/**
 * Begins to take in a file, or finds the run of the same file that was cut short. The file is kept under its content's hash, so that
 * any process can go on with it.
 */
export async function beginImport(desk: Desk, { providerId, noun, source, fileName, bytes, dryRun, actor }: Beginning): Promise<{ id: string; resumed: boolean }> {
  const { hash } = await desk.files.put(bytes)
  const sheet = readSheet(noun, bytes)
  const now = desk.time.now()
  return transaction(desk.database.db, async (trx) => {
    const under = await trx
      .selectFrom('import_runs').select('id').where('provider_id', '=', providerId).where('noun', '=', noun).where('source', '=', source).where('sha256', '=', hash)
      .where('state', '=', 'running').where('dry_run', '=', false).executeTakeFirst()
    if (under && !dryRun) return { id: under.id, resumed: true }
    const id = desk.ids.next()
    const refused = sheet.problems.length > 0
    await trx.insertInto('import_runs').values({
      provider_id: providerId, id, noun, source, file_name: safeFilename(fileName, `${noun}.csv`), sha256: hash, dry_run: dryRun, encoding: sheet.encoding, separator: sheet.separator,
      state: refused ? 'refused' : 'running', records: refused ? null : sheet.lines.length, started_at: now, moved_at: now, ended_at: refused ? now : null,
      author_kind: actor.kind, author_id: actor.id ?? null, author_name: actor.name ?? null,
    }).execute()
    await keepProblems(trx, providerId, id, sheet.problems)
    if (!dryRun) await writeEvent(trx, desk, { providerId, type: 'import.begun', actor, data: { runId: id, noun, source, sha256: hash, refused } })
    return { id, resumed: false }
  })
}

/** A run as it stands. */
export async function loadRun(db: Kysely<Tables>, providerId: string, id: string) {
  return db.selectFrom('import_runs').selectAll().where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
}

/** What was not taken in, in the order in which it was met. */
export async function problemsOfRun(db: Kysely<Tables>, providerId: string, id: string) {
  return db.selectFrom('import_problems').select(['line', 'field', 'code', 'given', 'known']).where('provider_id', '=', providerId).where('run_id', '=', id).orderBy('place').execute()
}

/**
 * Takes in what is left of a run, some records at a time, each lot in one transaction with the count of what is done: whoever dies
 * in the middle is followed by whoever goes on. Two at once take turns. A rehearsal does the same and forgets it.
 */
export async function advanceImport(desk: Desk, providerId: string, id: string, tell: (told: Told) => Promise<void> | void = () => undefined): Promise<void> {
  const run = await loadRun(desk.database.db, providerId, id)
  if (!run || run.state !== 'running') return
  const sheet = readSheet(run.noun, await desk.files.read(run.sha256))
  const pretended = run.dry_run ? new Map<string, string>() : undefined
  while (await advanceOnce(desk, providerId, id, sheet, pretended, tell));
}

/** Goes on with every run that is under way: those just begun, and those that a crash cut short. */
export async function advanceImports(desk: Desk): Promise<void> {
  for (const provider of await listProviders(desk)) {
    const under = await desk.database.db.selectFrom('import_runs').select('id').where('provider_id', '=', provider.id).where('state', '=', 'running').orderBy('started_at').execute()
    for (const { id } of under) await advanceImport(desk, provider.id, id)
  }
}

/** Thrown to undo a rehearsal once it has been counted. */
class Rehearsed extends Error {}
interface Lot { readonly told: Told[]; readonly from: number; readonly problems: FileProblem[]; readonly counts: Record<'added' | 'changed' | 'unchanged' | 'refused', number> }

async function advanceOnce(desk: Desk, providerId: string, id: string, sheet: Sheet, pretended: Map<string, string> | undefined, tell: (told: Told) => Promise<void> | void): Promise<boolean> {
  let lot: Lot | undefined
  const work = async (trx: Transaction<Tables>) => {
    lot = undefined
    const run = await trx.selectFrom('import_runs').selectAll().where('provider_id', '=', providerId).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!run || run.state !== 'running') return
    lot = await takeLot(desk, trx, run, sheet.lines.slice(run.next_record, run.next_record + together), pretended)
    if (pretended) throw new Rehearsed()
    await count(desk, trx, run, lot)
  }
  try {
    await again(() => transaction(desk.database.db, work))
  } catch (error) {
    if (!(error instanceof Rehearsed) || !lot) throw error
    const rehearsed = lot
    await transaction(desk.database.db, async (trx) => {
      const run = await trx.selectFrom('import_runs').selectAll().where('provider_id', '=', providerId).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
      if (run.next_record === rehearsed.from) await count(desk, trx, run, rehearsed)
    })
  }
  if (!lot) return false
  for (const told of lot.told) await tell(told)
  return lot.from + lot.told.length < sheet.lines.length
}

/** A number or an address that somebody else took at the same instant: seen the second time, and told as taken. */
async function again(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 3 || (error as { code?: string }).code !== '23505') throw error
    }
  }
}

async function takeLot(desk: Desk, trx: Transaction<Tables>, run: Run, lines: readonly Line[], pretended: Map<string, string> | undefined): Promise<Lot> {
  const { provider_id: providerId, noun, source } = run
  await oneAtATime({ trx, providerId })
  const actor: Actor = { kind: run.author_kind, id: run.author_id ?? undefined, name: run.author_name ?? undefined }
  const intake = await openIntake(desk, trx, { providerId, source, actor, pretended })
  const lot: Lot = { told: [], from: run.next_record, problems: [], counts: { added: 0, changed: 0, unchanged: 0, refused: 0 } }
  for (const { line, externalId, given, problems } of lines) {
    const taken: Taken = problems.length > 0 ? { outcome: 'refused', problems } : await takeRecord(intake, noun, externalId, given)
    lot.told.push({ line, externalId, taken })
    lot.counts[taken.outcome === 'retired' ? 'changed' : taken.outcome]++
    if (taken.outcome === 'refused') lot.problems.push(...taken.problems.map((problem): FileProblem => ({ line, field: problem.field, code: problem.code, ...(problem.given === undefined ? {} : { given: problem.given }), ...(problem.known === undefined ? {} : { known: problem.known }) })))
  }
  return lot
}

async function count(desk: Desk, trx: Transaction<Tables>, run: Run, { told, problems, counts }: Lot): Promise<void> {
  const now = desk.time.now()
  const next = run.next_record + told.length
  const ended = next >= (run.records ?? 0)
  const sums = { added: run.added + counts.added, changed: run.changed + counts.changed, unchanged: run.unchanged + counts.unchanged, refused: run.refused + counts.refused }
  await trx.updateTable('import_runs').set({ ...sums, next_record: next, moved_at: now, ...(ended ? { state: 'done' as const, ended_at: now } : {}) }).where('provider_id', '=', run.provider_id).where('id', '=', run.id).execute()
  await keepProblems(trx, run.provider_id, run.id, problems)
  if (!ended || run.dry_run) return
  const actor: Actor = { kind: run.author_kind, id: run.author_id ?? undefined, name: run.author_name ?? undefined }
  await writeEvent(trx, desk, { providerId: run.provider_id, type: 'import.ended', actor, data: { runId: run.id, noun: run.noun, source: run.source, ...sums } })
}

async function keepProblems(trx: Transaction<Tables>, providerId: string, runId: string, problems: readonly FileProblem[]): Promise<void> {
  if (problems.length === 0) return
  const { kept } = await trx.selectFrom('import_problems').select((eb) => eb.fn.countAll<number>().as('kept')).where('provider_id', '=', providerId).where('run_id', '=', runId).executeTakeFirstOrThrow()
  const room = problems.slice(0, Math.max(0, keptProblems - kept))
  if (room.length === 0) return
  await trx.insertInto('import_problems').values(room.map(({ line, field, code, given, known }, index) => ({
    provider_id: providerId, run_id: runId, place: kept + index, line, field: field && shown(field), code, given: given === undefined ? null : shown(given), known: known?.slice(0, 2_000) ?? null,
  }))).execute()
}

/** What was typed, cut short and without what no screen shows and no text of the database holds. */
function shown(text: string): string {
  return text.slice(0, 500).replaceAll(/\p{Cc}/gu, '·')
}
