import type { AlertMail } from '@guichet/protocol'
import { useDesk } from '../desk.tsx'
import { alertTexts } from '../live/alert-texts.ts'
import { useOwn } from '../own-preferences.ts'
import { usePreferences } from '../preferences.tsx'

const mails = ['never', 'at_once', 'digest'] as const
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** Whether what concerns the agent also comes by mail: never, at once, or in one letter a day. */
export function AlertFields({ keep }: { keep: (chosen: { alerts: AlertMail }) => void }) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const t = alertTexts(lang)
  const { alerts } = useOwn()
  return (
    <section aria-labelledby="alerts-title">
      <h2 id="alerts-title">{t.being}</h2>
      <p className="quiet">{t.why}</p>
      <label className="field">
        <span>{t.mail}</span>
        <select value={alerts.mail} onChange={(event) => keep({ alerts: { ...alerts, mail: event.target.value as AlertMail['mail'] } })}>
          {mails.map((name) => <option key={name} value={name}>{t.mails[name]}</option>)}
        </select>
      </label>
      {alerts.mail === 'digest' && (
        <label className="field">
          <span>{t.hour}</span>
          <select value={alerts.hour} onChange={(event) => keep({ alerts: { ...alerts, hour: Number(event.target.value) } })}>
            {hours.map((hour) => <option key={hour} value={hour}>{t.hourOf(hour)}</option>)}
          </select>
          <small>{t.zone(zone)}</small>
        </label>
      )}
    </section>
  )
}
