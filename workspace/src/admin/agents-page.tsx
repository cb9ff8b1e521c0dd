import type { AdministeredAgent } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { teamsQuery } from '../api/queries.ts'
import { useDesk } from '../desk.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { shortInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { wordsIn } from '../texts/texts.ts'
import { useNow } from '../time.ts'
import { administeredQuery } from './queries.ts'
import { adminTexts } from './texts.ts'

/** The agents, what they may do and see, and how each stands. */
export function AgentsPage() {
  const { lang } = usePreferences()
  const t = adminTexts(lang)
  const query = useQuery(administeredQuery)
  useEffect(() => {
    document.title = `${t.agents} · ${providerHere.name}`
  }, [t])
  return (
    <section className="pane pane-wide">
      <h1>{t.agents}</h1>
      <p><Link to="/admin/agents/new" className="button button-main">{t.invite}</Link></p>
      {query.isPending && <Skeleton kind="rows" lines={6} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="table-box" role="region" aria-label={t.agents} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{t.list}</caption>
            <thead><tr>{(['name', 'roles', 'sees', 'teams', 'open', 'seen', 'state'] as const).map((head) => <th key={head} scope="col">{t.heads[head]}</th>)}</tr></thead>
            <tbody>{query.data.map((agent) => <Line key={agent.id} agent={agent} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** Where an agent stands, in words. */
export function useStanding(): (agent: AdministeredAgent) => string {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  const t = adminTexts(lang)
  return ({ state, invitedUntil }) => {
    if (state !== 'invited' || invitedUntil === null) return t.states[state]
    const until = Date.parse(invitedUntil)
    return until <= now ? t.expired : t.invitedUntil(shortInstant(until, { now, zone, lang }))
  }
}

function Line({ agent }: { agent: AdministeredAgent }) {
  const { lang } = usePreferences()
  const { zone, vocabulary } = useDesk()
  const now = useNow()
  const t = adminTexts(lang)
  const teams = useQuery(teamsQuery).data
  const standing = useStanding()
  const labels = agent.departments.map((name) => wordsIn(vocabulary?.departments.find((one) => one.name === name)?.label, lang, name))
  return (
    <tr className={agent.state === 'disabled' ? 'admin-off' : undefined}>
      <th scope="row"><Link to="/admin/agents/$agentId" params={{ agentId: agent.id }}>{agent.name}</Link> <small className="break">{agent.email}</small></th>
      <td>{(agent.roles.length === 0 ? (['agent'] as const) : agent.roles).map((role) => t.roles[role][0]).join(', ')}</td>
      <td>{labels.length === 0 ? t.everything : labels.join(', ')}</td>
      <td>{agent.teams.flatMap((id) => teams?.find((team) => team.id === id)?.name ?? []).join(', ') || '—'}</td>
      <td className="figure">{agent.open}</td>
      <td className="figure nowrap">{agent.seenAt === null ? t.never : <time dateTime={agent.seenAt}>{shortInstant(Date.parse(agent.seenAt), { now, zone, lang })}</time>}</td>
      <td>{standing(agent)}{agent.state === 'active' && !agent.secondFactor && <> <small>{t.noSecond}</small></>}</td>
    </tr>
  )
}
