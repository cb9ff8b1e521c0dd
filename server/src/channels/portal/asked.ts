import type { Facts, Policy } from '@guichet/policy'
import { readAnswers } from './answers.ts'
import type { Visitor } from './visitor.ts'

/** What somebody has said so far on the form, by any of its steps. */
export interface Asked {
  readonly visitor: Visitor
  readonly policy: Policy
  readonly channel: string
  readonly answers: Facts
  /** `none`: asked, and none in particular. */
  readonly serviceId: string | undefined
  readonly texts: Readonly<Record<string, string>>
  /** The address of the form with these answers, some changed. */
  href(changes: Record<string, string | undefined>): string
}

const carried = ['channel', 'serviceId', 'subject', 'detailed']

/** Reads what was said; a channel that is none of the policy's forms gives way to its first. Undefined: the policy has no form. */
export function readAsked(visitor: Visitor, policy: Policy, given: Readonly<Record<string, unknown>>): Asked | undefined {
  const forms = [...policy.channels.values()].filter((channel) => channel.medium === 'portal')
  const channel = forms.find((one) => one.name === given.channel) ?? forms[0]
  if (!channel) return undefined
  const texts = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const answers = readAnswers(policy, texts)
  const home = `/${visitor.provider.slug}/${visitor.lang}/ask`
  return {
    visitor, policy, channel: channel.name, answers, texts,
    serviceId: texts.serviceId === undefined || texts.serviceId === '' ? undefined : texts.serviceId,
    href(changes) {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries({ ...texts, ...changes })) {
        if (value !== undefined && value !== '' && (name.startsWith('f.') || carried.includes(name))) query.set(name, value.slice(0, 1_000))
      }
      return `${home}${query.size > 0 ? `?${query}` : ''}`
    },
  }
}
