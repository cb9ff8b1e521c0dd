import type { Instant, Lang } from '../model.ts'
import type { AccessAnswer, Channel, Policy } from '../policy.ts'
import { addressHref, addressInWords, say, wordsIn } from '../words/fill.ts'
import { calendarInWords } from '../words/hours.ts'
import type { Reading } from '../words/promise.ts'
import type { ContactMethod } from './document.ts'
import { openState } from './open-state.ts'
import { concerns, promisesOn } from './promises.ts'

/** The different answers of the access rules that concern a channel. */
function accessOn(policy: Policy, channel: string): Set<AccessAnswer> {
  const rules = policy.families.access.filter(({ when }) => concerns(when, channel))
  const own = rules.filter(({ when }) => when.some((conjunction) => conjunction.some((test) => 'fact' in test && test.fact === 'channel')))
  return new Set((own.length > 0 ? own : rules).map(({ answer }) => answer))
}

const states: Record<ContactMethod['access'], { fr: string; en: string } | null> = {
  open: null,
  discretionary: { fr: 'sans engagement de réponse', en: 'no reply promised' },
  closed: { fr: 'n’est pas un moyen de nous joindre', en: 'not a way to reach us' },
  conditional: { fr: 'sous conditions', en: 'under conditions' },
}

/** The ways to reach the provider in the order of the policy, hidden ones left out, each with its state at an instant. */
export function publishContacts(policy: Policy, lang: Lang, at: Instant, reading: Reading): ContactMethod[] {
  return [...policy.channels.values()].filter(({ hidden }) => !hidden).map((channel) => publishContact(policy, channel, lang, at, reading))
}

function publishContact(policy: Policy, channel: Channel, lang: Lang, at: Instant, reading: Reading): ContactMethod {
  const answers = accessOn(policy, channel.name)
  const [only] = answers
  const access = answers.size > 1 ? 'conditional' : only === 'redirect' ? 'closed' : (only ?? 'closed')
  const address = policy.addresses.get(channel.address ?? '')
  const hours = channel.calendar === undefined ? undefined : policy.calendars.get(channel.calendar)
  return {
    channel: channel.name,
    label: wordsIn(channel.label, policy, lang),
    medium: channel.medium,
    address: address ? { text: addressInWords(address), href: addressHref(address) } : null,
    purpose: channel.purpose ? say(channel.purpose, policy, lang) : null,
    hours: hours ? calendarInWords(hours.spec, lang, policy.zone) : null,
    cost: channel.callCost ? say(channel.callCost, policy, lang) : null,
    access,
    accessWords: states[access]?.[lang] ?? null,
    now: openState(hours?.calendar, at, policy.zone, lang, reading),
    promises: access === 'closed' ? [] : promisesOn(policy, channel.name, lang),
    clauses: [channel.clause],
  }
}
