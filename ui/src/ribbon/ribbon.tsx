import type { Instant, Lang } from '@guichet/policy'
import { dayInWords, instantInWords, timeOfDay, wallAt } from '../formats.ts'
import { layOut, place, ticks, type Stretch } from './scale.ts'
import { ribbonTexts } from './texts.ts'

export interface RibbonProps {
  from: Instant
  to: Instant
  stretches: readonly Stretch[]
  /** Where we are; left out for a ribbon that is over. */
  now?: Instant
  /** The promised instant. */
  deadline?: Instant | null
  late?: boolean
  zone: string
  lang: Lang
}

const bar = { top: 20, height: 20 }

/** Time from left to right for one promise: what has been counted, what will be, why it stands still, and by when. */
export function Ribbon({ from, to, stretches, now, deadline, late = false, zone, lang }: RibbonProps) {
  const words = ribbonTexts[lang]
  const how = { zone, lang }
  const nowAt = now === undefined || now < from || now > to ? undefined : place(now, from, to)
  const flagAt = deadline === undefined || deadline === null || deadline < from || deadline > to ? undefined : place(deadline, from, to)
  const middle = bar.top + bar.height
  return (
    <svg className="ribbon" width="100%" height="76" role="img" aria-label={words.ribbonOf(instantInWords(from, how), instantInWords(to, how))}>
      <rect className="ribbon-ground" x="0" y={bar.top} width="100%" height={bar.height} />
      {layOut(stretches, from, to, now).map((stretch) => (
        <rect key={`${stretch.from}-${stretch.kind}`} className={`ribbon-${stretch.kind}`} x={`${stretch.x}%`} y={bar.top} width={`${stretch.width}%`} height={bar.height}>
          <title>{`${words.kinds[stretch.kind]} · ${instantInWords(stretch.from, how)} – ${instantInWords(stretch.to, how)}`}</title>
        </rect>
      ))}
      {nowAt !== undefined && (
        <g className="ribbon-now">
          <line x1={`${nowAt}%`} x2={`${nowAt}%`} y1={bar.top - 5} y2={middle + 5} />
          {(flagAt === undefined || Math.abs(flagAt - nowAt) > 20) && <text x={`${nowAt}%`} y="11" textAnchor={anchorAt(nowAt)}>{words.now}</text>}
        </g>
      )}
      {flagAt !== undefined && (
        <g className={late ? 'ribbon-flag ribbon-flag-late' : 'ribbon-flag'}>
          <line x1={`${flagAt}%`} x2={`${flagAt}%`} y1={bar.top - 8} y2={middle + 5} />
          <text x={`${flagAt}%`} y="11" textAnchor={anchorAt(flagAt)}>{late ? words.passed : words.latest}</text>
        </g>
      )}
      <Labels from={from} to={to} zone={zone} lang={lang} y={middle + 18} />
    </svg>
  )
}

function anchorAt(x: number): 'start' | 'middle' | 'end' {
  if (x < 15) return 'start'
  return x > 85 ? 'end' : 'middle'
}

function Labels({ from, to, zone, lang, y }: { from: Instant; to: Instant; zone: string; lang: Lang; y: number }) {
  const shown = ticks(from, to, wallAt(from, zone).offset * 1000, 24).map((tick) => ({ ...tick, wall: wallAt(tick.at, zone) }))
  return (
    <g className="ribbon-labels">
      {shown.map(({ at, x, anchor, wall }, i) => (
        <text key={at} x={`${x}%`} y={y} textAnchor={anchor}>
          {timeOfDay(wall.seconds - (wall.seconds % 60), lang)}
          {shown[i - 1]?.wall.day !== wall.day && <tspan className="ribbon-day" x={`${x}%`} dy="14">{dayInWords(at, { zone, lang }).replace(/[\s\u00a0]\d{4}$/, '')}</tspan>}
        </text>
      ))}
    </g>
  )
}
