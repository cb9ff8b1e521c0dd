import type { PublishedClause, PublishedDocument } from '@guichet/policy'
import { WeekRibbon } from '#ui/ribbon/week-ribbon.tsx'
import { dateInWords } from '#ui/formats.ts'
import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { Says } from '../parts/says.tsx'
import { ContactMethods, type WayView, type WeekView } from './home.tsx'
import { textsIn } from '../texts/texts.ts'

/** The published policy: a document one would sign, whose figures are those the desk applies. */
export function PolicyPage({ frame, document, ways, weeks }: { frame: Frame; document: PublishedDocument; ways: readonly WayView[]; weeks: readonly WeekView[] }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={document.title} wide>
      <div className="document">
        <nav className="contents" aria-label={t.contents}>
          <h2>{t.contents}</h2>
          <ol>
            {document.clauses.map((clause) => <li key={clause.id}><a href={`#${clause.anchor}`}>{clause.id} {clause.title}</a></li>)}
            <li><a href="#methods">{t.contactTable}</a></li>
            <li><a href="#promises">{t.promises}</a></li>
            {document.declared.length > 0 && <li><a href="#clarifications">{t.clarifications}</a></li>}
            {document.glossary.length > 0 && <li><a href="#glossary">{t.glossary}</a></li>}
          </ol>
        </nav>
        <article>
          <h1>{document.title}</h1>
          <p className="quiet">{t.policyOn(document.version, document.effective.words)} · <a href={at(frame, '/policy.md')}>{t.alsoMarkdown}</a></p>
          {document.notice && <p className="notice">{document.notice}</p>}
          {document.clauses.map((clause) => <Clause key={clause.id} frame={frame} clause={clause} level={2} />)}
          <h2 id="methods">{t.contactTable}</h2>
          <ContactMethods frame={frame} ways={ways} />
          {weeks.map((week) => (
            <section key={week.name}>
              <h3>{week.name}</h3>
              <WeekRibbon name={week.name} days={week.days} now={week.now} lang={frame.lang} />
              <p className="quiet">{week.words}</p>
            </section>
          ))}
          <h2 id="promises">{t.promises}</h2>
          <Promises frame={frame} document={document} />
          {document.declared.length > 0 && (
            <>
              <h2 id="clarifications">{t.clarifications}</h2>
              {document.declared.map((clause) => <Clause key={clause.id} frame={frame} clause={clause} level={3} />)}
            </>
          )}
          {document.glossary.length > 0 && (
            <>
              <h2 id="glossary">{t.glossary}</h2>
              <dl className="terms">{document.glossary.map((term) => <div key={term.name}><dt>{[term.term, ...term.aliases].join(', ')}</dt><dd>{term.means}</dd></div>)}</dl>
            </>
          )}
        </article>
      </div>
    </Page>
  )
}

function Clause({ frame, clause, level }: { frame: Frame; clause: PublishedClause; level: 2 | 3 }) {
  const t = textsIn(frame.lang)
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <>
      <section className="clause" id={clause.anchor}>
        <a className="clause-number" href={`#${clause.anchor}`}>{clause.id}</a>
        {clause.title && <Heading>{clause.title}</Heading>}
        <Says parts={clause.says} lang={frame.lang} />
        {clause.declared && <p className="quiet">{t.clarifiedBy(clause.declared.by, dateInWords(clause.declared.on, frame.lang))}</p>}
      </section>
      {clause.clauses.map((inner) => <Clause key={inner.id} frame={frame} clause={inner} level={3} />)}
    </>
  )
}

function Promises({ frame, document }: { frame: Frame; document: PublishedDocument }) {
  const t = textsIn(frame.lang)
  if (document.promises.length === 0) return <p className="empty">{t.nothingPromised}</p>
  return (
    <table className="folding">
      <caption className="visually-hidden">{t.promises}</caption>
      <thead><tr><th scope="col">{t.promiseWhat}</th><th scope="col">{t.promiseWhen}</th><th scope="col">{t.promiseValue}</th><th scope="col">{t.promiseBond}</th></tr></thead>
      <tbody>
        {document.promises.map((promise) => (
          <tr key={promise.target}>
            <th scope="row">{promise.label}<ClauseRefs frame={frame} ids={promise.clauses} /></th>
            <td data-label={t.promiseWhen}>{promise.when ?? '—'}</td>
            <td data-label={t.promiseValue}>{promise.value}</td>
            <td data-label={t.promiseBond}>{promise.bond}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
