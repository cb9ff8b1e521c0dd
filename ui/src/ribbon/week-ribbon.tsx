import type { Lang } from '@guichet/policy'
import { timeOfDay, weekdayName } from '../formats.ts'
import { ribbonTexts } from './texts.ts'

/** A stretch of a day in minutes since its midnight, half-open. */
export interface DayStretch { from: number; to: number; kind: 'open' | 'on_call' | 'holiday' }
export interface WeekDay { stretches: readonly DayStretch[]; /** A holiday's or closing's name. */ label?: string }

export interface WeekRibbonProps {
  /** What the week shows: the channel, the telephone number, the calendar. */
  name: string
  /** Monday first. */
  days: readonly WeekDay[]
  now?: { weekday: number; minute: number }
  lang: Lang
}

const row = { height: 22, bar: 14 }
const left = 44
const day = 1440
const marks = [0, 6, 12, 18, 24]

/** Seven rows, one a day: open solid, on call in sand, nobody hatched; gaps are seen at a glance. */
export function WeekRibbon({ name, days, now, lang }: WeekRibbonProps) {
  const words = ribbonTexts[lang]
  const height = days.length * row.height + 20
  return (
    <figure className="week">
      <svg className="ribbon ribbon-week" viewBox={`0 0 560 ${height}`} role="img" aria-label={words.weekOf(name)}>
        {days.map((shown, weekday) => (
          <g key={weekdayName(weekday, lang)} transform={`translate(0 ${weekday * row.height})`}>
            <text className="ribbon-weekday" x="0" y="11">{`${weekdayName(weekday, lang).slice(0, 3)}${lang === 'fr' ? '.' : ''}`}</text>
            <rect className={shown.label === undefined ? 'ribbon-closed' : 'ribbon-holiday'} x={left} y="0" width={560 - left} height={row.bar}>
              {shown.label !== undefined && <title>{shown.label}</title>}
            </rect>
            {shown.stretches.map((stretch) => (
              <rect key={`${stretch.from}`} className={stretch.kind === 'open' ? 'ribbon-counted' : `ribbon-${stretch.kind}`} x={x(stretch.from)} y="0" width={x(stretch.to) - x(stretch.from)} height={row.bar}>
                <title>{`${timeOfDay(stretch.from * 60, lang)} – ${timeOfDay(stretch.to * 60, lang)}`}</title>
              </rect>
            ))}
            {now?.weekday === weekday && <line className="ribbon-now-line" x1={x(now.minute)} x2={x(now.minute)} y1="-3" y2={row.bar + 3} />}
          </g>
        ))}
        {marks.map((hour) => (
          <text key={hour} className="ribbon-hour" x={x(hour * 60)} y={height - 5} textAnchor={hour === 0 ? 'start' : hour === 24 ? 'end' : 'middle'}>
            {lang === 'fr' ? `${hour} h` : `${hour}:00`}
          </text>
        ))}
      </svg>
      <WeekTable name={name} days={days} lang={lang} />
    </figure>
  )
}

function x(minutes: number): number {
  return left + (Math.min(day, Math.max(0, minutes)) / day) * (560 - left)
}

function WeekTable({ name, days, lang }: Pick<WeekRibbonProps, 'name' | 'days' | 'lang'>) {
  const words = ribbonTexts[lang]
  return (
    <div className="visually-hidden">
    <table>
      <caption>{words.weekOf(name)}</caption>
      <thead><tr><th scope="col">{words.day}</th><th scope="col">{words.hours}</th></tr></thead>
      <tbody>
        {days.map((shown, weekday) => (
          <tr key={weekdayName(weekday, lang)}>
            <th scope="row">{weekdayName(weekday, lang)}</th>
            <td>
              {shown.stretches.length === 0
                ? (shown.label ?? words.closedAllDay)
                : shown.stretches.map((s) => `${timeOfDay(s.from * 60, lang)} – ${timeOfDay(s.to * 60, lang)}${s.kind === 'on_call' ? ` (${words.kinds.on_call})` : ''}`).join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    </div>
  )
}
