import { WeekRibbon } from '#ui/ribbon/week-ribbon.tsx'
import type { Frame } from '../frame.tsx'
import type { WeekView } from '../pages/home.tsx'
import { servicesTexts } from '../texts/areas/services.ts'
import { textsIn } from '../texts/texts.ts'
import { ClauseRefs } from './clauses.tsx'

/** The ways of asking: what the policy allows as buttons, what it does not with the reason and what to do instead. */
export interface AskWays {
  ordinary?: { href: string }
  pressing?: { href: string; label: string }
  refused: readonly { title: string; headline: string; because?: string; instead?: { text: string; href?: string; label?: string }; clauses: readonly string[] }[]
}

/** `subject`: what the buttons ask about, said to those who hear a button without its page. */
export function AskButtons({ frame, ways, subject }: { frame: Frame; ways: AskWays; subject?: string }) {
  const t = servicesTexts(frame.lang)
  if (!ways.ordinary && !ways.pressing) return null
  return (
    <p className="ask-buttons">
      {ways.ordinary && <a className="button" href={ways.ordinary.href} aria-label={subject === undefined ? undefined : t.openTicketFor(subject)}>{t.openTicket}</a>}
      {ways.pressing && <a className="button button-quiet" href={ways.pressing.href} aria-label={subject === undefined ? undefined : t.pressingFor(ways.pressing.label, subject)}>{ways.pressing.label}</a>}
    </p>
  )
}

/** The ways that are not open for this, each with why and what else there is. */
export function NotOffered({ frame, ways }: { frame: Frame; ways: AskWays }) {
  return ways.refused.map(({ title, headline, because, instead, clauses }) => (
    <aside key={title} className="answer not-offered" aria-label={title}>
      <p><strong>{title}</strong></p>
      <p>{headline} {because}</p>
      {instead && <p>{instead.text} {instead.href && instead.label && <a href={instead.href}>{instead.label}</a>}</p>}
      <ClauseRefs frame={frame} ids={clauses} />
    </aside>
  ))
}

/** What is promised for some kinds of requests. */
export interface PromisedRow { names: readonly string[]; lines: readonly { text: string; now?: string }[]; note?: string; clauses: readonly string[]; taken: boolean }

/** What is promised, by kinds of requests. */
export function PromisedTable({ frame, rows }: { frame: Frame; rows: readonly PromisedRow[] }) {
  const t = servicesTexts(frame.lang)
  return (
    <table className="folding promised-table">
      <caption className="visually-hidden">{t.promised}</caption>
      <thead><tr><th scope="col">{t.promisedFor}</th><th scope="col">{t.promised}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.names.join()}>
            <th scope="row">{row.names.length === 0 ? textsIn(frame.lang).ask : row.names.map((name) => <span key={name}>{name}</span>)}</th>
            <td data-label={t.promised}>
              {!row.taken && <p>{t.notTaken}</p>}
              {row.note && <p className={row.taken ? undefined : 'quiet'}>{row.note}</p>}
              {row.lines.map(({ text, now }) => <p key={text}>{text} {now && <small>{now}</small>}</p>)}
              <ClauseRefs frame={frame} ids={row.clauses} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The weeks by which promises count, drawn small. */
export function CountingHours({ frame, weeks, always }: { frame: Frame; weeks: readonly WeekView[]; always: boolean }) {
  const t = servicesTexts(frame.lang)
  if (weeks.length === 0 && !always) return null
  return (
    <section aria-labelledby="counting">
      <h2 id="counting">{t.hoursTitle}</h2>
      <div className="weeks weeks-small">
        {weeks.map((week) => (
          <div key={week.name}>
            <h3>{week.name}</h3>
            <WeekRibbon name={week.name} days={week.days} now={week.now} lang={frame.lang} />
            <p className="quiet">{week.words}</p>
          </div>
        ))}
      </div>
      {always && <p className="quiet">{weeks.length > 0 ? t.andAlways : t.always}</p>}
    </section>
  )
}
