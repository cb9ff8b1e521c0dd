/** Products, terms, figures, recognition of licences, customer numbers, what changes do to open tickets. */
import { parseDay } from '../calendar/calendar.ts'
import { parseStretch } from '../calendar/stretch.ts'
import type { Figure, Policy, PolicyChanges, Recognition } from '../policy.ts'
import { parseVersion } from '../resolve/versions.ts'
import { readDowntime } from './availability.ts'
import { addressForm } from './contact.ts'
import { labelOf } from './calendars.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, flag, keyword, listOf, mapOf, number, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { readPattern } from './patterns.ts'
import { addressName } from './rules.ts'
import { readSeconds } from './times.ts'
import { foldName } from '../terms/find-term.ts'
import { parseBusinessDays, parseDuration, parseTime } from './values.ts'

export function readProducts(ctx: Context, node: Node | undefined, clause: string): void {
  for (const { key: name, value, place } of entriesOf(ctx, node, 'products')) {
    const map = mapOf(ctx, value, `products.${name}`, ['label', 'latest'])
    if (!map || !declare(ctx, 'product', name, place)) continue
    const latest = text(ctx, get(map, 'latest'), `products.${name}.latest`)
    if (latest !== null && !parseVersion(latest)) wrong(ctx, get(map, 'latest')!, `products.${name}.latest`, 'une version comme 7.6.2.0', 'a version such as 7.6.2.0')
    ctx.products.set(name, { name, label: words(ctx, get(map, 'label'), `products.${name}.label`) ?? labelOf(ctx, name), clause, ...(latest === null ? {} : { latest }) })
  }
}

/** A word means one thing: no two terms bear the same name or alias, whatever its capitals and accents. */
export function readTerms(ctx: Context, node: Node | undefined, clause: string): void {
  for (const { key: name, value, place } of entriesOf(ctx, node, 'terms')) {
    const map = mapOf(ctx, value, `terms.${name}`, ['term', 'means', 'aliases', 'address'])
    if (!map || !declare(ctx, 'term', name, place)) continue
    const means = words(ctx, required(ctx, map, 'means', `terms.${name}`), `terms.${name}.means`)
    const own = words(ctx, get(map, 'term'), `terms.${name}.term`) ?? labelOf(ctx, name)
    for (const called of new Set(Object.values(own).map(foldName))) declare(ctx, 'called', called, place)
    const aliases = listOf(ctx, get(map, 'aliases'), `terms.${name}.aliases`).flatMap((item) => {
      const alias = text(ctx, item, `terms.${name}.aliases`)
      return alias !== null && declare(ctx, 'called', foldName(alias), item) ? [alias] : []
    })
    const address = addressName(ctx, get(map, 'address'), `terms.${name}.address`)
    ctx.terms.set(name, { name, term: own, means: means ?? {}, aliases, clause, ...(address === null ? {} : { address }) })
  }
}

const figureKeys = ['money', 'tax', 'vat', 'gross', 'count', 'percent', 'per', 'downtime', 'duration', 'text', 'date', 'time', 'phone', 'url', 'mail']

export function readFigures(ctx: Context, node: Node | undefined, clause: string): void {
  for (const { key: name, value, place } of entriesOf(ctx, node, 'figures')) {
    const map = mapOf(ctx, value, `figures.${name}`, figureKeys)
    if (!map || !declare(ctx, 'figure', name, place)) continue
    const figure = readFigure(ctx, name, map, clause)
    if ((get(map, 'per') || get(map, 'downtime')) && !get(map, 'percent')) ctx.findings.add('missing-key', map, { key: 'percent', where: `figures.${name}` })
    if (figure) ctx.figures.set(name, figure)
    else if (map.entries.length === 0) ctx.findings.add('missing-key', map, { key: 'text', where: `figures.${name}` })
  }
}

const decimal = /^-?\d{1,12}(\.\d{1,6})?$/

function readFigure(ctx: Context, name: string, map: MapNode, clause: string): Figure | null {
  const where = `figures.${name}`
  const amount = (key: string): string | null => {
    const written = text(ctx, get(map, key), `${where}.${key}`)
    return written === null || decimal.test(written) ? written : wrong(ctx, get(map, key)!, `${where}.${key}`, 'un nombre décimal entre guillemets, comme "350.00"', 'a decimal number in quotes, such as "350.00"')
  }
  const money = amount('money')
  if (money !== null) {
    const tax = keyword(ctx, get(map, 'tax'), `${where}.tax`, ['excluded', 'included'])
    const [vat, gross] = [amount('vat'), amount('gross')]
    if (gross !== null && vat === null) ctx.findings.add('missing-key', map, { key: 'vat', where })
    if (gross !== null && tax === 'included') wrong(ctx, get(map, 'gross')!, `${where}.gross`, 'un montant hors taxes (tax: excluded) pour donner aussi le montant TTC', 'a net amount (tax: excluded) to give the gross one too')
    else if (vat !== null && gross !== null) {
      const expected = withTax(money, vat)
      if (scaled(gross, 6) !== expected * 10_000n) ctx.findings.add('figures-disagree', map, { figure: name, expected: inUnits(expected), written: gross })
    }
    return { name, form: 'money', amount: money, clause, ...(tax ? { tax } : {}), ...(vat === null ? {} : { vat }), ...(gross === null ? {} : { gross }) }
  }
  const count = number(ctx, get(map, 'count'), `${where}.count`)
  if (count !== null) return { name, form: 'count', value: count, clause }
  const percent = amount('percent')
  if (percent !== null) {
    const downtime = readDowntime(ctx, name, map, percent)
    return { name, form: 'percent', value: percent, clause, ...(downtime === null ? {} : { downtime }) }
  }
  const duration = get(map, 'duration')
  if (duration) {
    const seconds = parseDuration(asText(duration) ?? '')
    if (seconds !== null) return { name, form: 'duration', value: seconds, clause }
    const days = parseBusinessDays(asText(duration) ?? '')
    if (days !== null) return { name, form: 'business_days', value: days, clause }
    const stretch = parseStretch(asText(duration) ?? '')
    return stretch ? { name, form: 'stretch', value: stretch, clause } : wrong(ctx, duration, `${where}.duration`, 'une durée comme 30min, 2 business days ou 12 months', 'a duration such as 30min, 2 business days or 12 months')
  }
  const forms: Record<'text' | 'date' | 'time' | 'phone' | 'url' | 'mail', (value: string) => boolean> = {
    text: () => true, date: (value) => parseDay(value) !== null, time: (value) => parseTime(value) !== null,
    phone: (value) => addressForm(value) === 'phone', url: (value) => addressForm(value) === 'url', mail: (value) => addressForm(value) === 'mail',
  }
  for (const [form, valid] of Object.entries(forms) as [keyof typeof forms, (value: string) => boolean][]) {
    const value = text(ctx, get(map, form), `${where}.${form}`)
    if (value === null) continue
    return valid(value) ? { name, form, value, clause } : wrong(ctx, get(map, form)!, `${where}.${form}`, `la forme de « ${form} »`, `the form of “${form}”`)
  }
  return null
}

/** A decimal text as a whole number of its smallest parts, exactly. */
function scaled(amount: string, digits: number): bigint {
  const [whole, part = ''] = amount.split('.')
  return BigInt((whole ?? '0') + part.slice(0, digits).padEnd(digits, '0'))
}

/** Net and rate to gross in cents, rounded half up. */
function withTax(net: string, rate: string): bigint {
  const product = scaled(net, 6) * (100_000_000n + scaled(rate, 6))
  return (product + 500_000_000_000n) / 1_000_000_000_000n
}

function inUnits(cents: bigint): string {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
}

export function readRecognition(ctx: Context, node: Node | undefined, clause: string): Recognition[] {
  return entriesOf(ctx, node, 'recognition').flatMap(({ key: fact, value, place }) => {
    const where = `recognition.${fact}`
    if (!ctx.facts.has(fact)) ctx.findings.add('unknown-fact', place, { name: fact, near: nearest(fact, ctx.facts.keys()) })
    const map = mapOf(ctx, value, where, ['by', 'address_case', 'key_reuse', 'ask_again'])
    if (!map) return []
    const by = listOf(ctx, required(ctx, map, 'by', where), `${where}.by`).flatMap((item) => text(ctx, item, `${where}.by`) ?? [])
    const addressCase = keyword(ctx, get(map, 'address_case'), `${where}.address_case`, ['fold_domain', 'fold_all', 'exact'])
    const keyReuse = keyword(ctx, get(map, 'key_reuse'), `${where}.key_reuse`, ['refuse', 'allow'])
    return [{ fact, by, addressCase: addressCase ?? 'fold_domain', keyReuse: keyReuse ?? 'refuse', askAgain: flag(ctx, get(map, 'ask_again'), `${where}.ask_again`, false), clause }]
  })
}

export function readCustomerNumber(ctx: Context, node: Node | undefined, clause: string): Policy['customerNumber'] {
  const map = mapOf(ctx, node, 'customer_number', ['pattern', 'unique', 'label'])
  const pattern = map ? text(ctx, required(ctx, map, 'pattern', 'customer_number'), 'customer_number.pattern') : null
  const matches = map && pattern !== null ? readPattern(ctx, get(map, 'pattern')!, pattern) : null
  if (!map || pattern === null || !matches) return undefined
  const label = words(ctx, get(map, 'label'), 'customer_number.label') ?? { fr: 'Numéro de client', en: 'Customer number' }
  return { pattern, matches, unique: flag(ctx, get(map, 'unique'), 'customer_number.unique', true), label, clause }
}

export function readChanges(ctx: Context, node: Node, clause: string): PolicyChanges | null {
  const where = 'policy_changes'
  const map = mapOf(ctx, node, where, ['applies_to_open_tickets', 'on_tier_change', 'on_priority_change', 'notice'])
  if (!map || !declare(ctx, where, where, node)) return null
  const open = keyword(ctx, required(ctx, map, 'applies_to_open_tickets', where), `${where}.applies_to_open_tickets`, ['keep', 'adopt'])
  const tier = keyword(ctx, required(ctx, map, 'on_tier_change', where), `${where}.on_tier_change`, ['from_opening', 'from_upgrade', 'new_only'])
  const priority = keyword(ctx, get(map, 'on_priority_change'), `${where}.on_priority_change`, ['from_opening', 'from_change'])
  const notice = readSeconds(ctx, get(map, 'notice'), `${where}.notice`)
  return open && tier ? { appliesToOpenTickets: open, onTierChange: tier, onPriorityChange: priority ?? 'from_opening', notice: notice ?? 0, clause } : null
}
