import { addAgent } from '#people/people.ts'
import { openCompany, openTrial, password } from '../harness.ts'
import type { Answer, CallOptions, Company, Trial } from '../harness.ts'
import { policySource } from '../policy.ts'

/** Two who mind the policy, a lead who may look, an agent who may not; each speaks by `as`. */
export interface Scene {
  readonly trial: Trial
  readonly company: Company
  as(who: Who, method: string, path: string, options?: CallOptions): Promise<Answer>
  /** The version of a draft made from a text. */
  draft(source?: string, examples?: string): Promise<number>
}
export type Who = 'ada' | 'bob' | 'lead' | 'agent'

export const seeing = (version: number) => ({ headers: { 'if-match': `"${version}"` } })
export const examples = `policy: policy.yaml
examples:
  - id: E1
    given: { channel: portal, kind: question, customer: known, contact: declared, trust: T2 }
    at: "2026-11-24 10:00"
    then: { outcome: accepted, priority: normal }
`

/** Opens a company whose policy is to be changed. Call it at the top of a test file. */
export async function openScene(slug: string): Promise<Scene> {
  const trial = await openTrial()
  const company = await openCompany(trial, slug)
  const roles: Record<Exclude<Who, 'agent'>, string[]> = { ada: ['admin'], bob: ['admin'], lead: ['lead'] }
  const ids = new Map<Who, string>([['agent', company.agent.id]])
  for (const [who, given] of Object.entries(roles)) {
    const agent = await addAgent(trial.desk, company.provider.id, { name: `${who} de ${slug}`, email: `${who}@${slug}.example`, password, roles: given })
    ids.set(who as Who, agent.id)
  }
  const as: Scene['as'] = async (who, method, path, options = {}) => company.call(method, path, { ...options, cookie: await company.asAgent(ids.get(who)) })
  return {
    trial, company, as,
    async draft(source = policySource('v2', '2026-11-24', '3h'), given = examples) {
      const there = await as('ada', 'GET', 'policy/draft')
      const made = await as('ada', 'POST', 'policy/draft', { body: { source, examples: given }, ...(there.status === 200 ? seeing(there.body.version) : {}) })
      if (made.status !== 200) throw new Error(made.text)
      return made.body.version
    },
  }
}
