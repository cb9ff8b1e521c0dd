import type { Base } from '../changes.ts'
import { keep, recall } from '../../storage.ts'

export type Tab = 'reply' | 'note'
export type Then = 'keep' | 'wait' | 'solve' | 'supplier'

/** A file already sent, waiting for the message that carries it. */
export interface Enclosed { id: string; name: string; size: number }

/** A text that is being written. */
export interface Draft { text: string; attachments: Enclosed[]; then: Then; base: Base | null; /** One key per text: sent twice, it arrives once. */ key: string | null }

/** Both texts of a ticket and the one that is shown. */
export interface Drafts { tab: Tab; reply: Draft; note: Draft }

const blank: Draft = { text: '', attachments: [], then: 'keep', base: null, key: null }

/** Nothing written yet. */
export function noDrafts(): Drafts {
  return { tab: 'reply', reply: blank, note: blank }
}

export function emptyDraft(): Draft {
  return blank
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readDraft(value: unknown): Draft {
  if (!isRecord(value)) return blank
  const { text, attachments, then, base, key } = value
  return {
    text: typeof text === 'string' ? text : '',
    attachments: Array.isArray(attachments) ? attachments.filter((one): one is Enclosed => isRecord(one) && typeof one.id === 'string' && typeof one.name === 'string' && typeof one.size === 'number') : [],
    then: then === 'wait' || then === 'solve' || then === 'supplier' ? then : 'keep',
    base: isRecord(base) && typeof base.version === 'number' && typeof base.at === 'string' ? { version: base.version, at: base.at } : null,
    key: typeof key === 'string' ? key : null,
  }
}

/** Drafts as they were kept, whatever an older or another program left there. */
export function readDrafts(value: unknown): Drafts {
  if (!isRecord(value)) return noDrafts()
  return { tab: value.tab === 'note' ? 'note' : 'reply', reply: readDraft(value.reply), note: readDraft(value.note) }
}

const isEmpty = (draft: Draft) => draft.text.trim() === '' && draft.attachments.length === 0
const named = (agentId: string, number: number) => `draft:${agentId}:${number}`

/** The drafts of an agent for a ticket. */
export function recallDrafts(agentId: string, number: number): Drafts {
  return readDrafts(recall(named(agentId, number)))
}

/** Keeps them until they are sent; what is empty is not kept. */
export function keepDrafts(agentId: string, number: number, drafts: Drafts): void {
  keep(named(agentId, number), isEmpty(drafts.reply) && isEmpty(drafts.note) ? undefined : drafts)
}
