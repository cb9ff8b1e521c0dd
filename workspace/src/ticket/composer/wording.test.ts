import { expect, test, vi } from 'vitest'
import { textsIn } from '../../texts/texts.ts'
import { sendingOf } from '../doing.ts'

vi.stubGlobal('location', { pathname: '/dri/desk/todo' })
const { emptyDraft } = await import('./drafts.ts')
const { buttonOf, doingOf, unfilledOf } = await import('./wording.ts')
const t = textsIn('fr')
const draft = emptyDraft()

test('TIME-22: waiting for the customer takes a question', () => {
  expect(doingOf('reply', { ...draft, then: 'wait' }, t)).toBe(t.composer.question)
  expect(doingOf('reply', { ...draft, then: 'wait', text: 'Quelle heure ?' }, t)).toEqual({ act: 'reply', text: 'Quelle heure ?', attachments: [], then: 'wait' })
})

test('solving needs no words of ours: the server says when the customer waits for some', () => {
  expect(doingOf('reply', { ...draft, then: 'solve' }, t)).toEqual({ act: 'solve' })
  expect(buttonOf('reply', { ...draft, then: 'solve' }, t, '')).toBe('Résoudre sans message')
  expect(buttonOf('reply', { ...draft, then: 'solve', text: 'Fait.' }, t, '')).toBe('Envoyer et résoudre')
})

test('a note never becomes a reply', () => {
  for (const then of ['keep', 'wait', 'solve'] as const) expect(doingOf('note', { ...draft, text: 'entre nous', then }, t)).toMatchObject({ act: 'note' })
  expect(sendingOf({ act: 'note', text: 'entre nous', attachments: [] }).path).toBe('notes')
  expect(doingOf('note', { ...draft, text: 'pièce commandée', then: 'supplier' }, t)).toEqual({ act: 'wait_supplier', note: 'pièce commandée' })
})

test('files alone are not sent without a word', () => {
  expect(doingOf('reply', { ...draft, then: 'solve', attachments: [{ id: 'f', name: 'a', size: 1 }] }, t)).toBe(t.composer.empty)
})

test('what the screen showed goes with the answer: whom, copies, for how long it may be taken back', () => {
  const doing = doingOf('reply', { ...draft, text: 'Bonjour', cc: ['b@c.example'], macro: 'm', alongside: { assign: 'me' } }, t, { to: ['a@c.example'], undoSeconds: 10 })
  expect(doing).toMatchObject({ act: 'reply', how: { to: ['a@c.example'], cc: ['b@c.example'], outsiders: [], undoSeconds: 10, macro: 'm', alongside: { assign: 'me' } } })
  expect(sendingOf(doing as Exclude<typeof doing, string>).body).toMatchObject({ text: 'Bonjour', to: ['a@c.example'], undoSeconds: 10 })
})

test('only those whose name still stands in the note are told', () => {
  const mentions = [{ id: '1', name: 'Maëlle Kerjean' }, { id: '2', name: 'Yann' }]
  expect(doingOf('note', { ...draft, text: 'Vois avec @Maëlle Kerjean', mentions }, t)).toMatchObject({ how: { mentions: ['1'] } })
  expect(doingOf('note', { ...draft, text: 'Vois avec personne', mentions }, t)).not.toHaveProperty('how')
})

test('places still to be filled are found, braces of code are not', () => {
  expect(unfilledOf({ ...draft, text: 'Bonjour {contact.name}, {service.name} {service.name} {a: 1} { return }' })).toEqual(['{contact.name}', '{service.name}'])
})
