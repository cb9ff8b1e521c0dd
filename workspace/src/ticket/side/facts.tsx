import type { TicketPage } from '@guichet/protocol'
import { useTexts } from '../../preferences.tsx'

/** The facts that the policy knows of this request, in its own words. */
export function FactsSide({ page }: { page: TicketPage }) {
  const t = useTexts()
  const shown = Object.entries(page.facts).filter(([name]) => page.labels[name] !== undefined)
  const one = (name: string, value: unknown) => (value === true ? t.yes : value === false ? t.no : (page.labels[`${name}=${String(value)}`] ?? String(value)))
  return (
    <dl className="pairs">
      {shown.map(([name, value]) => (
        <div key={name}><dt>{page.labels[name]}</dt><dd>{Array.isArray(value) ? value.map((each) => one(name, each)).join(', ') : one(name, value)}</dd></div>
      ))}
    </dl>
  )
}
