import { at, Page, type Frame } from '../frame.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { PasskeyForm, type PasskeyOptions } from '../parts/passkey.tsx'
import { CodeField, Kept } from '../parts/secret.tsx'
import { identityTexts } from '../texts/areas/identity.ts'
import { securityTexts } from '../texts/areas/security.ts'

export interface TotpView {
  secret: string
  /** The key as a drawing: rows of dark and light. */
  drawing: readonly (readonly boolean[])[]
  sealed: string
  problem?: string | undefined
}

/** Puts an application for codes in place: a drawing, the same in letters, and a first code as the proof. */
export function TotpPage({ frame, view }: { frame: Frame; view: TotpView }) {
  const t = securityTexts(frame.lang)
  const size = view.drawing.length
  const path = view.drawing.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <Page frame={frame} title={t.totpTitle}>
      <h1>{t.totpTitle}</h1>
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p><a href="#f-code">{view.problem}</a></p></div>}
      <ol>{t.totpSteps.map((step) => <li key={step}>{step}</li>)}</ol>
      <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t.totpImage} shapeRendering="crispEdges"><rect width={size} height={size} className="qr-light" /><path d={path} className="qr-dark" /></svg>
      <p>{t.totpKey}<br /><code>{view.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <form method="post" action={at(frame, '/security/totp')} className="column">
        <CodeField field={{ name: 'code', label: identityTexts(frame.lang).totpCode, digits: true }} lang={frame.lang} />
        <Kept fields={{ sealed: view.sealed }} />
        <button className="button" type="submit">{t.totpConfirm}</button>
      </form>
    </Page>
  )
}

/** Backup codes, this once. */
export function CodesPage({ frame, view }: { frame: Frame; view: { codes: readonly string[]; email: string; notice?: string | undefined } }) {
  const t = securityTexts(frame.lang)
  return (
    <Page frame={frame} title={t.codesTitle}>
      <h1>{t.codesTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      <p>{t.codesOnce}</p>
      <p>{t.codesOf(frame.provider.name, view.email)}</p>
      <ul className="codes">{view.codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <p className="not-printed"><a className="button" href={at(frame, '/security')}>{t.codesKept}</a></p>
    </Page>
  )
}

/** Makes a passkey, with a name by which to know it again. */
export function NewPasskeyPage({ frame, view }: { frame: Frame; view: { options: PasskeyOptions; name: string; problem?: string | undefined; nameProblem?: string | undefined } }) {
  const t = securityTexts(frame.lang)
  const field: FieldView = { name: 'name', kind: 'line', label: t.passkeyName, value: view.name, required: true, example: t.passkeyNameExample, maxLength: 60, ...(view.nameProblem === undefined ? {} : { problem: view.nameProblem }) }
  return (
    <Page frame={frame} title={t.passkeyAdd}>
      <h1>{t.passkeyAdd}</h1>
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      <Problems fields={[field]} lang={frame.lang} />
      <p>{identityTexts(frame.lang).passkeyHelp}</p>
      <PasskeyForm lang={frame.lang} act="create" action={at(frame, '/security/passkeys')} options={view.options} button={t.passkeyAdd}><Field field={field} lang={frame.lang} /></PasskeyForm>
      <p className="other-way"><a href={at(frame, '/security')}>{t.backToSecurity}</a></p>
    </Page>
  )
}
