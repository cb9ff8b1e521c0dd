import type { FigureLine } from '@guichet/protocol'
import { usePreferences } from '../preferences.tsx'
import { amountInWords, shareInWords, type Kind } from './amount.ts'
import { overviewTexts } from './texts.ts'

const width = 120
const height = 14

/** A share as a bar: full for what is guaranteed, outlined for what is aimed at; a mean as a mark on a scale on which its target stands. */
export function Gauge({ kind, line }: { kind: Kind; line: FigureLine }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  if (line.n === 0) return <span className="quiet">—</span>
  const words = t.verdict[kind]
  const verdict = line.met === null ? t.verdict.open : line.met ? words.yes : words.no
  const tone = line.met === null ? 'near' : line.met ? 'kept' : kind === 'guaranteed' || kind === 'mean' ? 'late' : 'near'
  const mean = line.mean === null ? '—' : amountInWords(line.mean, line.unit, lang)
  return (
    <span className="overview-gauge">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" className={`gauge gauge-${kind} gauge-${tone}`}>
        {kind === 'mean' ? <Scale mean={line.mean ?? 0} value={line.value} open={line.atLeast} /> : <Bar line={line} />}
      </svg>
      <span><strong>{kind === 'mean' ? (line.atLeast ? t.atLeast(mean) : mean) : shareInWords(line.share ?? 0, lang)}</strong> <span className={`overview-${tone}-word`}>{verdict}</span></span>
      {line.percent !== null && <small>{t.chosenShare(line.percent)}</small>}
    </span>
  )
}

/** What is kept, what is not, and, hatched, what is still owed. */
function Bar({ line }: { line: FigureLine }) {
  const part = (n: number) => ((n / line.n) * (width - 2))
  const [within, over, open] = [part(line.within), part(line.over), part(line.open)]
  return (
    <>
      <rect x="1" y="2" width={within} height={height - 4} className="gauge-within" />
      <rect x={1 + within} y="2" width={over} height={height - 4} className="gauge-over" />
      <rect x={1 + within + over} y="2" width={open} height={height - 4} className="gauge-open" />
      <rect x="1" y="2" width={width - 2} height={height - 4} className="gauge-frame" />
      {line.percent !== null && <path d={`M${1 + (line.percent / 100) * (width - 2)} 0V${height}`} className="gauge-target" />}
    </>
  )
}

/** The target stands at two thirds; an arrow says that it is "at least". */
function Scale({ mean, value, open }: { mean: number; value: number; open: boolean }) {
  const at = Math.min(width - 6, (mean / value) * (width * 2) / 3)
  return (
    <>
      <path d={`M1 ${height / 2}H${width - 1}`} className="gauge-line" />
      <path d={`M${(width * 2) / 3} 0V${height}`} className="gauge-target" />
      <path d={`M${at} 3l4 4-4 4-4-4Z`} className="gauge-mark" />
      {open && <path d={`M${at + 5} ${height / 2}h${Math.min(14, width - at - 6)}`} className="gauge-on" />}
    </>
  )
}
