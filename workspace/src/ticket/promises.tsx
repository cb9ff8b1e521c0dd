import { readDuration, type ClockView, type TicketPage } from '@guichet/protocol'
import { instantInWords, measuredInWords } from '#ui/formats.ts'
import { pictureOf } from '#ui/ribbon/of-clock.ts'
import { Ribbon } from '#ui/ribbon/ribbon.tsx'
import { SegmentsTable } from '#ui/ribbon/segments-table.tsx'
import { useDesk } from '../desk.tsx'
import { usePreferences } from '../preferences.tsx'
import { TimeLeftMark } from '../queue/time-left-mark.tsx'
import { wordsIn } from '../texts/texts.ts'
import { readerZone, useNow } from '../time.ts'
import { ClauseRefs } from './clauses.tsx'
import { standing } from './standing.ts'

const over = (clock: ClockView) => clock.state === 'stopped' || clock.state === 'cancelled'

/** Every promise of the ticket: those that run with their ribbon, those that are over in a line. */
export function Promises({ page }: { page: TicketPage }) {
  const { t } = usePreferences()
  const running = page.clocks.filter((clock) => !over(clock))
  const ended = page.clocks.filter(over)
  return (
    <section className="promises" aria-labelledby="promises-title">
      <h2 id="promises-title" className="visually-hidden">{t.ticket.promises}</h2>
      {page.clocks.length === 0 && <p className="quiet">{t.ticket.noPromises}</p>}
      {running.map((clock) => <PromiseCard key={`${clock.metric}-${clock.cycle}`} clock={clock} page={page} open />)}
      {ended.map((clock) => <PromiseCard key={`${clock.metric}-${clock.cycle}`} clock={clock} page={page} open={false} />)}
    </section>
  )
}

function PromiseCard({ clock, page, open }: { clock: ClockView; page: TicketPage; open: boolean }) {
  const { t, lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  const picture = pictureOf(clock, now, lang)
  const left = standing(clock, { now, readAt: Date.parse(page.now), zone, lang })
  const label = wordsIn(clock.label, lang, clock.target)
  const how = { zone, lang, now, readerZone }
  return (
    <section className={`promise promise-${left.tone}`} aria-label={label}>
      <div className="promise-head">
        <h3>{label} <small>{t.bond[clock.bond]}</small></h3>
        <TimeLeftMark left={left} />
      </div>
      {open && <p className="promise-words">{clock.sentence}{left.note !== null && <> {left.note}</>}</p>}
      {open && picture && <Ribbon from={picture.from} to={picture.to} stretches={picture.stretches} now={picture.open ? now : undefined} deadline={picture.deadline} late={picture.late} zone={zone} lang={lang} />}
      <details className="promise-more">
        <summary>{open ? t.ticket.details : clock.stoppedAt === null ? t.clockStates[clock.state] : t.ticket.ended(instantInWords(Date.parse(clock.stoppedAt), how))}</summary>
        {!open && <p>{clock.sentence}</p>}
        {clock.replaces && clock.replaces.promised !== null && <p>{t.ticket.replaced(measuredInWords(readDuration(clock.replaces.promised), lang))}</p>}
        {picture && <SegmentsTable rows={picture.rows.map((row) => (row.kind === 'paused' ? { ...row, why: t.standsFor.paused } : row))} zone={zone} lang={lang} now={now} />}
        <ClauseRefs page={page} ids={clock.clauses} />
      </details>
    </section>
  )
}
