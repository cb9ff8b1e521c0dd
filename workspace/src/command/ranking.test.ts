import { expect, test, vi } from 'vitest'
import type { Command } from './here.ts'

vi.stubGlobal('location', { pathname: '/dri/desk/todo' })
const { ranked } = await import('./ranking.ts')

const command = (group: Command['group'], id: string, label: string, whyNot: string | null = null): Command => ({ group, id, label, whyNot, run: () => undefined })
const all = [command('views', 'mine', 'À moi'), command('ticket', 'reply', 'Répondre'), command('ticket', 'reopen', 'Rouvrir', 'Elle n’est pas résolue.'), command('other', 'record', 'Noter un appel'), command('views', 'late', 'En retard')]
const ids = (sought: string, recent: string[] = []) => ranked(all, sought, recent).map((one) => one.command.id)

test('before anything is typed, what was used lately comes first and only once; then all, by group', () => {
  expect(ids('')).toEqual(['reply', 'reopen', 'mine', 'late', 'record'])
  expect(ids('', ['views late', 'other record', 'ticket gone'])).toEqual(['late', 'record', 'reply', 'reopen', 'mine'])
})

test('what cannot be done now is never offered as recent, and comes after what can', () => {
  expect(ids('', ['ticket reopen'])[0]).toBe('reply')
  expect(ids('r')).toContain('reopen')
  expect(ids('ro')[0]).toBe('reopen')
  expect(ids('r').indexOf('reopen')).toBeGreaterThan(ids('r').indexOf('reply'))
})

test('of what fits as well, the one used lately comes first', () => {
  expect(ids('re').indexOf('reply')).toBeLessThan(ids('re').indexOf('late'))
  expect(ids('re', ['views late'])[0]).toBe('late')
})
