import { at, Page, type Frame } from '../frame.tsx'
import { CodeField, Kept } from '../parts/secret.tsx'
import { identityTexts } from '../texts/areas/identity.ts'
import { SecondForms, type SecondView } from './second.tsx'

export interface StepUpView extends SecondView {
  /** Set where no second factor is: a code goes to this address instead. */
  mail?: { address: string; sent: boolean; notice?: string | undefined } | undefined
  /** Whether something typed on the page before is kept, and whether files or passwords of it could not be. */
  holds: boolean
  losesSome: boolean
}

/** Asks once more who it is, then leads back to what was being done. */
export function StepUpPage({ frame, view }: { frame: Frame; view: StepUpView }) {
  const t = identityTexts(frame.lang)
  const action = at(frame, '/step-up')
  return (
    <Page frame={frame} title={t.stepUpTitle}>
      <h1>{t.stepUpTitle}</h1>
      <p>{t.stepUpWhy}</p>
      {view.holds && <p className="quiet">{t.kept} {view.losesSome && t.keptNot}</p>}
      {view.mail ? <MailForms frame={frame} view={view} mail={view.mail} action={action} /> : <SecondForms frame={frame} view={view} action={action} passkeyAction={action} />}
    </Page>
  )
}

function MailForms({ frame, view, mail, action }: { frame: Frame; view: StepUpView; mail: NonNullable<StepUpView['mail']>; action: string }) {
  const t = identityTexts(frame.lang)
  return (
    <>
      {mail.notice && <p className="notice" role="status">{mail.notice}</p>}
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      {mail.sent && (
        <form method="post" action={action} className="column">
          <CodeField field={{ name: 'step.code', label: t.stepUpMailCode, digits: true }} lang={frame.lang} />
          <Kept fields={view.kept} />
          <button className="button" type="submit">{t.confirm}</button>
        </form>
      )}
      {!mail.sent && <p>{t.stepUpMail(mail.address)}</p>}
      <form method="post" action={action} className={mail.sent ? 'other-way' : undefined}>
        <Kept fields={{ ...view.kept, 'step.send': '1' }} />
        <button className={mail.sent ? 'button button-quiet' : 'button'} type="submit">{mail.sent ? t.stepUpMailAgain : t.stepUpMailSend}</button>
      </form>
    </>
  )
}
