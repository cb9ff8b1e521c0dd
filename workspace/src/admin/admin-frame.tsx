import '../styles/admin.css'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { useDesk } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'
import { linesFor } from './menu.ts'
import { attentionQuery } from './queries.ts'
import { adminTexts } from './texts.ts'

/** What stands around the pages of the administration: a menu of those that whoever is here may open. */
export function AdminFrame() {
  const { lang } = usePreferences()
  const { me } = useDesk()
  const t = adminTexts(lang)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const lines = linesFor(me.may)
  const [first] = lines
  // Nothing is said where nothing waits, nor while it cannot be read: the page itself says why.
  const waiting = useQuery({ ...attentionQuery, enabled: me.may.includes('lead') }).data?.rules ?? 0
  if (!first) return <section className="pane pane-wide"><h1>{t.title}</h1><p className="quiet">{t.nothing}</p></section>
  // The address alone leads to the first page that is open.
  if (/\/admin\/?$/.test(path)) return <Navigate to={first.to} replace />
  return (
    <div className="admin">
      <nav className="admin-menu" aria-label={t.menu}>
        <ul>{lines.map((line) => <li key={line.to}><Link to={line.to} className="admin-line" activeProps={{ 'aria-current': 'page' }}>{t.pages[line.name]}{line.name === 'rules' && waiting > 0 && <> <span className="admin-waiting"><span aria-hidden="true">{waiting}</span><span className="visually-hidden">({t.rulesWaiting(waiting)})</span></span></>}</Link></li>)}</ul>
      </nav>
      <div className="admin-page"><Outlet /></div>
    </div>
  )
}
