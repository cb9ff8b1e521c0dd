/** Reads and checks a policy: all findings at once, and the policy when none of them is an error. */
import { checkContractGuards } from './check/contract.ts'
import { settleFamilies } from './check/families.ts'
import { checkFees, checkFeesOfSteps } from './check/fees.ts'
import { checkHosts } from './check/hosts.ts'
import { checkMoney } from './check/money.ts'
import { checkProcedures } from './check/procedures.ts'
import { checkConfidentiality } from './check/confidentiality.ts'
import { checkNotifications } from './check/notifications.ts'
import { checkOrder } from './check/order.ts'
import { checkPresence } from './check/presence.ts'
import { checkQueueConstraints } from './check/queue.ts'
import { checkTexts } from './check/texts.ts'
import { checkWeek } from './check/week.ts'
import { Findings } from './findings/findings.ts'
import type { Finding } from './model.ts'
import type { Clause, ClauseStatus, Policy } from './policy.ts'
import { readBlocks } from './read/blocks.ts'
import { builtInFacts } from './read/built-in.ts'
import { readDocument } from './read/clauses.ts'
import { newContext } from './read/context.ts'
import { listOf, mapOf } from './read/expect.ts'
import { headerKeys, readHeader } from './read/header.ts'
import { get, type MapNode, type Node } from './read/node.ts'
import { readYaml } from './read/yaml.ts'
import { buildMachine } from './resolve/machine.ts'

export interface PolicyFile { file: string; text: string }
export interface Compiled { policy: Policy | null; findings: Finding[] }

/**
 * Compiles a policy written in one file or several; the first holds the header, the others add `facts`, `clauses` and `declared`.
 * Never throws on what is written: everything wrong is a finding.
 */
export function compile(files: readonly PolicyFile[]): Compiled {
  const findings = new Findings()
  const ctx = newContext(findings)
  for (const fact of builtInFacts()) ctx.facts.set(fact.name, fact)
  const roots = files.flatMap(({ file, text }): MapNode[] => {
    const root = readYaml(file, text, findings)
    const map = root && mapOf(ctx, root, 'policy', headerKeys)
    return map ? [map] : []
  })
  const root = roots[0]
  if (!root || roots.length < files.length) return { policy: null, findings: findings.sorted() }
  const header = readHeader(ctx, root)
  const all = (key: string): Node[] => roots.flatMap((one) => listOf(ctx, get(one, key), key))
  if (!get(root, 'clauses')) findings.add('missing-key', root, { key: 'clauses', where: 'policy' })
  const document = readDocument(ctx, all('clauses'), all('declared'))
  const read = readBlocks(ctx, roots.map((one) => get(one, 'facts')), document.blocks)
  if (!read.changes && !ctx.places.has('policy_changes policy_changes')) findings.add('policy-changes-missing', root, {})
  findings.clause = undefined
  const families = settleFamilies(ctx, read.families, read.routesOrder, header.effective)
  checkTexts(ctx, families)
  checkHosts(ctx)
  checkOrder(ctx, families)
  checkContractGuards(ctx, families)
  checkMoney(ctx, families, read.declarations.surcharges, { at: header.effective, day: header.effectiveText.slice(0, 10) })
  checkQueueConstraints(ctx, families.queue, read.constraints, header.effective)
  checkProcedures(ctx, families.procedures, header.effective)
  checkFeesOfSteps(ctx, families)
  checkFees(ctx, families.fees, read.declarations.fees ?? null, header.effective)
  checkWeek(ctx, families.handling, [...read.declarations.rosters.values()], header.effective)
  checkPresence(ctx, families, header.effective)
  checkNotifications(ctx, families.notifications)
  checkConfidentiality(ctx, families.confidentiality, document.blocks.filter(({ block }) => block === 'confidentiality').map(({ entry, clause }) => ({ place: entry.place, clause })))
  const counts = countStatuses([...ctx.clauses.values()], findings, root)
  if (findings.errors > 0 || !read.changes) return { policy: null, findings: findings.sorted() }
  const policy: Policy = {
    ...header, ...document, ...read.declarations, facts: ctx.facts, clausesById: ctx.clauses, calendars: ctx.calendars, addresses: ctx.addresses,
    hosts: ctx.hosts.map(({ host }) => host), channels: ctx.channels, figures: ctx.figures, terms: ctx.terms, products: ctx.products, teams: ctx.teams,
    contractHoles: [...ctx.facts.values()].filter((fact) => fact.from === 'contract'),
    families, routesOrder: read.routesOrder, queueThen: read.queueThen, changes: read.changes, counts,
    place: (clause) => {
      const found = ctx.clauses.get(clause)
      return found ? { file: found.file, line: found.line } : null
    },
    machine: buildMachine(ctx.facts, ctx.calendars, families),
  }
  return { policy, findings: findings.sorted() }
}

function countStatuses(clauses: readonly Clause[], findings: Findings, at: MapNode): Record<ClauseStatus, number> {
  const withStatus = (status: ClauseStatus): string[] => clauses.filter((clause) => clause.status === status).map((clause) => clause.id)
  const [prose, later] = [withStatus('prose'), withStatus('later')]
  if (prose.length > 0) findings.add('prose-count', at, { count: prose.length, clauses: prose })
  if (later.length > 0) findings.add('later-count', at, { count: later.length, clauses: later })
  return { run: clauses.length - prose.length - later.length, prose: prose.length, later: later.length }
}
