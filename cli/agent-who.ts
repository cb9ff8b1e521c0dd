import type { Lang } from '@guichet/policy/model'
import { foldAddress, listAgents } from '#people/people.ts'
import type { Desk } from '#policies/policies.ts'
import type { Who } from '#privacy/privacy.ts'

const words = {
  fr: { unknown: (email: string) => `Aucun agent en service n’a l’adresse « ${email} ».`, role: (email: string) => `${email} n’a ni le rôle privacy ni le rôle admin.` },
  en: { unknown: (email: string) => `No agent in service has the address “${email}”.`, role: (email: string) => `${email} has neither the role privacy nor admin.` },
} as const

/** The agent in whose name something is done about people's data, or a sentence that says why nobody of this address may. */
export async function privacyAgent(desk: Desk, providerId: string, email: string, lang: Lang): Promise<Who | string> {
  const key = foldAddress(email)?.toLowerCase()
  const agent = (await listAgents(desk, providerId)).find((one) => foldAddress(one.email)?.toLowerCase() === key)
  if (key === undefined || !agent) return words[lang].unknown(email)
  return agent.roles.includes('privacy') || agent.roles.includes('admin') ? { kind: 'agent', id: agent.id, name: agent.name } : words[lang].role(email)
}
