import type { Lang } from '@guichet/policy/model'
import type { Provider } from '#people/people.ts'
import { declaredDepartments } from '#policies/departments.ts'
import type { Desk } from '#policies/policies.ts'

const words = {
  fr: {
    unknown: (names: string, known: string) => `La politique en vigueur n’a pas ce département : ${names}. Elle a : ${known}.`,
    none: (names: string) => `La politique en vigueur ne déclare aucun département : ${names} n’en est pas un. Laissez --department de côté.`,
    noPolicy: 'Aucune politique n’est en vigueur : les départements sont les siens. Publiez-la d’abord avec « guichet provider publish ».',
  },
  en: {
    unknown: (names: string, known: string) => `The policy in force has no such department: ${names}. It has: ${known}.`,
    none: (names: string) => `The policy in force declares no department: ${names} is none. Leave --department out.`,
    noPolicy: 'No policy is in force: departments are its own. Publish it first with "guichet provider publish".',
  },
} as const

/** What is wrong with departments that somebody is to be given, in one sentence, as the API has it: those given before may stay. */
export async function wrongDepartments(desk: Desk, provider: Provider, wanted: readonly string[], lang: Lang, kept: readonly string[] = []): Promise<string | undefined> {
  const asked = wanted.filter((one) => !kept.includes(one))
  if (asked.length === 0) return undefined
  const known = await declaredDepartments(desk, provider.id)
  if (known === undefined) return words[lang].noPolicy
  const strange = asked.filter((one) => !known.includes(one))
  if (strange.length === 0) return undefined
  return known.length === 0 ? words[lang].none(strange.join(', ')) : words[lang].unknown(strange.join(', '), known.join(', '))
}
