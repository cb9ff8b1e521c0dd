import type { Lang } from '../model.ts'
import type { Policy } from '../policy.ts'
import { wordsIn } from './fill.ts'

/** A team as the policy calls it, else by its name. */
export function teamInWords(name: string, policy: Pick<Policy, 'teams' | 'languages'>, lang: Lang): string {
  const team = policy.teams.get(name)
  return team ? wordsIn(team.label, policy, lang) : name
}
