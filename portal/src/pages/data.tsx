import { at, Page, type Frame } from '../frame.tsx'
import { dataTexts } from '../texts/areas/data.ts'

export interface DataRequestLine { id: string; kind: string; askedOn: string; state: string; extended?: string | undefined; download?: string | undefined; withdrawable: boolean }
export interface KeptLine { what: string; howLong: string; why: string }
export interface DataView {
  notice?: string | undefined
  problem?: string | undefined
  requests: readonly DataRequestLine[]
  kept: readonly KeptLine[]
  /** By when an erasure asked today is answered. */
  due: string
  /** Who answers for the data, as the provider says it. */
  contacts: readonly { label: string; text: string }[]
}

/** What is kept about the reader, and what they may ask of it. */
export function DataPage({ frame, view }: { frame: Frame; view: DataView }) {
  const t = dataTexts(frame.lang)
  return (
    <Page frame={frame} title={t.title} wide>
      <h1>{t.title}</h1>
      <p className="lead">{t.intro(frame.provider.name)}</p>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      <div className="cards">
        <section className="card" aria-labelledby="take">
          <h2 id="take">{t.takeTitle}</h2>
          <p>{t.take}</p>
          <p className="quiet">{t.takeWait}</p>
          <form className="card-foot" method="post" action={at(frame, '/data/archives')}><button className="button" type="submit">{t.takeButton}</button></form>
        </section>
        <section className="card" aria-labelledby="erase">
          <h2 id="erase">{t.eraseTitle}</h2>
          <p>{t.erase}</p>
          <p className="quiet">{t.eraseHow(view.due)}</p>
          <div className="card-foot"><a className="button button-quiet" href={at(frame, '/data/erasure')}>{t.eraseButton}</a></div>
        </section>
      </div>
      <Requests frame={frame} lines={view.requests} />
      <table className="folding">
        <caption>{t.keptTitle}</caption>
        <thead><tr><th scope="col">{t.what}</th><th scope="col">{t.howLong}</th><th scope="col">{t.why}</th></tr></thead>
        <tbody>
          {view.kept.map((line) => (
            <tr key={line.what}><th scope="row">{line.what}</th><td data-label={t.howLong}>{line.howLong}</td><td data-label={t.why}>{line.why}</td></tr>
          ))}
        </tbody>
      </table>
      <section aria-labelledby="whom">
        <h2 id="whom">{t.contactTitle}</h2>
        {view.contacts.length > 0 && <dl className="entries">{view.contacts.map((one) => <div key={one.label}><dt>{one.label}</dt><dd>{one.text}</dd></div>)}</dl>}
        <p>{t.others} <a href={at(frame, '/ask')}>{t.ask}</a></p>
        <p>{t.authority} (<a href="https://www.cnil.fr/fr/plaintes" rel="noreferrer">www.cnil.fr</a>).</p>
      </section>
    </Page>
  )
}

function Requests({ frame, lines }: { frame: Frame; lines: readonly DataRequestLine[] }) {
  const t = dataTexts(frame.lang)
  if (lines.length === 0) return null
  return (
    <table className="folding">
      <caption>{t.askedTitle}</caption>
      <thead><tr><th scope="col">{t.kind}</th><th scope="col">{t.askedOn}</th><th scope="col">{t.state}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">{line.kind}</th>
            <td data-label={t.askedOn}>{line.askedOn}</td>
            <td data-label={t.state}>
              <p>{line.state}</p>
              {line.extended && <small>{line.extended}</small>}
              {line.download && <p><a className="button button-quiet" href={at(frame, `/data/archives/${line.id}`)}>{t.download}<small>{'\u00a0'}{t.size(line.download)}</small></a></p>}
              {line.withdrawable && <form method="post" action={at(frame, `/data/requests/${line.id}/withdraw`)}><button className="link" type="submit">{t.withdraw}</button></form>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export interface ErasureView {
  problem?: string | undefined
  due: string
  /** What stands against it, a sentence each; none: it can be asked. */
  obstacles: readonly string[]
}

/** What an erasure does, before it is asked for; or why it cannot be today. */
export function ErasurePage({ frame, view }: { frame: Frame; view: ErasureView }) {
  const t = dataTexts(frame.lang)
  const possible = view.obstacles.length === 0
  const title = possible ? t.eraseSureTitle : t.cannotTitle
  return (
    <Page frame={frame} title={title}>
      <h1>{title}</h1>
      {!possible && <ul>{view.obstacles.map((one) => <li key={one}>{one}</li>)}</ul>}
      {possible && (
        <>
          <p>{t.erase}</p>
          <p>{t.eraseHow(view.due)}</p>
          <form className="column" method="post" action={at(frame, '/data/erasure')}>
            <div className="field">
              {view.problem && <p className="problem" id="sure-problem">{view.problem}</p>}
              <label className="check"><input type="checkbox" name="sure" value="1" required aria-invalid={view.problem === undefined ? undefined : true} aria-describedby={view.problem === undefined ? undefined : 'sure-problem'} /> {t.eraseSure}</label>
            </div>
            <button className="button" type="submit">{t.eraseConfirm}</button>
          </form>
        </>
      )}
      <p><a href={at(frame, '/data')}>{t.back}</a></p>
    </Page>
  )
}
