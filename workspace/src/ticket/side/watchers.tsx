import { useQuery } from '@tanstack/react-query'
import { agentsQuery } from '../../api/queries.ts'
import { useDesk } from '../../desk.tsx'
import { usePreferences } from '../../preferences.tsx'
import { actTexts } from '../act-texts.ts'
import type { SideProps } from './side-props.ts'

/** Which agents follow a ticket; oneself with one press, a colleague by name. */
export function WatchersSide({ page, run, allowed }: SideProps) {
  const { lang } = usePreferences()
  const t = actTexts(lang)
  const { me } = useDesk()
  const agents = useQuery(agentsQuery).data ?? []
  const mine = page.watchers.some(({ id }) => id === me.agent.id)
  const may = allowed.watch.allowed || allowed.unwatch.allowed
  const others = agents.filter(({ id }) => id !== me.agent.id && !page.watchers.some((one) => one.id === id))
  return (
    <>
      {page.watchers.length === 0 && <p className="quiet">{t.nobodyWatches}</p>}
      <ul className="tag-list">
        {page.watchers.map(({ id, name }) => (
          <li key={id} className="tag">
            {name}
            {may && <button type="button" className="tag-remove" aria-label={t.removeWatcher(name)} onClick={() => void run({ act: 'unwatch', agentId: id })}>×</button>}
          </li>
        ))}
      </ul>
      {may && (
        <p className="side-do">
          {!mine && <button type="button" className="button" onClick={() => void run({ act: 'watch' })}>{t.acts.watch}</button>}
          {others.length > 0 && (
            <select aria-label={t.addWatcher} value="" onChange={(event) => event.target.value !== '' && void run({ act: 'watch', agentId: event.target.value })}>
              <option value="">{t.addWatcher}</option>
              {others.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </select>
          )}
        </p>
      )}
    </>
  )
}
