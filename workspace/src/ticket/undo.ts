import type { Acted } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { ask, newKey } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { inWords } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { actTexts } from './act-texts.ts'
import { offerUndo } from './done.ts'

/** Undoes the act that wrote an event, says so, and reads again what it changed. */
export function useUndo(): (number: number, eventId: string) => Promise<boolean> {
  const { t, lang } = usePreferences()
  const client = useQueryClient()
  return useCallback(async (number, eventId) => {
    const words = actTexts(lang)
    const answer = await ask<Acted>(`${paths.ticket(number)}/undo`, { body: { eventId }, key: newKey() })
    offerUndo(null)
    say(answer.ok ? words.done.undo(number) : (words.why[answer.refusal.code] ?? inWords(answer.refusal, t)))
    void client.invalidateQueries({ queryKey: ['queue'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
    await client.invalidateQueries({ queryKey: ['ticket', number] })
    return answer.ok
  }, [client, lang, t])
}
