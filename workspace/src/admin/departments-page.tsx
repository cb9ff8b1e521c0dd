import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { wordsIn } from '../texts/texts.ts'
import { administeredQuery } from './queries.ts'
import { adminTexts } from './texts.ts'

/** The departments that the policy declares, and who sees the tickets of each. */
export function DepartmentsPage() {
  const { lang } = usePreferences()
  const { vocabulary } = useDesk()
  const t = adminTexts(lang)
  const query = useQuery(administeredQuery)
  const teams = useQuery(teamsQuery).data ?? []
  useEffect(() => {
    document.title = `${t.departments} · ${providerHere.name}`
  }, [t])
  const departments = vocabulary?.departments ?? []
  const working = query.data?.filter(({ state }) => state !== 'disabled') ?? []
  const unlimited = working.filter((agent) => agent.departments.length === 0).length
  return (
    <section className="pane pane-wide">
      <h1>{t.departments}</h1>
      <p className="quiet">{t.departmentsAbout}</p>
      {query.isPending && <Skeleton kind="rows" lines={3} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && departments.length === 0 && <div className="empty"><p><strong>{t.departmentsNone[0]}</strong></p><p>{t.departmentsNone[1]}</p></div>}
      {query.data && departments.length > 0 && (
        <div className="table-box" role="region" aria-label={t.departments} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{t.departments}</caption>
            <thead><tr><th scope="col">{t.departmentHeads.name}</th><th scope="col">{t.departmentHeads.agents}</th><th scope="col">{t.departmentHeads.teams}</th></tr></thead>
            <tbody>
              {departments.map(({ name, label }) => {
                const seers = working.filter((agent) => agent.departments.includes(name))
                return (
                  <tr key={name}>
                    <th scope="row">{wordsIn(label, lang, name)}</th>
                    <td>
                      {seers.map((agent, index) => <span key={agent.id}>{index > 0 && ', '}<Link to="/admin/agents/$agentId" params={{ agentId: agent.id }}>{agent.name}</Link></span>)}{' '}
                      {unlimited > 0 && <small>{t.unlimited(unlimited)}</small>}
                    </td>
                    <td>{teams.filter((team) => team.department === name).map((team) => team.name).join(', ') || '—'}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
