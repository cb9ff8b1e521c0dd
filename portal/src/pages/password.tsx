import { at, Page, type Frame } from '../frame.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { SecretField } from '../parts/secret.tsx'
import { identityTexts } from '../texts/areas/identity.ts'
import { textsIn } from '../texts/texts.ts'

/** Asks for the address to which a link for a new password goes. */
export function ForgottenPage({ frame, view }: { frame: Frame; view: { email: string; problem?: string | undefined; notice?: string | undefined } }) {
  const [t, own] = [textsIn(frame.lang), identityTexts(frame.lang)]
  const field: FieldView = { name: 'email', kind: 'email', label: t.email, value: view.email, required: true, ...(view.problem === undefined ? {} : { problem: view.problem }), autoComplete: 'email', maxLength: 254 }
  return (
    <Page frame={frame} title={own.forgottenTitle}>
      <h1>{own.forgottenTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      <Problems fields={[field]} lang={frame.lang} />
      <p>{own.forgottenWhy}</p>
      <form method="post" action={at(frame, '/forgotten')} className="column">
        <Field field={field} lang={frame.lang} />
        <button className="button" type="submit">{own.forgottenButton}</button>
      </form>
    </Page>
  )
}

export interface PasswordView {
  /** For keepers of passwords: whose it is. */
  email: string
  action: string
  /** The one they have now is asked first. */
  asksOld: boolean
  oldProblem?: string | undefined
  problem?: string | undefined
}

/** Chooses a password, the rule said before (SEC-01). */
export function PasswordPage({ frame, view }: { frame: Frame; view: PasswordView }) {
  const t = identityTexts(frame.lang)
  const wrong = view.oldProblem ?? view.problem
  return (
    <Page frame={frame} title={t.forgottenTitle}>
      <h1>{t.forgottenTitle}</h1>
      {wrong && <div className="problems" role="alert" tabIndex={-1} id="problems"><p><a href={view.oldProblem ? '#f-old' : '#f-password'}>{wrong}</a></p></div>}
      <form method="post" action={view.action} className="column">
        <input type="text" name="username" autoComplete="username" value={view.email} readOnly hidden />
        {view.asksOld && <SecretField field={{ name: 'old', label: t.oldPassword, keeper: 'current-password', ...(view.oldProblem ? { problem: view.oldProblem } : {}) }} lang={frame.lang} />}
        <SecretField field={{ name: 'password', label: t.newPassword, keeper: 'new-password', help: t.rule, ...(view.problem ? { problem: view.problem } : {}) }} lang={frame.lang} />
        <p className="quiet">{t.ruleClosing}</p>
        <button className="button" type="submit">{t.choosePassword}</button>
      </form>
    </Page>
  )
}
