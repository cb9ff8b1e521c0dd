import { at, Page, type Frame } from '../frame.tsx'
import { Field, Problems, type FieldView } from '../parts/field.tsx'
import { textsIn } from '../texts/texts.ts'

export interface SignInView { email: string; problem?: string; back?: string; notice?: string }

/** Asks for the address to which a sign-in link is sent. */
export function SignInPage({ frame, view }: { frame: Frame; view: SignInView }) {
  const t = textsIn(frame.lang)
  const field: FieldView = { name: 'email', kind: 'email', label: t.email, value: view.email, required: true, problem: view.problem, autoComplete: 'email', maxLength: 254 }
  return (
    <Page frame={frame} title={t.signInTitle}>
      <h1>{t.signInTitle}</h1>
      {view.notice && <p className="notice" role="status">{view.notice}</p>}
      <Problems fields={[field]} lang={frame.lang} />
      <p>{t.signInWhy}</p>
      <form method="post" action={at(frame, '/sign-in')} className="column">
        <Field field={field} lang={frame.lang} />
        {view.back && <input type="hidden" name="back" value={view.back} />}
        <button className="button" type="submit">{t.signInButton}</button>
      </form>
    </Page>
  )
}

/** The same answer whether or not the address is known (AB-26). */
export function SignInSentPage({ frame }: { frame: Frame }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={t.signInTitle}>
      <h1>{t.signInTitle}</h1>
      <p className="notice" role="status">{t.signInSent}</p>
      {frame.demonstration && <p><a href={`/demonstration/outgoing?lang=${frame.lang}`}>{t.firstOutgoing}</a></p>}
    </Page>
  )
}

/** Shown by GET; only the button consumes the link (AB-24, AB-27). */
export function SignInConfirmPage({ frame, token, back }: { frame: Frame; token: string; back?: string }) {
  const t = textsIn(frame.lang)
  return (
    <Page frame={frame} title={t.signInConfirmTitle}>
      <h1>{t.signInConfirmTitle}</h1>
      <p>{t.signInConfirm}</p>
      <form method="post" action={at(frame, `/sign-in/${token}`)}>
        {back && <input type="hidden" name="back" value={back} />}
        <button className="button" type="submit">{t.signInConfirmButton}</button>
      </form>
    </Page>
  )
}
