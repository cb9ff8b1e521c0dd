import type { Counts, View } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, type ReactNode } from 'react'
import { linesFor } from '../admin/menu.ts'
import { countsQuery, viewsQuery } from '../api/queries.ts'
import { openCommands } from '../command/here.ts'
import { alertTexts } from '../live/alert-texts.ts'
import { useDesk } from '../desk.tsx'
import { Brand } from '../parts/brand.tsx'
import { KeyCap } from '../parts/key-cap.tsx'
import { noticeTexts } from '../notices/texts.ts'
import { usePreferences, useTexts } from '../preferences.tsx'
import { grouped } from '../queue/saved-groups.ts'
import { queueTexts } from '../queue/texts.ts'
import { views } from '../queue/views.ts'
import { SearchButton } from '../search/search-button.tsx'
import { Account } from './account.tsx'

const most = 1_000
const rest: readonly View[] = ['waiting', 'snoozed', 'watching', 'mentioned', 'solved', 'all']
/** A view is the page one is on, whatever it is filtered by. */
const here = { includeSearch: false }

/** The views with how much each holds, the other pages, and who is signed in. On a narrow screen it opens over the page. */
export function ViewsMenu({ open, toggle, close }: { open: boolean; toggle: () => void; close: () => void }) {
  const { t, lang } = usePreferences()
  const { me } = useDesk()
  const counts = useQuery(countsQuery).data
  const button = useRef<HTMLButtonElement>(null)
  return (
    <div
      className={open ? 'side side-open' : 'side'}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        close()
        button.current?.focus()
      }}
    >
      <header className="side-top">
        <Brand />
        <SearchButton />
        <button ref={button} type="button" className="button side-toggle" aria-expanded={open} aria-controls="views" onClick={toggle}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d={open ? 'M3 3l10 10M13 3L3 13' : 'M2 4h12M2 8h12M2 12h12'} /></svg>
          {t.views.title}
        </button>
      </header>
      <nav id="views" className="views" aria-label={t.views.title}>
        <h2 className="views-title">{t.views.requests}</h2>
        <ul>
          {views.map((view) => (
            <li key={view}>
              <Link to="/$view" params={{ view }} search={{}} activeOptions={here} className="view" activeProps={{ 'aria-current': 'page' }}>
                <span>{t.views[view]}{view === 'watching' && counts !== undefined && <Unread count={counts.watchingUnread} />}</span> {counts && <Count value={counts[view]} kind={view === 'late' ? 'late' : view === 'due_soon' ? 'near' : rest.includes(view) ? 'faint' : 'plain'} />}
              </Link>
            </li>
          ))}
        </ul>
        <SavedViews counts={counts} />
        <h2 className="views-title">{t.views.aside}</h2>
        <ul>
          {me.may.includes('quarantine') && <li><Link to="/quarantine" className="view" activeProps={{ 'aria-current': 'page' }}>{t.views.quarantine} {counts && <Count value={counts.quarantine} kind={counts.quarantine > 0 ? 'near' : 'faint'} />}</Link></li>}
          {me.may.includes('outgoing') && <li><Link to="/outgoing" className="view" activeProps={{ 'aria-current': 'page' }}>{t.views.outgoing} {counts !== undefined && counts.outgoingFailed > 0 && <Count value={counts.outgoingFailed} kind="late" />}</Link></li>}
          {me.may.includes('tickets:act') && <li><Link to="/bulk" className="view" activeProps={{ 'aria-current': 'page' }}>{t.views.bulk}</Link></li>}
          {me.may.includes('notices') && <li><Link to="/notices" className="view" activeProps={{ 'aria-current': 'page' }}>{noticeTexts(lang).title}</Link></li>}
          {me.may.includes('requests:record') && <li><Link to="/record" className="view" activeProps={{ 'aria-current': 'page' }}>{t.views.record}</Link></li>}
          {me.may.includes('lead') && <li><Link to="/overview" search={{}} activeOptions={here} className="view" activeProps={{ 'aria-current': 'page' }}>{t.views.overview}</Link></li>}
          {linesFor(me.may).length > 0 && <li><Link to="/admin" className="view" activeProps={{ 'aria-current': 'page' }}>{t.views.admin}</Link></li>}
        </ul>
        <Foot>
          <button type="button" className="view view-command" aria-keyshortcuts="Control+K" onClick={() => openCommands('all')}>
            {t.command.title} <span><KeyCap>Ctrl</KeyCap> <KeyCap>K</KeyCap></span>
          </button>
          <Account />
        </Foot>
      </nav>
    </div>
  )
}

/** The views that were saved, by whose they are, and the way to change them. */
function SavedViews({ counts }: { counts: Counts | undefined }) {
  const { lang } = usePreferences()
  const t = queueTexts(lang)
  const saved = useQuery(viewsQuery).data?.views ?? []
  if (saved.length === 0) return null
  return (
    <>
      {grouped(saved, t).map((group) => (
        <section key={group.key} aria-label={`${t.saved} : ${group.title}`}>
          <h2 className="views-title">{group.title}</h2>
          <ul>
            {group.views.map((view) => {
              const count = counts?.saved[view.id]
              const partly = counts?.savedPartly[view.id]
              return (
                <li key={view.id}>
                  <Link to="/$view" params={{ view: view.id }} search={{}} activeOptions={here} className="view" activeProps={{ 'aria-current': 'page' }} title={counts && count === null ? t.unreadable : [view.filter, partly && t.partly[partly]].filter(Boolean).join('\n')}>
                    <span className="view-name">{view.name}</span> {typeof count === 'number' && <Count value={count} kind="plain" more={partly === 'recent'} />}{partly && <span className="visually-hidden">{t.partly[partly]}</span>}{counts && count === null && <span className="count count-near">!<span className="visually-hidden">{t.unreadable}</span></span>}
                  </Link>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
      <Link to="/views" className="view view-manage" activeProps={{ 'aria-current': 'page' }}>{t.manage}</Link>
    </>
  )
}

/** Something happened there that the agent has not looked at. */
function Unread({ count }: { count: number }) {
  const { lang } = usePreferences()
  return count === 0 ? null : <span className="view-unread" title={alertTexts(lang).unread(count)}><span className="visually-hidden"> ({alertTexts(lang).unread(count)})</span></span>
}

function Foot({ children }: { children: ReactNode }) {
  return <div className="side-foot">{children}</div>
}

/** How much a view holds: late and near have a shape besides their colour, and none is quiet. */
function Count({ value, kind, more = false }: { value: number; kind: 'late' | 'near' | 'plain' | 'faint'; more?: boolean }) {
  const t = useTexts()
  const shown = value === 0 && kind !== 'plain' ? 'faint' : kind
  return (
    <span className={`count count-${shown}`}>
      {(shown === 'late' || shown === 'near') && <svg viewBox="0 0 12 12" width="8" height="8" aria-hidden="true"><path d={shown === 'late' ? 'M6 1 11 10.5H1Z' : 'M6 .5 11.5 6 6 11.5.5 6Z'} /></svg>}
      {value >= most || more ? <><span aria-hidden="true">{value}+</span><span className="visually-hidden">{t.atLeast(value)}</span></> : value}
    </span>
  )
}
