import type { TagRow } from '@guichet/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type FormEvent } from 'react'
import { ask, read } from '../api/client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { tagTexts } from './tag-texts.ts'

const tagsQuery = queryOptions({
  queryKey: ['tags', 'all'], queryFn: ({ signal }) => read<TagRow[]>('tags/all', signal),
  // While tickets follow a change, how many are left is worth looking at.
  refetchInterval: ({ state }) => (state.data?.some(({ becoming }) => becoming) ? 2_000 : false),
})

/** The words that tickets bear: renamed, joined with another, taken away, for all of them. */
export function TagsPage() {
  const { lang } = usePreferences()
  const t = tagTexts(lang)
  const query = useQuery(tagsQuery)
  const [sought, setSought] = useState('')
  const [changed, setChanged] = useState<{ row: TagRow; how: 'rename' | 'remove' } | null>(null)
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  const rows = (query.data ?? []).filter(({ name }) => name.includes(sought.trim().toLocaleLowerCase(lang)))
  return (
    <section className="pane pane-wide">
      <h1>{t.title}</h1>
      <p className="quiet">{t.about}</p>
      {query.isPending && <Skeleton kind="rows" lines={5} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && <div className="empty"><p><strong>{t.none[0]}</strong></p><p>{t.none[1]}</p></div>}
      {(query.data?.length ?? 0) > 0 && (
        <>
          <label className="field"><span>{t.find}</span><input type="search" value={sought} onChange={(event) => setSought(event.target.value)} /></label>
          <div className="table-box" role="region" aria-label={t.title} tabIndex={0}>
            <table className="table">
              <caption className="visually-hidden">{t.title}</caption>
              <thead><tr><th scope="col">{t.heads.name}</th><th scope="col">{t.heads.tickets}</th><th scope="col"><span className="visually-hidden">{t.heads.change}</span></th></tr></thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.name}>
                    <th scope="row"><span className="tag">{row.name}</span>{row.becoming && <small> {t.becoming}</small>}</th>
                    <td className="figure">{row.tickets}</td>
                    <td>
                      {!row.becoming && (
                        <span className="side-do">
                          <button type="button" className="button" aria-label={t.renameOf(row.name)} onClick={() => setChanged({ row, how: 'rename' })}>{t.rename}</button>
                          <button type="button" className="button" aria-label={t.removeOf(row.name)} onClick={() => setChanged({ row, how: 'remove' })}>{t.remove}</button>
                        </span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {rows.length === 0 && <p className="quiet">{t.nothingFound}</p>}
        </>
      )}
      {changed && <Change key={`${changed.how} ${changed.row.name}`} {...changed} all={query.data ?? []} close={() => setChanged(null)} />}
    </section>
  )
}

function Change({ row, how, all, close }: { row: TagRow; how: 'rename' | 'remove'; all: readonly TagRow[]; close: () => void }) {
  const { t: general, lang } = usePreferences()
  const t = tagTexts(lang)
  const client = useQueryClient()
  const [name, setName] = useState(row.name)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const here = useStillHere()
  const into = how === 'rename' && name.trim() !== row.name ? all.find((one) => one.name === name.trim().toLocaleLowerCase(lang).replaceAll(/[\s_]+/g, '-')) : undefined
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const answer = await ask(`tags/${encodeURIComponent(row.name)}`, { method: 'PUT', body: { becomes: how === 'remove' ? null : name.trim() } })
    setBusy(false)
    if (!answer.ok) {
      const why = answer.refusal.code === 'invalid-body' ? t.wrongName : answer.refusal.code === 'tag-taken' ? t.sameName : inWords(answer.refusal, general)
      return here() ? setRefusal(why) : say(why)
    }
    say(t.done(row.tickets))
    await client.invalidateQueries({ queryKey: ['tags'] })
    if (here()) close()
  }
  return (
    <Dialog title={how === 'remove' ? t.removeOf(row.name) : t.renameOf(row.name)} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        <Problem refusal={refusal} />
        {how === 'rename'
          ? <label className="field"><span>{t.newName}</span><input autoFocus value={name} maxLength={60} onChange={(event) => setName(event.target.value)} /><small>{into ? t.joins(into.name, into.tickets) : t.nameHint}</small></label>
          : <p>{t.sure(row.tickets)}</p>}
        <p className="act-panel-do">
          <button type="submit" className="button button-main" aria-disabled={busy}>{how === 'remove' ? t.remove : into ? t.join : t.rename}</button>
          <button type="button" className="button" onClick={close}>{general.cancel}</button>
        </p>
      </form>
    </Dialog>
  )
}
