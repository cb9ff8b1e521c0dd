import type { Alongside, DraftBody, DraftView } from '@guichet/protocol'
import type { Base } from '../changes.ts'
import { keep, recall } from '../../storage.ts'
import { readAlongside } from './alongside.ts'

export type Tab = 'reply' | 'note'
export type Then = 'keep' | 'wait' | 'solve' | 'supplier'

/** A file already sent, waiting for the message that carries it. */
export interface Enclosed { id: string; name: string; size: number; mediaType?: string | undefined }
/** Somebody named in a note. */
export interface Named { id: string; name: string }
export interface Other { text: string; at: string }

/** A text that is being written. */
export interface Draft {
  text: string; attachments: Enclosed[]; then: Then; base: Base | null
  /** One key per text: sent twice, it arrives once. */
  key: string | null
  cc: string[]
  /** Of the copies, those that are no contact's and meant all the same. */
  outsiders: string[]
  alongside: Alongside; macro: string | null; mentions: Named[]
  /** The other of two texts that were written in two places at once. */
  other: Other | null
  shared: boolean
  /** When it was last changed here. */
  at: string | null
  /** The version of it that the server last told, and what it was then: anything else is still to be kept there. */
  seen: number; synced: string
}

/** Both texts of a ticket and the one that is shown. */
export interface Drafts { tab: Tab; reply: Draft; note: Draft }

const bare: Draft = {
  text: '', attachments: [], then: 'keep', base: null, key: null, cc: [], outsiders: [], alongside: {}, macro: null, mentions: [], other: null, shared: false, at: null, seen: 0, synced: '',
}
/** Nothing was ever written: there is nothing to keep. */
const blank: Draft = { ...bare, synced: contentOf(bare) }

/** Nothing written yet. */
export function noDrafts(): Drafts {
  return { tab: 'reply', reply: blank, note: blank }
}

/** A new sheet; `after`: the one before, whose number of changes goes on. */
export function emptyDraft(after?: Draft): Draft {
  return after && after.seen > 0 ? { ...blank, seen: after.seen + 1 } : blank
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
const listOf = <T>(value: unknown, is: (one: unknown) => one is T): T[] => (Array.isArray(value) ? value.filter(is) : [])
const isText = (value: unknown): value is string => typeof value === 'string'

function readDraft(value: unknown): Draft {
  if (!isRecord(value)) return blank
  const { text, attachments, then, base, key, cc, outsiders, alongside, macro, mentions, other, shared, at, seen, synced } = value
  return {
    text: isText(text) ? text : '',
    attachments: listOf(attachments, (one): one is Enclosed => isRecord(one) && isText(one.id) && isText(one.name) && typeof one.size === 'number'),
    then: then === 'wait' || then === 'solve' || then === 'supplier' ? then : 'keep',
    base: isRecord(base) && typeof base.version === 'number' && isText(base.at) ? { version: base.version, at: base.at } : null,
    key: isText(key) ? key : null, cc: listOf(cc, isText), outsiders: listOf(outsiders, isText),
    alongside: readAlongside(alongside),
    macro: isText(macro) ? macro : null, mentions: listOf(mentions, (one): one is Named => isRecord(one) && isText(one.id) && isText(one.name)),
    other: isRecord(other) && isText(other.text) && isText(other.at) ? { text: other.text, at: other.at } : null,
    shared: shared === true, at: isText(at) ? at : null, seen: typeof seen === 'number' && Number.isSafeInteger(seen) && seen > 0 ? seen : 0, synced: isText(synced) ? synced : '',
  }
}

/** Drafts as they were kept, whatever an older or another program left there. */
export function readDrafts(value: unknown): Drafts {
  if (!isRecord(value)) return noDrafts()
  return { tab: value.tab === 'note' ? 'note' : 'reply', reply: readDraft(value.reply), note: readDraft(value.note) }
}

export const isEmpty = (draft: Draft): boolean => draft.text.trim() === '' && draft.attachments.length === 0 && draft.other === null
/** Whether the server does not have it as it is. */
export const isUnkept = (draft: Draft): boolean => contentOf(draft) !== draft.synced && !(isEmpty(draft) && draft.seen === 0)

const named = (agentId: string, number: number) => `draft:${agentId}:${number}`

/** The drafts of an agent for a ticket. */
export function recallDrafts(agentId: string, number: number): Drafts {
  return readDrafts(recall(named(agentId, number)))
}

/** Keeps them on this machine until they are sent; what is empty, here and on the server, is not kept. */
export function keepDrafts(agentId: string, number: number, drafts: Drafts): void {
  const over = [drafts.reply, drafts.note].every((draft) => isEmpty(draft) && !isUnkept(draft))
  keep(named(agentId, number), over ? undefined : drafts)
}

/** What of a draft the server keeps. */
function partsOf({ text, then, attachments, cc, alongside, mentions, macro, base, other, shared }: Draft): Omit<DraftBody, 'seen'> {
  return { text, then, attachments: attachments.map(({ id, name, size, mediaType }) => ({ id, name, size, ...(mediaType === undefined ? {} : { mediaType }) })), cc, alongside, mentions, macro, base, other, shared }
}
function contentOf(draft: Draft): string {
  return JSON.stringify(partsOf(draft))
}
export const bodyOf = (draft: Draft): DraftBody => ({ seen: draft.seen, ...partsOf(draft) })

/** The server has this: the draft as it was sent there. */
export const keptAs = (draft: Draft, sent: Draft, version: number): Draft => ({ ...draft, seen: version, synced: contentOf(sent) })

/** A draft as the server has it. */
export function adopted({ version, text, then, attachments, cc, alongside, mentions, macro, base, other, shared, at }: DraftView): Draft {
  const draft: Draft = { ...blank, text, then, attachments, cc, alongside, mentions, macro, base, other, shared, at, seen: version }
  return { ...draft, synced: contentOf(draft) }
}

/**
 * What is written here and what the server has, put together so that neither is lost: what was not changed here gives way; of two
 * texts the newest stands, and the other is kept beside it. A draft that was sent, or taken over, elsewhere is no reason to lose
 * what was typed here since.
 */
export function merged(here: Draft, there: DraftView | null): Draft {
  if (!there) return here.seen === 0 ? here : { ...here, seen: 0, synced: '' }
  if (there.version === here.seen) return here
  if (!isUnkept(here) || isEmpty(here) || here.text === there.text) return adopted(there)
  if (there.ended !== null || there.text.trim() === '') return { ...here, seen: there.version, synced: '', shared: false }
  return (here.at ?? '') >= there.at
    ? { ...here, seen: there.version, synced: '', other: { text: there.text, at: there.at } }
    : { ...adopted(there), synced: '', other: here.text.trim() === '' ? there.other : { text: here.text, at: here.at ?? there.at } }
}
