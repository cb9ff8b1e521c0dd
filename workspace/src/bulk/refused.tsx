import type { BulkPreview } from '@guichet/protocol'
import { home } from '../place.ts'
import { usePreferences } from '../preferences.tsx'
import { bulkTexts } from './texts.ts'

/** Requests that were refused, by why, each with its way there: beside the page, so that nothing is lost here. */
export function RefusedGroups({ title, groups }: { title: string; groups: BulkPreview['refused'] }) {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  if (groups.length === 0) return null
  return (
    <section className="bulk-refused" aria-label={title}>
      <h3>{title}</h3>
      {groups.map(({ code, title: why, count, tickets }) => (
        <details key={code}>
          <summary>{t.refusedCount(why, count)}</summary>
          <ul>
            {tickets.map(({ number, detail }) => (
              <li key={number}><a href={`${home}/tickets/${number}`} target="_blank" rel="noreferrer">{t.ticket(number)}<span className="visually-hidden"> {t.newTab}</span></a>{detail !== null && <span> {detail}</span>}</li>
            ))}
            {count > tickets.length && <li>{t.others(count - tickets.length)}</li>}
          </ul>
        </details>
      ))}
    </section>
  )
}
