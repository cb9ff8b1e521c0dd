import type { BulkRun } from '@guichet/protocol'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import '../styles/bulk.css'
import { useDesk } from '../desk.tsx'
import { Unreadable } from '../parts/problem.tsx'
import { shortInstant } from '../parts/short.ts'
import { Skeleton } from '../parts/skeleton.tsx'
import { usePreferences } from '../preferences.tsx'
import { providerHere } from '../provider-here.ts'
import { besideTexts, useBesideWords } from '../ticket/besides.ts'
import { useNow } from '../time.ts'
import { nameOfAct } from './form.ts'
import { farOf, runQuery, runsQuery } from './queries.ts'
import { RunView } from './run-view.tsx'
import { bulkTexts } from './texts.ts'

/** The acts on many requests of the last days: those under way, and those that may be undone. */
export function BulkPage() {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const query = useQuery(runsQuery)
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  const runs = query.data?.runs ?? []
  return (
    <section className="pane pane-wide">
      <h1>{t.title}</h1>
      <p className="quiet">{t.about}</p>
      {query.isPending && <Skeleton kind="rows" lines={4} />}
      {query.isError && !query.data && <Unreadable what={t.unread} error={query.error} retry={() => void query.refetch()} />}
      {query.data && runs.length === 0 && <div className="empty"><p><strong>{t.none[0]}</strong></p><p>{t.none[1]}</p></div>}
      {runs.length > 0 && (
        <div className="table-box" role="region" aria-label={t.title} tabIndex={0}>
          <table className="table">
            <caption className="visually-hidden">{t.title}</caption>
            <thead><tr><th scope="col">{t.heads.what}</th><th scope="col">{t.heads.who}</th><th scope="col">{t.heads.state}</th><th scope="col">{t.heads.sums}</th></tr></thead>
            <tbody>{runs.map((run) => <Line key={run.id} run={run} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Line({ run }: { run: BulkRun }) {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const began = useBegan(run)
  const { n, of } = farOf(run)
  const some = (['refused', 'undone', 'kept'] as const).filter((name) => run[name] > 0)
  return (
    <tr>
      <th scope="row"><Link to="/bulk/$runId" params={{ runId: run.id }}>{wordsOf(run, t)}</Link></th>
      <td>{began}</td>
      <td>{t.states[run.state]}</td>
      <td className="figure">{t.far(n, of)}{some.length > 0 && <><br /><small>{some.map((name) => `${run[name].toLocaleString(lang)} ${t.sums[name]}`).join(', ')}</small></>}</td>
    </tr>
  )
}

const wordsOf = ({ act }: BulkRun, t: ReturnType<typeof bulkTexts>): string => [t.acts[nameOfAct(act)], act.do === 'tag' ? [...act.add.map((name) => `+${name}`), ...act.remove.map((name) => `−${name}`)].join(', ') : ''].filter(Boolean).join(' ')

function useBegan(run: BulkRun): string {
  const { lang } = usePreferences()
  const { zone } = useDesk()
  const now = useNow()
  return bulkTexts(lang).began(run.agent.name, shortInstant(Date.parse(run.startedAt), { now, zone, lang }))
}

/** One of them. */
export function BulkRunPage() {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const { runId = '' } = useParams({ strict: false })
  const run = useQuery(runQuery(runId)).data
  useEffect(() => {
    document.title = `${t.title} · ${providerHere.name}`
  }, [t])
  return (
    <section className="pane pane-wide">
      <p><Link to="/bulk" className="link">{t.all}</Link></p>
      <h1>{run ? wordsOf(run, t) : t.title}</h1>
      {run && <About run={run} />}
      <div className="bulk"><RunView id={runId} /></div>
    </section>
  )
}

function About({ run }: { run: BulkRun }) {
  const { lang } = usePreferences()
  const t = bulkTexts(lang)
  const { act } = run
  const inWords = useBesideWords('alongside' in act && act.alongside.fields !== undefined)
  const besides = 'alongside' in act ? inWords(act.alongside).map((one) => one.words).join(', ') : ''
  const said = 'text' in act ? act.text : 'note' in act ? act.note : 'reason' in act ? act.reason : undefined
  return (
    <>
      <p className="quiet">{useBegan(run)}{run.chosenBy !== null && run.chosenBy !== '' && ` · ${t.chosenBy(run.chosenBy)}`}</p>
      {said !== undefined && <blockquote className="bulk-said">{said}</blockquote>}
      {act.do === 'reply' && (['fr', 'en'] as const).map((name) => act.texts[name] !== undefined && <blockquote key={name} lang={name} className="bulk-said">{act.texts[name]}</blockquote>)}
      {besides !== '' && <p>{besideTexts(lang).title} {besides}</p>}
    </>
  )
}
