import type { TicketState } from '@guichet/protocol'
import { at, Page, type Frame } from '../frame.tsx'
import { actingTexts } from '../texts/areas/acting.ts'
import { textsIn } from '../texts/texts.ts'

export interface ActingView {
  problem?: string | undefined
  /** For whom they act now. */
  now?: string | undefined
  customers: readonly { id: string; number: string; name: string; rights: string; until: string }[]
}

/** For whom somebody may act, and being oneself again. */
export function ActingPage({ frame, view }: { frame: Frame; view: ActingView }) {
  const t = actingTexts(frame.lang)
  return (
    <Page frame={frame} title={t.actingTitle}>
      <h1>{t.actingTitle}</h1>
      <p>{t.actingLead}</p>
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      {view.now !== undefined && (
        <div className="answer">
          <p><strong>{t.actingNow(view.now)}</strong></p>
          <form method="post" action={at(frame, '/acting')}><button className="button" type="submit">{t.actingStop}</button></form>
        </div>
      )}
      {view.customers.length === 0 && <p className="empty">{t.actingNone}</p>}
      <ul className="lines">
        {view.customers.map((one) => (
          <li key={one.id}>
            <span><strong>{one.name}</strong> <span className="quiet">{one.number}</span><small>{one.rights}, {one.until}</small></span>
            <form method="post" action={at(frame, '/acting')}><input type="hidden" name="customer" value={one.id} /><button className="button button-quiet" type="submit">{t.actingFor(one.name)}</button></form>
          </li>
        ))}
      </ul>
    </Page>
  )
}

export interface PartnerView {
  /** Where a partner's requests go, by the policy, and what it says of the other ways. */
  open: readonly { name: string; href: string }[]
  redirected: readonly { name: string; words: string; clauses: string }[]
  groups: readonly { name: string; own: boolean; lines: readonly { number: number; subject: string; state: TicketState; opened: string }[]; actHref?: string | undefined }[]
}

/** The zone of partners: their own requests, and those of the customers for whom they act (S2-22). */
export function PartnerPage({ frame, view }: { frame: Frame; view: PartnerView }) {
  const [t, common] = [actingTexts(frame.lang), textsIn(frame.lang)]
  return (
    <Page frame={frame} title={t.partnerTitle} wide>
      <div className="heading-line">
        <h1>{t.partnerTitle}</h1>
        <a className="button" href={at(frame, '/ask')}>{common.ask}</a>
      </div>
      <p>{t.partnerLead}</p>
      {view.open.length > 0 && <p>{t.partnerWays}{common.colon}{view.open.map(({ name }) => name).join(', ')}.</p>}
      {view.redirected.map((way) => <p key={way.name} className="remark">{t.partnerRedirected(way.name)} {way.words} <span className="quiet">{way.clauses}</span></p>)}
      {view.groups.map((group) => (
        <section key={group.name}>
          <h2>{group.own ? t.partnerOwn : t.partnerOf(group.name)}</h2>
          {group.lines.length === 0 && <p className="empty">{t.partnerNone}</p>}
          {group.lines.length > 0 && (
            <table className="folding requests facts-first">
              <thead><tr><th scope="col">{common.number}</th><th scope="col">{common.subjectHead}</th><th scope="col">{common.state}</th><th scope="col">{common.opened}</th></tr></thead>
              <tbody>
                {group.lines.map((line) => (
                  <tr key={line.number}>
                    <td className="figure" data-label={common.number}>{line.number}</td>
                    <th scope="row">{group.own ? <a href={at(frame, `/tickets/${line.number}`)}>{line.subject}</a> : line.subject}</th>
                    <td data-label={common.state}>{common.states[line.state]}</td>
                    <td data-label={common.opened}>{line.opened}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {group.actHref && <p><a href={group.actHref}>{t.actingFor(group.name)}</a></p>}
        </section>
      ))}
    </Page>
  )
}
