import { useId, type FormEvent, type ReactNode } from 'react'
import { Problem } from '../../parts/problem.tsx'
import type { Refusal } from '../../api/client.ts'
import { usePreferences } from '../../preferences.tsx'
import { closeBetween } from './open.ts'

/** A panel of an act between two tickets: what it asks, what was refused, and the ways out. Escape keeps the words for the next time, the button lets them go. */
export function BetweenFrame({ title, refusal, busy, submit, callOff, yes, children }: { title: string; refusal: Refusal | string | null; busy: boolean; submit: () => void; callOff?: () => void; yes: string | null; children: ReactNode }) {
  const { t } = usePreferences()
  const id = useId()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) submit()
  }
  return (
    <form
      className="act-panel between-panel" aria-labelledby={id} noValidate onSubmit={send}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return send(event)
        if (event.key !== 'Escape') return
        event.stopPropagation()
        closeBetween()
      }}
    >
      <h2 id={id}>{title}</h2>
      {/* The server knows why, and what to do instead. */}
      <Problem refusal={refusal !== null && typeof refusal !== 'string' && refusal.detail !== undefined ? refusal.detail : refusal} />
      {children}
      <p className="act-panel-do">
        {yes !== null && <button type="submit" className="button button-main" aria-disabled={busy}>{yes}</button>}
        <button
          type="button" className="button"
          onClick={() => {
            callOff?.()
            closeBetween()
          }}
        >
          {t.cancel}
        </button>
      </p>
    </form>
  )
}
