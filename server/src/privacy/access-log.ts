import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { transaction } from '#platform/database.ts'
import { listProviders, onDesk } from '#people/people.ts'
import type { DeskWall } from '#people/people.ts'
import { createSigner } from '#platform/signing.ts'
import type { World } from '#server/tables.ts'

/** What an agent read. The words of a search are never kept. */
export type ReadKind = 'ticket' | 'customer' | 'search' | 'file' | 'raw' | 'export' | 'list'

/** One reading, as it is noted. */
export interface Reading {
  readonly providerId: string
  readonly agent: { readonly id: string; readonly roles: readonly string[] }
  readonly what: ReadKind
  readonly objectId?: string | null | undefined
  readonly customerId?: string | null | undefined
  readonly contactId?: string | null | undefined
}

interface Noted extends Reading { readonly at: number }

interface AccessLog {
  note(reading: Reading): void
  flush(): Promise<void>
}

/** Milliseconds between what is read and its line: nobody waits for the log to read a ticket. */
const delay = 1_000
/** Lines in one statement, and lines kept while the database does not answer. */
const batch = 500
const most = 50_000

const zero = Buffer.alloc(32)
const signerOf = (world: World) => createSigner(world.settings.secret, 'access-log')

type Line = { n: number; at: number; agent_id: string; role: string; what: string; object_id: string | null; customer_id: string | null; contact_id: string | null }

/** What seals a line: all of it, and the seal before. Whoever lacks the secret can neither change nor add nor leave one out unseen. */
function sealOf(signer: ReturnType<typeof createSigner>, before: Buffer, providerId: string, line: Line): Buffer {
  const told = [providerId, line.n, line.at, line.agent_id, line.role, line.what, line.object_id, line.customer_id, line.contact_id]
  return Buffer.from(signer.sign(`${before.toString('hex')}\n${JSON.stringify(told)}`, 32), 'base64url')
}

/** The first role says enough: the log tells that the support read something, it does not measure people. */
const roleOf = (reading: Reading) => reading.agent.roles[0] ?? 'agent'

async function write(world: World, providerId: string, noted: readonly Noted[]): Promise<void> {
  const signer = signerOf(world)
  await transaction(world.database.db, async (trx) => {
    // One writer of a chain at a time, whichever process it is in.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`access-log:${providerId}`}, 0))`.execute(trx)
    const last = (await trx.selectFrom('access_log').select(['n', 'seal']).where('provider_id', '=', providerId).orderBy('n', 'desc').limit(1).executeTakeFirst())
      ?? (await trx.selectFrom('access_log_starts').select(['n', 'seal']).where('provider_id', '=', providerId).executeTakeFirst())
    let [n, seal] = [last?.n ?? 0, last?.seal ?? zero]
    const rows = noted.map((reading) => {
      n += 1
      const line: Line = {
        n, at: reading.at, agent_id: reading.agent.id, role: roleOf(reading), what: reading.what, object_id: reading.objectId ?? null, customer_id: reading.customerId ?? null,
        contact_id: reading.contactId ?? null,
      }
      seal = sealOf(signer, seal, providerId, line)
      return { provider_id: providerId, ...line, seal }
    })
    await trx.insertInto('access_log').values(rows).execute()
  })
}

const logs = new WeakMap<World['database']['pool'], AccessLog>()

/** The log of this process, opened when first something is read. */
function logOf(world: World): AccessLog {
  const log = logs.get(world.database.pool) ?? createAccessLog(world)
  logs.set(world.database.pool, log)
  return log
}

/** Notes what an agent read; its line is written within a second, and nobody waits for it (GDPR-08). */
export function noteReading(world: World, reading: Reading): void {
  logOf(world).note(reading)
}

/** Writes what was noted until now: before the process ends, and before anybody reads the log. */
export async function flushReadings(world: World): Promise<void> {
  await logs.get(world.database.pool)?.flush()
}

function createAccessLog(world: World): AccessLog {
  let waiting: Noted[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  async function writeAll(): Promise<void> {
    const all = waiting
    waiting = []
    const byProvider = Map.groupBy(all, (one) => one.providerId)
    for (const [providerId, noted] of byProvider) {
      for (let from = 0; from < noted.length; from += batch) {
        try {
          await write(world, providerId, noted.slice(from, from + batch))
        } catch (err) {
          world.log.error({ err }, 'readings could not be logged')
          // Kept for the next time, as long as there is room: a log that fills the memory helps nobody.
          waiting = [...noted.slice(from), ...waiting].slice(0, most)
          break
        }
      }
    }
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(writeAll)
    return writing
  }
  return {
    note(reading) {
      if (waiting.length >= most) return void world.log.error({ provider: reading.providerId }, 'a reading was not logged')
      waiting.push({ ...reading, at: world.time.now() })
      timer ??= setTimeout(() => void flush(), delay)
    },
    flush,
  }
}

/** Whether the log is what was written: sealed line by line, no number missing. Gives the first line that is not. */
export async function verifyAccessLog(world: World, providerId: string): Promise<{ lines: number; broken: number | null }> {
  const signer = signerOf(world)
  const start = await world.database.db.selectFrom('access_log_starts').select(['n', 'seal']).where('provider_id', '=', providerId).executeTakeFirst()
  let [n, seal, lines] = [start?.n ?? 0, start?.seal ?? zero, 0]
  for (;;) {
    const rows = await world.database.db
      .selectFrom('access_log').selectAll().where('provider_id', '=', providerId).where('n', '>', n).orderBy('n').limit(5_000).execute()
    if (rows.length === 0) return { lines, broken: null }
    for (const { provider_id: _provider, seal: shown, ...line } of rows) {
      const due = sealOf(signer, seal, providerId, line)
      if (line.n !== n + 1 || !due.equals(shown)) return { lines, broken: n + 1 }
      ;[n, seal] = [line.n, due]
      lines += 1
    }
  }
}

/** Lets go of the oldest lines, and keeps where the rest begins. Only whole days before the given instant. */
export async function purgeAccessLog(world: World, providerId: string, before: number): Promise<number> {
  return transaction(world.database.db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`access-log:${providerId}`}, 0))`.execute(trx)
    const last = await trx.selectFrom('access_log').select(['n', 'seal']).where('provider_id', '=', providerId).where('at', '<', before).orderBy('n', 'desc').limit(1).executeTakeFirst()
    if (!last) return 0
    await sql`set local guichet.purging = 'on'`.execute(trx)
    const gone = await trx.deleteFrom('access_log').where('provider_id', '=', providerId).where('n', '<=', last.n).executeTakeFirst()
    await trx
      .insertInto('access_log_starts').values({ provider_id: providerId, n: last.n, seal: last.seal }).onConflict((oc) => oc.column('provider_id').doUpdateSet({ n: last.n, seal: last.seal })).execute()
    return Number(gone.numDeletedRows)
  })
}

/** Providers whose log is not what was written: for the doctor. */
export async function brokenLogs(world: World): Promise<{ slug: string; line: number }[]> {
  const found: { slug: string; line: number }[] = []
  for (const provider of await listProviders(world)) {
    const { broken } = await verifyAccessLog(world, provider.id)
    if (broken !== null) found.push({ slug: provider.slug, line: broken })
  }
  return found
}

/** Of readings: not of a ticket behind the wall, nor of a file, a message or a request of one. */
function notBehind(providerId: string, wall: DeskWall): RawBuilder<SqlBool> {
  return sql<SqlBool>`not exists (select 1 from tickets t where t.provider_id = ${providerId} and not ${onDesk(wall)} and t.id = any(array(
    select l.object_id::uuid where l.what = 'ticket'
    union all select f.ticket_id from attachments f where l.what = 'file' and f.provider_id = ${providerId} and f.id = l.object_id::uuid
    union all select m.ticket_id from messages m where l.what = 'raw' and m.provider_id = ${providerId} and m.id = l.object_id::uuid
    union all select r.ticket_id from requests r where l.what = 'raw' and r.provider_id = ${providerId} and r.id = l.object_id::uuid)))`
}

/** Lines of the log, the latest first, for those who may read it; of tickets only those that they may see. */
export async function readAccessLog(
  world: World, providerId: string, wanted: { customerId?: string; contactId?: string; before?: number; limit: number; wall?: DeskWall },
): Promise<{ n: number; at: number; agentId: string; agent: string | null; role: string; what: string; objectId: string | null; customerId: string | null; contactId: string | null }[]> {
  let query = world.database.db
    .selectFrom('access_log as l').leftJoin('agents as a', (join) => join.onRef('a.provider_id', '=', 'l.provider_id').onRef('a.id', '=', 'l.agent_id'))
    .select(['l.n', 'l.at', 'l.agent_id as agentId', 'a.name as agent', 'l.role', 'l.what', 'l.object_id as objectId', 'l.customer_id as customerId', 'l.contact_id as contactId'])
    .where('l.provider_id', '=', providerId)
  if (wanted.customerId !== undefined) query = query.where('l.customer_id', '=', wanted.customerId)
  if (wanted.contactId !== undefined) query = query.where('l.contact_id', '=', wanted.contactId)
  if (wanted.before !== undefined) query = query.where('l.n', '<', wanted.before)
  if (wanted.wall && wanted.wall.departments !== null) query = query.where(notBehind(providerId, wanted.wall))
  return query.orderBy('l.n', 'desc').limit(wanted.limit).execute()
}
