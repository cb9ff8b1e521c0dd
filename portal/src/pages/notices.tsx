import type { Lang } from '@guichet/policy'
import { at, Page, type Frame } from '../frame.tsx'
import { noticesTexts } from '../texts/areas/notices.ts'

export type NoticeState = 'over' | 'now' | undefined
export interface NoticeLine { id: string; title: string; titleIn?: Lang; type: string; severity: 'information' | 'minor' | 'major'; said: string; lasts?: string; state: NoticeState; unread: boolean }
export interface NoticesView {
  lines: readonly NoticeLine[]
  types: readonly { value: string; label: string }[]
  choice: { type: string; unread: boolean; period: '30' | '365' | 'all' }
  unread: number
  notice?: string | undefined
  /** Addresses of one's own that refuse mail, in words. */
  warnings: readonly string[]
  olderHref?: string | undefined
}

/** What one was told of, the latest first. */
export function NoticesPage({ frame, view }: { frame: Frame; view: NoticesView }) {
  const t = noticesTexts(frame.lang)
  const { choice } = view
  const chosen = choice.type !== '' || choice.unread || choice.period !== 'all'
  return (
    <Page frame={frame} title={t.title} wide>
      <div className="heading-line">
        <h1>{t.title}</h1>
        <a className="button button-quiet" href={at(frame, '/notices/settings')}>{t.settings}</a>
      </div>
      <p className="quiet">{t.intro}</p>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      {view.warnings.map((warning) => <p key={warning} className="remark">{warning} <a href={at(frame, '/notices/settings')}>{t.settings}</a></p>)}
      <Choice frame={frame} view={view} />
      {view.lines.length === 0
        ? <p className="empty" role="status">{chosen ? t.emptyChoice : t.empty} {chosen && <a href={at(frame, '/notices')}>{t.clear}</a>}</p>
        : <Lines frame={frame} lines={view.lines} />}
      {view.olderHref && <p className="pages"><a href={view.olderHref}>{t.older}</a></p>}
      {view.unread > 0 && <form method="post" action={at(frame, '/notices/read')}><button className="button button-quiet" type="submit">{t.markAll}</button></form>}
    </Page>
  )
}

function Choice({ frame, view: { choice, types } }: { frame: Frame; view: NoticesView }) {
  const t = noticesTexts(frame.lang)
  return (
    <form method="get" action={at(frame, '/notices')} className="filters">
      <div className="filters-line">
        <div><label htmlFor="type">{t.type}</label><select id="type" name="type" defaultValue={choice.type}><option value="">{t.anyType}</option>{types.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}</select></div>
        <div><label htmlFor="period">{t.period}</label><select id="period" name="period" defaultValue={choice.period}>{Object.entries(t.periods).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select></div>
        <label className="check"><input type="checkbox" name="unread" value="1" defaultChecked={choice.unread} /> {t.unreadOnly}</label>
        <button className="button button-quiet" type="submit">{t.show}</button>
      </div>
    </form>
  )
}

function Lines({ frame, lines }: { frame: Frame; lines: readonly NoticeLine[] }) {
  const t = noticesTexts(frame.lang)
  return (
    <table className="folding facts-first">
      <caption className="visually-hidden">{t.listed}</caption>
      <thead><tr><th scope="col">{t.heading}</th><th scope="col">{t.type}</th><th scope="col">{t.lasts}</th><th scope="col">{t.when}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <a href={at(frame, `/notices/${line.id}`)} lang={line.titleIn}>{line.title}</a>
              {line.unread && <> <span className="unread">{t.unread}</span></>}
              {line.severity !== 'information' && <small className={line.severity === 'major' && line.state !== 'over' ? 'late' : 'quiet'}>{t.severities[line.severity]}</small>}
            </th>
            <td data-label={t.type}>{line.type}</td>
            <td data-label={t.lasts}>{line.lasts ?? '—'}{line.state && <small className="quiet">{t[line.state]}</small>}</td>
            <td data-label={t.when}>{line.said}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
