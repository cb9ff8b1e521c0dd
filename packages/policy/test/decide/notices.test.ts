import { describe, expect, it } from 'vitest'
import { decide } from '../../src/decide/decide.ts'
import { sayDecision } from '../../src/words/decision.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

describe('a remark', () => {
  const policy = policyOf(policyText({
    facts: 'alarm: { type: text, from: history }\nsince: { type: instant, from: history }',
    means: 'notices: [ { when: { since: known }, words: { fr: "Vu le {value.since} ({value.alarm}), {channel.mail}", en: "Seen on {value.since} ({value.alarm}), {channel.mail}" }, tags: ["alarm:{alarm}"] } ]',
  }))
  const asked = (facts: Record<string, string | number>) => sayDecision(policy, decide(policy, { channel: 'portal', kind: 'technical', ...facts }, paris('2026-05-12 10:00')), 'fr').remarks.map(({ text }) => text.replaceAll(/[\u00a0\u202f]/g, ' '))

  it('S4-11: tells what is known of the request, as people read it', () => {
    expect(asked({ since: paris('2026-05-12 02:10'), alarm: 'srv-7' })).toEqual(['Vu le mardi 12 mai 2026 à 2 h 10 (srv-7), Courrier'])
    expect(asked({ since: paris('2026-05-12 02:10') })).toEqual(['Vu le mardi 12 mai 2026 à 2 h 10 (pas connu), Courrier'])
    expect(asked({ alarm: 'srv-7' })).toEqual([])
  })

  it('takes an instant as typed for a known one', () => {
    expect(asked({ since: '2026-05-12 02:10', alarm: 'srv-7' })).toEqual(['Vu le 2026-05-12 02:10 (srv-7), Courrier'])
  })

  it('makes no placeholder of what people wrote', () => {
    expect(asked({ since: paris('2026-05-12 02:10'), alarm: '{channel.portal}' })).toEqual(['Vu le mardi 12 mai 2026 à 2 h 10 (channel.portal), Courrier'])
  })
})
