import type { PublishedBlock, PublishedClause, PublishedDocument, PublishedSection } from '@guichet/policy'
import { WeekRibbon } from '#ui/ribbon/week-ribbon.tsx'
import { dateInWords } from '#ui/formats.ts'
import { at, Page, type Frame } from '../frame.tsx'
import { Blocks } from '../parts/blocks.tsx'
import { Says } from '../parts/says.tsx'
import { ContactMethods, type WayView, type WeekView } from './home.tsx'
import { textsIn } from '../texts/texts.ts'

/** A version as it is shown: the one in force with what is open now, or another, as it was published. */
export interface PolicyView {
  document: PublishedDocument
  /** Absent for a version that is not in force: nothing is open under it. */
  now?: { ways: readonly WayView[]; weeks: readonly WeekView[] }
  /** With a version that is not in force: whether it was, will be, or is still being written. */
  standing?: 'past' | 'coming' | 'draft'
}

/** The published policy: a document one would sign, whose figures are those the desk applies. */
export function PolicyPage({ frame, view: { document, now, standing } }: { frame: Frame; view: PolicyView }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={document.title} wide>
      <div className="document">
        <nav className="contents" aria-label={t.contents}>
          <h2>{t.contents}</h2>
          <ol>
            {document.clauses.map((clause) => <li key={clause.id}><a href={`#${clause.anchor}`}>{clause.id} {clause.title}</a></li>)}
            {document.declared.length > 0 && <li><a href="#declared">{t.clarifications}</a></li>}
            {document.sections.map(({ id, title }) => <li key={id}><a href={`#${id}`}>{title}</a></li>)}
          </ol>
        </nav>
        <article>
          <h1>{document.title}</h1>
          <p className="quiet">
            {t.policyOn(document.version, document.effective.words)}
            {standing === undefined && <span className="not-printed"> · <a href={at(frame, '/policy.html')}>{t.toPrint}</a> · <a href={at(frame, '/policy.md')}>{t.alsoMarkdown}</a></span>}
          </p>
          {standing !== undefined && <p className="notice">{{ past: t.versionPast, coming: t.versionComing, draft: t.versionDraft }[standing]} <a href={at(frame, '/policy')}>{t.versionInForce}</a></p>}
          {document.notice && <p className="notice">{document.notice}</p>}
          {document.clauses.map((clause) => <Clause key={clause.id} frame={frame} clause={clause} level={2} />)}
          {document.declared.length > 0 && (
            <>
              <h2 id="declared">{t.clarifications}</h2>
              {document.declared.map((clause) => <Clause key={clause.id} frame={frame} clause={clause} level={3} />)}
            </>
          )}
          {document.sections.map((section) => (
            <section key={section.id} id={section.id} className="tables">
              <h2>{section.title}</h2>
              <SectionBlocks frame={frame} section={section} now={now} />
            </section>
          ))}
        </article>
      </div>
    </Page>
  )
}

/** What is true now stands instead of what is always true: the ways as they are open, the week with its hour. */
function SectionBlocks({ frame, section, now }: { frame: Frame; section: PublishedSection; now: PolicyView['now'] }) {
  if (now !== undefined && section.id === 'contacts') return <ContactMethods frame={frame} ways={now.ways} />
  const live = (block: PublishedBlock | undefined) => (block?.is === 'week' ? now?.weeks.find(({ calendar }) => calendar === block.calendar) : undefined)
  // The words of the live week say what the notes after the other would.
  const shown = section.blocks.filter((block, i) => block.is !== 'text' || live(section.blocks[i - 1]) === undefined)
  return shown.map((block, i) => {
    const week = live(block)
    if (week === undefined) return <Blocks key={`${block.is}-${i}`} frame={frame} blocks={[block]} title={section.title} />
    return (
      <div key={week.name}>
        <WeekRibbon name={week.name} days={week.days} now={week.now} lang={frame.lang} />
        <p className="quiet">{week.words}</p>
      </div>
    )
  })
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
