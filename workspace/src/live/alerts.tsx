import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { agentsQuery } from '../api/queries.ts'
import { usePreferences } from '../preferences.tsx'
import { alertTexts } from './alert-texts.ts'
import { dropAlert, useAlerts, type Alert } from './alerts.ts'

/** How long it stands there; not while it is looked at. */
const shownFor = 12_000

/** What the agent is told of requests that concern them, in a corner: said politely, gone by itself, never in the way. */
export function Alerts() {
  const { lang } = usePreferences()
  const alerts = useAlerts()
  return (
    <div className="alerts" role="status" aria-live="polite" aria-label={alertTexts(lang).title}>
      {alerts.map((alert) => <Line key={alert.id} alert={alert} />)}
    </div>
  )
}

function Line({ alert }: { alert: Alert }) {
  const { lang } = usePreferences()
  const t = alertTexts(lang)
  const agents = useQuery(agentsQuery).data
  const [held, setHeld] = useState(false)
  const { id, number, what, by } = alert
  useEffect(() => {
    if (held) return undefined
    const timer = setTimeout(() => dropAlert({ id }), shownFor)
    return () => clearTimeout(timer)
  }, [id, held])
  const who = by === null ? undefined : (agents?.find((agent) => agent.id === by)?.name ?? t.somebody)
  const words = t.said(number, who === undefined ? (t.byItself[what] ?? t.what[what]('')) : t.what[what](who))
  return (
    <div className="alert" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <Link to="/$view/$number" params={{ view: 'watching', number: String(number) }} search={{}} onClick={() => dropAlert({ number })}>{words}</Link>
      <button type="button" className="alert-dismiss" aria-label={t.dismiss(number)} onClick={() => dropAlert({ id })}>×</button>
    </div>
  )
}
