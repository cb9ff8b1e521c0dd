import type { QueueOrder, SavedView, ViewScope } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ask, newKey, type Refusal } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { viewsQuery } from '../api/queries.ts'
import { useStillHere } from '../parts/here.ts'
import { inWords, Problem } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { usePreferences } from '../preferences.tsx'
import { queueTexts } from './texts.ts'

/** Keeps a filter under a name, in the list's own head. */
export function SaveView({ filter, order, close }: { filter: string; order: QueueOrder; close: () => void }) {
  const { t: common, lang } = usePreferences()
  const here = useStillHere()
  const key = useRef(newKey())
  const t = queueTexts(lang)
  const client = useQueryClient()
  const navigate = useNavigate()
  const known = useQuery(viewsQuery).data
  const [name, setName] = useState('')
  const [scope, setScope] = useState<ViewScope>('mine')
  const [team, setTeam] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const scopes: ViewScope[] = ['mine', ...(known && known.teams.length > 0 ? (['team'] as const) : []), ...(known?.mayShare ? (['all'] as const) : [])]
  const teamId = team || known?.teams[0]?.id

  async function save() {
    if (busy || name.trim() === '') return
    setBusy(true)
    const answer = await ask<SavedView>(paths.views, { key: key.current, body: { name: name.trim(), filter, order, scope, ...(scope === 'team' && teamId ? { teamId } : {}) } })
    if (!answer.ok && !here()) return say(inWords(answer.refusal, common))
    setBusy(false)
    if (!answer.ok) {
      // The same wish again has the same key, unless the server has answered it.
      if (answer.refusal.status > 0) key.current = newKey()
      return setRefusal(answer.refusal)
    }
    say(t.savedDone(answer.value.name))
    client.setQueryData(viewsQuery.queryKey, (now) => now && { ...now, views: [...now.views, answer.value] })
    void client.invalidateQueries({ queryKey: ['views'] })
    void client.invalidateQueries({ queryKey: ['counts'] })
    if (!here()) return
    close()
    void navigate({ to: '/$view', params: { view: answer.value.id }, search: {} })
  }

  return (
    <form
      className="save-view" aria-label={t.saveTitle}
      onSubmit={(event) => { event.preventDefault(); void save() }}
      onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); close() } }}
    >
      <p className="quiet save-filter"><span className="visually-hidden">{t.filter} </span><code>{filter}</code></p>
      <label>{t.name}<input type="text" value={name} maxLength={60} required autoFocus onChange={(event) => setName(event.target.value)} /></label>
      {scopes.length > 1 && (
        <label>{t.scope}
          <select value={scope} onChange={(event) => setScope(event.target.value as ViewScope)}>{scopes.map((one) => <option key={one} value={one}>{t.scopes[one]}</option>)}</select>
        </label>
      )}
      {scope === 'team' && known && (
        <label>{t.whichTeam}
          <select value={teamId} onChange={(event) => setTeam(event.target.value)}>{known.teams.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select>
        </label>
      )}
      <Problem refusal={refusal} />
      <div className="save-ways">
        <button type="submit" className="button button-main" disabled={busy || name.trim() === ''}>{t.keep}</button>
        <button type="button" className="button" onClick={close}>{t.cancel}</button>
      </div>
    </form>
  )
}
