import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { textsIn } from '../texts/texts.ts'

/** What became of a request, in words: what, why, what to do instead, in this order. */
export interface AnswerView {
  recorded: boolean
  headline: string
  because?: string
  instead?: { text: string; href?: string; label?: string }
  promises: readonly string[]
  remarks: readonly string[]
  asks: readonly string[]
  clauses: readonly string[]
  follow?: { text: string; href?: string }
}

/** The answer to a request, as a part of a page. */
export function Answer({ frame, view }: { frame: Frame; view: AnswerView }) {
  const t = textsIn(frame.lang)
  return (
    <section className={view.recorded ? 'answer answer-recorded' : 'answer'} role="status" data-sent={view.recorded ? '' : undefined}>
      <h2>{view.headline}</h2>
      {view.because && <p>{view.because}</p>}
      {view.promises.map((promise) => <p key={promise} className="promised-line">{promise}</p>)}
      {view.asks.length > 0 && <ul>{view.asks.map((ask) => <li key={ask}>{ask}</li>)}</ul>}
      {view.remarks.map((remark) => <p key={remark} className="remark">{remark}</p>)}
      <ClauseRefs frame={frame} ids={view.clauses} />
      {view.instead && (
        <div className="instead">
          <h3>{t.instead}</h3>
          <p>{view.instead.text}</p>
          {view.instead.href && <p><a className="button" href={view.instead.href}>{view.instead.label}</a></p>}
        </div>
      )}
      {view.follow && (
        <div className="instead">
          <h3>{t.nextTitle}</h3>
          <p>{view.follow.text}</p>
          {view.follow.href && <p><a className="button" href={view.follow.href}>{t.seeRequest}</a></p>}
        </div>
      )}
    </section>
  )
}

/** What became of a request that was just made. */
export function AnswerPage({ frame, view }: { frame: Frame; view: AnswerView }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={t.askTitle}>
      <h1>{t.askTitle}</h1>
      <Answer frame={frame} view={view} />
      <p><a href={at(frame, '/ask')}>{t.askAnother}</a></p>
    </Page>
  )
}
