import type { ReactNode } from 'react'
import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { Files, type FilesView } from '../parts/files.tsx'
import { Known, type KnownView } from '../parts/known.tsx'
import { askingTexts } from '../texts/areas/asking.ts'
import { textsIn } from '../texts/texts.ts'

/** What the policy would answer to what is known so far. */
export interface PreviewView { headline?: string; promises: readonly string[]; remarks: readonly string[]; clauses: readonly string[] }
export interface SaidView { name: string; label: string; value: string; shown: string; changeHref: string }

/** Something written and not sent yet. */
export interface DraftView { id: string; title: string; when: string }

export interface AskView {
  /** Already answered, shown above, carried along hidden. */
  said: readonly SaidView[]
  /** What the address carries besides: the channel, the first line typed at home. */
  carried: readonly { name: string; value: string }[]
  /** Answered by going on: one question, or the details asked together; empty when only the letter remains. */
  questions: readonly FieldView[]
  /** The questions are details, asked once. */
  detailing: boolean
  /** The rest, sent together. */
  fields: readonly FieldView[]
  /** Groups of which one answer suffices, by names of fields. */
  oneOf: readonly (readonly string[])[]
  files: FilesView
  /** Makes a form sent twice one request. */
  key: string
  preview: PreviewView | null
  /** For a visitor: where to sign in, and come back. */
  signIn?: string
  /** What the sender accepts by sending. */
  policyVersion: string
  /** For who is signed in: says whose page it is, and where a draft is kept. */
  seal?: string
  known: KnownView | null
  drafts: readonly DraftView[]
  notice?: string
  /** The closed request that this one goes on from. */
  follows?: number
  /** Where the policy has a last resort. */
  lastResortHref?: string
  /** Set when the policy already says that this way leads nowhere. */
  stop: ReactNode
}

/** Asking for help, one question at a time; beside it, what is promised changes with the answers. */
export function AskPage({ frame, view }: { frame: Frame; view: AskView }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={t.askTitle} wide>
      <div className="asking">
        <div>
          <h1>{t.askTitle}</h1>
          {view.notice && <p className="notice" role="status">{view.notice}</p>}
          <Problems fields={[...view.fields, ...(view.files.problem ? [fileField(view.files.problem, t.files)] : [])]} lang={frame.lang} />
          <Drafts frame={frame} drafts={view.drafts} />
          {view.follows !== undefined && <p className="notice">{askingTexts(frame.lang).follows(view.follows)}</p>}
          {view.said.length > 0 && <Said frame={frame} said={view.said} />}
          {view.signIn && <p className="notice"><a href={view.signIn}>{t.signIn}</a> · {t.signInHint}</p>}
          {view.stop ?? (view.questions.length > 0 ? <Questions frame={frame} view={view} /> : <Letter frame={frame} view={view} />)}
          {view.lastResortHref && <p><a href={view.lastResortHref}>{askingTexts(frame.lang).lastResortTitle}</a></p>}
        </div>
        <div className="beside">
          <Promised frame={frame} preview={view.preview} />
          <div id="known-beside" data-from={at(frame, '/ask/known')} aria-live="polite"><Known frame={frame} known={view.known} /></div>
        </div>
      </div>
      <script src="/assets/asking.js" defer />
    </Page>
  )
}

function Said({ frame, said }: { frame: Frame; said: readonly SaidView[] }) {
  const t = textsIn(frame.lang)
  return (
    <section aria-label={t.alreadySaid} className="said">
      <dl>
        {said.map((one) => (
          <div key={one.name}>
            <dt>{one.label}</dt>
            <dd>{one.shown} <a href={one.changeHref}>{t.change}<span className="visually-hidden">{t.colon}{one.label}</span></a></dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Carried({ view }: { view: AskView }) {
  return (
    <>
      {view.said.map((one) => <input key={one.name} type="hidden" name={one.name} value={one.value} />)}
      {view.carried.map((one) => <input key={one.name} type="hidden" name={one.name} value={one.value} />)}
    </>
  )
}

function Questions({ frame, view }: { frame: Frame; view: AskView }) {
  const t = textsIn(frame.lang)
  return (
    <form method="get" action={at(frame, '/ask')} className="column" noValidate>
      <p className="quiet">{t.askStep}</p>
      <Carried view={view} />
      {view.detailing && <input type="hidden" name="detailed" value="yes" />}
      {view.questions.map((question) => <Field key={question.name} field={question} lang={frame.lang} />)}
      <button className="button" type="submit">{t.next}</button>
    </form>
  )
}

function Letter({ frame, view }: { frame: Frame; view: AskView }) {
  const t = textsIn(frame.lang)
  const ours = askingTexts(frame.lang)
  const grouped = new Set(view.oneOf.flat())
  const keeping = view.seal === undefined ? {} : { 'data-saves': at(frame, '/drafts'), 'data-saved': ours.saved }
  return (
    <form method="post" action={at(frame, '/ask')} encType="multipart/form-data" className="column" data-drafts="ask" noValidate {...keeping}>
      <Carried view={view} />
      <input type="hidden" name="key" value={view.key} />
      {view.seal !== undefined && <input type="hidden" name="seal" value={view.seal} />}
      {view.fields.filter((field) => !grouped.has(field.name)).map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
      {view.oneOf.map((names) => (
        <fieldset key={names.join()} className="group">
          <legend>{t.oneOf} <span className="mark">({t.required})</span></legend>
          {view.fields.filter((field) => names.includes(field.name)).map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
        </fieldset>
      ))}
      <Files files={view.files} lang={frame.lang} />
      <p className="help" id="consent">{ours.consent} <a href={at(frame, '/policy')}>{ours.consentPolicy(view.policyVersion)}</a>.</p>
      <input type="hidden" name="accepted" value={view.policyVersion} />
      <div className="reply-acts">
        <button className="button" type="submit" aria-describedby="consent" data-once>{t.send}</button>
        {view.seal !== undefined && <button className="button button-quiet" type="submit" name="act" value="keep" data-once>{ours.keep}</button>}
      </div>
      <p className="help" role="status" data-draft-state="" />
    </form>
  )
}

const fileField = (problem: string, label: string): FieldView => ({ name: 'files', kind: 'file', label, value: '', required: false, problem })

function Drafts({ frame, drafts }: { frame: Frame; drafts: readonly DraftView[] }) {
  if (drafts.length === 0) return null
  const ours = askingTexts(frame.lang)
  return (
    <section className="notice drafts" aria-labelledby="drafts">
      <h2 id="drafts">{ours.draftsTitle}</h2>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <a href={at(frame, `/ask?draft=${draft.id}`)}>{ours.resume(draft.when)}<span> · {draft.title}</span></a>
            <form method="post" action={at(frame, `/drafts/${draft.id}/drop`)}><button className="link" type="submit" aria-label={ours.dropDraftOf(draft.title)}>{ours.dropDraft}</button></form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Promised({ frame, preview }: { frame: Frame; preview: PreviewView | null }) {
  const t = textsIn(frame.lang)
  return (
    <aside className="promised" aria-labelledby="promised" aria-live="polite">
      <h2 id="promised">{t.promised}</h2>
      {preview === null
        ? <p className="quiet">{t.promisedLater}</p>
        : (
          <>
            {preview.headline && <p>{preview.headline}</p>}
            {preview.promises.length > 0
              ? preview.promises.map((promise) => <p key={promise} className="promised-line">{promise}</p>)
              : <p className="quiet">{t.promisedNothing}</p>}
            {preview.remarks.map((remark) => <p key={remark} className="quiet">{remark}</p>)}
            <ClauseRefs frame={frame} ids={preview.clauses} />
          </>
        )}
    </aside>
  )
}
