import { parseLocalInstant } from '@guichet/policy'
import type { Policy } from '@guichet/policy'
import { parseDuration } from '@guichet/policy/read/values'
import type { RecordOf } from '@guichet/protocol'
import { given, idOf, refused } from '../record.ts'
import type { NounWork, RecordProblem } from '../record.ts'
import { contractOf } from './customer-of.ts'

/** The counted rights of a policy by name, with what they count. */
export function banksOf(policy: Policy) {
  return policy.families.quotas.flatMap(({ answer }) => (answer.limit === 'bank' ? [answer] : []))
}

/** Seconds of `2h`, `1h30min` or a number of seconds; or a whole number of requests. */
function quantityOf(of: 'time' | 'requests', written: string | number): number | undefined {
  const amount = of === 'time' && typeof written === 'string' ? (parseDuration(written) ?? Number(written)) : Number(written)
  return Number.isSafeInteger(amount) && amount >= 0 ? amount : undefined
}

/** What was bought, used or corrected of a counted right. Written once: what was wrong is corrected by another movement. */
export const movements: NounWork<RecordOf<'movements'>> = {
  table: 'quota_movements',
  events: { added: 'quota.moved', changed: 'quota.moved', retired: 'quota.moved' },

  async resolve(intake, record, id) {
    const { trx, providerId, policy, world } = intake
    const problems: RecordProblem[] = []
    const contract = await contractOf(intake, record.contract, undefined)
    if ('problem' in contract) problems.push(contract.problem)
    const bank = banksOf(policy).find(({ name }) => name === record.quota)
    if (!bank) problems.push({ field: 'quota', code: 'unknown-quota', given: record.quota, known: banksOf(policy).map(({ name }) => name).join(', ') })
    if (bank && bank.per !== 'purchase' && record.kind === 'purchase') problems.push({ field: 'kind', code: 'granted-by-policy', given: record.quota })
    const quantity = bank && quantityOf(bank.of, record.quantity)
    if (bank && quantity === undefined) problems.push({ field: 'quantity', code: 'wrong-form', given: String(record.quantity), known: bank.of === 'time' ? '1h30min' : '1' })
    const at = parseLocalInstant(record.at, policy.zone)
    if (at.kind !== 'instant' || at.instant > world.time.now()) problems.push({ field: 'at', code: 'wrong-form', given: record.at, known: '2026-11-24 14:30' })
    const corrects = record.corrects === undefined ? undefined : await idOf(intake, 'movements', record.corrects)
    if (record.kind === 'correction' && record.corrects === undefined) problems.push({ field: 'corrects', code: 'missing' })
    if (record.kind !== 'correction' && record.corrects !== undefined) problems.push({ field: 'corrects', code: 'unknown-field', given: record.corrects, known: 'correction' })
    if (record.corrects !== undefined && corrects === undefined) problems.push({ field: 'corrects', code: 'unknown-movement', given: record.corrects })
    if (corrects !== undefined && intake.pretended === undefined) {
      const corrected = await trx.selectFrom('quota_movements').select(['contract_id', 'quota', 'kind']).where('provider_id', '=', providerId).where('id', '=', corrects).executeTakeFirst()
      if (corrected?.kind === 'correction') problems.push({ field: 'corrects', code: 'is-a-correction', given: record.corrects })
      if (corrected && 'id' in contract && (corrected.contract_id !== contract.id || corrected.quota !== record.quota)) problems.push({ field: 'corrects', code: 'unknown-movement', given: record.corrects })
    }
    const ticket = record.ticket === undefined || !('id' in contract) ? undefined : await trx
      .selectFrom('tickets as t').innerJoin('contracts as k', (join) => join.onRef('k.provider_id', '=', 't.provider_id').onRef('k.customer_id', '=', 't.customer_id'))
      .select('t.id').where('t.provider_id', '=', providerId).where('t.number', '=', record.ticket).where('k.id', '=', contract.id).executeTakeFirst()
    if (record.ticket !== undefined && 'id' in contract && !ticket) problems.push({ field: 'ticket', code: 'unknown-ticket', given: String(record.ticket) })
    if (problems.length > 0 || at.kind !== 'instant' || !('id' in contract)) return refused(...problems)
    const columns = given({ contract_id: contract.id, quota: record.quota, kind: record.kind, quantity, at: at.instant, corrects, ticket_id: ticket?.id, note: record.note })
    if (id === undefined) return { ok: true, columns }
    const kept = await trx.selectFrom('quota_movements').selectAll().where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
    const differs = kept && Object.entries(columns).some(([name, value]) => kept[name as keyof typeof kept] !== value)
    return differs ? refused({ field: null, code: 'already-recorded' }) : { ok: true, columns }
  },

  fresh: ({ world, actor }) => ({ author_kind: actor.kind, author_id: actor.id ?? null, author_name: actor.name ?? null, recorded_at: world.time.now() }),

  /** Nothing that happened is unsaid: what was recorded by mistake is corrected to nothing. */
  async retire({ world, trx, providerId, actor }, id) {
    const kept = await trx.selectFrom('quota_movements').select(['contract_id', 'quota', 'kind', 'at']).where('provider_id', '=', providerId).where('id', '=', id).executeTakeFirst()
    if (!kept || kept.kind === 'correction') return false
    const last = await trx
      .selectFrom('quota_movements').select('quantity').where('provider_id', '=', providerId).where('corrects', '=', id).orderBy('recorded_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
    if (last?.quantity === 0) return false
    const now = world.time.now()
    await trx.insertInto('quota_movements').values({
      provider_id: providerId, id: world.ids.next(), contract_id: kept.contract_id, quota: kept.quota, kind: 'correction', quantity: 0, at: kept.at, corrects: id, ticket_id: null, note: null,
      author_kind: actor.kind, author_id: actor.id ?? null, author_name: actor.name ?? null, recorded_at: now,
    }).execute()
    return true
  },
}
