import type { OtherTickets } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { read } from '../../api/client.ts'
import { paths } from '../../api/paths.ts'
import { Unreadable } from '../../parts/problem.tsx'
import { usePreferences } from '../../preferences.tsx'
import { storyTexts } from '../story-texts.ts'

/** The other tickets about the same service, else of the same customer. Read after the ticket itself. */
export function OthersSide({ number }: { number: number }) {
  const { t: general, lang } = usePreferences()
  const t = storyTexts(lang)
  const { view } = useParams({ strict: false })
  const query = useQuery({ queryKey: ['others', number], queryFn: ({ signal }) => read<OtherTickets>(paths.others(number), signal), staleTime: 60_000, gcTime: 60_000 })
  if (query.isError && !query.data) return <Unreadable what={t.othersProblem} error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return null
  const { about, tickets } = query.data
  return (
    <>
      <h3>{about === 'service' ? t.others : t.othersOfCustomer}</h3>
      {tickets.length === 0 && <p className="quiet">{t.noOthers}</p>}
      <ul className="others">
        {tickets.map((other) => (
          <li key={other.number}>
            <Link to="/$view/$number" params={{ view: view ?? 'all', number: String(other.number) }}><span><span className="figure">{other.number}</span> {other.subject}</span> <span className="quiet">{general.states[other.state]}</span></Link>
          </li>
        ))}
      </ul>
    </>
  )
}
