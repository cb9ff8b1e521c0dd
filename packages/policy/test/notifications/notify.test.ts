import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { notify, typeOfLetters } from '../../src/notifications/notify.ts'
import { paris, policyOf, policyText, problemsOf } from '../support/policy.ts'

const means = (...rules: string[]): string => `notifications:\n  types: { invoice: { fr: Facture, en: Invoice }, outage: { fr: Panne, en: Outage } }\n  rules:\n${rules.map((rule) => `    - { ${rule} }`).join('\n')}`
const whole = 'to: affected, personal: yes, through: [client_area, mail], own_address: yes, own_replaces: yes, fallback: registered, on_bounce: task'
const policyWith = (...rules: string[]) => policyOf(policyText({ means: means(...rules) }))
const replaces = policyWith(whole)

const one = (policy: typeof replaces, more: { own?: string; registered?: string; bounced?: string[]; type?: string }) => {
  const { bounced = [], type = 'invoice', ...addresses } = more
  const [told] = notify(policy, {}, policy.effective, { type, event: 'e', bounced, customers: [{ name: 'ana', affected: true, ...addresses }] }).notifications
  return { mail: told?.messages.flatMap(({ address }) => address ?? []), tasks: told?.tasks }
}

describe('the address', () => {
  const [own, registered] = ['own@x.example', 'reg@x.example']
  test('S5-35: the own address replaces the registered one, or is added to it, as the policy says', () => {
    expect(one(replaces, { own, registered }).mail).toEqual([own])
    expect(one(policyWith(whole, 'when: { notification: invoice }, own_replaces: no'), { own, registered }).mail).toEqual([registered, own])
    expect(one(policyWith(whole, 'when: { notification: invoice }, own_address: no'), { own, registered }).mail).toEqual([registered])
  })

  test('S5-38: an empty one falls back, unless the policy says to nobody', () => {
    for (const empty of [{}, { own: '' }, { own: ' ' }]) expect(one(replaces, { ...empty, registered }).mail).toEqual([registered])
    expect(one(policyWith(whole.replace('fallback: registered', 'fallback: nobody')), { registered }).mail).toEqual([])
  })

  test('SEED-18: one that refuses mail for good falls back and gives somebody a task', () => {
    expect(one(replaces, { own, registered, bounced: ['own@X.EXAMPLE'] })).toEqual({ mail: [registered], tasks: [own] })
    expect(one(replaces, { own: 'own@X.Example', registered, bounced: [own] })).toEqual({ mail: [registered], tasks: ['own@X.Example'] })
    expect(one(replaces, { own, registered, bounced: ['OWN@x.example'] })).toEqual({ mail: [own], tasks: [] })
    expect(one(replaces, { own, registered, bounced: [own, registered] })).toEqual({ mail: [], tasks: [own, registered] })
    expect(one(replaces, { registered, bounced: [registered] })).toEqual({ mail: [], tasks: [registered] })
    expect(one(policyWith(whole.replace('on_bounce: task', 'on_bounce: nothing')), { own, registered, bounced: [own] })).toEqual({ mail: [registered], tasks: [] })
  })

  test('nobody is written to twice', () => {
    expect(one(policyWith(whole.replace('own_replaces: yes', 'own_replaces: no')), { own: 'ana@X.example', registered: 'ana@x.example' }).mail).toEqual(['ana@x.example'])
  })
})

test('S5-33, S5-39: each customer affected has one notification of its own, everybody else none', () => {
  fc.assert(fc.property(fc.array(fc.record({ affected: fc.boolean(), own: fc.option(fc.constantFrom('a@x.fr', 'b@x.fr', '')), registered: fc.option(fc.constantFrom('a@x.fr', 'c@x.fr')) }), { maxLength: 20 }), fc.subarray(['a@x.fr', 'b@x.fr', 'c@x.fr']), (people, bounced) => {
    const customers = people.map(({ affected, own, registered }, index) => ({ name: String(index), affected, ...(own === null ? {} : { own }), ...(registered === null ? {} : { registered }) }))
    const { notifications, outcome } = notify(replaces, {}, replaces.effective, { type: 'outage', event: 'e', customers, bounced })
    expect(notifications.map(({ customer }) => customer)).toEqual(customers.filter(({ affected }) => affected).map(({ name }) => name))
    expect(outcome).toBe(notifications.length > 0 ? 'sent' : 'not_concerned')
    expect(new Set(notifications.map(({ id }) => id)).size).toBe(notifications.length)
    for (const { id, messages, customer } of notifications) {
      const { own, registered } = customers[Number(customer)]!
      expect(messages.filter(({ medium }) => medium === 'client_area')).toHaveLength(1)
      for (const message of messages) {
        expect(message.id).toBe(id)
        if (message.address !== undefined) expect([own, registered]).toContain(message.address)
        expect(bounced).not.toContain(message.address)
      }
    }
  }))
})

test('S5-39: with a public notice nobody is told personally; of an unknown type nothing is said', () => {
  const told = (policy: typeof replaces, type: string) => notify(policy, {}, policy.effective, { type, event: 'e', bounced: [], customers: [{ name: 'ana', affected: true }] })
  expect(told(policyWith(whole.replace('personal: yes', 'personal: no')), 'outage')).toMatchObject({ outcome: 'public', notifications: [] })
  expect(told(replaces, 'outages')).toMatchObject({ outcome: 'unsaid', notifications: [], through: [], clauses: [] })
  expect(told(policyOf(policyText()), 'outage')).toMatchObject({ outcome: 'unsaid', notifications: [] })
  expect(told(policyWith(whole, 'when: { notification: outage }, not_through: [client_area, mail]'), 'outage')).toMatchObject({ outcome: 'unsaid', notifications: [] })
})

test('a report goes by itself at the beginning of each quarter of the wall, whether or not anything happened', () => {
  const policy = policyWith(whole, 'when: { notification: invoice }, every: quarter')
  const next = (at: string, type = 'invoice') => notify(policy, {}, paris(at), { type, event: 'e', bounced: [], customers: [{ name: 'ana', affected: true }] }).next
  expect([next('2026-01-01 00:00'), next('2026-03-31 23:59')]).toEqual([paris('2026-04-01 00:00'), paris('2026-04-01 00:00')])
  expect([next('2026-10-01 00:00'), next('2026-05-12 12:00', 'outage')]).toEqual([paris('2027-01-01 00:00'), null])
  expect(problemsOf(policyText({ means: means(whole, 'every: week') }))).toEqual(['wrong-type'])
})

test('each type needs an answer to each thing that is said of one', () => {
  expect(problemsOf(policyText({ means: means(whole.replace('to: affected, ', ''), 'when: { notification: outage }, to: all') }))).toEqual(['rule-gap'])
  expect(problemsOf(policyText({ means: means(whole, 'to: all') }))).toEqual(['rule-tie'])
  expect(problemsOf(policyText({ means: means(whole, 'when: { notification: outage }, own_address: invoices') }))).toEqual(['unknown-value'])
  expect(problemsOf(policyText({ means: means(whole, 'sent: soon') }))).toEqual(['wrong-type'])
  expect(problemsOf(policyText({ means: means(whole, 'name: nothing') }))).toEqual(['missing-key'])
  expect(problemsOf(policyText({ means: means(whole, 'through: sms') }))).toEqual(['wrong-type'])
})

test('MAIL-18, MAIL-19: mail that nothing bought depends on may be given up; what a contract owes may not', () => {
  const told = (policy: typeof replaces, unsubscribed: boolean, type = 'invoice') => {
    const { optional, notifications } = notify(policy, {}, policy.effective, { type, event: 'e', bounced: [], customers: [{ name: 'ana', affected: true, registered: 'reg@x.example', unsubscribed }] })
    return { optional, through: notifications[0]?.messages.map(({ medium }) => medium) }
  }
  const news = policyWith(whole, 'when: { notification: invoice }, optional: yes')
  expect(told(news, true)).toEqual({ optional: true, through: ['client_area'] })
  expect(told(news, false)).toEqual({ optional: true, through: ['client_area', 'mail'] })
  expect(told(news, true, 'outage')).toEqual({ optional: false, through: ['client_area', 'mail'] })
  expect(told(policyWith(whole, 'when: { notification: invoice }, optional: yes, carries: tickets'), true)).toEqual({ optional: false, through: ['client_area', 'mail'] })
  expect(problemsOf(policyText({ means: means(whole, 'optional: maybe') }))).toEqual(['wrong-type'])
})

test('S5-36: the letters of requests bear the type that the policy gives them, or none', () => {
  const policy = policyWith(whole, 'when: { notification: outage }, carries: tickets')
  expect(typeOfLetters(policy, {}, policy.effective, 'tickets')).toBe('outage')
  expect(typeOfLetters(policy, {}, policy.effective, 'passwords')).toBe(null)
  expect(typeOfLetters(replaces, {}, replaces.effective, 'tickets')).toBe(null)
  expect(problemsOf(policyText({ means: means(whole, 'carries: letters') }))).toEqual(['wrong-type'])
})
