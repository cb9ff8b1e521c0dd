import { expect, test } from 'vitest'
import { decide } from '../../src/decide/decide.ts'
import { paris, policyOf, policyText } from '../support/policy.ts'

test('whoever is on the channel to which a rule sends is let in there, with what is promised', () => {
  const policy = policyOf(policyText({
    means: 'targets: [ { name: r, metric: first_reply, within: 1h, counted: elapsed, statistic: each, bond: guaranteed } ]',
  }).replace('{ answer: open }', '{ answer: redirect, instead: { channel: portal } }'))
  const at = paris('2026-05-12 12:00')
  const here = decide(policy, { channel: 'portal' }, at)
  expect(here).toMatchObject({ outcome: 'accepted', entitlement: 'open' })
  expect(here.commitments).toHaveLength(1)
  expect(decide(policy, { channel: 'mail' }, at)).toMatchObject({ outcome: 'redirected', entitlement: 'closed', to: 'portal', commitments: [] })
})
