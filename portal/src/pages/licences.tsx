import { at, Page, type Frame } from '../frame.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { licencesTexts } from '../texts/areas/licences.ts'

export interface LicencesView {
  /** What a key that was entered just now changes, a sentence each. */
  done: readonly string[]
  tier?: string | undefined
  licences: readonly { label: string; why: string }[]
  byAddress: boolean
  key?: FieldView | undefined
  clauses: string
}

/** The licences that count, why they do, and a key to enter once. */
export function LicencesPage({ frame, view }: { frame: Frame; view: LicencesView }) {
  const t = licencesTexts(frame.lang)
  return (
    <Page frame={frame} title={t.licencesTitle}>
      <h1>{t.licencesTitle}</h1>
      {view.done.length > 0 && <div className="answer answer-recorded" role="status">{view.done.map((line) => <p key={line}>{line}</p>)}</div>}
      {view.tier !== undefined && <p className="promise-sentence">{t.tierNow(view.tier)} <span className="quiet">{view.clauses}</span></p>}
      {view.licences.length === 0 && <p className="empty">{t.licencesNone}</p>}
      {view.licences.length > 0 && (
        <table className="folding facts-first">
          <thead><tr><th scope="col">{t.licenceHead}</th><th scope="col">{t.whyHead}</th></tr></thead>
          <tbody>{view.licences.map((one) => <tr key={one.label + one.why}><th scope="row">{one.label}</th><td data-label={t.whyHead}>{one.why}</td></tr>)}</tbody>
        </table>
      )}
      {view.byAddress && <p className="quiet">{t.keyAddress}</p>}
      {view.key && (
        <section aria-labelledby="enter">
          <h2 id="enter">{t.keyTitle}</h2>
          <Problems fields={[view.key]} lang={frame.lang} />
          <form method="post" action={at(frame, '/licences')} className="column">
            <Field field={view.key} lang={frame.lang} />
            <button className="button" type="submit">{t.keyEnter}</button>
          </form>
        </section>
      )}
    </Page>
  )
}
