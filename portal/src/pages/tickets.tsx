import type { Instant } from '@guichet/policy'
import type { TicketState } from '@guichet/protocol'
import { instantInWords } from '#ui/formats.ts'
import { at, Page, type Frame } from '../frame.tsx'
import { askingTexts } from '../texts/areas/asking.ts'
import { textsIn } from '../texts/texts.ts'

export interface TicketLine {
  number: number; subject: string; state: TicketState; openedAt: Instant; promise?: string; late: boolean; unread: boolean; service?: string; who?: string
}
type Tab = 'mine' | 'team' | 'all'
type Sort = 'changed' | 'newest' | 'oldest' | 'due'

/** What of the list was asked for. */
export interface ListChoice {
  tabs: readonly Tab[]; whose: Tab; state: 'open' | 'waiting' | 'done' | undefined; service: string | undefined; late: boolean; from: string | undefined; to: string | undefined
  search: string | undefined; sort: Sort
}
export interface TicketsView {
  zone: string
  lines: readonly TicketLine[]
  choice: ListChoice
  tabs: readonly { tab: Tab; href: string }[]
  services: readonly { id: string; name: string }[]
  nextHref?: string
  firstHref?: string
  clearHref: string
  exports: readonly { format: 'csv' | 'raw' | 'json'; href: string }[]
}

/** Requests: one's own, one's team's, one's company's; found by words, sorted, taken away. */
export function TicketsPage({ frame, view }: { frame: Frame; view: TicketsView }) {
  const t = textsIn(frame.lang)
  const ours = askingTexts(frame.lang)
  const { choice } = view
  const narrowed = choice.state !== undefined || choice.service !== undefined || choice.late || choice.from !== undefined || choice.to !== undefined || choice.search !== undefined
  return (
    <Page frame={frame} title={t.ticketsTitle} wide>
      <div className="heading-line">
        <h1>{t.ticketsTitle}</h1>
        <a className="button" href={at(frame, '/ask')}>{t.ask}</a>
      </div>
      {view.tabs.length > 1 && (
        <nav className="tabs" aria-label={ours.whose}>
          {view.tabs.map(({ tab, href }) => <a key={tab} href={href} aria-current={tab === choice.whose ? 'page' : undefined}>{ours[tab]}</a>)}
        </nav>
      )}
      <Filters frame={frame} view={view} open={narrowed} />
      {view.lines.length === 0 ? <p className="empty" role="status">{narrowed ? ours.nothingFound : t.ticketsEmpty}</p> : <Lines frame={frame} view={view} />}
      <p className="pages">
        {view.firstHref && <a href={view.firstHref}>{ours.firstPage}</a>} {view.nextHref && <a href={view.nextHref}>{ours.nextPage}</a>}
      </p>
      {view.lines.length > 0 && <p className="quiet">{ours.exportAs}{t.colon}{view.exports.map(({ format, href }, i) => <span key={format}>{i > 0 && ', '}<a href={href} download="">{ours.exports[format]}</a></span>)}</p>}
    </Page>
  )
}

function Filters({ frame, view, open }: { frame: Frame; view: TicketsView; open: boolean }) {
  const ours = askingTexts(frame.lang)
  const { choice } = view
  return (
    <form method="get" action={at(frame, '/tickets')} className="filters" role="search">
      <input type="hidden" name="whose" value={choice.whose} />
      <div className="filters-line">
        <div><label htmlFor="q">{ours.search}</label><input id="q" type="search" name="q" defaultValue={choice.search} maxLength={200} aria-describedby="q-help" /></div>
        <div><label htmlFor="sort">{ours.sort}</label><select id="sort" name="sort" defaultValue={choice.sort}>{Object.entries(ours.sorts).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select></div>
        <button className="button" type="submit">{ours.apply}</button>
      </div>
      <p className="help" id="q-help">{ours.searchHelp}</p>
      <details open={open}>
        <summary>{ours.filters}</summary>
        <div className="filters-line">
          <div>
            <label htmlFor="state">{textsIn(frame.lang).state}</label>
            <select id="state" name="state" defaultValue={choice.state ?? ''}><option value="">{ours.anyState}</option>{Object.entries(ours.stateGroups).map(([value, label]) => <option key={value} value={value}>{label}</option>)}</select>
          </div>
          {view.services.length > 0 && (
            <div>
              <label htmlFor="service">{textsIn(frame.lang).serviceLabel}</label>
              <select id="service" name="service" defaultValue={choice.service ?? ''}><option value="">{ours.anyService}</option>{view.services.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>
            </div>
          )}
          <div><label htmlFor="from">{ours.from}</label><input id="from" type="date" name="from" defaultValue={choice.from} /></div>
          <div><label htmlFor="to">{ours.until}</label><input id="to" type="date" name="to" defaultValue={choice.to} /></div>
          <label className="check"><input type="checkbox" name="late" value="1" defaultChecked={choice.late} /> {ours.lateOnly}</label>
        </div>
      </details>
      {open && <p><a href={view.clearHref}>{ours.clear}</a></p>}
    </form>
  )
}

function Lines({ frame, view }: { frame: Frame; view: TicketsView }) {
  const t = textsIn(frame.lang)
  const ours = askingTexts(frame.lang)
  const others = view.choice.whose !== 'mine'
  return (
    <table className="folding requests facts-first">
      <caption className="visually-hidden">{ours.listed}</caption>
      <thead>
        <tr>
          <th scope="col">{t.number}</th><th scope="col">{t.subjectHead}</th>{others && <th scope="col">{ours.who}</th>}<th scope="col">{t.state}</th><th scope="col">{t.promise}</th><th scope="col">{t.opened}</th>
        </tr>
      </thead>
      <tbody>
        {view.lines.map((line) => (
          <tr key={line.number}>
            <td className="figure" data-label={t.number}>{line.number}</td>
            <th scope="row">
              <a href={at(frame, `/tickets/${line.number}`)}>{line.subject}</a>
              {line.unread && <> <span className="unread" title={ours.unreadLong}>{ours.unread}</span></>}
              {line.service && <small className="quiet">{line.service}</small>}
            </th>
            {others && <td data-label={ours.who}>{line.who ?? '—'}</td>}
            <td data-label={t.state}>{t.states[line.state]}</td>
            <td data-label={t.promise} className={line.late ? 'late' : undefined}>{line.promise ?? '—'}</td>
            <td data-label={t.opened}>{instantInWords(line.openedAt, { zone: view.zone, lang: frame.lang, now: frame.now })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
