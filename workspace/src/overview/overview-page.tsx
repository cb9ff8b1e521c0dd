import '../styles/overview.css'
import { figureBases, figurePeriods, type FigureBasis, type FigurePeriod } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { dateInWords } from '#ui/formats.ts'
import { useDesk } from '../desk.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { DaysChart, HoursChart } from './charts.tsx'
import { LinesPart } from './lines-part.tsx'
import { NowPart } from './now-part.tsx'
import { figuresQuery, isWhole, linesFile, type Wanted } from './queries.ts'
import { readOverview } from './search.ts'
import { overviewTexts } from './texts.ts'

/** What whoever leads a team looks at: what is late, who bears what, which promises were kept. */
export function OverviewPage() {
  const { t: common, lang } = usePreferences()
  const { me } = useDesk()
  const t = overviewTexts(lang)
  const search = readOverview(useSearch({ strict: false }))
  const wanted: Wanted = { period: search.period ?? 'week', basis: search.basis ?? 'outcome', from: search.from ?? '', to: search.to ?? '' }
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  if (!me.may.includes('lead')) return <section className="pane pane-wide"><h1>{t.title}</h1><p className="quiet">{common.problems['not-allowed']}</p></section>
  return (
    <section className="pane pane-wide overview">
      <h1>{t.title}</h1>
      <NowPart />
      <PromisesPart wanted={wanted} />
    </section>
  )
}

function PromisesPart({ wanted }: { wanted: Wanted }) {
  const { lang } = usePreferences()
  const t = overviewTexts(lang)
  const navigate = useNavigate()
  const query = useQuery(figuresQuery(wanted))
  const change = (part: Partial<Wanted>) => void navigate({ to: '/overview', search: { ...wanted, ...part }, replace: true })
  const { data } = query
  const whole = isWhole(wanted)
  return (
    <section className="overview-part">
      <h2>{t.promises}</h2>
      <form className="overview-choices overview-screen" onSubmit={(event) => event.preventDefault()}>
        <label className="field"><span>{t.period}</span><select value={wanted.period} onChange={(event) => change({ period: event.target.value as FigurePeriod, ...(data ? { from: data.from, to: data.to } : {}) })}>{figurePeriods.map((period) => <option key={period} value={period}>{t.periods[period]}</option>)}</select></label>
        {wanted.period === 'dates' && <label className="field"><span>{t.from}</span><input type="date" value={wanted.from} onChange={(event) => change({ from: event.target.value })} /></label>}
        {wanted.period === 'dates' && <label className="field"><span>{t.to}</span><input type="date" value={wanted.to} onChange={(event) => change({ to: event.target.value })} /></label>}
        <label className="field"><span>{t.basis}</span><select value={wanted.basis} onChange={(event) => change({ basis: event.target.value as FigureBasis })}>{figureBases.map((basis) => <option key={basis} value={basis}>{t.bases[basis]}</option>)}</select></label>
        {whole && <a className="button" href={linesFile(wanted, lang)} download>{t.csv}</a>}
        <button type="button" className="button" onClick={() => print()}>{t.print}</button>
      </form>
      {!whole && <p className="problem" role="alert">{t.datesWrong}</p>}
      {whole && query.isPending && <Skeleton kind="rows" lines={6} />}
      {whole && query.isError && !data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {whole && data && (
        <>
          <p>{t.attributed[data.basis](dateInWords(data.from, lang), dateInWords(data.to, lang))}</p>
          {data.lines.every(({ n, running }) => n + running === 0) ? <div className="empty"><p><strong>{t.none[0]}</strong></p><p>{t.none[1]}</p></div> : null}
          <LinesPart key={JSON.stringify(wanted)} figures={data} wanted={wanted} />
          <div className="overview-charts">
            <DaysChart days={data.days} />
            <HoursChart arrivals={data.arrivals} />
          </div>
        </>
      )}
    </section>
  )
}
