import { describe, expect, it } from 'vitest'
import { callback } from '../../src/callbacks/callback.ts'
import { questionNamed } from '../../src/questions/questions.ts'
import { paris, policyOf, policyText, problemsOf } from '../support/policy.ts'

const text = (rules: string, target = 'within: unquantified, bond: objective'): string => policyText({
  facts: 'number: { type: text, from: requester, label: Numéro }\nwanted: { type: flag, default: no }',
  more: '- id: phone\n  says: Téléphone\n  means:\n    channels: { phone: { label: Téléphone, medium: phone, acknowledged: Répondeur, voicemail: night } }',
  means: `targets: [ { name: back, metric: callback, when: { number: known }, ${target} } ]\ncallbacks: [ ${rules} ]`,
})
const rules = '{ when: { channel: phone, wanted: yes }, needs: { number: known }, otherwise: close, by: on-call, reason: Sans numéro }'
const saturday = paris('2026-05-16 14:00')
const asked = (policy: string, facts: Record<string, string | boolean>, at = saturday) => callback(policyOf(policy), facts, at)

describe('a call back', () => {
  it('S3-15: needs a number; without one nothing is done, and why is told', () => {
    expect(asked(text(rules), { channel: 'phone', wanted: true, number: '1234' })).toMatchObject({ outcome: 'task', by: 'on-call', missing: [], promise: { value: null, deadline: null } })
    expect(asked(text(rules), { channel: 'phone', wanted: true })).toMatchObject({ outcome: 'closed', by: null, promise: null, missing: ['number'], reason: { fr: 'Sans numéro' } })
    expect(asked(text(rules.replace('close', 'ask')), { channel: 'phone', wanted: true }).outcome).toBe('ask')
    expect(asked(text(rules), { channel: 'phone' })).toMatchObject({ outcome: 'none', clauses: ['phone'] })
  })

  it('S3-14: a machine answers while its hours are open', () => {
    const policy = text(rules)
    expect(asked(policy, { channel: 'phone' }).voicemail).toBe(true)
    expect(asked(policy, { channel: 'phone' }, paris('2026-05-15 17:59')).voicemail).toBe(false)
    expect(asked(policy, { channel: 'phone' }, paris('2026-05-15 18:00')).voicemail).toBe(true)
    expect(asked(policy, { channel: 'mail' }).voicemail).toBe(false)
    expect(asked(policy.replace('voicemail: night', 'voicemail: always'), { channel: 'phone' }, paris('2026-05-15 12:00')).voicemail).toBe(true)
  })

  it('is due when the policy promises an hour', () => {
    const read = asked(text(rules, 'within: 2h, counted: elapsed, statistic: each, bond: guaranteed'), { channel: 'phone', wanted: true, number: '1' })
    expect(read.promise).toMatchObject({ value: 7200, deadline: paris('2026-05-16 16:00') })
  })

  it('is checked, and explained', () => {
    expect(problemsOf(text('{ needs: { number: known }, by: team }'))).toEqual(['missing-key'])
    expect(problemsOf(text('{ otherwise: close }'))).toEqual(['missing-key'])
    expect(problemsOf(text(rules).replace('voicemail: night', 'voicemail: nights'))).toContain('unknown-calendar')
    const policy = policyOf(text(rules))
    const data = callback(policy, { channel: 'phone', wanted: true }, saturday)
    const lines = (lang: 'fr' | 'en') => questionNamed('callback')!.explain(policy, data, lang)[0]!.text.replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(lines('fr')).toBe('Rappel : sans suite, consigné · Sans numéro [Canal = Téléphone, wanted = oui, Numéro = pas connu] (art. 1 et phone)')
    expect(lines('en')).toBe('Callback: nothing to do, recorded · Sans numéro [Channel = Téléphone, wanted = yes, Numéro = not known] (art. 1 and phone)')
  })
})
