import type { TicketPage } from '@guichet/protocol'
import { useDesk } from '../../desk.tsx'
import { factValue, wasSaid } from '../../facts.ts'
import { usePreferences } from '../../preferences.tsx'

/** What the requester said, in the policy's words; what the desk found out itself is folded below. */
export function FactsSide({ page }: { page: TicketPage }) {
  const { t } = usePreferences()
  const { vocabulary } = useDesk()
  const known = Object.keys(page.facts).filter((name) => page.labels[name] !== undefined && name !== 'subject' && name !== 'description')
  const said = known.filter((name) => wasSaid(vocabulary, name))
  const found = known.filter((name) => !said.includes(name))
  return (
    <>
      {said.length > 0 && <Pairs page={page} names={said} />}
      {found.length > 0 && (
        <details className="why">
          <summary>{t.ticket.foundOut}</summary>
          <Pairs page={page} names={found} />
        </details>
      )}
    </>
  )
}

function Pairs({ page, names }: { page: TicketPage; names: readonly string[] }) {
  const { t, lang } = usePreferences()
  const { vocabulary } = useDesk()
  const shown = (name: string, value: unknown) => page.labels[`${name}=${String(value)}`] ?? factValue(vocabulary, name, value, lang, t)
  return <dl className="pairs">{names.map((name) => <div key={name}><dt>{page.labels[name]}</dt><dd>{shown(name, page.facts[name])}</dd></div>)}</dl>
}
