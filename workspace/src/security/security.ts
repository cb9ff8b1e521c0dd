import type { AgentSecurity } from '@guichet/protocol'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, read, type Answer, type Asking, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { instantInWords } from '#ui/formats.ts'
import { useDesk } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'

export const securityQuery = queryOptions({ queryKey: ['security'], queryFn: ({ signal }) => read<AgentSecurity>(paths.security, signal) })

/** Acts on one part of the page: what it refused stands there, and what changed is read again. */
export function useAct() {
  const client = useQueryClient()
  const [refusal, setRefusal] = useState<Refusal | string | null>(null)
  const [busy, setBusy] = useState(false)
  async function act<T>(path: string, asking: Asking = {}): Promise<Answer<T> | undefined> {
    if (busy) return undefined
    setBusy(true)
    const answer = await ask<T>(path, asking)
    setBusy(false)
    setRefusal(answer.ok ? null : answer.refusal)
    void client.invalidateQueries({ queryKey: securityQuery.queryKey })
    return answer
  }
  return { act, refusal, setRefusal, busy }
}

/** An instant in the reader's words. */
export function useWhen(): (at: string) => string {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  return (at) => instantInWords(Date.parse(at), { zone, lang })
}
