import { expect, test } from 'vitest'
import { createLog, withoutPassword } from './log.ts'

function capture() {
  const lines: string[] = []
  return { lines, log: createLog({ level: 'info', to: { write: (line) => void lines.push(line) } }) }
}

test('a line break from a stranger stays inside its line', () => {
  const { lines, log } = capture()
  log.info({ subject: 'bonjour\n{"level":60,"msg":"forged"}' }, 'mail\r\nfrom')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toContain('\n')
  expect(JSON.parse(lines[0] ?? '').subject).toContain('forged')
})

test('values under the names of secrets are not written, at any of three depths', () => {
  const { lines, log } = capture()
  log.info({ password: 'hunter2', user: { token: 'hunter2' }, request: { headers: { authorization: 'hunter2', 'set-cookie': 'hunter2' } } })
  expect(lines.join('')).not.toContain('hunter2')
  expect(lines.join('').match(/\[hidden\]/g)).toHaveLength(4)
})

test('an address is shown without its password', () => {
  expect(withoutPassword('postgres://u:hunter2@h/d?x=1')).toBe('postgres://u:***@h/d?x=1')
  expect(withoutPassword('smtp://relay:25')).toBe('smtp://relay:25')
})
