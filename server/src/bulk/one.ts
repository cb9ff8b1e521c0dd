import { readInstant } from '@guichet/protocol'
import type { BulkAct, Lang } from '@guichet/protocol'
import type { Desk } from '#policies/policies.ts'
import type { Actor } from '#tickets/tickets.ts'
import { assign, besideNames, close, doBesides, markSpam, reply, reprioritise, setField, snooze, solve, tag, transfer, unknownIn, watch, wordingFor } from '#triage/triage.ts'
import type { Aim, Filled, Outcome } from '#triage/triage.ts'

/** `holdMs`: letters leave so much later; `heard`: the text as it was filled. */
interface How { readonly holdMs: number; readonly heard?: (filled: Filled) => void }

/** The act on one ticket: the very one that an agent does by hand, judged by the same rules. */
export function doOne(desk: Desk, agent: Actor & { id: string }, aim: Aim, act: BulkAct, { holdMs, heard }: How): Promise<Outcome> {
  const same = (text: string | undefined) => text === undefined ? undefined : wordingFor(agent.id, { fr: text, en: text }, { anyLanguage: true, heard })
  switch (act.do) {
    case 'reply': return reply(desk, agent, aim, wordingFor(agent.id, act.texts, { anyLanguage: act.otherLanguage, heard }), act.then, { holdMs, alongside: act.alongside, macroId: act.macro })
    case 'besides': return doBesides(desk, agent, aim, act.alongside, act.macro)
    case 'assign': return assign(desk, agent, aim, act.agentId)
    case 'transfer': return transfer(desk, agent, aim, { department: act.department, teamId: act.teamId, agentId: act.agentId }, act.note)
    case 'field': return setField(desk, agent, aim, { fieldId: act.fieldId, value: act.value })
    case 'tag': return tag(desk, agent, aim, act.add, act.remove)
    case 'snooze': return snooze(desk, agent, aim, { at: readInstant(act.until) }, act.reason)
    case 'watch': return watch(desk, agent, aim, agent.id, act.watching)
    case 'prioritise': return reprioritise(desk, agent, aim, act.priority, act.reason)
    case 'solve': return solve(desk, agent, aim, same(act.text), { holdMs })
    case 'close': return close(desk, agent, aim, same(act.text), holdMs)
    case 'spam': return markSpam(desk, agent, aim, act.reason)
  }
}

/** The texts of an act that go to customers. */
export function textsOf(act: BulkAct): readonly string[] {
  if (act.do === 'reply') return [act.texts.fr, act.texts.en].filter((text) => text !== undefined)
  return (act.do === 'solve' || act.do === 'close') && act.text !== undefined ? [act.text] : []
}

/** Words in braces that nothing fills: they would reach everybody as they are. */
export const unfillable = (act: BulkAct): string[] => [...new Set(textsOf(act).flatMap(unknownIn))]

/** Why it was refused, with which of several acts it was. */
export function detailOf({ detail, beside }: Extract<Outcome, { ok: false }>): Readonly<Record<Lang, string>> | undefined {
  if (beside === undefined) return detail
  const { fr, en } = besideNames[beside]
  return detail ? { fr: `${fr}\u202f: ${detail.fr}`, en: `${en}: ${detail.en}` } : { fr: `${fr}.`, en: `${en}.` }
}
