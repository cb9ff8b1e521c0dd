import type { ClauseText, TicketPage } from '@guichet/protocol'
import { anchorOf } from '@guichet/policy/words/fill'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { read } from '../api/client.ts'
import { paths } from '../api/paths.ts'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { slug } from '../place.ts'
import { usePreferences } from '../preferences.tsx'
import { closeClause } from './clause-panel.ts'
import { Linked } from './links.tsx'
import { storyTexts } from './story-texts.ts'

/** The words of a clause as they held for this ticket. */
export function ClauseWords({ page, id }: { page: TicketPage; id: string }) {
  const { t: general, lang } = usePreferences()
  const t = storyTexts(lang)
  const heading = useRef<HTMLHeadingElement>(null)
  const cited = page.decision.clauses.find((one) => one.id === id)
  const query = useQuery({ queryKey: ['clauses', page.number, lang], queryFn: ({ signal }) => read<ClauseText[]>(paths.clauses(page.number), signal), enabled: cited === undefined, staleTime: 600_000, gcTime: 60_000 })
  const clause = cited ?? query.data?.find((one) => one.id === id)
  useEffect(() => heading.current?.focus(), [id])
  return (
    <section
      className="clause-panel" aria-labelledby="clause-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.preventDefault()
        closeClause()
      }}
    >
      <header>
        <h2 id="clause-title" ref={heading} tabIndex={-1}>{t.clauseTitle(id)}{clause?.title != null && ` · ${clause.title}`}</h2>
        <button type="button" className="button" onClick={closeClause}>{general.close}</button>
      </header>
      {query.isLoading && <Skeleton kind="text" lines={3} />}
      {query.isError && <Unreadable what="" error={query.error} retry={() => void query.refetch()} />}
      {clause && <p className="clause-text"><Linked text={clause.text} /></p>}
      <p className="quiet">{t.clauseVersion(page.decision.version)} <a href={`/${slug}/${lang}/policy#${anchorOf(id)}`} target="_blank" rel="noreferrer">{t.clauseElsewhere}</a></p>
    </section>
  )
}
