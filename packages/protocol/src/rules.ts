import { z } from 'zod'
import { cursor, id, instant, ticketNumber } from './basics.ts'
import { problemCodes } from './codes.ts'
import type { EventType } from './codes.ts'
import { tagName } from './desk-acts.ts'
import { filterText } from './queue.ts'

/** What a provider's own rules react to. What the policy decides (department, priority, tier, deadlines) is none of theirs. */
export const ruleStart = z.enum(['opened', 'customer_wrote', 'agent_answered', 'solved', 'reopened', 'transferred', 'late', 'due', 'woken']).meta({ id: 'RuleStart' })
export type RuleStart = z.infer<typeof ruleStart>

/** Which event starts which rules. A promise that is about to fall due is no event: time itself starts those. */
export const ruleStarts: Readonly<Partial<Record<EventType, RuleStart>>> = {
  'ticket.opened': 'opened', 'message.customer': 'customer_wrote', 'message.agent': 'agent_answered', 'ticket.solved': 'solved', 'ticket.reopened': 'reopened', 'ticket.transferred': 'transferred',
  'clock.late': 'late', 'ticket.woken': 'woken',
}

const people = z.array(id).max(20).default([])
const someTags = z.array(tagName).max(10).default([])

export const ruleDeeds = z
  .strictObject({
    tag: someTags, untag: someTags,
    /** To an agent or to a team; null leaves it where it is. */
    assign: z.union([z.strictObject({ agentId: id }), z.strictObject({ teamId: id })]).nullable().default(null),
    watch: people,
    /** A note for agents, and whom it names. */
    note: z.string().trim().max(2_000).default(''), mention: people,
  })
  .meta({ id: 'RuleDeeds' })
export type RuleDeeds = z.infer<typeof ruleDeeds>

const asked = {
  starts: ruleStart,
  /** Minutes before a promise falls due; for that start only. */
  within: z.int().min(5).max(10_080).nullable().default(null),
  filter: filterText.default(''),
}

export const ruleBody = z
  .strictObject({ name: z.string().trim().min(1).max(80), ...asked, deeds: ruleDeeds, /** The version that was changed. */ seen: z.int().optional() })
  .meta({ id: 'RuleBody' })
export type RuleBody = z.infer<typeof ruleBody>

/** What a rule would have reacted to. */
export const ruleTryBody = z.strictObject(asked).meta({ id: 'RuleTryBody' })
export type RuleTryBody = z.infer<typeof ruleTryBody>

/** What of a rule is no longer understood, since when; `still`: it does nothing at all meanwhile. */
export const ruleTrouble = z
  .object({ since: instant, still: z.boolean(), words: z.array(z.object({ fr: z.string(), en: z.string() })) })
  .meta({ id: 'RuleTrouble' })
export type RuleTrouble = z.infer<typeof ruleTrouble>

export const rule = z
  .object({
    id, name: z.string(), version: z.int(), ...asked, deeds: ruleDeeds.extend({ tag: z.array(z.string()), untag: z.array(z.string()) }).meta({ id: 'RuleDeedsShown' }),
    onSince: instant.nullable(),
    /** When it stopped itself, because it reacted too often to one ticket. */
    setAside: z.object({ at: instant, number: ticketNumber.nullable() }).nullable(),
    trouble: ruleTrouble.nullable(),
    /** Reactions kept, and the last of them. */
    runs: z.int(), ranAt: instant.nullable(),
  })
  .meta({ id: 'Rule' })
export type Rule = z.infer<typeof rule>

export const ruleTried = z
  .object({ since: instant, tickets: z.int(), times: z.int(), rows: z.array(z.object({ number: ticketNumber, subject: z.string(), times: z.int(), lastAt: instant })) })
  .meta({ id: 'RuleTried' })
export type RuleTried = z.infer<typeof ruleTried>

export const ruleDeed = z.enum(['tag', 'assign', 'watch', 'note', 'mention']).meta({ id: 'RuleDeed' })
export type RuleDeed = z.infer<typeof ruleDeed>

/** One deed of a reaction: done, or why not. */
export const ruleOutcome = z.object({ deed: ruleDeed, refused: z.enum(problemCodes).nullable() }).meta({ id: 'RuleOutcome' })
export type RuleOutcome = z.infer<typeof ruleOutcome>

export const ruleRuns = z
  .object({ rows: z.array(z.object({ id, at: instant, number: ticketNumber, subject: z.string(), outcomes: z.array(ruleOutcome) })), next: cursor.nullable() })
  .meta({ id: 'RuleRuns' })
export type RuleRuns = z.infer<typeof ruleRuns>

/** What of the desk's own arrangements waits for somebody who looks after it. */
export const adminAttention = z.object({ /** Rules that are on and do not do all that they say. */ rules: z.int() }).meta({ id: 'AdminAttention' })
export type AdminAttention = z.infer<typeof adminAttention>

export const ruleOnBody = z.strictObject({ on: z.boolean() }).meta({ id: 'RuleOnBody' })
export const ruleOrderBody = z.strictObject({ ids: z.array(id).min(1).max(100) }).meta({ id: 'RuleOrderBody' })
