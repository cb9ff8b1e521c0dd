import { readInstant } from '@guichet/protocol'
import type { BulkAct } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { assign, close, markSpam, reprioritise, snooze, solve, tag, transfer, watch } from '#triage/triage.ts'
import type { Aim, Outcome } from '#triage/triage.ts'

/** The act on one ticket: the very one that an agent does by hand, judged by the same rules. */
export function doOne(desk: Desk, agent: Actor & { id: string }, aim: Aim, act: BulkAct): Promise<Outcome> {
  switch (act.do) {
    case 'assign': return assign(desk, agent, aim, act.agentId)
    case 'transfer': return transfer(desk, agent, aim, { department: act.department, teamId: act.teamId, agentId: act.agentId }, act.note)
    case 'tag': return tag(desk, agent, aim, act.add, act.remove)
    case 'snooze': return snooze(desk, agent, aim, { at: readInstant(act.until) }, act.reason)
    case 'watch': return watch(desk, agent, aim, agent.id, act.watching)
    case 'prioritise': return reprioritise(desk, agent, aim, act.priority, act.reason)
    case 'solve': return solve(desk, agent, aim, act.text)
    case 'close': return close(desk, agent, aim, act.text)
    case 'spam': return markSpam(desk, agent, aim, act.reason)
  }
}
