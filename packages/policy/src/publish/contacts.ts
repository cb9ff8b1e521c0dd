import type { Instant, Lang } from '../model.ts'
import { contactMethods, type ReachableChannel } from '../decide/contact-methods.ts'
import { calendarIn, customerZoneFact } from '../facts/zone.ts'
import type { Policy } from '../policy.ts'
import { addressHref, addressInWords } from '../words/addresses.ts'
import { say, wordsIn } from '../words/fill.ts'
import { calendarInWords } from '../words/hours.ts'
import type { Reading } from '../words/promise.ts'
import type { ContactMethod } from './document.ts'
import { labels } from './labels.ts'
import { openState } from './open-state.ts'
import { promisesOn } from './promises.ts'

export const states: Record<ContactMethod['access'], { fr: string; en: string } | null> = {
  open: null,
  discretionary: { fr: 'sans engagement de réponse', en: 'no reply promised' },
  closed: { fr: 'n’est pas un moyen de nous joindre', en: 'not a way to reach us' },
  conditional: { fr: 'sous conditions', en: 'on conditions' },
}

/** The ways to reach the provider in the order of the policy, hidden ones left out, each with its state at an instant. */
export function publishContacts(policy: Policy, lang: Lang, at: Instant, reading: Reading): ContactMethod[] {
  const otherwise = contactMethods(withoutDefaults(policy), {}, at)
  return contactMethods(policy, {}, at).map((method, i) => publishContact(policy, closed(method) && !closed(otherwise[i]!) ? otherwise[i]! : method, lang, at, reading))
}

/** A page is read by those for whom a default does not hold, too: an option that one has to take shuts its channel to nobody else. */
function withoutDefaults(policy: Policy): Policy {
  const facts = [...policy.facts].map(([name, { default: byDefault, ...fact }]) => [name, name === customerZoneFact && byDefault !== undefined ? { ...fact, default: byDefault } : fact] as const)
  return { ...policy, facts: new Map(facts) }
}

const closed = ({ entitlement }: ReachableChannel): boolean => entitlement === 'closed' || entitlement === 'redirect'

function publishContact(policy: Policy, { channel, address, entitlement, clauses }: ReachableChannel, lang: Lang, at: Instant, reading: Reading): ContactMethod {
  const access = entitlement === 'depends' ? 'conditional' : entitlement === 'redirect' ? 'closed' : entitlement
  const hours = channel.calendar === undefined ? undefined : policy.calendars.get(channel.calendar)
  const machine = channel.voicemail === undefined ? undefined : policy.calendars.get(channel.voicemail)
  return {
    channel: channel.name,
    label: wordsIn(channel.label, policy, lang),
    medium: channel.medium,
    address: address ? { text: addressInWords(address), href: addressHref(address) } : null,
    purpose: channel.purpose ? say(channel.purpose, policy, lang) : null,
    hours: hours ? calendarInWords(hours.spec, lang, policy.zone) : null,
    cost: channel.callCost ? say(channel.callCost, policy, lang) : null,
    voicemail: machine ? calendarInWords(machine.spec, lang, policy.zone) : channel.voicemail === undefined ? null : labels[lang].always,
    access,
    accessWords: states[access]?.[lang] ?? null,
    now: openState(hours && calendarIn(policy, hours.name, reading.readerZone), at, policy.zone, lang, reading),
    promises: access === 'closed' || access === 'discretionary' ? [] : promisesOn(policy, channel.name, lang),
    clauses,
  }
}
