/** Findings about the order of a decision. */
import { warning } from './sentences.ts'

export const orderFindings = {
  'decided-later': (p: { family: string; fact: string }) => warning(`« ${p.family} » regarde « ${p.fact} », que la politique ne décide qu’après : cette condition ne voit pas ce qu’elle décidera.`, `“${p.family}” looks at “${p.fact}”, which the policy decides only afterwards: this condition does not see what it will decide.`,
    `Nommez les faits dont « ${p.fact} » découle, ou dites-le dans un bloc qui vient après : requires, routes, handling…`, `Name the facts from which “${p.fact}” follows, or say it in a block that comes after: requires, routes, handling…`),
} as const
