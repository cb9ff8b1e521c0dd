/** All that the clauses mean, read in the order in which names depend on one another. */
import { roleFact } from '../contacts/types.ts'
import type { Families, FactOption, Policy, PolicyChanges } from '../policy.ts'
import { readCalendars } from './calendars.ts'
import type { Block, BlockRead } from './clauses.ts'
import { readAddresses, readChannels, readHosts } from './contact.ts'
import type { Context } from './context.ts'
import { readChanges, readCustomerNumber, readFigures, readProducts, readRecognition, readTerms } from './declarations.ts'
import type { SecretPattern } from '../confidentiality/detect/patterns.ts'
import { readConfidentiality, readSecretPatterns, settingsOf, type ConfidentialityRead } from './confidentiality.ts'
import { readContacts } from './contacts.ts'
import { entriesOf } from './expect.ts'
import { readCredits } from './credits.ts'
import { newFeeFrame, readFeeFrame, readFees } from './fees.ts'
import { readFacts } from './facts.ts'
import { readAccess, readDerived, readIdentification, readLanguages, readNotices, readRequires, readRoutes, readScope, readVersions } from './families.ts'
import { readHandling, readQueue, type QueueConstraint } from './handling.ts'
import { readLifeCycle } from './life-cycle.ts'
import type { Node } from './node.ts'
import { readNotifications, readNotificationTypes } from './notifications.ts'
import { readQuotas } from './quotas.ts'
import { readCallbacks } from './callbacks.ts'
import { readProcedures } from './procedures.ts'
import { completePrices, readPrices, type PricesRead } from './prices.ts'
import { readQuotes } from './quotes.ts'
import { readRemote } from './remote.ts'
import { readRosters } from './rosters.ts'
import { readTeams } from './teams.ts'
import { readTargets } from './targets.ts'
import { readFactors, readSurcharges, readTaxes } from './taxes.ts'

export interface BlocksRead {
  families: Families
  routesOrder: Policy['routesOrder']
  queueThen: Policy['queueThen']
  constraints: QueueConstraint[]
  changes: PolicyChanges | null
  declarations: Pick<Policy, 'recognition' | 'customerNumber' | 'contacts' | 'remoteTools' | 'remoteRecords' | 'confidentiality' | 'surcharges' | 'fees' | 'rosters'>
}

export function readBlocks(ctx: Context, facts: readonly (Node | undefined)[], blocks: readonly BlockRead[]): BlocksRead {
  const each = (block: Block, read: (one: BlockRead) => void): void => {
    for (const one of blocks) {
      if (one.block !== block) continue
      ctx.findings.clause = one.clause
      read(one)
    }
    ctx.findings.clause = undefined
  }
  for (const node of facts) readFacts(ctx, node, undefined)
  each('facts', ({ entry, clause }) => readFacts(ctx, entry.value, clause))
  readCalendars(ctx, blocks.filter((one) => one.block === 'calendars').flatMap((one) => {
    ctx.findings.clause = one.clause
    return entriesOf(ctx, one.entry.value, 'calendars').map((entry) => ({ entry, clause: one.clause, clauses: one.clauses }))
  }))
  ctx.findings.clause = undefined
  each('hosts', ({ entry }) => readHosts(ctx, entry.value))
  each('addresses', ({ entry, clause }) => readAddresses(ctx, entry.value, clause))
  each('channels', ({ entry, clause }) => readChannels(ctx, entry.value, clause))
  each('products', ({ entry, clause }) => readProducts(ctx, entry.value, clause))
  each('teams', ({ entry, clause }) => readTeams(ctx, entry.value, clause))
  each('terms', ({ entry, clause }) => readTerms(ctx, entry.value, clause))
  each('figures', ({ entry, clause }) => readFigures(ctx, entry.value, clause))
  nameValues(ctx)
  return readRulesOfBlocks(ctx, each)
}

/** Channels and products are values of the facts that bear their name. */
function nameValues(ctx: Context): void {
  const named = (all: Iterable<{ name: string; label: FactOption['label'] }>): FactOption[] => [...all].map(({ name, label }) => ({ value: name, label }))
  const channel = ctx.facts.get('channel')!
  channel.options = named(ctx.channels.values())
  const product = ctx.facts.get('product')!
  if (product.options.length === 0) product.options = named(ctx.products.values())
}

/** The roles of contacts are the values of the fact that holds one. */
function nameRoles(ctx: Context, contacts: Policy['contacts']): void {
  const fact = ctx.facts.get(roleFact)!
  if (contacts) fact.options = [...contacts.roles.values()].map(({ name, label }) => ({ value: name, label }))
}

function readRulesOfBlocks(ctx: Context, each: (block: Block, read: (one: BlockRead) => void) => void): BlocksRead {
  const families: Families = { tier: [], access: [], identification: [], scope: [], versions: [], priority: [], department: [], requires: [], routes: [], languages: [], handling: [], queue: [], targets: [], notices: [], remote: [], notifications: [], confidentiality: [], prices: [], surcharges: [], factors: [], taxes: [], quotes: [], procedures: [], callbacks: [], moves: [], timers: [], conversions: [], follow: [], quotas: [], fees: [], credits: [] }
  const result: BlocksRead = { families, routesOrder: 'first_match', queueThen: 'due', constraints: [], changes: null, declarations: { recognition: [], rosters: new Map() } }
  const family = <F extends keyof Families>(name: F, read: (node: Node, at: BlockRead) => Families[F]): void =>
    each(name as Block, (one) => (families[name] as unknown[]).push(...read(one.entry.value, one)))
  each('contacts', (one) => {
    const contacts = readContacts(ctx, one.entry.value, one)
    if (contacts) result.declarations.contacts = contacts
  })
  nameRoles(ctx, result.declarations.contacts)
  family('tier', (node, at) => readDerived(ctx, node, 'tier', at))
  family('access', (node, at) => readAccess(ctx, node, at))
  family('identification', (node, at) => readIdentification(ctx, node, at))
  family('scope', (node, at) => readScope(ctx, node, at))
  family('versions', (node, at) => readVersions(ctx, node, at))
  family('priority', (node, at) => readDerived(ctx, node, 'priority', at))
  family('department', (node, at) => readDerived(ctx, node, 'department', at))
  family('requires', (node, at) => readRequires(ctx, node, at))
  family('languages', (node, at) => readLanguages(ctx, node, at))
  family('handling', (node, at) => readHandling(ctx, node, at))
  family('targets', (node, at) => readTargets(ctx, node, at))
  family('notices', (node, at) => readNotices(ctx, node, at))
  each('routes', (one) => {
    const { order, rules } = readRoutes(ctx, one.entry.value, one)
    if (order) result.routesOrder = order
    families.routes.push(...rules)
  })
  each('queue', (one) => {
    const { order, then, constraints } = readQueue(ctx, one.entry.value, one)
    if (then) result.queueThen = then
    families.queue.push(...order)
    result.constraints.push(...constraints)
  })
  family('procedures', (node, at) => readProcedures(ctx, node, at))
  family('callbacks', (node, at) => readCallbacks(ctx, node, at))
  each('rosters', (one) => {
    const read = readRosters(ctx, one.entry.value, one).map((roster) => [roster.name, roster] as const)
    result.declarations.rosters = new Map([...result.declarations.rosters, ...read])
  })
  const prices: PricesRead[] = []
  each('prices', (one) => prices.push(readPrices(ctx, one.entry.value, one)))
  families.prices = completePrices(ctx, prices)
  family('taxes', (node, at) => readTaxes(ctx, node, at))
  family('factors', (node, at) => readFactors(ctx, node, at))
  family('quotes', (node, at) => readQuotes(ctx, node, at))
  each('surcharges', (one) => {
    const { rules, said } = readSurcharges(ctx, one.entry.value, one)
    families.surcharges.push(...rules)
    if (said) result.declarations.surcharges = said
  })
  each('remote', (one) => {
    const { rules, tools, recorded } = readRemote(ctx, one.entry.value, one)
    families.remote.push(...rules)
    if (tools) result.declarations.remoteTools = tools
    for (const what of recorded) result.declarations.remoteRecords = { ...result.declarations.remoteRecords, [what]: [...(result.declarations.remoteRecords?.[what] ?? []), one.clause] }
  })
  each('notifications', (one) => readNotificationTypes(ctx, one.entry.value))
  family('notifications', (node, at) => readNotifications(ctx, node, at))
  const patterns: SecretPattern[] = []
  each('confidentiality', (one) => patterns.push(...readSecretPatterns(ctx, one.entry.value)))
  const confidentiality: ConfidentialityRead[] = []
  each('confidentiality', (one) => confidentiality.push(readConfidentiality(ctx, one.entry.value, one)))
  families.confidentiality = confidentiality.flatMap(({ rules }) => rules)
  if (confidentiality.length > 0) result.declarations.confidentiality = settingsOf(confidentiality, patterns)
  const fees = newFeeFrame()
  each('fees', (one) => readFeeFrame(ctx, one.entry.value, one, fees))
  family('fees', (node, at) => readFees(ctx, node, at, fees))
  if (fees.said) result.declarations.fees = fees.said
  family('credits', (node, at) => readCredits(ctx, node, at))
  family('quotas', (node, at) => readQuotas(ctx, node, at))
  each('life_cycle', (one) => {
    const read = readLifeCycle(ctx, one.entry.value, one)
    families.moves.push(...read.moves)
    families.timers.push(...read.timers)
    families.conversions.push(...read.conversions)
    families.follow.push(...read.follow)
  })
  each('recognition', ({ entry, clause }) => result.declarations.recognition.push(...readRecognition(ctx, entry.value, clause)))
  each('customer_number', ({ entry, clause }) => {
    const read = readCustomerNumber(ctx, entry.value, clause)
    if (read) result.declarations.customerNumber = read
  })
  each('policy_changes', ({ entry, clause }) => {
    result.changes = readChanges(ctx, entry.value, clause) ?? result.changes
  })
  return result
}
