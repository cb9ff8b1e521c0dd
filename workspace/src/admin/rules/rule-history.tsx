import type { Rule } from '@guichet/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useDesk } from '../../desk.tsx'
import { More } from '../../parts/more.tsx'
import { Unreadable } from '../../parts/problem.tsx'
import { shortInstant } from '../../parts/short.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { runsQuery } from './queries.ts'
import { RuleTroubleNote } from './rule-trouble.tsx'
import { ruleTexts } from './texts.ts'

/** What a rule did, the last first, and what it could not do. */
export function RuleHistory({ rule, close }: { rule: Rule; close: () => void }) {
  const { t: general, lang } = usePreferences()
  const { zone } = useDesk()
  const t = ruleTexts(lang)
  const now = useNow()
  const query = useInfiniteQuery(runsQuery(rule.id))
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="rule-form" aria-label={t.historyOf(rule.name)}>
      <h2 ref={head} tabIndex={-1}>{t.historyOf(rule.name)}</h2>
      <RuleTroubleNote rule={rule} history />
      {query.isPending && <Skeleton kind="rows" lines={3} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <p className="quiet">{t.historyNone}</p>}
      <ul className="admin-tickets">
        {rows.map((run) => (
          <li key={run.id}>
            <small>{shortInstant(Date.parse(run.at), { now, zone, lang })}</small> <Link to="/$view/$number" params={{ view: 'all', number: String(run.number) }}>{run.number}</Link> {run.subject}<br />
            <small>{run.outcomes.map(({ deed, refused }) => (refused === null ? t.deeds[deed] : t.refused(t.deeds[deed], general.problems[refused] ?? t.problems[refused] ?? refused))).join(', ')}</small>
          </li>
        ))}
      </ul>
      <More query={query} />
      <p className="row-of-buttons">
        <button type="button" className="button" onClick={close}>{t.close}</button>
      </p>
    </section>
  )
}
