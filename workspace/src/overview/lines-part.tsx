import type { FigureLine, Figures } from '@guichet/protocol'
import { figureExclusions } from '@guichet/protocol'
import { useRef, useState } from 'react'
import { useDesk } from '../desk.tsx'
import { focusAfter } from '../parts/focus.ts'
import { usePreferences } from '../preferences.tsx'
import { wordsIn } from '../texts/texts.ts'
import { amountInWords, kindOf, kinds, shareInWords, type Kind } from './amount.ts'
import { Gauge } from './gauge.tsx'
import type { Wanted, WantedTickets } from './queries.ts'
import { overviewTexts } from './texts.ts'
import { TicketsPanel } from './tickets-panel.tsx'

/** What a line is called. */
function useNames() {
  const { lang } = usePreferences()
  const { vocabulary } = useDesk()
  const t = overviewTexts(lang)
  return (line: FigureLine) => {
    const tier = line.tier === null ? t.noTier : wordsIn(vocabulary?.tiers.find(({ name }) => name === line.tier)?.label, lang, line.tier)
    const metric = t.metrics[line.metric] ?? line.metric
    return { tier, metric, label: wordsIn(line.label, lang, line.target), whole: `${metric}, ${tier}` }
  }
}

/** How promises came out, by how they are judged: guaranteed, averages, objectives, indications, each drawn and worded in its own way. */
export function LinesPart({ figures, wanted }: { figures: Figures; wanted: Wanted }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const [open, setOpen] = useState<{ name: string; which: WantedTickets } | null>(null)
  // Back to what had opened it.
  const opener = useRef<HTMLElement | null>(null)
  const choose = (next: typeof open) => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    setOpen(next)
  }
  const close = () => {
    setOpen(null)
    setTimeout(() => focusAfter(opener.current, null), 0)
  }
  return (
    <>
      {kinds.map((kind) => {
        const lines = figures.lines.filter((line) => kindOf(line) === kind && (line.n > 0 || line.running > 0))
        return lines.length > 0 && <KindTable key={kind} kind={kind} lines={lines} open={open?.which.line} choose={choose} panel={open?.which.line !== undefined && <TicketsPanel wanted={wanted} which={open.which} name={open.name} close={close} />} />
      })}
      {!figures.whole && <p className="quiet" role="status">{t.notWhole}</p>}
      <p className="overview-left quiet">
        {t.excluded}{lang === 'fr' ? '\u202f' : ''}:{' '}
        {figureExclusions.map((why, index) => (
          <span key={why}>{index > 0 && ', '}{figures.excluded[why] === 0 ? `0 ${t.why[why]}` : <button type="button" className="overview-link" aria-expanded={open?.which.why === why} onClick={() => choose(open?.which.why === why ? null : { name: t.why[why], which: { why } })}>{figures.excluded[why]} {t.why[why]}</button>}</span>
        ))}.
      </p>
      {open?.which.why !== undefined && <TicketsPanel wanted={wanted} which={open.which} name={open.name} close={close} />}
    </>
  )
}

interface KindProps { kind: Kind; lines: readonly FigureLine[]; open: string | undefined; choose: (open: { name: string; which: WantedTickets } | null) => void; panel: React.ReactNode }

function KindTable({ kind, lines, open, choose, panel }: KindProps) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  return (
    <section className="overview-kind">
      <h3>{t.kinds[kind]}</h3>
      <p className="quiet overview-hint">{t.kindsWhy[kind]}</p>
      <div className="table-box" role="region" aria-label={t.kinds[kind]} tabIndex={0}>
        <table className="table overview-table">
          <caption className="visually-hidden">{t.kinds[kind]}</caption>
          <thead>
            <tr>
              <th scope="col">{t.heads.promise}</th><th scope="col">{t.heads.target}</th><th scope="col">{kind === 'mean' ? t.heads.result : t.shareOf[kind]}</th><th scope="col">{t.heads.n}</th>
              {kind !== 'mean' && <th scope="col">{t.heads.result}</th>}<th scope="col">{t.heads.median}</th><th scope="col">{t.heads.p90}</th><th scope="col">{t.heads.max}</th>{kind === 'mean' && <th scope="col">{t.shareOf.none}</th>}<td />
            </tr>
          </thead>
          <tbody>{lines.map((line) => <Line key={line.key} kind={kind} line={line} open={open === line.key} choose={choose} panel={panel} />)}</tbody>
        </table>
      </div>
    </section>
  )
}

function Line({ kind, line, open, choose, panel }: { kind: Kind; line: FigureLine; open: boolean; choose: KindProps['choose']; panel: React.ReactNode }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const name = useNames()(line)
  const amount = (value: number | null) => (value === null ? '—' : amountInWords(value, line.unit, lang))
  const reached = (value: number | null) => (value !== null && line.atLeast ? t.atLeast(amount(value)) : amount(value))
  return (
    <>
      <tr>
        <th scope="row">{name.metric}<small>{name.tier}</small>{line.clauses.length > 0 && <small>{t.heads.clauses} {line.clauses.join(', ')}</small>}</th>
        <td className="figure">{amountInWords(line.value, line.unit, lang)}<small>{line.calendar === null ? t.elapsed : t.inCalendar(line.calendar)}</small></td>
        <td className="figure">
          <Gauge kind={kind} line={line} />
          {line.open > 0 && <small>{t.openNote(line.open)}</small>}
        </td>
        <td className="figure">{line.n}</td>
        {kind !== 'mean' && <td className="figure">{reached(line.mean)}</td>}
        <td className="figure">{reached(line.median)}</td>
        <td className="figure">{reached(line.p90)}</td>
        <td className="figure">{reached(line.max)}</td>
        {kind === 'mean' && <td className="figure">{line.share === null ? '—' : shareInWords(line.share, lang)}</td>}
        <td className="overview-screen">
          <button type="button" className="button" aria-expanded={open} onClick={() => choose(open ? null : { name: name.whole, which: { line: line.key } })}>{open ? t.hide : t.show}<span className="visually-hidden"> {name.whole}</span></button>
        </td>
      </tr>
      {open && <tr><td colSpan={9}>{panel}</td></tr>}
    </>
  )
}
