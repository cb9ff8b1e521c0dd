/** The life of a ticket, as a clause writes it. */
import { carriable, movers, states, moverFact, stateFact, type ConversionAnswer, type FollowAnswer, type MoveAnswer, type State, type TimerAnswer } from '../life/types.ts'
import type { Condition, FactTest, Rule } from '../policy.ts'
import { readCondition } from './condition.ts'
import { type Context, declare } from './context.ts'
import { keyword, mapOf, oneOrMore, required, text, words } from './expect.ts'
import { readCounting } from './delay.ts'
import { asText, get, type MapNode, type Node } from './node.ts'
import { channelName, readRules, type Standing } from './rules.ts'

export interface LifeRead { moves: Rule<MoveAnswer>[]; timers: Rule<TimerAnswer>[]; conversions: Rule<ConversionAnswer>[]; follow: Rule<FollowAnswer>[] }

export function readLifeCycle(ctx: Context, node: Node, at: Standing): LifeRead {
  const map = mapOf(ctx, node, 'life_cycle', ['moves', 'timers', 'conversions', 'follow'])
  if (!map) return { moves: [], timers: [], conversions: [], follow: [] }
  return {
    moves: readMoves(ctx, get(map, 'moves'), at), timers: readTimers(ctx, get(map, 'timers'), at),
    conversions: readConversions(ctx, get(map, 'conversions'), at), follow: readFollow(ctx, get(map, 'follow'), at),
  }
}

const answers = ['allowed', 'confirm', 'refused', 'new_ticket'] as const
const otherwises = { refuse: 'refused', confirm: 'confirm', new_ticket: 'new_ticket' } as const

/** One rule for each state that it leads to; where it comes from and who makes it become tests of its condition. */
function readMoves(ctx: Context, node: Node | undefined, at: Standing): Rule<MoveAnswer>[] {
  const read = readRules(ctx, node, 'moves', at, ['from', 'to', 'by', 'answer', 'needs', 'within', 'counted', 'otherwise'], (map) => {
    const to = several(ctx, required(ctx, map, 'to', 'moves'), 'moves.to', states)
    const from = several(ctx, get(map, 'from'), 'moves.from', states)
    const by = several(ctx, get(map, 'by'), 'moves.by', movers)
    if (from?.length === 1 && to?.length === 1 && from[0] === to[0]) ctx.findings.add('move-nowhere', map, { what: 'moves', state: from[0]! })
    if (to?.includes('new')) ctx.findings.add('move-never', map, { what: 'moves', state: 'new' })
    if (from?.includes('deleted')) ctx.findings.add('move-never', map, { what: 'moves', state: 'deleted' })
    const answer = readMove(ctx, map)
    return to && answer && { to, answer, tests: [...testOf(stateFact, from), ...testOf(moverFact, by)] }
  })
  return read.flatMap(({ answer: { to, answer, tests }, when, ...rule }) => to.map((state) => ({ ...rule, when: narrowed(when, tests), answer: { ...answer, to: state } })))
}

function readMove(ctx: Context, map: MapNode): Omit<MoveAnswer, 'to'> | null {
  const [needsNode, withinNode] = [get(map, 'needs'), get(map, 'within')]
  if (!needsNode && !withinNode) {
    const answer = keyword(ctx, required(ctx, map, 'answer', 'moves'), 'moves.answer', answers)
    return answer && { answer, counted: { by: 'elapsed' }, otherwise: 'refused' }
  }
  const otherwise = keyword(ctx, required(ctx, map, 'otherwise', 'moves'), 'moves.otherwise', ['refuse', 'confirm', 'new_ticket'])
  const within = readCounting(ctx, map, 'within', 'moves')
  if (!otherwise || (withinNode && !within)) return null
  return {
    answer: keyword(ctx, get(map, 'answer'), 'moves.answer', answers) ?? 'allowed', otherwise: otherwises[otherwise],
    counted: within?.counted ?? { by: 'elapsed' }, ...(needsNode ? { needs: readCondition(ctx, needsNode) } : {}), ...(within ? { within: within.length } : {}),
  }
}

const ends: Partial<Record<TimerAnswer['do'], State>> = { close: 'closed', solve: 'solved' }

function readTimers(ctx: Context, node: Node | undefined, at: Standing): Rule<TimerAnswer>[] {
  const read = readRules(ctx, node, 'timers', at, ['in', 'after', 'counted', 'do', 'to', 'words'], (map) => {
    const nameNode = required(ctx, map, 'name', 'timers')
    if (!nameNode || !declare(ctx, 'timer', asText(nameNode) ?? '', nameNode)) return null
    const states_ = several(ctx, required(ctx, map, 'in', 'timers'), 'timers.in', states)
    required(ctx, map, 'after', 'timers')
    const after = readCounting(ctx, map, 'after', 'timers')
    const act = keyword(ctx, required(ctx, map, 'do', 'timers'), 'timers.do', ['close', 'solve', 'remind', 'raise'])
    const to = text(ctx, get(map, 'to'), 'timers.to')
    const said = words(ctx, act === 'remind' ? required(ctx, map, 'words', 'timers') : get(map, 'words'), 'timers.words')
    if (act && states_?.includes(ends[act]!)) ctx.findings.add('move-nowhere', map, { what: 'timers', state: ends[act]! })
    if (states_?.includes('deleted')) ctx.findings.add('move-never', map, { what: 'timers', state: 'deleted' })
    return states_ && after && act && { in: states_, after: after.length, counted: after.counted, do: act, ...(after.length.is === 'fact' ? { uses: [after.length.fact] } : {}), ...(to === null ? {} : { to }), ...(said ? { words: said } : {}) }
  })
  return read.flatMap(({ answer, when, ...rule }) => answer.in.map((state) => ({ ...rule, when: narrowed(when, testOf(stateFact, [state])), answer: { ...answer, in: state } })))
}

function readConversions(ctx: Context, node: Node | undefined, at: Standing): Rule<ConversionAnswer>[] {
  return readRules(ctx, node, 'conversions', at, ['to', 'by', 'carries', 'needs', 'starts'], (map) => {
    const to = channelName(ctx, required(ctx, map, 'to', 'conversions'), 'conversions.to')
    const by = several(ctx, required(ctx, map, 'by', 'conversions'), 'conversions.by', movers)
    const carries = several(ctx, get(map, 'carries'), 'conversions.carries', carriable)
    const starts = keyword(ctx, required(ctx, map, 'starts', 'conversions'), 'conversions.starts', ['conversion', 'first_message'])
    const needs = get(map, 'needs')
    return to === null || !by || !starts ? null : { to, by, carries: carries ?? [], starts, ...(needs ? { needs: readCondition(ctx, needs) } : {}) }
  })
}

function readFollow(ctx: Context, node: Node | undefined, at: Standing): Rule<FollowAnswer>[] {
  return readRules(ctx, node, 'follow', at, ['by', 'states'], (map) => {
    const by = several(ctx, required(ctx, map, 'by', 'follow'), 'follow.by', ['requester', 'customer'])
    const statesNode = required(ctx, map, 'states', 'follow')
    const seen = asText(statesNode ?? map) === 'every' ? [...states] : several(ctx, statesNode, 'follow.states', states)
    return by && seen && { by, states: seen }
  })
}

/** One keyword or several; null without a node, or after a finding. */
function several<K extends string>(ctx: Context, node: Node | undefined, what: string, allowed: readonly K[]): K[] | null {
  if (!node) return null
  const found = oneOrMore(node).map((item) => keyword(ctx, item, what, allowed))
  return found.length === 0 || found.includes(null) ? null : [...new Set(found as K[])]
}

function testOf(fact: string, values: readonly string[] | null): FactTest[] {
  return values ? [{ fact, test: 'in', values: [...values] }] : []
}

/** The condition, with tests that hold beside each of its alternatives. */
function narrowed(when: Condition, tests: readonly FactTest[]): Condition {
  return when.map((conjunction) => [...conjunction, ...tests])
}
