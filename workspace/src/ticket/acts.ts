import type { Acted, TicketPage } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { ask, newKey, type Answer } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { say } from '../parts/say.tsx'
import { useTexts } from '../preferences.tsx'
import { markSeen } from '../queue/seen.ts'
import { now } from '../time.ts'
import { useActWords } from './act-words.ts'
import { askToConfirm } from './asked.ts'
import { doneOf, sendingOf, type Act, type Doing } from './doing.ts'
import { offerUndo } from './done.ts'
import { noteLeft } from './left.ts'

export type { Act, Doing, Milestone } from './doing.ts'

/** What may be done with a ticket now, and why not, in words. */
export function useAllowed(page: TicketPage): Record<Act, { allowed: boolean; why: string | null }> {
  const t = useTexts()
  const words = useActWords()
  return useMemo(() => {
    const said = page.acts.map(({ act, allowed, why, detail }) => [act, { allowed, why: detail ?? (why === null ? null : words.why(why)) }] as const)
    const allowed = Object.fromEntries(said) as Record<Act, { allowed: boolean; why: string | null }>
    const another = page.priorities.some(({ name }) => name !== page.priority)
    return another ? allowed : { ...allowed, reprioritise: { allowed: false, why: t.acts.noPriority } }
  }, [page, t, words])
}

export type Run = (doing: Doing, how?: { version?: number; key?: string }) => Promise<Answer<Acted>>

/** Does acts on a ticket as it is shown; afterwards it is read again, and so are the lists. A refusal is the caller's to show; what the policy wants confirmed is asked here. */
export function useRun(page: TicketPage): Run {
  const words = useActWords()
  const client = useQueryClient()
  const { number, version: shown } = page
  return useCallback(async (doing, how = {}) => {
    const { path, blind, ...sending } = sendingOf(doing)
    const asking = { ...sending, ...(blind ? {} : { version: how.version ?? shown }), key: how.key ?? newKey() }
    const send = (more: { body?: object } = {}) => ask<Acted>(`${paths.ticket(number)}/${path}`, { ...asking, ...more })
    let answer = await send()
    if (!answer.ok && answer.refusal.code === 'confirm-needed' && (await askToConfirm(number, answer.refusal.detail ?? answer.refusal.title, words.label(doneOf(doing))))) {
      answer = await send({ body: { ...sending.body, confirmed: true } })
    }
    if (answer.ok) {
      markSeen(number, answer.value.version)
      const text = words.done(doneOf(doing), number, doing.act === 'transfer' ? doing.named : '')
      if (doing.act === 'transfer') noteLeft(number, doing.named)
      const { eventId } = answer.value
      // An answer has its own way back, as long as it has not left.
      if (eventId == null || doing.act === 'reply') say(text)
      else offerUndo({ number, eventId, text, at: now() })
    }
    // After a refusal too: it mostly says that what is shown is no longer so.
    const ticket = client.invalidateQueries({ queryKey: ['ticket', number] })
    void client.invalidateQueries({ queryKey: ['queue'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
    await ticket
    return answer
  }, [client, number, shown, words])
}
