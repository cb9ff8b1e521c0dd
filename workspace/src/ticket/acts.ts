import type { Acted, TicketPage } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { ask, newKey, type Answer } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { say } from '../parts/say.tsx'
import { useTexts } from '../preferences.tsx'
import { markSeen } from '../queue/seen.ts'

export type Act = TicketPage['acts'][number]['act']
export type Milestone = keyof ReturnType<typeof useTexts>['acts']['milestones']

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

interface Sending { path: string; method: 'POST' | 'PUT'; body?: unknown }

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
function doneOf(doing: Doing): Act {
  return doing.act === 'reply' && doing.then !== 'keep' ? doing.then : doing.act
}

/** What may be done with a ticket now, and why not, in words. */
export function useAllowed(page: TicketPage): Record<Act, { allowed: boolean; why: string | null }> {
  const t = useTexts()
  return useMemo(() => {
    const said = page.acts.map(({ act, allowed, why }) => [act, { allowed, why: why === null ? null : (t.problems[why] ?? why) }] as const)
    return Object.fromEntries(said) as Record<Act, { allowed: boolean; why: string | null }>
  }, [page.acts, t])
}

export type Run = (doing: Doing, how?: { version?: number; key?: string }) => Promise<Answer<Acted>>

/** Does acts on a ticket as it is shown; afterwards it is read again, and so are the lists. A refusal is the caller's to show. */
export function useRun(page: TicketPage): Run {
  const t = useTexts()
  const client = useQueryClient()
  const { number, version: shown } = page
  return useCallback(async (doing, how = {}) => {
    const { path, ...sending } = sendingOf(doing)
    const answer = await ask<Acted>(`${paths.ticket(number)}/${path}`, { ...sending, version: how.version ?? shown, key: how.key ?? newKey() })
    if (answer.ok) {
      markSeen(number, answer.value.version)
      say(t.acts.done[doneOf(doing)](number))
    }
    // After a refusal too: it mostly says that what is shown is no longer so.
    const ticket = client.invalidateQueries({ queryKey: ['ticket', number] })
    void client.invalidateQueries({ queryKey: ['queue'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
    await ticket
    return answer
  }, [client, number, shown, t])
}
