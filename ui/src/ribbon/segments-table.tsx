import type { Instant, Lang } from '@guichet/policy'
import { instantInWords, measuredInWords } from '../formats.ts'
import { ribbonTexts } from './texts.ts'
import type { StretchKind } from './scale.ts'

export interface SegmentRow {
  from: Instant
  to: Instant | null
  kind: StretchKind
  /** What was counted in it, in the measure of the promise: 0 where time stands still. */
  counted: { amount: number; unit: 'second' | 'day' }
  /** Why, where there is more to say than the kind: a holiday's name, what is waited for. */
  why?: string
}

/** The same rows as the ribbon, for screen readers and for those who add up (TIME-30): the column sums to the promised time. */
export function SegmentsTable({ rows, zone, lang, now }: { rows: readonly SegmentRow[]; zone: string; lang: Lang; now: Instant }) {
  const words = ribbonTexts[lang]
  const how = { zone, lang, now, seconds: true }
  const unit = rows[0]?.counted.unit ?? 'second'
  const total = rows.reduce((sum, row) => sum + row.counted.amount, 0)
  return (
    <table className="segments">
      <caption className="visually-hidden">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.why}</th>
          <th scope="col" className="figure">{words.counted}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.from}-${row.kind}`} className={`segment-${row.kind}`}>
            <td>{instantInWords(row.from, how)}</td>
            <td>{row.to === null ? '…' : instantInWords(row.to, how)}</td>
            <td>{row.why ?? words.kinds[row.kind]}</td>
            <td className="figure">{row.counted.amount === 0 ? '—' : measuredInWords(row.counted, lang)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>{words.total}</th>
          <td className="figure">{measuredInWords({ amount: total, unit }, lang)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
