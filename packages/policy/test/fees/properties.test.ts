import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposeFees } from '../../src/fees/propose.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

const compiled = (combine: 'add' | 'highest', per: 'call' | 'incident') => policyOf(policyText({
  facts: 'outage: { type: flag, from: history }',
  means: `taxes: [ { name: vat, percent: "20" } ]
fees: { combine: ${combine}, nature: price, per: ${per}, decided_by: Anne, evidence: [outage], unless: { outage: yes }, never_for: { consumer: yes }, rules: [ { name: a, when: { channel: phone }, amount: "350.00" }, { name: b, when: { channel: [phone, mail] }, amount: "33.33" }, { name: c, when: { channel: chat }, amount: "450.00" } ] }`,
  more: '- { id: "phone", says: { fr: "Le téléphone.", en: "The telephone." }, means: { channels: { phone: { medium: phone }, chat: { medium: chat } } } }',
}))
const policies = { add: { call: compiled('add', 'call'), incident: compiled('add', 'incident') }, highest: { call: compiled('highest', 'call'), incident: compiled('highest', 'incident') } }
const cents = { a: 35_000, b: 3_333, c: 45_000 } as const
const ofChannel: Record<string, (keyof typeof cents)[]> = { phone: ['a', 'b'], mail: ['b'], chat: ['c'], portal: [] }
const call = fc.record({ channel: fc.constantFrom('phone', 'mail', 'chat', 'portal'), announced: fc.boolean() })
const flag = fc.constantFrom(true, false, undefined)
const given = fc.record({ outage: flag, consumer: flag, genuine: flag })

test('fees combine as the policy says, and only proved and announced ones count', () => {
  fc.assert(fc.property(fc.constantFrom('add', 'highest'), fc.constantFrom('call', 'incident'), fc.array(call, { maxLength: 6 }), given, (combine, per, calls, facts) => {
    const reading = proposeFees(policies[combine][per], { calls }, facts, paris('2026-05-12 20:00'))
    const clear = facts.outage === false && facts.consumer === false && facts.genuine === false
    const names = clear ? calls.flatMap(({ channel, announced }) => (announced ? ofChannel[channel]! : [])) : []
    const counted = (per === 'call' ? names : [...new Set(names)]).map((name) => cents[name])
    const net = combine === 'add' ? counted.reduce((sum, one) => sum + one, 0) : Math.max(0, ...counted)
    expect(reading.net).toBe(net)
    expect(reading.gross).toBe(net + Math.floor((net * 20 + 50) / 100))
    expect(reading.outcome === 'proposed').toBe(counted.length > 0)
  }))
})
