/** Remote sessions, as a clause writes them. */
import type { Rule } from '../policy.ts'
import { remoteRecords, type RemoteAnswer, type RemoteRecord, type RemoteTools } from '../remote/types.ts'
import { type Context, declare } from './context.ts'
import { entriesOf, keyword, mapOf, oneOrMore, required, words } from './expect.ts'
import { get, type Node } from './node.ts'
import { readRules, type Standing } from './rules.ts'

/** The rules of a block, and what it says of tools and of what is written down, if anything. */
export function readRemote(ctx: Context, node: Node, at: Standing): { rules: Rule<RemoteAnswer>[]; tools: RemoteTools | null; recorded: RemoteRecord[] } {
  const map = mapOf(ctx, node, 'remote', ['rules', 'tools', 'chosen_by', 'recorded'])
  if (!map) return { rules: [], tools: null, recorded: [] }
  const rules = readRules<RemoteAnswer>(ctx, get(map, 'rules'), 'remote', at, ['answer'], (rule) => keyword(ctx, required(ctx, rule, 'answer', 'remote'), 'remote.answer', ['offered', 'refused']))
  const listed = get(map, 'tools')
  const recordedNode = get(map, 'recorded')
  const recorded = recordedNode ? oneOrMore(recordedNode).flatMap((item) => keyword(ctx, item, 'remote.recorded', remoteRecords) ?? []) : []
  if (!listed) return { rules, tools: null, recorded }
  const chosenBy = keyword(ctx, required(ctx, map, 'chosen_by', 'remote'), 'remote.chosen_by', ['support', 'requester', 'either'])
  if (!chosenBy || !declare(ctx, 'remote', 'tools', listed)) return { rules, tools: null, recorded }
  const tools = entriesOf(ctx, listed, 'remote.tools').flatMap(({ key, value }) => {
    const label = words(ctx, value, `remote.tools.${key}`)
    return label ? [[key, label] as const] : []
  })
  return { rules, tools: { tools: new Map(tools), chosenBy, clauses: at.clauses }, recorded }
}
