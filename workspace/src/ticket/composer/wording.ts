import type { Texts } from '../../texts/texts.ts'
import type { Doing } from '../doing.ts'
import type { Draft, Tab } from './drafts.ts'

/** What the draft would do when it is sent, or why it cannot be sent yet, in words. */
export function doingOf(tab: Tab, draft: Draft, t: Texts): Doing | string {
  const text = draft.text.trim()
  const attachments = draft.attachments.map((file) => file.id)
  if (tab === 'note') {
    if (draft.then === 'supplier') return text === '' ? t.composer.supplier : { act: 'wait_supplier', note: text }
    return text === '' ? t.composer.empty : { act: 'note', text, attachments }
  }
  const then = draft.then === 'supplier' ? 'keep' : draft.then
  if (text !== '') return { act: 'reply', text, attachments, then }
  // Files without a word would be lost with it.
  if (then === 'solve' && attachments.length === 0) return { act: 'solve' }
  return then === 'wait' ? t.composer.question : t.composer.empty
}

/** The words on the button: exactly what it will do. */
export function buttonOf(tab: Tab, draft: Draft, t: Texts): string {
  const { composer } = t
  if (tab === 'note') return draft.then === 'supplier' ? composer.noteWait : composer.noteSend
  if (draft.then === 'wait') return composer.sendWait
  if (draft.then === 'solve') return draft.text.trim() === '' ? composer.solveOnly : composer.sendSolve
  return composer.send
}
