import type { RuleBody, RuleDeeds } from '@guichet/protocol'
import type { Refusal } from '../../api/client.ts'
import { inWords } from '../../parts/problem.tsx'
import type { Texts } from '../../texts/texts.ts'
import type { RuleTexts } from './texts.ts'

/** How agents and teams are called. */
export interface Called { agent: (id: string) => string | undefined; team: (id: string) => string | undefined }

/** Why a rule is not kept or not switched on, in words: what of its filter is not understood is the server's to say. */
export function refusedInWords(refusal: Refusal, t: RuleTexts, general: Texts): string {
  if (refusal.code === 'filter-unreadable') return refusal.detail ?? inWords(refusal, general)
  return refusal.code === 'rule-changed' ? t.changed : (t.problems[refusal.code] ?? inWords(refusal, general))
}

/** What starts a rule, in words. */
export function startInWords({ starts, within }: Pick<RuleBody, 'starts' | 'within'>, t: RuleTexts): string {
  return within === null ? t.starts[starts] : `${t.starts[starts]}, ${t.within(within)}`
}

/** What a rule does, in words. */
export function deedsInWords({ tag, untag, assign, watch, note, mention }: RuleDeeds, t: RuleTexts, called: Called): string {
  const all = (ids: readonly string[]) => ids.map((id) => called.agent(id) ?? t.gone).join(', ')
  return [
    tag.length + untag.length > 0 && t.does_tag([...tag.map((name) => `+\u2060${name}`), ...untag.map((name) => `−\u2060${name}`)].join(' ')),
    assign !== null && t.does_agent(('agentId' in assign ? called.agent(assign.agentId) : called.team(assign.teamId)) ?? t.gone),
    watch.length > 0 && t.does_watch(all(watch)), note !== '' && t.does_note, mention.length > 0 && t.does_mention(all(mention)),
  ].filter((one) => one !== false).join(', ')
}

/** The tags that somebody typed in one line. */
export const tagsIn = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
