import type { SavedView, SavedViews } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { viewsQuery } from '../api/queries.ts'
import { focusAfter } from '../parts/focus.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { grouped } from './saved-groups.ts'
import { queueTexts } from './texts.ts'

/** The saved views: renamed, put in order, deleted by those who may. */
export function ViewsPage() {
  const { t: common, lang } = usePreferences()
  const t = queueTexts(lang)
  const query = useQuery(viewsQuery)
  useEffect(() => {
    document.title = `${t.manageTitle} · ${providerHere.name}`
  }, [t])
  return (
    <section className="pane pane-wide" aria-labelledby="views-title">
      <h1 id="views-title" tabIndex={-1}>{t.manageTitle}</h1>
      {query.isPending && <Skeleton kind="text" lines={6} />}
      {query.isError && !query.data && <Unreadable what={t.viewsProblem} error={query.error} retry={() => void query.refetch()} />}
      {query.data?.views.length === 0 && <div className="empty"><p><strong>{t.manageNone[0]}</strong></p><p>{t.manageNone[1]}</p><p><Link to="/$view" params={{ view: 'todo' }}>{common.views.todo}</Link></p></div>}
      {query.data && query.data.views.length > 0 && <p className="quiet">{t.countsSay}</p>}
      {query.data && grouped(query.data.views, t).map((group) => <Group key={group.key} title={group.title} views={group.views} />)}
    </section>
  )
}

function Group({ title, views }: { title: string; views: readonly SavedView[] }) {
  const { lang } = usePreferences()
  const t = queueTexts(lang)
  const client = useQueryClient()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [changing, setChanging] = useState<string | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)

  const renew = async () => {
    await client.invalidateQueries({ queryKey: ['views'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
  }
  async function put(order: readonly SavedView[]) {
    const [first] = order
    if (!first) return
    setRefusal(null)
    // Shown at once: whoever moves a view twice sees where it is.
    client.setQueryData<SavedViews>(viewsQuery.queryKey, (now) => now && { ...now, views: now.views.filter((view) => !order.includes(view)).concat(order) })
    const answer = await ask(paths.viewsOrder, { method: 'PUT', body: { scope: first.scope, ...(first.team ? { teamId: first.team.id } : {}), ids: order.map(({ id }) => id) } })
    if (!answer.ok) setRefusal(answer.refusal)
    await renew()
  }
  const swapped = (at: number, to: number) => views.map((view, index) => (index === at ? views[to]! : index === to ? views[at]! : view))
  async function remove(view: SavedView) {
    const answer = await ask(paths.savedView(view.id), { method: 'DELETE' })
    setRemoving(null)
    if (!answer.ok && answer.refusal.code !== 'not-found') return setRefusal(answer.refusal)
    say(t.removed(view.name))
    await renew()
    focusAfter(document.getElementById('views-title'), null)
  }

  return (
    <>
      <h2>{title}</h2>
      <Problem refusal={refusal} />
      <ol className="saved-views">
        {views.map((view, index) => (
          <li key={view.id}>
            {changing === view.id ? <Change view={view} done={async () => { setChanging(null); setTimeout(() => focusAfter(document.getElementById(`view-${view.id}`), null), 0); await renew() }} /> : (
              <>
                <Link id={`view-${view.id}`} to="/$view" params={{ view: view.id }} search={{}}>{view.name}</Link>
                <code>{view.filter}</code>
                <span className="quiet">{t.orders[view.order]}</span>
                {view.mayChange && (
                  <span className="saved-ways">
                    <button type="button" className="button" disabled={index === 0} aria-label={t.up(view.name)} onClick={() => void put(swapped(index, index - 1))}>↑</button>
                    <button type="button" className="button" disabled={index === views.length - 1} aria-label={t.down(view.name)} onClick={() => void put(swapped(index, index + 1))}>↓</button>
                    <button type="button" className="button" aria-label={t.change(view.name)} onClick={() => setChanging(view.id)}>{t.changeDo}</button>
                    {removing === view.id
                      ? <button type="button" className="button button-danger" autoFocus onBlur={() => setRemoving(null)} onClick={() => void remove(view)}>{t.removeSure}</button>
                      : <button type="button" className="button" aria-label={t.remove(view.name)} onClick={() => setRemoving(view.id)}>{t.removeDo}</button>}
                  </span>
                )}
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function Change({ view, done }: { view: SavedView; done: () => Promise<void> }) {
  const { t: common, lang } = usePreferences()
  const here = useStillHere()
  const t = queueTexts(lang)
  const [name, setName] = useState(view.name)
  const [filter, setFilter] = useState(view.filter)
  const [order, setOrder] = useState(view.order)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  async function save() {
    if (busy) return
    setBusy(true)
    const answer = await ask<SavedView>(paths.savedView(view.id), { method: 'PATCH', version: view.version, body: { name: name.trim(), filter: filter.trim(), order } })
    if (!here()) return answer.ok ? undefined : say(inWords(answer.refusal, common))
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.refusal)
    await done()
  }
  const said = refusal?.code === 'filter-unreadable' ? (refusal.detail ?? refusal.title) : refusal
  return (
    <form className="save-view" onSubmit={(event) => { event.preventDefault(); void save() }} onKeyDown={(event) => { if (event.key === 'Escape') void done() }}>
      <label>{t.name}<input type="text" value={name} maxLength={60} required autoFocus onChange={(event) => setName(event.target.value)} /></label>
      <label>{t.filter}<input type="text" value={filter} maxLength={500} required spellCheck={false} onChange={(event) => setFilter(event.target.value)} /></label>
      <label>{t.order}
        <select value={order} onChange={(event) => setOrder(event.target.value as SavedView['order'])}>{(['policy', 'oldest', 'changed'] as const).map((one) => <option key={one} value={one}>{t.orders[one]}</option>)}</select>
      </label>
      <Problem refusal={said} />
      <div className="save-ways">
        <button type="submit" className="button button-main" aria-disabled={busy}>{t.keep}</button>
        <button type="button" className="button" onClick={() => void done()}>{t.cancel}</button>
      </div>
    </form>
  )
}
