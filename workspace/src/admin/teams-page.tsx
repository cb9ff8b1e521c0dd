import type { DeskTeam } from '@guichet/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask, type Refusal } from '../api/client.ts'
import { teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { focusAfter } from '../parts/focus.ts'
import { Problem, Unreadable } from '../parts/problem.tsx'
import { say } from '../parts/say.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { Sure } from '../parts/sure.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { wordsIn } from '../texts/texts.ts'
import { adminPaths } from './queries.ts'
import { TeamForm } from './team-form.tsx'
import { adminTexts } from './texts.ts'

/** The teams of agents to whom tickets are handed. */
export function TeamsPage() {
  const { lang } = usePreferences()
  const t = adminTexts(lang)
  const query = useQuery(teamsQuery)
  const [editing, setEditing] = useState<string | 'new' | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const make = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    document.title = `${t.teams} · ${providerHere.name}`
  }, [t])
  const close = () => {
    focusAfter(make.current, make.current?.closest('section')?.querySelector('form'))
    setEditing(null)
  }
  const rows = query.data ?? []
  const edited = rows.find(({ id }) => id === editing)
  return (
    <section className="pane pane-wide">
      <h1>{t.teams}</h1>
      <p className="quiet">{t.teamsWhy}</p>
      <p><button ref={make} type="button" className="button button-main" onClick={() => setEditing('new')}>{t.makeTeam}</button></p>
      <Problem refusal={refusal} />
      {editing === 'new' && <TeamForm key="new" team={null} close={close} />}
      {edited && <TeamForm key={edited.id} team={edited} close={close} />}
      {query.isPending && <Skeleton kind="rows" lines={4} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && editing === null && <div className="empty"><p><strong>{t.teamsNone[0]}</strong></p><p>{t.teamsNone[1]}</p></div>}
      {rows.length > 0 && (
        <div className="table-box" role="region" aria-label={t.teams} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{t.teamList}</caption>
            <thead><tr><th scope="col">{t.teamHeads.name}</th><th scope="col">{t.teamHeads.department}</th><th scope="col">{t.teamHeads.members}</th><td /></tr></thead>
            <tbody>{rows.map((team) => <Line key={team.id} team={team} edit={() => setEditing(team.id)} refused={setRefusal} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Line({ team, edit, refused }: { team: DeskTeam; edit: () => void; refused: (refusal: Refusal | null) => void }) {
  const { lang } = usePreferences()
  const { vocabulary } = useDesk()
  const t = adminTexts(lang)
  const client = useQueryClient()
  async function retire() {
    const done = await ask(adminPaths.team(team.id), { method: 'DELETE' })
    refused(done.ok ? null : done.refusal)
    if (!done.ok) return
    say(t.retired(team.name))
    await Promise.all([client.invalidateQueries({ queryKey: ['teams'] }), client.invalidateQueries({ queryKey: ['admin'] })])
  }
  return (
    <tr>
      <th scope="row">{team.name}</th>
      <td>{team.department === null ? '—' : wordsIn(vocabulary?.departments.find(({ name }) => name === team.department)?.label, lang, team.department)}</td>
      <td>{team.members.map(({ name }) => name).join(', ') || t.none}</td>
      <td>
        <span className="row-of-buttons">
          <button type="button" className="button" onClick={edit}>{t.change}<span className="visually-hidden"> {team.name}</span></button>
          <Sure label={t.retire} name={`${t.retire} ${team.name}`} question={t.retireSure(team.name)} yes={t.retireYes} act={retire} />
        </span>
      </td>
    </tr>
  )
}
