import { Page, type Frame } from '../frame.tsx'
import { servicesTexts } from '../texts/areas/services.ts'

export interface ServiceLine { id: string; href: string; name: string; kind: string; addresses: readonly string[]; product?: string; order?: string; ended: boolean; contract?: { name: string; href: string } }
export interface ServicesView {
  lines: readonly ServiceLine[]
  /** Whether they are many enough to look for one. */
  filter?: { words: string; kind: string; kinds: readonly { value: string; label: string }[]; ended: boolean }
  endedHref?: { href: string; label: string }
  nextHref?: string
  narrowed: boolean
}

/** What a customer has, each a link to its own page. */
export function ServicesPage({ frame, view }: { frame: Frame; view: ServicesView }) {
  const t = servicesTexts(frame.lang)
  const { filter } = view
  return (
    <Page frame={frame} title={t.services} wide>
      <h1>{t.services}</h1>
      {filter && (
        <form method="get" className="filters" role="search">
          <div className="filters-line">
            <div><label htmlFor="q">{t.find}</label><input id="q" type="search" name="q" defaultValue={filter.words} maxLength={200} aria-describedby="q-help" /></div>
            {filter.kinds.length > 1 && (
              <div>
                <label htmlFor="kind">{t.kind}</label>
                <select id="kind" name="kind" defaultValue={filter.kind}><option value="">{t.anyKind}</option>{filter.kinds.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select>
              </div>
            )}
            {filter.ended && <input type="hidden" name="ended" value="1" />}
            <button className="button" type="submit">{t.filter}</button>
          </div>
          <p className="help" id="q-help">{t.findHelp}</p>
        </form>
      )}
      {view.lines.length === 0 ? <p className="empty" role="status">{view.narrowed ? t.nothingFound : t.noServices}</p> : <ServiceLines frame={frame} lines={view.lines} caption={t.services} />}
      {(view.nextHref ?? view.endedHref) && (
        <p className="ends">
          {view.nextHref && <a href={view.nextHref}>{t.nextPage}</a>}
          {view.endedHref && <a href={view.endedHref.href}>{view.endedHref.label}</a>}
        </p>
      )}
    </Page>
  )
}

/** Services with their kind, addresses, order and contract. */
export function ServiceLines({ frame, lines, caption }: { frame: Frame; lines: readonly ServiceLine[]; caption: string }) {
  const t = servicesTexts(frame.lang)
  return (
    <table className="folding services facts-first">
      <caption className="visually-hidden">{caption}</caption>
      <thead><tr><th scope="col">{t.name}</th><th scope="col">{t.kind}</th><th scope="col">{t.addresses}</th><th scope="col">{t.order}</th><th scope="col">{t.contract}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row"><a href={line.href}>{line.name}</a>{line.ended && <> <span className="quiet">({t.endedOne})</span></>}{line.product && <small className="quiet">{line.product}</small>}</th>
            <td data-label={t.kind}>{line.kind}</td>
            <td data-label={t.addresses} className="breaks">{line.addresses.length === 0 ? t.none : line.addresses.map((address) => <span key={address}>{address}</span>)}</td>
            <td data-label={t.order} className="figure">{line.order ?? t.none}</td>
            <td data-label={t.contract}>{line.contract ? <a href={line.contract.href}>{line.contract.name}</a> : t.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
