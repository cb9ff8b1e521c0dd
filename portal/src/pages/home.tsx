import { WeekRibbon, type WeekDay } from '#ui/ribbon/week-ribbon.tsx'
import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { textsIn } from '../texts/texts.ts'

/** A way to reach the provider, as it stands now for this reader. */
export interface WayView {
  channel: string
  label: string
  /** open · closed · conditional · discretionary · forbidden: a word and a shape each, never a colour alone. */
  state: 'open' | 'closed' | 'conditional' | 'discretionary' | 'forbidden'
  /** "Ouvert jusqu’à 19 h 00". */
  now: string
  purpose?: string
  /** What is promised there, and in which case. */
  promises: readonly { text: string; when: string | null }[]
  clauses: readonly string[]
  action?: { label: string; href: string; primary: boolean }
  note?: string
  address?: string
}
/** `calendar`: the name of the one that is drawn. */
export interface WeekView { calendar: string; name: string; days: readonly WeekDay[]; now?: { weekday: number; minute: number }; words: string }
export interface HomeView { ways: readonly WayView[]; weeks: readonly WeekView[] }

/** The support home of a provider: one question, the ways that make sense now, the hours. */
export function HomePage({ frame, view }: { frame: Frame; view: HomeView }) {
  const t = textsIn(frame.lang)
  const cards = view.ways.filter((way) => way.state !== 'forbidden' && way.state !== 'discretionary').slice(0, 4)
  return (
    <Page frame={frame} title={t.assistance} wide>
      <form className="welcome" method="get" action={at(frame, '/ask')}>
        <h1><label htmlFor="welcome">{t.welcome}</label></h1>
        <div className="welcome-line">
          <input id="welcome" name="subject" type="text" maxLength={300} placeholder={t.welcomeField} autoComplete="off" />
          <button className="button" type="submit">{t.welcomeButton}</button>
        </div>
      </form>
      <section aria-labelledby="ways">
        <h2 id="ways" className="visually-hidden">{t.waysNow}</h2>
        <ul className="cards">{cards.map((way) => <Card key={way.channel} frame={frame} way={way} />)}</ul>
      </section>
      {view.weeks.length > 0 && (
        <section aria-labelledby="hours">
          <h2 id="hours">{t.hours}</h2>
          <div className="weeks">
            {view.weeks.map((week) => (
              <div key={week.name}>
                <h3>{week.name}</h3>
                <WeekRibbon name={week.name} days={week.days} now={week.now} lang={frame.lang} />
                <p className="quiet">{week.words}</p>
              </div>
            ))}
          </div>
        </section>
      )}
      <section aria-labelledby="methods">
        <h2 id="methods">{t.contactTable}</h2>
        <ContactMethods frame={frame} ways={view.ways} />
        <p><a href={at(frame, '/policy')}>{t.readPolicy}</a></p>
      </section>
    </Page>
  )
}

/** More than these stand in the table of promises. */
const shownPromises = 2
const listedPromises = 3

function Card({ frame, way }: { frame: Frame; way: WayView }) {
  const t = textsIn(frame.lang)
  return (
    <li className="card">
      <State way={way} />
      <h3>{way.label}</h3>
      {way.purpose && <p className="quiet">{way.purpose}</p>}
      <div className="card-foot">
        {way.promises.slice(0, shownPromises).map(({ text }) => <p key={text}>{text}</p>)}
        {way.promises.length > shownPromises && <p><a href={`${at(frame, '/policy')}#promises`}>{t.morePromises(way.promises.length - shownPromises)}</a></p>}
        {way.note && <p className="quiet">{way.note}</p>}
        <ClauseRefs frame={frame} ids={way.clauses} />
        {way.action && <a className={way.action.primary ? 'button' : 'action'} href={way.action.href}>{way.action.label}</a>}
      </div>
    </li>
  )
}

/** Open or not: a full or an empty mark, and always the words. */
export function State({ way }: { way: Pick<WayView, 'state' | 'now'> }) {
  return <p className={`state state-${way.state}`}><span className="state-mark" aria-hidden="true" />{way.now}</p>
}

/** Every way to reach the provider, in a table that folds on a telephone. */
export function ContactMethods({ frame, ways }: { frame: Frame; ways: readonly WayView[] }) {
  const t = textsIn(frame.lang)
  return (
    <table className="folding ways">
      <caption className="visually-hidden">{t.contactTable}</caption>
      <thead>
        <tr><th scope="col">{t.contactMethod}</th><th scope="col">{t.contactNow}</th><th scope="col">{t.contactPurpose}</th><th scope="col">{t.contactPromise}</th><th scope="col">{t.contactAddress}</th></tr>
      </thead>
      <tbody>
        {ways.map((way) => (
          <tr key={way.channel} id={`channel-${way.channel}`}>
            <th scope="row">{way.label}</th>
            <td data-label={t.contactNow}><State way={way} /></td>
            <td data-label={t.contactPurpose}>{way.purpose ?? (way.note ? null : '—')}{way.note && <small> {way.note}</small>}</td>
            <td data-label={t.contactPromise}>{way.promises.length > 0 ? way.promises.slice(0, listedPromises).map(({ text, when }) => <p key={text + when}>{text}{when !== null && <small> {when}</small>}</p>) : t.nothingPromised}{way.promises.length > listedPromises && <p><a href={`${at(frame, '/policy')}#promises`}>{t.morePromises(way.promises.length - listedPromises)}</a></p>}<ClauseRefs frame={frame} ids={way.clauses} /></td>
            <td data-label={t.contactAddress}>{way.action ? <a href={way.action.href}>{way.address ?? way.action.label}</a> : (way.address ?? '—')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
