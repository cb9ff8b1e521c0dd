import type { Facts, Policy } from '@guichet/policy'
import { readAnswers } from './answers.ts'
import { instantAnswers, readInstants } from './instants.ts'
import type { Visitor } from './visitor.ts'

/** What somebody has said so far on the form, by any of its steps. */
export interface Asked {
  readonly visitor: Visitor
  readonly policy: Policy
  readonly channel: string
  readonly answers: Facts
  /** How the times among them are read. */
  readonly readings: ReturnType<typeof readInstants>
  /** `none`: asked, and none in particular. */
  readonly serviceId: string | undefined
  /** The closed request that this one goes on from. */
  readonly follows: number | undefined
  readonly texts: Readonly<Record<string, string>>
  /** The address of the form with these answers, some changed. */
  href(changes: Record<string, string | undefined>): string
}

const carried = ['channel', 'serviceId', 'subject', 'detailed', 'follows']

/** Reads what was said; a channel that is none of the policy's forms gives way to its first. Undefined: the policy has no form. */
export function readAsked(visitor: Visitor, policy: Policy, given: Readonly<Record<string, unknown>>): Asked | undefined {
  const forms = [...policy.channels.values()].filter((channel) => channel.medium === 'portal')
  const channel = forms.find((one) => one.name === given.channel) ?? forms[0]
  if (!channel) return undefined
  const texts = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const readings = readInstants(policy, texts, visitor.now)
  const home = `/${visitor.provider.slug}/${visitor.lang}/ask`
  return {
    visitor, policy, channel: channel.name, texts, readings,
    answers: { ...readAnswers(policy, texts), ...instantAnswers(readings) },
    serviceId: chosenService(texts),
    follows: /^[1-9]\d{0,8}$/.test(texts.follows ?? '') ? Number(texts.follows) : undefined,
    href(changes) {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries({ ...texts, ...changes })) {
        if (value !== undefined && value !== '' && (name.startsWith('f.') || carried.includes(name))) query.set(name, value.slice(0, 1_000))
      }
      return `${home}${query.size > 0 ? `?${query}` : ''}`
    },
  }
}

/** A service picked among those whose name is like the one that was typed counts before the one said first. */
function chosenService({ serviceId, pickService }: Readonly<Record<string, string>>): string | undefined {
  const said = pickService && pickService !== 'none' ? pickService : serviceId
  return said === undefined || said === '' ? undefined : said
}
