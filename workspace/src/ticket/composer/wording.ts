import { besidesOf } from '../besides.ts'
import { usesOf } from './placeholders.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Doing } from '../doing.ts'
import type { Draft, Tab } from './drafts.ts'
import { stillNamed } from './named.ts'

/** What the screen knows besides the draft: whom it showed, and for how long an answer may be taken back. */
export interface Shown { to: readonly string[]; undoSeconds: number }

/** What the draft would do when it is sent, or why it cannot be sent yet, in words. */
export function doingOf(tab: Tab, draft: Draft, t: Texts, shown?: Shown): Doing | string {
  const text = draft.text.trim()
  const attachments = draft.attachments.map((file) => file.id)
  const some = besidesOf(draft.alongside).length > 0
  const besides = { ...(some ? { alongside: draft.alongside } : {}), ...(draft.macro === null ? {} : { macro: draft.macro }) }
  if (isBare(draft)) return { act: 'besides', alongside: draft.alongside, ...(draft.macro === null ? {} : { macro: draft.macro }) }
  if (tab === 'note') {
    if (draft.then === 'supplier') return text === '' ? t.composer.supplier : { act: 'wait_supplier', note: text, ...(some ? { how: besides } : {}) }
    const mentions = stillNamed(text, draft.mentions).map(({ id }) => id)
    const how = { ...besides, ...(mentions.length === 0 ? {} : { mentions }) }
    return text === '' ? t.composer.empty : { act: 'note', text, attachments, ...(Object.keys(how).length === 0 ? {} : { how }) }
  }
  const then = draft.then === 'supplier' ? 'keep' : draft.then
  if (text !== '') {
    const how = { ...besides, ...(shown ? { to: [...shown.to], cc: draft.cc, outsiders: draft.outsiders, undoSeconds: shown.undoSeconds } : {}) }
    return { act: 'reply', text, attachments, then, ...(Object.keys(how).length === 0 ? {} : { how }) }
  }
  // Files without a word would be lost with it.
  if (then === 'solve' && attachments.length === 0) return { act: 'solve', ...(some ? { how: besides } : {}) }
  return then === 'wait' ? t.composer.question : t.composer.empty
}

/** Acts without a word: what a ready-made answer that has no text does. */
export const isBare = (draft: Draft): boolean => draft.text.trim() === '' && draft.attachments.length === 0 && draft.then === 'keep' && besidesOf(draft.alongside).length > 0

/** The words on the button: exactly what it will do. */
export function buttonOf(tab: Tab, draft: Draft, t: Texts, bare: string): string {
  const { composer } = t
  if (isBare(draft)) return bare
  if (tab === 'note') return draft.then === 'supplier' ? composer.noteWait : composer.noteSend
  if (draft.then === 'wait') return composer.sendWait
  if (draft.then === 'solve') return draft.text.trim() === '' ? composer.solveOnly : composer.sendSolve
  return composer.send
}

/** The places of a ready-made text that are still to be filled. */
export const unfilledOf = (draft: Draft): string[] => usesOf(draft.text)
