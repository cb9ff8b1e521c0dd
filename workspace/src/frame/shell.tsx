import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { listen } from '../api/live.ts'
import { countsQuery, viewsQuery } from '../api/queries.ts'
import { openCommands, useCommandsOpen, useOffer, type Command } from '../command/here.ts'
import { useDesk } from '../desk.tsx'
import { setOwnKeys } from '../keys/current.ts'
import { useShortcuts } from '../keys/shortcuts.ts'
import { Alerts } from '../live/alerts.tsx'
import { liveTexts } from '../live/texts.ts'
import { keyTexts } from '../keys/texts.ts'
import { openHelp, useHelpOpen } from '../keys/help-open.ts'
import { later } from '../parts/later.tsx'
import { useSoon } from '../parts/soon.ts'
import { usePreferences } from '../preferences.tsx'
import { whenRead } from '../queue/seen.ts'
import { views } from '../queue/views.ts'
import { composerTexts } from '../ticket/composer/texts.ts'
import { UndoBar } from '../ticket/composer/undo-bar.tsx'
import { openSearch } from '../search/open.ts'
import { SearchDoor } from '../search/search-door.tsx'
import { Demonstration } from './demonstration.tsx'
import { ViewsMenu } from './views-menu.tsx'

const CommandBar = later(() => import('../command/command-bar.tsx').then((module) => module.CommandBar), { close: () => openCommands(null) })
const Help = later(() => import('../keys/help.tsx').then((module) => module.Help), { close: () => openHelp(false) })

/** What stands around every page of the desk: views, live changes, command bar, shortcuts. */
export function Shell({ children }: { children: ReactNode }) {
  const { t, lang } = usePreferences()
  const { me } = useDesk()
  const client = useQueryClient()
  const [hears, setHears] = useState(true)
  // Open on the page where it was opened: going elsewhere closes it.
  const [menuOn, setMenuOn] = useState<string | null>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useSoon(CommandBar)
  useSoon(Help)
  const commands = useCommandsOpen()
  const help = useHelpOpen()
  useEffect(() => {
    const live = listen(client, setHears)
    return () => live.stop()
  }, [client, me.agent.id])
  useEffect(() => setOwnKeys(me.preferences.keys), [me.preferences.keys])
  // What an earlier visit wrote and could not keep on the server.
  useEffect(() => {
    void import('../ticket/composer/store.ts').then(({ resumeDrafts }) => resumeDrafts(me.agent.id))
  }, [me.agent.id])
  useEffect(() => {
    whenRead(() => {
      if ((client.getQueryData(countsQuery.queryKey)?.watchingUnread ?? 0) > 0) void client.invalidateQueries({ queryKey: countsQuery.queryKey })
    })
    return () => whenRead(undefined)
  }, [client])
  useEveryCommand()
  useShortcuts({ help: () => openHelp(true), search: () => openSearch(true) })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey) return
      event.preventDefault()
      openCommands('all')
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return (
    <div className="shell">
      <a className="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus() }}>{t.skip}</a>
      {me.provider.demonstration && <Demonstration />}
      {!hears && <p className="unheard" role="status">{liveTexts(lang).offline}</p>}
      <div className="desk">
        <ViewsMenu open={menuOn === path} toggle={() => setMenuOn(menuOn === path ? null : path)} close={() => setMenuOn(null)} />
        <main id="content" className="content" tabIndex={-1}>{children}</main>
      </div>
      <Alerts />
      <UndoBar />
      <SearchDoor />
      {commands !== null && <CommandBar mode={commands} />}
      {help && <Help />}
    </div>
  )
}

/** What can be done from anywhere. */
function useEveryCommand(): void {
  const { t, lang } = usePreferences()
  const { me } = useDesk()
  const navigate = useNavigate()
  const saved = useQuery(viewsQuery).data?.views
  const offered = useMemo((): Command[] => [
    ...views.map((view): Command => ({ id: view, group: 'views', label: t.views[view], run: () => void navigate({ to: '/$view', params: { view }, search: {} }) })),
    ...(saved ?? []).map((view): Command => ({ id: view.id, group: 'views', label: view.name, run: () => void navigate({ to: '/$view', params: { view: view.id }, search: {} }) })),
    { id: 'quarantine', group: 'views', label: t.views.quarantine, run: () => void navigate({ to: '/quarantine' }) },
    { id: 'outgoing', group: 'views', label: t.views.outgoing, run: () => void navigate({ to: '/outgoing' }) },
    ...(me.may.includes('tickets:act') ? [{ id: 'bulk', group: 'views' as const, label: t.views.bulk, run: () => void navigate({ to: '/bulk' }) }] : []),
    { id: 'record', group: 'other', label: t.views.record, run: () => void navigate({ to: '/record' }) },
    { id: 'macros', group: 'other', label: composerTexts(lang).macroManage, run: () => void navigate({ to: '/admin/macros' }) },
    { id: 'preferences', group: 'other', label: keyTexts(lang).preferences, run: () => void navigate({ to: '/preferences' }) },
    ...(me.may.includes('admin') ? [{ id: 'admin', group: 'other' as const, label: t.views.admin, run: () => void navigate({ to: '/admin' }) }] : []),
    ...(me.may.includes('lead') ? [{ id: 'policy', group: 'other' as const, label: t.views.policy, run: () => void navigate({ to: '/admin/policy' }) }] : []),
    { id: 'keys', group: 'other', label: t.command.keys, shortcut: 'help', run: () => openHelp(true) },
  ], [t, lang, me.may, navigate, saved])
  useOffer('everywhere', offered)
}
