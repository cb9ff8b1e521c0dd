import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { meQuery } from '../api/queries.ts'

/** Ends the session and forgets what was read in it; the refusal when the server would not, or could not be reached: one is then still signed in. */
export function useSignOut(): () => Promise<Refusal | null> {
  const client = useQueryClient()
  return useCallback(async () => {
    const answer = await ask(paths.session, { method: 'DELETE' })
    if (!answer.ok && answer.refusal.code !== 'not-signed-in') return answer.refusal
    client.clear()
    await client.fetchQuery(meQuery).catch(() => undefined)
    return null
  }, [client])
}
