import { at, Page, type Frame } from '../frame.tsx'
import { Field } from '../parts/field.tsx'
import { askingTexts } from '../texts/areas/asking.ts'

export interface LastResortView { typed: string; problem?: string; ways: readonly { label: string; address: string; href: string; number?: number }[] }

/** What is left when another way led nowhere: shown to who says which. */
export function LastResortPage({ frame, view }: { frame: Frame; view: LastResortView }) {
  const ours = askingTexts(frame.lang)
  return (
    <Page frame={frame} title={ours.lastResortTitle}>
      <h1>{ours.lastResortTitle}</h1>
      {view.ways.map((way) => (
        <section key={way.address} className="answer answer-recorded">
          <h2>{ours.lastResort(way.label)}</h2>
          <p><a className="button" href={way.href}>{ours.lastResortWrite(way.address)}</a></p>
          {way.number !== undefined && <p>{ours.lastResortTicket(way.number)}</p>}
        </section>
      ))}
      {view.ways.length === 0 && (
        <form method="get" action={at(frame, '/ask/last-resort')} className="column" noValidate>
          <Field field={{ name: 'tried', kind: 'line', label: ours.lastResortField, why: ours.lastResortWhy, value: view.typed, required: true, maxLength: 300, ...(view.problem ? { problem: view.problem } : {}) }} lang={frame.lang} />
          <button className="button" type="submit">{ours.lastResortButton}</button>
        </form>
      )}
    </Page>
  )
}
