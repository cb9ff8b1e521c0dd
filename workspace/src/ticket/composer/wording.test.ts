import { expect, test } from 'vitest'
import { textsIn } from '../../texts/texts.ts'
import { buttonOf, doingOf } from './wording.ts'
import { sendingOf } from '../doing.ts'

const t = textsIn('fr')
const draft = { text: '', attachments: [], then: 'keep' as const, base: null, key: null }

test('TIME-22: waiting for the customer takes a question', () => {
  expect(doingOf('reply', { ...draft, then: 'wait' }, t)).toBe(t.composer.question)
  expect(doingOf('reply', { ...draft, then: 'wait', text: 'Quelle heure ?' }, t)).toEqual({ act: 'reply', text: 'Quelle heure ?', attachments: [], then: 'wait' })
})

test('solving needs no words of ours: the server says when the customer waits for some', () => {
  expect(doingOf('reply', { ...draft, then: 'solve' }, t)).toEqual({ act: 'solve' })
  expect(buttonOf('reply', { ...draft, then: 'solve' }, t)).toBe('Résoudre sans message')
  expect(buttonOf('reply', { ...draft, then: 'solve', text: 'Fait.' }, t)).toBe('Envoyer et résoudre')
})

test('a note never becomes a reply', () => {
  for (const then of ['keep', 'wait', 'solve'] as const) expect(doingOf('note', { ...draft, text: 'entre nous', then }, t)).toMatchObject({ act: 'note' })
  expect(sendingOf({ act: 'note', text: 'entre nous', attachments: [] }).path).toBe('notes')
  expect(doingOf('note', { ...draft, text: 'pièce commandée', then: 'supplier' }, t)).toEqual({ act: 'wait_supplier', note: 'pièce commandée' })
})

test('files alone are not sent without a word', () => {
  expect(doingOf('reply', { ...draft, then: 'solve', attachments: [{ id: 'f', name: 'a', size: 1 }] }, t)).toBe(t.composer.empty)
})
