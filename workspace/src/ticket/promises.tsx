import { readDuration, type ClockView, type TicketPage } from '@guichet/protocol'
import { instantInWords, measuredInWords } from '#ui/formats.ts'
import { pictureOf } from '#ui/ribbon/of-clock.ts'
import { Ribbon } from '#ui/ribbon/ribbon.tsx'
import { SegmentsTable } from '#ui/ribbon/segments-table.tsx'
import { useDesk } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'
import { TimeLeftMark } from '../queue/time-left-mark.tsx'
import { wordsIn } from '../texts/texts.ts'
import { useNow } from '../time.ts'
import { ClauseRefs } from './clauses.tsx'
import { mergeTexts } from './merge/texts.ts'
import { standing } from './standing.ts'

const over = (clock: ClockView) => clock.state === 'stopped' || clock.state === 'cancelled'

/** The promise that is due first with its ribbon; the others, and those that are over, in a line that opens. */
export function Promises({ page }: { page: TicketPage }) {
  const { t } = usePreferences()
  const running = page.clocks.filter((clock) => !over(clock)).sort((a, b) => (a.dueAt ?? '~') < (b.dueAt ?? '~') ? -1 : 1)
  const [first, ...others] = running
  const folded = [...others, ...page.clocks.filter(over)]
  return (
    <section className="promises" aria-labelledby="promises-title">
      <h2 id="promises-title" className="visually-hidden">{t.ticket.promises}</h2>
      {page.clocks.length === 0 && <p className="quiet">{t.ticket.noPromises}</p>}
      {first && <FirstPromise clock={first} page={page} />}
      {folded.map((clock) => <FoldedPromise key={`${clock.of ?? ''}-${clock.metric}-${clock.cycle}`} clock={clock} page={page} />)}
    </section>
  )
}

interface Of { clock: ClockView; page: TicketPage }

function useStanding({ clock, page }: Of) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  return { now, zone, lang, label: `${wordsIn(clock.label, lang, clock.target)}${clock.of === undefined ? '' : ` (${mergeTexts(lang).of(clock.of)})`}`, left: standing(clock, { now, readAt: Date.parse(page.now), zone, lang }) }
}

function FirstPromise({ clock, page }: Of) {
  const { t } = usePreferences()
  const { label, left } = useStanding({ clock, page })
  return (
    <section className={`promise promise-${left.tone}`} aria-label={label}>
      <div className="promise-head">
        <h3>{label} <small>{t.bond[clock.bond]}</small></h3>
        <TimeLeftMark left={left} />
      </div>
      <Sentence clock={clock} note={left.note} />
      <ClockRibbon clock={clock} />
      <details className="promise-more">
        <summary>{t.ticket.details}</summary>
        <ClockLines clock={clock} page={page} />
      </details>
    </section>
  )
}

function FoldedPromise({ clock, page }: Of) {
  const { t } = usePreferences()
  const { label, left, now, zone, lang } = useStanding({ clock, page })
  return (
    <details className={`promise promise-folded promise-${left.tone}`}>
      <summary className="promise-head">
        <h3>{label} <small>{clock.stoppedAt === null ? t.bond[clock.bond] : t.ticket.ended(instantInWords(Date.parse(clock.stoppedAt), { zone, lang, now }))}</small></h3>
        <TimeLeftMark left={left} />
      </summary>
      <Sentence clock={clock} note={left.note} />
      <ClockRibbon clock={clock} />
      <ClockLines clock={clock} page={page} />
    </details>
  )
}

function Sentence({ clock, note }: { clock: ClockView; note: string | null }) {
  return <p className="promise-words">{clock.sentence}{note !== null && <> {note}</>}</p>
}

function ClockRibbon({ clock }: { clock: ClockView }) {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  const picture = pictureOf(clock, now, lang)
  if (!picture) return null
  return <Ribbon from={picture.from} to={picture.to} stretches={picture.stretches} now={picture.open ? now : undefined} deadline={picture.deadline} late={picture.late} zone={zone} lang={lang} />
}

function ClockLines({ clock, page }: Of) {
  const { t, lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  const picture = pictureOf(clock, now, lang)
  return (
    <>
      {clock.replaces && clock.replaces.promised !== null && <p>{t.ticket.replaced(measuredInWords(readDuration(clock.replaces.promised), lang))}</p>}
      {picture && <SegmentsTable rows={picture.rows.map((row) => (row.kind === 'paused' ? { ...row, why: t.standsFor.paused } : row))} zone={zone} lang={lang} now={now} />}
      <ClauseRefs page={page} ids={clock.clauses} />
    </>
  )
}
