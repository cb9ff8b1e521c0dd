import type { Policy } from '@guichet/policy'
import type { Words } from '@guichet/protocol'

/** Kinds of work where the policy has no words of its own for them. */
const usual: Readonly<Record<string, Words>> = {
  conversation: { fr: 'Échanges', en: 'Conversation' },
  analysis: { fr: 'Analyse', en: 'Analysis' },
  intervention: { fr: 'Intervention', en: 'Intervention' },
  on_site: { fr: 'Sur place', en: 'On site' },
  other: { fr: 'Autre', en: 'Other' },
}

/** The kinds of work that may be noted: those of the policy, else the usual ones. */
export function workKinds(policy: Policy): { name: string; label: Words }[] {
  const own = policy.facts.get('work')?.options ?? []
  return own.length > 0 ? own.map(({ value, label }) => ({ name: value, label })) : Object.entries(usual).map(([name, label]) => ({ name, label }))
}

/** The words of a calendar of the policy. */
export function attendedWords(policy: Policy, calendar: string): Words {
  return policy.calendars.get(calendar)?.label ?? {}
}
