import type { TicketPage } from '@guichet/protocol'
import { anchorOf } from '@guichet/policy/words/fill'
import { slug } from '../place.ts'
import { usePreferences } from '../preferences.tsx'

/** Clauses by number, each leading to its place in the published policy. */
export function ClauseRefs({ page, ids }: { page: TicketPage; ids: readonly string[] }) {
  const { lang } = usePreferences()
  if (ids.length === 0) return null
  return (
    <p className="clause-refs">
      {ids.map((id) => {
        const clause = page.decision.clauses.find((one) => one.id === id)
        return <a key={id} href={`/${slug}/${lang}/policy#${anchorOf(id)}`} target="_blank" rel="noreferrer" title={clause?.text}>§ {id}{clause?.title != null && ` ${clause.title}`}</a>
      })}
    </p>
  )
}
