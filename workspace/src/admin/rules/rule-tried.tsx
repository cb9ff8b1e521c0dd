import type { RuleTried } from '@guichet/protocol'
import { Link } from '@tanstack/react-router'
import { useDesk } from '../../desk.tsx'
import { shortInstant } from '../../parts/short.ts'
import { usePreferences } from '../../preferences.tsx'
import { useNow } from '../../time.ts'
import { ruleTexts } from './texts.ts'

/** What a rule would have done in the last week. `still`: it was asked of the rule as it is written now. */
export function RuleTriedList({ found, still }: { found: RuleTried; still: boolean }) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const t = ruleTexts(lang)
  const now = useNow()
  return (
    <div className="rule-tried">
      <p role="status">{still ? t.tried(found.tickets, found.times) : t.asWas}</p>
      {still && found.tickets > 0 && (
        <>
          <p className="quiet">{t.triedWhy}{found.tickets > found.rows.length && ` ${t.first(found.rows.length)}`}</p>
          <ul className="admin-tickets">
            {found.rows.map((row) => (
              <li key={row.number}>
                <Link to="/$view/$number" params={{ view: 'all', number: String(row.number) }}>{row.number}</Link> {row.subject} <small>{shortInstant(Date.parse(row.lastAt), { now, zone, lang })}{row.times > 1 && `, ${t.times(row.times)}`}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
