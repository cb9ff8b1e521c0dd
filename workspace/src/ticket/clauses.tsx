import type { TicketPage } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { openClause } from './clause-panel.ts'
import { storyTexts } from './story-texts.ts'

/** Clauses by number; each opens its words as they held for this ticket. */
export function ClauseRefs({ page, ids, short = false }: { page: TicketPage; ids: readonly string[]; short?: boolean }) {
  const { lang } = usePreferences()
  const t = storyTexts(lang)
  if (ids.length === 0) return null
  return (
    <span className="clause-refs">
      {ids.map((id) => {
        const title = page.decision.clauses.find((one) => one.id === id)?.title
        return <button key={id} type="button" className="link" title={t.openClause(id)} onClick={() => openClause(page.number, id)}>{short ? t.clause(id) : `§ ${id}`}{!short && title != null && ` ${title}`}</button>
      })}
    </span>
  )
}
