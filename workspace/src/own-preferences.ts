import type { AgentPreferences, PreferencesBody } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { ask, type Answer } from './api/client.ts'
import { paths } from './api/paths.ts'
import { meQuery } from './api/queries.ts'
import { useDesk } from './desk.tsx'
import { setOwnKeys } from './keys/current.ts'

/** What an agent has chosen, and what we propose for the rest. */
export type Own = Required<AgentPreferences>

const proposed: Own = { keys: {}, undoSeconds: 10, density: 'comfortable', nextAfterDone: true, alerts: { mail: 'never', hour: 8 } }

/** How the signed-in agent likes to work; kept by the server, so that it follows them. */
export function useOwn(): Own {
  const { preferences } = useDesk().me
  return useMemo(() => ({ ...proposed, ...preferences }), [preferences])
}

/** How many choices were sent from this page. */
let latest = 0

/** Keeps choices: shown at once, taken back when the server refuses them. Null goes back to what we propose. */
export function useChoose(): (chosen: PreferencesBody) => Promise<Answer<AgentPreferences>> {
  const client = useQueryClient()
  return useCallback(async (chosen) => {
    const { queryKey } = meQuery
    const before = client.getQueryData(queryKey)
    const show = (preferences: AgentPreferences) => {
      client.setQueryData(queryKey, (me) => (me?.kind === 'agent' ? { ...me, preferences } : me))
      setOwnKeys(preferences.keys)
    }
    const old = before?.kind === 'agent' ? before.preferences : {}
    const turn = (latest += 1)
    show(Object.fromEntries(Object.entries({ ...old, ...chosen }).filter(([, value]) => value !== null && value !== undefined)))
    const answer = await ask<AgentPreferences>(paths.preferences, { method: 'PUT', body: chosen })
    // An answer that was overtaken says nothing of what was chosen after it.
    if (answer.ok && turn === latest) show(answer.value)
    if (!answer.ok) {
      if (turn === latest) show(old)
      void client.invalidateQueries({ queryKey })
    }
    return answer
  }, [client])
}
