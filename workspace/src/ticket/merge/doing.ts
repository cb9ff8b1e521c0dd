import type { Acted } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ask, newKey, type Answer } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { say } from '../../parts/say.tsx'

export interface Between { readonly path: string; readonly body?: object; readonly method?: 'POST' | 'DELETE'; readonly version: number | undefined }

/** Does something between two tickets, says so, and reads again every page that it may concern. A refusal is the caller's to show. */
export function useBetween(): (number: number, doing: Between, done: string | ((acted: Acted & { opened?: number }) => string), key?: string) => Promise<Answer<Acted & { opened?: number }>> {
  const client = useQueryClient()
  return useCallback(async (number, { path, body, method = 'POST', version }, done, key = newKey()) => {
    const answer = await ask<Acted & { opened?: number }>(`${paths.ticket(number)}/${path}`, { method, key, ...(version === undefined ? {} : { version }), ...(body ? { body } : {}) })
    if (answer.ok) say(typeof done === 'string' ? done : done(answer.value))
    void client.invalidateQueries({ queryKey: ['queue'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
    void client.invalidateQueries({ queryKey: ['alike'] })
    await client.invalidateQueries({ queryKey: ['ticket'] })
    return answer
  }, [client])
}
