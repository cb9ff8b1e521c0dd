import type { Figures } from '@guichet/protocol'
import { dateInWords, weekdayName } from '#ui/formats.ts'
import { usePreferences } from '../preferences.tsx'
import { overviewTexts } from './texts.ts'

const left = 28
const base = 128
const tall = 116

/** Within and over target for each day, with the same as a table. */
export function DaysChart({ days }: { days: Figures['days'] }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const most = Math.max(1, ...days.map(({ within, over }) => within + over))
  const step = Math.max(4, Math.min(48, 640 / Math.max(1, days.length)))
  const bar = step * 0.7
  const width = left + Math.max(240, days.length * step)
  const y = (n: number) => (n / most) * tall
  const sum = (name: 'within' | 'over') => days.reduce((total, day) => total + day[name], 0)
  const each = Math.max(1, Math.ceil(40 / step))
  const dayName = (day: string) => dateInWords(day, lang)
  return (
    <figure className="overview-chart">
      <figcaption>{t.chartDays}</figcaption>
      <div className="overview-chart-box" role="region" aria-label={t.chartDays} tabIndex={0}>
        <svg viewBox={`0 0 ${width} 150`} width={width} height="150" role="img" aria-label={t.chartDaysSays(sum('within'), sum('over'))}>
          <text x={left - 6} y={base - tall + 8} className="chart-text chart-end">{most}</text>
          <text x={left - 6} y={base} className="chart-text chart-end">0</text>
          <path d={`M${left} ${base}H${width}`} className="chart-axis" />
          {days.map(({ day, within, over }, index) => {
            const x = left + index * step + (step - bar) / 2
            return (
              <g key={day}>
                <rect x={x} y={base - y(within)} width={bar} height={y(within)} className="chart-within" />
                <rect x={x} y={base - y(within + over)} width={bar} height={y(over)} className="chart-over" />
                {index % each === 0 && <text x={x + bar / 2} y={base + 16} className="chart-text chart-middle">{Number(day.slice(8))}</text>}
              </g>
            )
          })}
        </svg>
      </div>
      <p className="overview-legend"><span className="legend-within" aria-hidden="true" /> {t.within} <span className="legend-over" aria-hidden="true" /> {t.over}</p>
      <details className="overview-as-table">
        <summary>{t.asTable}</summary>
        <table className="table overview-table">
          <caption className="visually-hidden">{t.chartDays}</caption>
          <thead><tr><th scope="col">{t.day}</th><th scope="col">{t.within}</th><th scope="col">{t.over}</th></tr></thead>
          <tbody>{days.map((one) => <tr key={one.day}><th scope="row">{dayName(one.day)}</th><td className="figure">{one.within}</td><td className="figure">{one.over}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  )
}

const cell = 22
const names = 40
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** Requests by weekday and hour of arrival: the size of a square says how many, and its number stands in the table. */
export function HoursChart({ arrivals }: { arrivals: Figures['arrivals'] }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const of = (weekday: number, hour: number) => arrivals.find((one) => one.weekday === weekday && one.hour === hour)?.n ?? 0
  const most = Math.max(1, ...arrivals.map(({ n }) => n))
  const width = names + 24 * cell
  return (
    <figure className="overview-chart">
      <figcaption>{t.chartHours}</figcaption>
      <div className="overview-chart-box" role="region" aria-label={t.chartHours} tabIndex={0}>
        <svg viewBox={`0 0 ${width} ${7 * cell + 20}`} width={width} height={7 * cell + 20} role="img" aria-label={t.chartHoursSays(arrivals.reduce((sum, { n }) => sum + n, 0))}>
          {weekdays.map((weekday) => (
            <g key={weekday}>
              <text x="0" y={(weekday - 1) * cell + 15} className="chart-text">{weekdayName(weekday, lang).slice(0, 3)}</text>
              {hours.map((hour) => {
                const size = 3 + Math.sqrt(of(weekday, hour) / most) * (cell - 6)
                const [x, y] = [names + hour * cell + cell / 2, (weekday - 1) * cell + cell / 2]
                return of(weekday, hour) === 0 ? <circle key={hour} cx={x} cy={y} r="1" className="chart-none" /> : <rect key={hour} x={x - size / 2} y={y - size / 2} width={size} height={size} className="chart-within" />
              })}
            </g>
          ))}
          {hours.filter((hour) => hour % 3 === 0).map((hour) => <text key={hour} x={names + hour * cell + cell / 2} y={7 * cell + 14} className="chart-text chart-middle">{hour}</text>)}
        </svg>
      </div>
      <p className="overview-legend"><span className="legend-small" aria-hidden="true" /> {t.least} <span className="legend-within" aria-hidden="true" /> {t.most(most)}</p>
      <details className="overview-as-table">
        <summary>{t.asTable}</summary>
        <div className="table-box" role="group" aria-label={t.chartHours} tabIndex={0}>
          <table className="table overview-table">
            <caption className="visually-hidden">{t.chartHours}</caption>
            <thead><tr><th scope="col">{t.hourHead}</th>{weekdays.map((weekday) => <th key={weekday} scope="col">{weekdayName(weekday, lang)}</th>)}</tr></thead>
            <tbody>{hours.filter((hour) => weekdays.some((weekday) => of(weekday, hour) > 0)).map((hour) => <tr key={hour}><th scope="row">{hour}{lang === 'fr' ? '\u202fh' : ':00'}</th>{weekdays.map((weekday) => <td key={weekday} className="figure">{of(weekday, hour)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
