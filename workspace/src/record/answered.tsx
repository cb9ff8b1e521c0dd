import type { ReceivedView } from '@guichet/protocol'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { usePreferences } from '../preferences.tsx'
import { recordTexts } from './texts.ts'

/** What became of it, in a line. */
export function resultOf(answer: ReceivedView, { results }: ReturnType<typeof recordTexts>): string {
  return answer.kind === 'ticket' || answer.kind === 'reply' ? results[answer.kind](answer.number) : results[answer.kind]
}

/** What the policy answered to what was written down: to be told to the caller while they are still there. */
export function Answered({ answer, again, back }: { answer: ReceivedView; again: () => void; back: (() => void) | undefined }) {
  const { t, lang } = usePreferences()
  const own = recordTexts(lang)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const words = 'decision' in answer ? answer.decision.words : null
  return (
    <section className="pane pane-wide">
      <h1 ref={heading} tabIndex={-1}>{resultOf(answer, own)}</h1>
      {words && (
        <div className="answered">
          <p className="lead">{words.headline}</p>
          {words.because !== null && <p>{words.because}</p>}
          {words.instead !== null && <p>{words.instead}</p>}
          {words.promises.length > 0 && <ul>{words.promises.map((promise) => <li key={promise.target}>{promise.text}</li>)}</ul>}
          {words.nothingPromised !== null && <p className="quiet">{words.nothingPromised}</p>}
          {words.asks.length > 0 && <><h2>{t.ticket.asks}</h2><ul>{words.asks.map((one) => <li key={one}>{one}</li>)}</ul></>}
          {words.remarks.length > 0 && <><h2>{t.ticket.remarks}</h2><ul>{words.remarks.map((one) => <li key={one}>{one}</li>)}</ul></>}
        </div>
      )}
      <p className="act-bar">
        {(answer.kind === 'ticket' || answer.kind === 'reply') && <Link className="button button-main" to="/$view/$number" params={{ view: 'all', number: String(answer.number) }}>{own.open}</Link>}
        {answer.kind === 'quarantined' && <Link className="button button-main" to="/quarantine">{t.views.quarantine}</Link>}
        {back && <button type="button" className="button button-main" onClick={back}>{own.complete}</button>}
        <button type="button" className="button" onClick={again}>{own.another}</button>
      </p>
    </section>
  )
}
