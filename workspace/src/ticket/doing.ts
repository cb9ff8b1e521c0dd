import type { TicketPage } from '@guichet/protocol'
import type { Texts } from '../texts/texts.ts'

export type Act = TicketPage['acts'][number]['act']
export type Milestone = keyof Texts['acts']['milestones']

/** An act as the server takes it. */
export type Doing =
  | { act: 'reply'; text: string; attachments: string[]; then: 'keep' | 'wait' | 'solve' }
  | { act: 'note'; text: string; attachments: string[] }
  | { act: 'assign'; agentId: string | null }
  | { act: 'take' }
  | { act: 'wait_supplier'; note: string }
  | { act: 'resume' }
  | { act: 'solve' }
  | { act: 'reopen'; reason?: string }
  | { act: 'reprioritise'; priority: string; reason: string }
  | { act: 'milestone'; what: Milestone; note?: string }

interface Sending { path: string; method: 'POST' | 'PUT'; body?: object }

/** Where an act goes, and what it says there. */
export function sendingOf(doing: Doing): Sending {
  switch (doing.act) {
    case 'reply': return { path: 'replies', method: 'POST', body: { text: doing.text, attachments: doing.attachments, then: doing.then } }
    case 'note': return { path: 'notes', method: 'POST', body: { text: doing.text, attachments: doing.attachments } }
    case 'assign': return { path: 'assignee', method: 'PUT', body: { agentId: doing.agentId } }
    case 'take': return { path: 'take', method: 'POST' }
    case 'wait_supplier': return { path: 'wait', method: 'POST', body: { for: 'supplier', note: doing.note } }
    case 'resume': return { path: 'resume', method: 'POST' }
    case 'solve': return { path: 'solve', method: 'POST', body: {} }
    case 'reopen': return { path: 'reopen', method: 'POST', body: doing.reason === undefined ? {} : { reason: doing.reason } }
    case 'reprioritise': return { path: 'priority', method: 'PUT', body: { priority: doing.priority, reason: doing.reason } }
    case 'milestone': return { path: 'milestones', method: 'POST', body: { what: doing.what, ...(doing.note === undefined ? {} : { note: doing.note }) } }
  }
}

/** What was done, for the sentence that says so. */
export function doneOf(doing: Doing): Act {
  return doing.act === 'reply' && doing.then !== 'keep' ? doing.then : doing.act
}
