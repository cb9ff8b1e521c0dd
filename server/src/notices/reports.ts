import { createHash } from 'node:crypto'
import { quota } from '@guichet/policy'
import type { Facts, Lang, Policy } from '@guichet/policy'
import { periodStart } from '@guichet/policy/calendar/stretch'
import type { CivilPeriod } from '@guichet/policy/calendar/stretch'
import { duration } from '@guichet/policy/words/durations'
import { dayInWords } from '@guichet/policy/words/instants'
import { say } from '@guichet/policy/words/fill'
import { movementsOf } from '#imports/movements.ts'
import { listProviders } from '#people/people.ts'
import type { Provider } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Texts } from '#server/tables/notices.ts'
import { generally } from './decide.ts'
import { typeInWords } from './letter.ts'
import { makeNotice } from './make.ts'
import { today } from './today.ts'

/** A stretch that ended: from its first instant up to the first of the next. */
interface Period { readonly from: number; readonly to: number; readonly zone: string }

/**
 * Sends what the policy wants sent by itself at the beginning of each period, once, however late the desk is up. Only of periods
 * that began while the policy in force said so: nothing is sent of a time before it.
 */
export async function sendReports(desk: Desk): Promise<number> {
  const now = desk.time.now()
  let sent = 0
  for (const provider of await listProviders(desk)) {
    const policy = await desk.policies.inForce(provider.id, now)
    for (const { value: type } of policy?.facts.get('notification')?.options ?? []) {
      if (policy && (await sendReport(desk, provider, policy, type, now))) sent += 1
    }
  }
  return sent
}

async function sendReport(desk: Desk, provider: Provider, policy: Policy, type: string, now: number): Promise<boolean> {
  const { every } = generally(policy, type, now)
  if (every === null) return false
  const to = periodStart(now, every, policy.zone)
  const key = `report ${type} ${to}`
  const { db } = desk.database
  const there = await db.selectFrom('notices').select('id').where('provider_id', '=', provider.id).where('dedupe_key', '=', `system ${key}`).executeTakeFirst()
  if (there) return false
  const opened = await db.selectFrom('providers').select('created_at').where('id', '=', provider.id).executeTakeFirstOrThrow()
  const before = await desk.policies.inForce(provider.id, to)
  if (opened.created_at > to || !before || generally(before, type, to).every !== every) return false
  const period = { from: periodStart(to, every as CivilPeriod, policy.zone, -1), to, zone: policy.zone }
  const texts = await reportsOf(desk, provider.id, policy, period)
  const words = (make: (lang: Lang) => string): Texts => ({ fr: make('fr'), en: make('en') })
  const made = await makeNotice(
    desk, provider.id, { kind: 'system' },
    {
      type, severity: 'information', banner: false, audience: { customers: [...texts.keys()] },
      title: words((lang) => `${typeInWords(policy, type, lang)}, ${stretchInWords(period, lang)}`),
      text: words((lang) => (lang === 'fr' ? `Ce relevé va ${stretchInWords(period, lang)}.` : `This report goes ${stretchInWords(period, lang)}.`)),
    },
    { ownTexts: texts, once: { actor: 'system', key, body: createHash('sha256').update(key).digest('hex') } },
  )
  return made.ok && !made.again
}

function stretchInWords({ from, to, zone }: Period, lang: Lang): string {
  const day = (at: number) => dayInWords(at, { zone, lang }).replace(/^\p{L}+\s/u, '')
  return lang === 'fr' ? `du ${day(from)} au ${day(to - 1)}` : `from ${day(from)} to ${day(to - 1)}`
}

/** What each customer with a contract in the period is told: what they asked, and what is left of what they bought. */
async function reportsOf(desk: Desk, providerId: string, policy: Policy, period: Period): Promise<Map<string, Texts>> {
  const { db } = desk.database
  const contracts = await db
    .selectFrom('contracts').select(['id', 'customer_id', 'name', 'values', 'starts_on']).where('provider_id', '=', providerId).where('retired_at', 'is', null)
    .where('starts_on', '<=', today(period.zone, period.to - 1)).where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today(period.zone, period.from))]))
    .orderBy('customer_id').orderBy('starts_on').orderBy('id').execute()
  const asked = await db
    .selectFrom('tickets').select((eb) => ['customer_id', eb.fn.countAll<number>().as('opened'), eb.fn.count<number>('id').filterWhere('state', 'in', ['solved', 'closed']).as('solved')])
    .where('provider_id', '=', providerId).where('opened_at', '>=', period.from).where('opened_at', '<', period.to).where('customer_id', 'is not', null).groupBy('customer_id').execute()
  const lines = new Map<string, { fr: string[]; en: string[] }>()
  for (const contract of contracts) {
    const own = lines.get(contract.customer_id) ?? { fr: [], en: [] }
    lines.set(contract.customer_id, own)
    const left = await leftOf(desk, providerId, policy, { id: contract.id, values: contract.values as Facts }, period)
    if (left) for (const lang of ['fr', 'en'] as const) own[lang].push(`${contract.name}${lang === 'fr' ? '\u202f' : ''}: ${left[lang]}`)
  }
  return new Map([...lines].map(([customerId, { fr, en }]) => {
    const { opened = 0, solved = 0 } = asked.find((one) => one.customer_id === customerId) ?? {}
    return [customerId, { fr: [...fr, requestsInWords(Number(opened), Number(solved), 'fr')].join('\n'), en: [...en, requestsInWords(Number(opened), Number(solved), 'en')].join('\n') }]
  }))
}

function requestsInWords(opened: number, solved: number, lang: Lang): string {
  if (lang === 'en') return opened === 0 ? 'You opened no request in this time.' : `Requests opened in this time: ${opened}, of which ${solved} solved.`
  return opened === 0 ? 'Vous n’avez ouvert aucune demande dans ce temps.' : `Demandes ouvertes dans ce temps\u202f: ${opened}, dont ${solved} résolue${solved > 1 ? 's' : ''}.`
}

/** What was used of a counted right in the period and what was left at its end, in words; undefined where nothing is counted. */
async function leftOf(desk: Desk, providerId: string, policy: Policy, contract: { id: string; values: Facts }, { from, to }: Period): Promise<Record<Lang, string> | undefined> {
  const movements = (await movementsOf(desk.database.db, providerId, contract.id)).filter(({ at }) => at < to)
  const uses = movements.filter(({ kind }) => kind === 'use')
  const name = movements[0]?.quota
  const facts = Object.fromEntries(Object.entries(contract.values).filter(([fact]) => policy.facts.has(fact))) as Facts
  const reading = quota(
    policy, { ...(name === undefined ? {} : { name }), grants: movements.filter(({ kind }) => kind === 'purchase').map(({ at, quantity }) => ({ at, holds: quantity })), uses: uses.map(({ at, quantity }) => ({ at, took: quantity })) }, facts, to - 1,
  )
  if (reading.name === undefined || reading.outcome === 'unknown') return undefined
  const label = policy.families.quotas.flatMap(({ answer }) => (answer.limit === 'bank' && answer.name === reading.name && answer.label ? [answer.label] : []))[0]
  const used = uses.filter(({ at }) => at >= from).reduce((sum, { quantity }) => sum + quantity, 0)
  const amount = (many: number, lang: Lang) => (reading.of === 'time' ? duration(many, lang) : String(many))
  const called = (lang: Lang) => (label ? say(label, policy, lang) : (reading.name ?? ''))
  return {
    fr: `${called('fr')}, utilisé dans ce temps\u202f: ${amount(used, 'fr')}\u202f; il en reste ${amount(reading.balance.remaining, 'fr')}.`,
    en: `${called('en')}, used in this time: ${amount(used, 'en')}; left: ${amount(reading.balance.remaining, 'en')}.`,
  }
}
