import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inZones } from '../../src/calendar/customer.ts'
import type { WeeklySpec } from '../../src/calendar/types.ts'
import { readClock } from '../../src/clocks/read-clock.ts'
import { commitments } from '../../src/decide/commitments.ts'
import { contactMethods } from '../../src/decide/contact-methods.ts'
import { decide } from '../../src/decide/decide.ts'
import type { Facts } from '../../src/model.ts'
import { publish } from '../../src/publish/publish.ts'
import { say } from '../../src/words/fill.ts'
import { findingsOf, policyOf, policyText, problemsOf } from '../support/policy.ts'

const at = (text: string, zone: string): number => Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds
const withHome = (means = '', facts = 'customer_zone: { default: Europe/Paris }'): string =>
  policyText({ facts, means: `handling: [ { by: team, during: home, acknowledged: Oui } ]\n${means}` }).replace('office: {', `home: { label: { fr: Chez vous, en: At home }, zone: customer, days: weekdays, hours: ["09:00-18:00"], holidays: none }
        away: { complement: home }
        both: { union: [home, office] }
        office: {`)
const promise = 'targets: [ { name: reply, metric: first_reply, within: 2h, counted: home, statistic: each, bond: objective, late_when: counted_over_target } ]'
const policy = policyOf(withHome(promise))
const in_ = (zone: string | undefined): Facts => ({ channel: 'portal', customer_zone: zone })

describe('hours on the customer’s wall', () => {
  it.each([
    ['Europe/Paris', '2026-05-12 08:00', '2026-05-12 09:00'], ['America/New_York', '2026-05-12 08:00', '2026-05-12 15:00'],
    ['America/Guadeloupe', '2026-11-10 17:00', '2026-11-10 17:00'], ['Pacific/Noumea', '2026-05-12 12:00', '2026-05-13 00:00'],
  ])('hold a request of %s until it opens there', (zone, received, opens) => {
    const now = at(received, 'Europe/Paris')
    const decision = decide(policy, in_(zone), now)
    const expected = at(opens, 'Europe/Paris')
    expect(decision.heldUntil ?? now).toBe(expected)
  })

  it('count a promise there, across the weeks in which one side of the ocean has changed its clocks and the other has not', () => {
    // Paris leaves summer time on 25 October, New York on 1 November: six hours apart, then five, then six.
    for (const [day, parisTime] of [['2026-10-20', '16:00'], ['2026-10-28', '15:00'], ['2026-11-10', '16:00']] as const) {
      const [commitment] = commitments(policy, in_('America/New_York'), at(`${day} 10:00`, 'America/New_York'))
      expect(at(`${day} ${parisTime}`, 'Europe/Paris')).toBe(at(`${day} 10:00`, 'America/New_York'))
      expect(commitment).toMatchObject({ counted: { by: 'calendar', calendar: 'home', zone: 'America/New_York' }, deadline: at(`${day} 12:00`, 'America/New_York') })
    }
  })

  it('are read by the clock of a ticket as they were promised, for ever', () => {
    const opened = at('2026-05-12 17:00', 'Asia/Tokyo')
    const commitment = JSON.parse(JSON.stringify(commitments(policy, in_('Asia/Tokyo'), opened)[0]!)) as ReturnType<typeof commitments>[number]
    const reading = readClock(policy, commitment, [{ at: opened, type: 'received' }], at('2026-05-12 20:00', 'Asia/Tokyo'))
    expect(reading).toMatchObject({ state: 'paused', pausedBecause: 'closed', counted: 3600, deadline: at('2026-05-13 10:00', 'Asia/Tokyo'), resumesAt: at('2026-05-13 09:00', 'Asia/Tokyo') })
  })

  it('answer conditions, channels and what is made of them', () => {
    const text = withHome('scope: [ { when: { open: home }, answer: covered }, { when: { open: away }, answer: limited } ]\nnotices: [ { when: { open: both }, words: Ouvert, tags: [both] } ]').replace('medium: mail }', 'medium: mail, calendar: home }')
    const found = policyOf(text)
    const noonInParis = at('2026-05-12 12:00', 'Europe/Paris')
    const [paris, tokyo, newYork] = ['Europe/Paris', 'Asia/Tokyo', 'America/New_York'].map((zone) => decide(found, in_(zone), noonInParis))
    expect([paris!.scope, tokyo!.scope, newYork!.scope]).toEqual(['covered', 'limited', 'limited'])
    expect(newYork!.tags).toEqual(['both'])
    expect(decide(found, in_('Asia/Tokyo'), at('2026-05-12 03:00', 'Europe/Paris')).tags).toEqual(['both'])
    expect(contactMethods(found, in_('America/New_York'), noonInParis).find(({ channel }) => channel.name === 'mail')).toMatchObject({ open: false, opensAt: at('2026-05-12 15:00', 'Europe/Paris') })
  })

  it('of someone whose zone is not known, or is none, are those that the policy declares', () => {
    const now = at('2026-05-12 08:00', 'Europe/Paris')
    for (const zone of [undefined, 'EST', 'Mars/Olympus', '', 'x'.repeat(1000)]) expect(decide(policy, in_(zone), now).heldUntil).toBe(at('2026-05-12 09:00', 'Europe/Paris'))
    const elsewhere = policyOf(withHome(promise, 'customer_zone: { default: America/New_York }'))
    expect(decide(elsewhere, in_(undefined), now).heldUntil).toBe(at('2026-05-12 15:00', 'Europe/Paris'))
    expect(commitments(elsewhere, in_('EST'), now)[0]!.counted).toMatchObject({ zone: 'America/New_York' })
  })

  it('are told as such', () => {
    expect(say('{calendar.home}', policy, 'fr')).toBe('du lundi au vendredi de 9\u00a0h\u00a000 à 18\u00a0h\u00a000 (à l’heure du client)')
    expect(say('{calendar.away}', policy, 'en')).toContain('(in the customer’s time zone)')
    const published = publish(policy, 'fr', at('2026-05-12 10:00', 'Europe/Paris'), { readerZone: 'America/New_York' }).calendars.find(({ name }) => name === 'home')
    expect(published).toMatchObject({ zoneWords: 'à l’heure du client', now: { open: false } })
    expect(publish(policy, 'fr', at('2026-05-12 10:00', 'Europe/Paris')).calendars.find(({ name }) => name === 'home')!.now.open).toBe(true)
  })

  it('may meet those of the provider in any way: rules on both are compared in every state', () => {
    // In Paris, where both have the same hours, no two of these rules ever hold together.
    const rules = (more: string): string => withHome(`scope: [ { when: { open: home }, answer: covered }, { when: { closed: office }, answer: limited }, { when: { closed: home, open: office }, answer: limited } ${more} ]`)
    expect(problemsOf(rules(''))).toEqual(['rule-tie'])
    expect(problemsOf(rules(', { when: { open: home, closed: office }, answer: excluded }'))).toEqual([])
  })

  it('want a zone for those whose own is not known, and zones that are zones', () => {
    expect(problemsOf(withHome('', ''))).toEqual(['customer-zone-unsaid'])
    expect(problemsOf(withHome('', 'customer_zone: { default: EST }'))).toContain('zone-abbreviation')
    expect(findingsOf(withHome('', 'customer_zone: { default: Europe/Pariss }')).map(({ code }) => code)).toContain('zone-unknown')
    expect(problemsOf(withHome('notices: [ { when: { customer_zone: [America/New_York, Asia/Tokyo] }, words: Loin } ]'))).toEqual([])
  })

  const spec: WeeklySpec = { kind: 'weekly', name: 'home', zone: 'Europe/Paris', customer: true, periods: [{ week: { 2: [{ from: 540, to: 1080 }] } }], holidays: 'none', exceptions: [] }

  it('are compiled once for each zone, and few are kept', () => {
    const inZone = inZones(spec)
    const tokyo = inZone('Asia/Tokyo')
    expect(inZone('Asia/Tokyo')).toBe(tokyo)
    for (let minute = 0; minute < 59; minute++) inZone(`UTC+01:${String(minute).padStart(2, '0')}`)
    expect(inZone('Asia/Tokyo')).toBe(tokyo)
    for (let hour = 0; hour < 14; hour++) for (let part = 0; part < 6; part++) inZone(`UTC-${String(hour).padStart(2, '0')}:${part}0`)
    expect(inZone('Asia/Tokyo')).not.toBe(tokyo)
  })

  it('show the same wall everywhere: Tuesdays from nine to six', () => {
    const inZone = inZones(spec)
    const zones = ['Europe/Paris', 'America/New_York', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC-09:30']
    fc.assert(fc.property(fc.constantFrom(...zones), fc.date({ min: new Date(Date.UTC(2013, 0)), max: new Date(Date.UTC(2035, 0)), noInvalidDate: true }), (zone, date) => {
      const wall = new Temporal.ZonedDateTime(BigInt(date.getTime()) * 1_000_000n, zone.replace(/^UTC(?=[+-])/, ''))
      expect(inZone(zone).isOpen(date.getTime())).toBe(wall.dayOfWeek === 2 && wall.hour >= 9 && wall.hour < 18)
    }), { numRuns: 300 })
  })
})
