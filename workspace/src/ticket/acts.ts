import type { Acted, TicketPage } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { ask, newKey, type Answer } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { say } from '../parts/say.tsx'
import { useTexts } from '../preferences.tsx'
import { markSeen } from '../queue/seen.ts'
import { askToConfirm } from './asked.ts'
import { doneOf, sendingOf, type Act, type Doing } from './doing.ts'

export type { Act, Doing, Milestone } from './doing.ts'

/** What may be done with a ticket now, and why not, in words. */
export function useAllowed(page: TicketPage): Record<Act, { allowed: boolean; why: string | null }> {
  const t = useTexts()
  return useMemo(() => {
    const said = page.acts.map(({ act, allowed, why, detail }) => [act, { allowed, why: detail ?? (why === null ? null : (t.problems[why] ?? why)) }] as const)
    const allowed = Object.fromEntries(said) as Record<Act, { allowed: boolean; why: string | null }>
    const another = page.priorities.some(({ name }) => name !== page.priority)
    return another ? allowed : { ...allowed, reprioritise: { allowed: false, why: t.acts.noPriority } }
  }, [page, t])
}

export type Run = (doing: Doing, how?: { version?: number; key?: string }) => Promise<Answer<Acted>>

/** Does acts on a ticket as it is shown; afterwards it is read again, and so are the lists. A refusal is the caller's to show; what the policy wants confirmed is asked here. */
export function useRun(page: TicketPage): Run {
  const t = useTexts()
  const client = useQueryClient()
  const { number, version: shown } = page
  return useCallback(async (doing, how = {}) => {
    const { path, ...sending } = sendingOf(doing)
    const asking = { ...sending, version: how.version ?? shown, key: how.key ?? newKey() }
    const send = (more: { body?: object } = {}) => ask<Acted>(`${paths.ticket(number)}/${path}`, { ...asking, ...more })
    let answer = await send()
    if (!answer.ok && answer.refusal.code === 'confirm-needed' && (await askToConfirm(answer.refusal.detail ?? answer.refusal.title, t.acts[doneOf(doing)]))) {
      answer = await send({ body: { ...sending.body, confirmed: true } })
    }
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
