import type { ClockView } from '@guichet/protocol'
import { readDuration, readInstant } from '@guichet/protocol'
import { instantInWords, measuredInWords } from '#ui/formats.ts'
import { pictureOf } from '#ui/ribbon/of-clock.ts'
import { Ribbon } from '#ui/ribbon/ribbon.tsx'
import { SegmentsTable } from '#ui/ribbon/segments-table.tsx'
import type { Frame } from '../frame.tsx'
import { textsIn } from '../texts/texts.ts'
import { ClauseRefs } from './clauses.tsx'

/** One promise that runs on a ticket: its sentence, its ribbon, and the lines that add up to it. */
export function Promise({ frame, clock, zone, also }: { frame: Frame; clock: ClockView; zone: string; also?: string | undefined }) {
  const t = textsIn(frame.lang)
  const picture = pictureOf(clock, frame.now, frame.lang)
  const label = clock.label[frame.lang] ?? clock.target
  return (
    <section className={clock.outcome === 'late' ? 'promise promise-late' : 'promise'} aria-label={label}>
      <h2 className="promise-label">{label}</h2>
      <p className="promise-sentence">{clock.sentence}</p>
      {also && <p className="quiet">{also}</p>}
      <Standing frame={frame} clock={clock} zone={zone} />
      {picture && (
        <>
          <Ribbon from={picture.from} to={picture.to} stretches={picture.stretches} now={picture.open ? frame.now : undefined} deadline={picture.deadline} late={picture.late} zone={zone} lang={frame.lang} />
          <details className="reasons">
            <summary>{t.whyQuestion}</summary>
            <SegmentsTable rows={picture.rows} zone={zone} lang={frame.lang} now={frame.now} />
            <ClauseRefs frame={frame} ids={clock.clauses} />
          </details>
        </>
      )}
      {!picture && <ClauseRefs frame={frame} ids={clock.clauses} />}
    </section>
  )
}

/** Where the promise stands: what is left, why it stands still, or how it ended. A word and a shape, never a colour alone. */
function Standing({ frame, clock, zone }: { frame: Frame; clock: ClockView; zone: string }) {
  const t = textsIn(frame.lang)
  const { lang } = frame
  if (clock.state === 'stopped') {
    const length = measuredInWords(readDuration(clock.elapsed), lang)
    if (clock.outcome === 'late') return <p className="promise-left late">{clock.bond === 'guaranteed' ? t.endedLate(length) : t.endedMissed(length)}</p>
    return <p className={clock.outcome === 'kept' ? 'promise-left kept' : 'promise-left'}>{clock.outcome === 'kept' ? t.endedKept(length) : t.ended(length)}</p>
  }
  if (clock.outcome === 'late') return <p className="promise-left late">{clock.bond === 'guaranteed' ? t.lateNow : t.missedNow}</p>
  if (clock.state === 'running' && clock.remaining !== null) {
    const left = readDuration(clock.remaining)
    const amount = left.unit === 'second' && left.amount > 60 ? left.amount - (left.amount % 60) : left.amount
    return amount > 0 ? <p className="promise-left">{t.remaining(measuredInWords({ ...left, amount }, lang))}</p> : null
  }
  if (clock.state === 'paused') return <p className="promise-left">{t.paused}</p>
  if ((clock.state === 'standing' || clock.state === 'waiting') && clock.resumesAt !== null) {
    return <p className="promise-left">{t.stands(instantInWords(readInstant(clock.resumesAt), { zone, lang, now: frame.now }))}</p>
  }
  return null
}
