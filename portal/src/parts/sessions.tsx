import { at, type Frame } from '../frame.tsx'
import { securityTexts } from '../texts/areas/security.ts'

export interface SessionLine { id: string; browser: string; machine: string; opened: string; seen: string; how: string; here: boolean }
export interface TraceLine { when: string; how: string; browser: string; machine: string; failed: boolean }

/** Where one is signed in: each can be closed, this one is marked. */
export function Sessions({ frame, lines }: { frame: Frame; lines: readonly SessionLine[] }) {
  const t = securityTexts(frame.lang)
  return (
    <>
      <table className="folding facts-first">
        <caption>{t.sessions}</caption>
        <thead><tr><th scope="col">{t.sessionBrowser}</th><th scope="col">{t.sessionMachine}</th><th scope="col">{t.how}</th><th scope="col">{t.sessionOpened}</th><th scope="col">{t.sessionSeen}</th><th scope="col">{t.sessionAct}</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">{line.browser}{line.here && <small> ({t.sessionHere})</small>}</th>
              <td data-label={t.sessionMachine}>{line.machine}</td>
              <td data-label={t.how}>{line.how}</td>
              <td data-label={t.sessionOpened}>{line.opened}</td>
              <td data-label={t.sessionSeen}>{line.seen}</td>
              <td data-label={t.sessionAct}>
                <form method="post" action={at(frame, `/security/sessions/${line.id}/end`)}><button className="link" type="submit" aria-label={t.sessionEndOf(line.browser)}>{t.sessionEnd}</button></form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="post" action={at(frame, '/security/sessions/end')} className="other-way"><button className="button button-quiet" type="submit">{t.sessionsEndAll}</button></form>
    </>
  )
}

/** The last times somebody came in, or did not. */
export function Recent({ frame, lines }: { frame: Frame; lines: readonly TraceLine[] }) {
  const t = securityTexts(frame.lang)
  if (lines.length === 0) return <><h2>{t.recent}</h2><p className="empty">{t.recentNone}</p></>
  return (
    <table className="folding facts-first">
      <caption>{t.recent}</caption>
      <thead><tr><th scope="col">{t.when}</th><th scope="col">{t.how}</th><th scope="col">{t.sessionBrowser}</th><th scope="col">{t.sessionMachine}</th></tr></thead>
      <tbody>
        {lines.map((line, i) => (
          <tr key={i}>
            <th scope="row">{line.when}</th>
            <td data-label={t.how}>{line.failed ? <strong>{line.how}</strong> : line.how}</td>
            <td data-label={t.sessionBrowser}>{line.browser}</td>
            <td data-label={t.sessionMachine}>{line.machine}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
