import type { ReactNode } from 'react'
import { at, Page, type Frame } from '../frame.tsx'
import { ClauseRefs } from '../parts/clauses.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { textsIn } from '../texts/texts.ts'

/** What the policy would answer to what is known so far. */
export interface PreviewView { headline?: string; promises: readonly string[]; remarks: readonly string[]; clauses: readonly string[] }
export interface SaidView { name: string; label: string; value: string; shown: string; changeHref: string }

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
  files: { max: number; size: string; kept: readonly { name: string; token: string }[]; problem?: string }
  /** Makes a form sent twice one request. */
  key: string
  preview: PreviewView | null
  /** For a visitor: where to sign in, and come back. */
  signIn?: string
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
          <Problems fields={view.fields} lang={frame.lang} />
          {view.said.length > 0 && <Said frame={frame} said={view.said} />}
          {view.signIn && <p className="notice"><a href={view.signIn}>{t.signIn}</a> · {t.signInHint}</p>}
          {view.stop ?? (view.questions.length > 0 ? <Questions frame={frame} view={view} /> : <Letter frame={frame} view={view} />)}
        </div>
        <Promised frame={frame} preview={view.preview} />
      </div>
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
  const grouped = new Set(view.oneOf.flat())
  return (
    <form method="post" action={at(frame, '/ask')} encType="multipart/form-data" className="column" data-drafts="ask" noValidate>
      <Carried view={view} />
      <input type="hidden" name="key" value={view.key} />
      {view.fields.filter((field) => !grouped.has(field.name)).map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
      {view.oneOf.map((names) => (
        <fieldset key={names.join()} className="group">
          <legend>{t.oneOf}</legend>
          {view.fields.filter((field) => names.includes(field.name)).map((field) => <Field key={field.name} field={field} lang={frame.lang} />)}
        </fieldset>
      ))}
      <Files frame={frame} view={view} />
      <button className="button" type="submit" data-once>{t.send}</button>
    </form>
  )
}

function Files({ frame, view }: { frame: Frame; view: AskView }) {
  const t = textsIn(frame.lang)
  const { files } = view
  return (
    <>
      <Field field={{ name: 'files', kind: 'file', label: t.files, value: '', required: false, help: t.filesHelp(files.max, files.size), problem: files.problem }} lang={frame.lang} />
      {files.kept.length > 0 && (
        <p className="help">
          {t.filesKept}{t.colon}
          {files.kept.map((file) => <span key={file.token}>{file.name}<input type="hidden" name="kept" value={file.token} /> </span>)}
        </p>
      )}
    </>
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
