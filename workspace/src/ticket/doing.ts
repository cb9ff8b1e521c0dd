import type { Alongside, FieldValue, TicketPage } from '@guichet/protocol'
import type { Texts } from '../texts/texts.ts'

export type Act = TicketPage['acts'][number]['act']
export type Milestone = keyof Texts['acts']['milestones']

/** What is done besides, and the ready-made answer that it was made of. */
export interface Besides { alongside?: Alongside; macro?: string }
/** How an answer leaves: whom the screen said it goes to, for how long it may be taken back, what is done besides. */
export interface Sent extends Besides { to?: string[]; cc?: string[]; outsiders?: string[]; undoSeconds?: number }
/** Whom a note names, and what is done besides. */
export interface Noted extends Besides { mentions?: string[] }

/** An act as the server takes it. */
export type Doing =
  | { act: 'reply'; text: string; attachments: string[]; then: 'keep' | 'wait' | 'solve'; how?: Sent }
  | { act: 'note'; text: string; attachments: string[]; how?: Noted }
  /** Several at once, as one, without a word. */
  | { act: 'besides'; alongside: Alongside; macro?: string }
  | { act: 'assign'; agentId: string | null }
  | { act: 'take' }
  | { act: 'wait_supplier'; note: string; how?: Besides }
  | { act: 'resume' }
  | { act: 'solve'; how?: Besides }
  | { act: 'reopen'; reason?: string }
  | { act: 'reprioritise'; priority: string; reason: string }
  | { act: 'milestone'; what: Milestone; note?: string }
  /** `named`: to whom, as the sentence says it. */
  | { act: 'transfer'; to: { department?: string | null | undefined; teamId?: string | null | undefined; agentId?: string | null | undefined }; note: string; named: string }
  | { act: 'snooze'; until?: string; opening?: true; reason?: string }
  | { act: 'wake' } | { act: 'unspam' }
  | { act: 'close'; text?: string }
  | { act: 'spam'; reason?: string }
  | { act: 'facts'; facts: Record<string, string | number | boolean | null>; reason: string }
  | { act: 'discretion'; reason: string }
  | { act: 'tags'; add: string[]; remove: string[] }
  | { act: 'checklist'; changes: ({ do: 'add'; text: string } | { do: 'reword'; itemId: string; text: string } | { do: 'tick' | 'untick' | 'remove'; itemId: string } | { do: 'move'; itemId: string; before: string | null })[] }
  /** `seen`: what stood there as it was begun. */
  | { act: 'fields'; fieldId: string; value: FieldValue | null; seen: FieldValue | null }
  | { act: 'watch' | 'unwatch'; agentId?: string }
  | { act: 'work'; minutes: number; kind: string; startedAt?: string; note?: string; workId?: string; reason?: string }
  | { act: 'work'; removed: true; workId: string; reason: string }

/** `blind`: it stands by itself, whatever else was done to the ticket meanwhile. */
interface Sending { path: string; method: 'POST' | 'PUT' | 'DELETE'; body?: object; blind?: true }

/** Where an act goes, and what it says there. */
export function sendingOf(doing: Doing): Sending {
  switch (doing.act) {
    case 'reply': return { path: 'replies', method: 'POST', body: { text: doing.text, attachments: doing.attachments, then: doing.then, ...doing.how } }
    case 'note': return { path: 'notes', method: 'POST', body: { text: doing.text, attachments: doing.attachments, ...doing.how } }
    case 'besides': return { path: 'acts', method: 'POST', body: { alongside: doing.alongside, ...(doing.macro === undefined ? {} : { macro: doing.macro }) } }
    case 'assign': return { path: 'assignee', method: 'PUT', body: { agentId: doing.agentId } }
    case 'take': return { path: 'take', method: 'POST' }
    case 'wait_supplier': return { path: 'wait', method: 'POST', body: { for: 'supplier', note: doing.note, ...doing.how } }
    case 'resume': return { path: 'resume', method: 'POST' }
    case 'solve': return { path: 'solve', method: 'POST', body: { ...doing.how } }
    case 'reopen': return { path: 'reopen', method: 'POST', body: doing.reason === undefined ? {} : { reason: doing.reason } }
    case 'reprioritise': return { path: 'priority', method: 'PUT', body: { priority: doing.priority, reason: doing.reason } }
    case 'milestone': return { path: 'milestones', method: 'POST', body: { what: doing.what, ...(doing.note === undefined ? {} : { note: doing.note }) } }
    case 'transfer': return { path: 'transfer', method: 'POST', body: { ...doing.to, note: doing.note } }
    case 'wake': return { path: 'wake', method: 'POST' }
    case 'unspam': return { path: 'spam', method: 'DELETE' }
    case 'snooze': case 'close': case 'spam': case 'discretion': {
      const { act, ...body } = doing
      return { path: act, method: 'POST', body }
    }
    case 'facts': return { path: 'facts', method: 'PUT', body: { facts: doing.facts, reason: doing.reason } }
    case 'tags': return { path: 'tags', method: 'POST', body: { add: doing.add, remove: doing.remove }, blind: true }
    case 'checklist': return { path: 'checklist', method: 'POST', body: { changes: doing.changes }, blind: true }
    case 'fields': return { path: `fields/${doing.fieldId}`, method: 'PUT', body: { value: doing.value, seen: doing.seen }, blind: true }
    case 'watch': case 'unwatch': return { path: 'watch', method: 'PUT', body: { watching: doing.act === 'watch', ...(doing.agentId === undefined ? {} : { agentId: doing.agentId }) }, blind: true }
    case 'work': {
      if ('removed' in doing) return { path: `work/${doing.workId}`, method: 'DELETE', body: { reason: doing.reason }, blind: true }
      const { act: _act, workId, ...body } = doing
      return workId === undefined ? { path: 'work', method: 'POST', body, blind: true } : { path: `work/${workId}`, method: 'PUT', body, blind: true }
    }
  }
}

/** An act that a sentence names. */
export type Named = Act | 'besides' | 'work_removed'

/** What was done, for the sentence that says so. */
export function doneOf(doing: Doing): Named {
  if (doing.act === 'work' && 'removed' in doing) return 'work_removed'
  return doing.act === 'reply' && doing.then !== 'keep' ? doing.then : doing.act
}
