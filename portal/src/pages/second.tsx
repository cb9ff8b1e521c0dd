import { at, Page, type Frame } from '../frame.tsx'
import { PasskeyForm, type PasskeyOptions } from '../parts/passkey.tsx'
import { CodeField, Kept, type KeptFields } from '../parts/secret.tsx'
import { identityTexts } from '../texts/areas/identity.ts'

/** What can be given as a second proof here. */
export interface SecondView {
  totp: boolean
  backup: boolean
  passkey?: PasskeyOptions | undefined
  /** Passkeys that exist for another host name only. */
  elsewhere?: string | undefined
  problem?: string | undefined
  kept: KeptFields
}

/** The forms of a second proof, each sent to the same place. */
export function SecondForms({ frame, view, action, passkeyAction }: { frame: Frame; view: SecondView; action: string; passkeyAction: string }) {
  const t = identityTexts(frame.lang)
  return (
    <>
      {view.problem && <div className="problems" role="alert" tabIndex={-1} id="problems"><p>{view.problem}</p></div>}
      {view.passkey && <PasskeyForm lang={frame.lang} act="get" action={passkeyAction} options={view.passkey} button={t.usePasskey} kept={view.kept} />}
      {view.elsewhere && <p className="quiet">{t.passkeyElsewhere(view.elsewhere)}</p>}
      {view.totp && (
        <form method="post" action={action} className="column other-way">
          <CodeField field={{ name: 'step.code', label: t.totpCode, digits: true }} lang={frame.lang} id="f-totp" />
          <Kept fields={view.kept} />
          <button className="button" type="submit">{t.confirm}</button>
        </form>
      )}
      {view.backup && (
        <details className="other-way">
          <summary>{t.useBackup}</summary>
          <form method="post" action={action} className="column">
            <CodeField field={{ name: 'step.code', label: t.backupCode, help: t.backupWhy, digits: false }} lang={frame.lang} id="f-backup" />
            <Kept fields={view.kept} />
            <button className="button" type="submit">{t.confirm}</button>
          </form>
        </details>
      )}
    </>
  )
}

/** Asks for the second proof before anything is opened. */
export function SecondPage({ frame, view }: { frame: Frame; view: SecondView }) {
  const t = identityTexts(frame.lang)
  return (
    <Page frame={frame} title={t.secondTitle}>
      <h1>{t.secondTitle}</h1>
      <p>{t.secondWhy}</p>
      <SecondForms frame={frame} view={view} action={at(frame, '/sign-in/second')} passkeyAction={at(frame, '/sign-in/second')} />
      <p className="other-way"><a href={at(frame, '/sign-in/lost')}>{t.lost}</a></p>
    </Page>
  )
}
