import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, form } from '../../src/index.ts'

test('S5-6: a form asks for what the priority that the policy gives requires', () => {
  const source = readFileSync(new URL('../../../../policies/introserv/policy.yaml', import.meta.url), 'utf8')
  const { policy } = compile([{ file: 'introserv.yaml', text: source }])
  const now = Date.parse('2026-10-05T08:00:00Z')
  const asked = (chosen_priority: string) => form(policy!, { channel: 'ticket', trust: 'T2', kind: 'technical', chosen_priority }, now).filter((field) => field.required).map((field) => field.fact)
  expect(asked('high')).toEqual(expect.arrayContaining(['server_ip', 'order_number', 'service', 'started_at']))
  expect(asked('regular')).not.toContain('started_at')
})
