/** Procedures, as a clause writes them. */
import type { Condition, Rule } from '../policy.ts'
import type { ProcedureAnswer, ProcedureGuard, ProcedureStep } from '../procedures/types.ts'
import { calendarName, readCondition } from './condition.ts'
import type { Context } from './context.ts'
import { listOf, mapOf, required, text, words, wrong } from './expect.ts'
import { nearest } from './nearest.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { channelName, readRules, type Standing } from './rules.ts'
import { teamName } from './teams.ts'
import { metrics } from './targets.ts'
import { parseDuration } from './values.ts'

const most = 50

export function readProcedures(ctx: Context, node: Node, at: Standing): Rule<ProcedureAnswer>[] {
  return readRules<ProcedureAnswer>(ctx, node, 'procedures', at, ['label', 'guards', 'steps', 'uncovered'], (map) => {
    const name = text(ctx, required(ctx, map, 'name', 'procedures'), 'procedures.name')
    const label = words(ctx, get(map, 'label'), 'procedures.label')
    const conditions: Condition[] = []
    const guards = few(ctx, get(map, 'guards'), 'procedures.guards').flatMap((item) => readGuard(ctx, item, conditions))
    const steps: ProcedureStep[] = []
    for (const item of few(ctx, required(ctx, map, 'steps', 'procedures'), 'procedures.steps')) {
      const step = readStep(ctx, item, steps)
      if (step) steps.push(step)
    }
    const uncovered = readUncovered(ctx, get(map, 'uncovered'))
    distinct(ctx, map, guards, 'guards')
    distinct(ctx, map, steps, 'steps')
    if (name === null || steps.length === 0) return null
    return { name, guards, steps, conditions, ...(label ? { label } : {}), ...(uncovered ? { uncovered } : {}) }
  })
}

function few(ctx: Context, node: Node | undefined, where: string): Node[] {
  const items = listOf(ctx, node, where)
  if (items.length > most) ctx.findings.add('limit', node!, { limit: 'steps' })
  return items.slice(0, most)
}

function distinct(ctx: Context, map: MapNode, named: readonly { name: string }[], key: 'guards' | 'steps'): void {
  const twice = named.find(({ name }, index) => named.findIndex((one) => one.name === name) < index)
  if (twice) ctx.findings.add('duplicate-id', get(map, key)!, { id: twice.name, line: map.line })
}

function readGuard(ctx: Context, node: Node, conditions: Condition[]): ProcedureGuard[] {
  const map = mapOf(ctx, node, 'procedures.guards', ['name', 'label', 'needs', 'over', 'otherwise'])
  if (!map) return []
  const name = text(ctx, required(ctx, map, 'name', 'procedures.guards'), 'procedures.guards.name')
  const label = words(ctx, get(map, 'label'), 'procedures.guards.label')
  const otherwise = words(ctx, get(map, 'otherwise'), 'procedures.guards.otherwise')
  const [needs, over] = [get(map, 'needs'), get(map, 'over')]
  if ((needs === undefined) === (over === undefined)) return wrong(ctx, map, 'procedures.guards', '« needs: » ou « over: », l’un des deux', '“needs:” or “over:”, one of them') ?? []
  if (name === null) return []
  const common = { name, ...(label ? { label } : {}), ...(otherwise ? { otherwise } : {}) }
  if (needs) return [{ ...common, is: 'needs', condition: conditions.push(readCondition(ctx, needs)) - 1 }]
  const promise = promiseName(ctx, over!)
  return promise === null ? [] : [{ ...common, is: 'over', promise }]
}

/** The name of a target, of a table of targets, or a metric; null after a finding. */
function promiseName(ctx: Context, node: Node): string | null {
  const name = text(ctx, node, 'procedures.guards.over')
  const known = [...ctx.targets, ...metrics]
  if (name === null || known.includes(name) || known.some((one) => one.startsWith(`${name}.`))) return name
  ctx.findings.add('unknown-target', node, { name, near: nearest(name, known) })
  return null
}

function readStep(ctx: Context, node: Node, before: readonly ProcedureStep[]): ProcedureStep | null {
  const map = mapOf(ctx, node, 'procedures.steps', ['name', 'channel', 'during', 'by', 'fee', 'after', 'words'])
  if (!map) return null
  const name = text(ctx, required(ctx, map, 'name', 'procedures.steps'), 'procedures.steps.name')
  const channel = channelName(ctx, required(ctx, map, 'channel', 'procedures.steps'), 'procedures.steps.channel')
  const by = teamName(ctx, get(map, 'by'), 'procedures.steps.by')
  const fee = text(ctx, get(map, 'fee'), 'procedures.steps.fee')
  const said = words(ctx, get(map, 'words'), 'procedures.steps.words')
  const after = readAfter(ctx, get(map, 'after'), before)
  const during = get(map, 'during')
  const hours = during && asText(during) !== 'always' ? calendarName(ctx, during)[0] : during ? 'always' : (ctx.channels.get(channel ?? '')?.calendar ?? 'always')
  if (name === null || channel === null || hours === undefined) return null
  return { name, channel, during: hours, ...(by === null ? {} : { by }), ...(fee === null ? {} : { fee }), ...(after ? { after } : {}), ...(said ? { words: said } : {}) }
}

function readAfter(ctx: Context, node: Node | undefined, before: readonly ProcedureStep[]): ProcedureStep['after'] | null {
  const map = mapOf(ctx, node, 'procedures.steps.after', ['step', 'wait'])
  const stepNode = map && required(ctx, map, 'step', 'procedures.steps.after')
  const waitNode = map && required(ctx, map, 'wait', 'procedures.steps.after')
  const step = text(ctx, stepNode ?? undefined, 'procedures.steps.after.step')
  const wait = waitNode ? (waitOf(ctx, waitNode) ?? wrong(ctx, waitNode, 'procedures.steps.after.wait', 'une durée (15min, 1h) ou un chiffre de la politique (figure.nom)', 'a duration (15min, 1h) or a figure of the policy (figure.name)')) : null
  if (step === null || wait === null) return null
  const known = before.map(({ name }) => name)
  if (known.includes(step)) return { step, wait }
  ctx.findings.add('unknown-step', stepNode!, { name: step, near: nearest(step, known) })
  return null
}

/** Seconds, as a duration or as a figure that the text cites too. */
function waitOf(ctx: Context, node: Node): number | null {
  const written = asText(node) ?? ''
  const figure = written.startsWith('figure.') ? ctx.figures.get(written.slice('figure.'.length)) : undefined
  return figure?.form === 'duration' ? figure.value : parseDuration(written)
}

/** Words alone acknowledge whatever is uncovered; with a calendar, these hours and no others. */
function readUncovered(ctx: Context, node: Node | undefined): ProcedureAnswer['uncovered'] | null {
  if (node?.kind !== 'map' || !get(node, 'during')) {
    const said = words(ctx, node, 'procedures.uncovered')
    return said && { words: said }
  }
  const map = mapOf(ctx, node, 'procedures.uncovered', ['during', 'words'])!
  const said = words(ctx, required(ctx, map, 'words', 'procedures.uncovered'), 'procedures.uncovered.words')
  const during = calendarName(ctx, get(map, 'during')!)[0]
  return said && during !== undefined ? { words: said, during } : null
}
