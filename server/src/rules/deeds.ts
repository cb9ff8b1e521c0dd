import type { RuleDeed, RuleOutcome } from '@guichet/protocol'
import { findTicket } from '#tickets/tickets.ts'
import type { LoadedTicket } from '#tickets/tickets.ts'
import { assign, mentionableAgents, note, tag, transfer, watch } from '#triage/triage.ts'
import type { Aim, Outcome } from '#triage/triage.ts'
import type { Desk } from '#policies/policies.ts'
import { actorOf } from './rule.ts'
import type { KeptRule } from './rule.ts'

/** What is told with a ticket that a rule hands to a team, in the language of the provider. */
const handed = { fr: (rule: string) => `Confiée à cette équipe par la règle « ${rule} ».`, en: (rule: string) => `Handed to this team by the rule “${rule}”.` }

/** Who of these may be told of the ticket: nobody is named in what they may not read. */
async function seeing(desk: Desk, loaded: LoadedTicket, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const sees = new Set((await mentionableAgents(desk, loaded.providerId, loaded.ticket)).filter((one) => one.sees).map(({ id }) => id))
  return ids.filter((id) => sees.has(id))
}

/**
 * Does what a rule says with a ticket, through the same acts as agents. Each act bears a key of its own: one that was done before a
 * crash is not done again. A deed that is refused keeps none of the others.
 */
export async function doDeeds(desk: Desk, rule: KeptRule, ticketId: string, key: string, language: 'fr' | 'en'): Promise<RuleOutcome[]> {
  const actor = actorOf(rule)
  const { deeds, provider_id: providerId } = rule
  const outcomes: RuleOutcome[] = []
  const aimed = (what: string): Aim => ({ providerId, ticket: { id: ticketId }, once: { actor: `rule:${rule.id}`, key: `${key}:${what}`, body: what } })
  const noted = (deed: RuleDeed, outcome: Outcome) => {
    // There is nothing to do where it stands already: that is no refusal to whoever reads of it.
    outcomes.push({ deed, refused: outcome.ok || outcome.refused === 'same-hands' ? null : outcome.refused })
  }

  if (deeds.tag.length + deeds.untag.length > 0) noted('tag', await tag(desk, actor, aimed('tag'), deeds.tag, deeds.untag))
  const loaded = await findTicket(desk.database.db, providerId, { id: ticketId })
  if (!loaded) return outcomes
  if (deeds.assign && 'teamId' in deeds.assign) noted('assign', await transfer(desk, actor, aimed('assign'), { teamId: deeds.assign.teamId }, handed[language](rule.name)))
  else if (deeds.assign && deeds.assign.agentId !== loaded.ticket.assigneeId) noted('assign', await assign(desk, actor, aimed('assign'), deeds.assign.agentId))
  else if (deeds.assign) outcomes.push({ deed: 'assign', refused: null })
  for (const agentId of deeds.watch) noted('watch', await watch(desk, actor, aimed(`watch:${agentId}`), agentId, true))
  if (deeds.note !== '') {
    const now = (await findTicket(desk.database.db, providerId, { id: ticketId })) ?? loaded
    const mentions = await seeing(desk, now, deeds.mention)
    noted('note', await note(desk, actor, aimed('note'), { text: deeds.note, attachments: [], owner: '' }, { mentions }))
    if (deeds.mention.length > 0) outcomes.push({ deed: 'mention', refused: mentions.length === deeds.mention.length ? null : 'mention-outside' })
  }
  return outcomes
}
