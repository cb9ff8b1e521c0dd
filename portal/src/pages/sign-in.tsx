import { at, Page, type Frame } from '../frame.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { PasskeyForm, type PasskeyOptions } from '../parts/passkey.tsx'
import { Kept, SecretField } from '../parts/secret.tsx'
import { identityTexts } from '../texts/areas/identity.ts'
import { securityTexts } from '../texts/areas/security.ts'
import { textsIn } from '../texts/texts.ts'
import { OidcWays, type OidcWay } from './oidc.tsx'

export interface SignInView {
  email: string
  problem?: string | undefined
  back?: string | undefined
  notice?: string | undefined
  /** Absent where passkeys cannot be: at a bare address. */
  passkey?: PasskeyOptions | undefined
  /** Sites that vouch for people here. */
  ways?: readonly OidcWay[] | undefined
}

function addressField(view: SignInView, label: string, autoComplete: string): FieldView {
  return { name: 'email', kind: 'email', label, value: view.email, required: true, ...(view.problem === undefined ? {} : { problem: view.problem }), autoComplete, maxLength: 254 }
}

/** Asks for the address first; a link and a password are offered to everybody alike (AB-26). */
export function SignInPage({ frame, view }: { frame: Frame; view: SignInView }) {
  const [t, own] = [textsIn(frame.lang), identityTexts(frame.lang)]
  const field = addressField(view, t.email, 'username')
  return (
    <Page frame={frame} title={t.signInTitle}>
      <h1>{t.signInTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      <Problems fields={[field]} lang={frame.lang} />
      <p>{own.signInAddressWhy}</p>
      <form method="post" action={at(frame, '/sign-in')} className="column">
        <Field field={field} lang={frame.lang} />
        <Kept fields={{ back: view.back }} />
        <p className="reply-acts">
          <button className="button" type="submit" name="way" value="link">{t.signInButton}</button>
          <button className="button button-quiet" type="submit" name="way" value="password">{own.withPassword}</button>
        </p>
      </form>
      {view.passkey && (
        <section className="other-way" aria-label={securityTexts(frame.lang).passkeys}>
          <p className="help">{own.passkeyHelp}</p>
          <PasskeyForm lang={frame.lang} act="get" action={at(frame, '/sign-in/passkey')} options={view.passkey} button={own.withPasskey} kept={{ back: view.back }} quiet />
        </section>
      )}
      <OidcWays frame={frame} ways={view.ways ?? []} />
    </Page>
  )
}

/** Asks for the password; the way to a link and to a new password stay in sight. */
export function SignInPasswordPage({ frame, view }: { frame: Frame; view: Omit<SignInView, 'passkey'> }) {
  const [t, own] = [textsIn(frame.lang), identityTexts(frame.lang)]
  const field = addressField({ ...view, problem: undefined }, t.email, 'username')
  return (
    <Page frame={frame} title={own.passwordTitle}>
      <h1>{own.passwordTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      <form method="post" action={at(frame, '/sign-in/password')} className="column">
        <Field field={field} lang={frame.lang} />
        <SecretField field={{ name: 'password', label: own.password, keeper: 'current-password' }} lang={frame.lang} />
        <Kept fields={{ back: view.back }} />
        <p className="reply-acts">
          <button className="button" type="submit">{own.enter}</button>
          <button className="button button-quiet" type="submit" formAction={at(frame, '/sign-in')} formNoValidate name="way" value="link">{own.withLink}</button>
        </p>
      </form>
      <p className="other-way"><a href={at(frame, '/forgotten')}>{own.forgotten}</a></p>
    </Page>
  )
}

/** The same answer whether or not the address is known (AB-26). */
export function SignInSentPage({ frame, title, said }: { frame: Frame; title?: string; said?: string }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={title ?? t.signInTitle}>
      <h1>{title ?? t.signInTitle}</h1>
      <p className="notice" role="status">{said ?? t.signInSent}</p>
      {frame.demonstration && <p><a href={`/demonstration/outgoing?lang=${frame.lang}`}>{t.firstOutgoing}</a></p>}
    </Page>
  )
}

/** Shown by GET; only the button consumes the link (AB-24, AB-27). */
export function SignInConfirmPage({ frame, token, back }: { frame: Frame; token: string; back?: string | undefined }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={t.signInConfirmTitle}>
      <h1>{t.signInConfirmTitle}</h1>
      <p>{t.signInConfirm}</p>
      <form method="post" action={at(frame, `/sign-in/${token}`)}>
        <Kept fields={{ back }} />
        <button className="button" type="submit">{t.signInConfirmButton}</button>
      </form>
    </Page>
  )
}
