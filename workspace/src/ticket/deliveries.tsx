import type { MessageView } from '@guichet/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { storyTexts } from './story-texts.ts'

/** How the mail of a message fared; one that was refused says why and can be sent again. */
export function Deliveries({ deliveries, number, may }: { deliveries: MessageView['deliveries']; number: number; may: boolean }) {
  const { t, lang } = usePreferences()
  const s = storyTexts(lang)
  const client = useQueryClient()
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function again(id: string) {
    const answer = await ask<void>(paths.sendAgain(id), { method: 'POST' })
    setRefusal(answer.ok ? null : answer.refusal)
    if (answer.ok) say(s.retried)
    await client.invalidateQueries({ queryKey: ['ticket', number] })
  }

  return (
    <>
      {deliveries.map(({ id, state, to, error }) => (
        <p key={id} className={`delivery delivery-${state}`}>
          {t.ticket.deliveredTo(t.ticket.deliveries[state], to.join(', '))}{error !== null && ` · ${s.refusedBecause(error)}`}
          {state === 'failed' && may && <> <button type="button" className="link" onClick={() => void again(id)}>{s.retry}</button></>}
        </p>
      ))}
      <Problem refusal={refusal} />
    </>
  )
}
