import type { Instant } from '@guichet/policy'
import type { ClockView, TicketState } from '@guichet/protocol'
import { instantInWords } from '#ui/formats.ts'
import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { Files, type FilesView } from '../parts/files.tsx'
import { Promise } from '../parts/promise.tsx'
import { askingTexts } from '../texts/areas/asking.ts'
import { Answer, type AnswerView } from './answer.tsx'
import { textsIn } from '../texts/texts.ts'

export interface LetterView {
  id: string
  author: string
  mine: boolean
  automatic: boolean
  at: Instant
  text: string
  /** Where the quoted text of earlier messages begins in `text`; it is folded, never cut. */
  quotedFrom?: number
  language?: string
  attachments: readonly { href: string; name: string; size: string }[]
}

export interface TicketView {
  number: number
  subject: string
  state: TicketState
  openedAt: Instant
  zone: string
  facts: readonly { label: string; value: string; /** Where it leads, out of here. */ href?: string }[]
  clocks: readonly ClockView[]
  /** By promise: its deadline in both zones, where they differ. */
  ownWall: Readonly<Record<string, string>>
  /** The policy that its sender accepted, and when. */
  accepted?: string
  follows?: number
  followedBy: readonly number[]
  /** Every change of state, dated. */
  history: readonly { at: Instant; text: string }[]
  decision: { sentence: string; clauses: readonly string[] }
  letters: readonly LetterView[]
  /** Dealt with together with another, which its reader may not see. */
  merged?: true
  /** What the reader may do here. */
  may: { reply: boolean; solve: boolean; reopen: boolean; /** Why nothing can be written any more, in the policy's words. */ whyNot?: string }
  key: string
  /** Says whose page it is, when its session has ended. */
  seal: string
  /** What stands in the reply: a draft of theirs, or what could not be sent. */
  text: string
  files: FilesView
  /** Where the policy has a way for who got no further here. */
  lastResortHref?: string
  /** A reply was just recorded. */
  sent?: boolean
  /** What was typed and could not be sent. */
  draft?: { text: string; problem: string; /** What the policy asks before it is called solved is the problem: the next press says yes. */ confirm?: boolean }
  notice?: string
  welcome?: AnswerView
}

/** A ticket as its customer reads it: the promise, then the conversation as letters. */
export function TicketPage({ frame, view }: { frame: Frame; view: TicketView }) {
  const t = textsIn(frame.lang)
  const opened = instantInWords(view.openedAt, { zone: view.zone, lang: frame.lang, now: frame.now })
  return (
    <Page frame={frame} title={`${view.number} ${view.subject}`} wide>
      <div className="ticket">
        <aside className="ticket-side">
          <p><a href={at(frame, '/tickets')}>← {t.back}</a></p>
          <dl>
            <div><dt>{t.state}</dt><dd>{t.states[view.state]}</dd></div>
            {view.facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.href === undefined ? fact.value : <a href={fact.href} rel="noopener noreferrer nofollow">{fact.value}</a>}</dd></div>)}
            {view.accepted && <div><dt>{askingTexts(frame.lang).acceptedUnder}</dt><dd>{view.accepted}</dd></div>}
            {view.follows !== undefined && <div><dt>{askingTexts(frame.lang).followsLabel}</dt><dd><TicketLink frame={frame} number={view.follows} /></dd></div>}
            {view.followedBy.length > 0 && <div><dt>{askingTexts(frame.lang).followedBy}</dt><dd>{view.followedBy.map((number) => <TicketLink key={number} frame={frame} number={number} />)}</dd></div>}
            <div><dt>{t.decidedBy}</dt><dd>{view.decision.sentence}<ClauseRefs frame={frame} ids={view.decision.clauses} /></dd></div>
          </dl>
        </aside>
        <div className="ticket-main">
          <p className="quiet">{t.ticketOf(view.number, opened)}</p>
          <h1>{view.subject}</h1>
          {view.notice && <p className="notice" role="status" data-sent={view.sent ? '' : undefined}>{view.notice}</p>}
          {view.merged && <p className="notice">{askingTexts(frame.lang).mergedElsewhere}</p>}
          {view.welcome && <Answer frame={frame} view={view.welcome} />}
          {view.clocks.map((clock) => <Promise key={`${clock.target}-${clock.startsAt}`} frame={frame} clock={clock} zone={view.zone} also={view.ownWall[`${clock.target}-${clock.startsAt}`]} />)}
          <section aria-label={t.conversation} className="letters">
            {view.letters.length === 0 && <p className="empty">{t.noConversation}</p>}
            {view.letters.map((letter) => <Letter key={letter.id} frame={frame} letter={letter} zone={view.zone} />)}
          </section>
          <History frame={frame} view={view} />
          <ReplyBox frame={frame} view={view} />
          {view.lastResortHref && <p><a href={view.lastResortHref}>{askingTexts(frame.lang).lastResortTitle}</a></p>}
        </div>
      </div>
      <script src="/assets/asking.js" defer />
    </Page>
  )
}

function Letter({ frame, letter, zone }: { frame: Frame; letter: LetterView; zone: string }) {
  const t = textsIn(frame.lang)
  const said = letter.quotedFrom === undefined ? letter.text : letter.text.slice(0, letter.quotedFrom)
  const quoted = letter.quotedFrom === undefined ? '' : letter.text.slice(letter.quotedFrom)
  return (
    <article className={letter.automatic ? 'letter letter-automatic' : 'letter'} lang={letter.language}>
      <header>
        <h2>{letter.mine ? t.you : letter.author}{letter.automatic && <small> · {t.automatic}</small>}</h2>
        <time dateTime={new Date(letter.at).toISOString()}>{instantInWords(letter.at, { zone, lang: frame.lang, now: frame.now })}</time>
      </header>
      <p className="letter-text">{said.trimEnd()}</p>
      {quoted.trim() !== '' && <details><summary>{t.showQuoted}</summary><p className="letter-text quiet">{quoted.trim()}</p></details>}
      {letter.attachments.length > 0 && (
        <ul className="attachments">{letter.attachments.map((file) => <li key={file.href}><a href={file.href}>{file.name}</a> · {file.size}</li>)}</ul>
      )}
    </article>
  )
}

function TicketLink({ frame, number }: { frame: Frame; number: number }) {
  return <><a href={at(frame, `/tickets/${number}`)}>{askingTexts(frame.lang).requestNumber(number)}</a>{' '}</>
}

function History({ frame, view }: { frame: Frame; view: TicketView }) {
  const ours = askingTexts(frame.lang)
  return (
    <details className="reasons history">
      <summary>{ours.history}</summary>
      <ol>{view.history.map((one) => <li key={`${one.at}-${one.text}`}><time dateTime={new Date(one.at).toISOString()}>{instantInWords(one.at, { zone: view.zone, lang: frame.lang, now: frame.now })}</time> · {one.text}</li>)}</ol>
    </details>
  )
}

function ReplyBox({ frame, view }: { frame: Frame; view: TicketView }) {
  const t = textsIn(frame.lang)
  const ours = askingTexts(frame.lang)
  const here = at(frame, `/tickets/${view.number}`)
  if (!view.may.reply && !view.may.reopen) {
    const next = at(frame, `/ask?follows=${view.number}&subject=${encodeURIComponent(view.subject.slice(0, 200))}`)
    return <p className="empty">{view.may.whyNot ?? t.closedTicket} <a href={next}>{ours.goOn}</a></p>
  }
  const label = view.may.reopen ? t.reopenWhy : t.reply
  const seal = `seal=${encodeURIComponent(view.seal)}`
  return (
    <form method="post" action={`${here}/reply?${seal}`} encType="multipart/form-data" className="reply" id="reply" data-drafts={`ticket-${view.number}`} data-saves={at(frame, '/drafts')} data-saved={ours.saved}>
      <input type="hidden" name="key" value={view.key} />
      <input type="hidden" name="place" value={`ticket:${view.number}`} />
      <label htmlFor="text">{label}</label>
      {view.draft && <p className="problem" id="text-problem" role="alert">{view.draft.problem}</p>}
      <textarea id="text" name="text" rows={5} defaultValue={view.text} placeholder={t.addMore} aria-describedby={view.draft ? 'text-problem' : undefined} data-draft="text" maxLength={100_000} />
      <Files files={view.files} lang={frame.lang} />
      <div className="reply-foot">
        <div className="reply-acts">
          <button className="button" type="submit" data-once>{view.may.reopen ? t.reopen : t.sendReply}</button>
          {view.may.solve && <button className="button button-quiet" type="submit" formAction={`${here}/solve?${seal}`} {...(view.draft?.confirm ? { name: 'confirmed', value: '1' } : {})} data-once>{t.markSolved}</button>}
          <button className="link" type="submit" name="act" value="keep" data-once>{ours.keep}</button>
        </div>
        <p className="help" role="status" data-draft-state="" />
      </div>
    </form>
  )
}
