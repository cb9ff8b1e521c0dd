import { at, Page, type Frame } from '../frame.tsx'
import { identityTexts } from '../texts/areas/identity.ts'

/** What to do without the second factor: a backup code at once, or a removal that takes its time (AB-46). */
export function LostPage({ frame }: { frame: Frame }) {
  const t = identityTexts(frame.lang)
  return (
    <Page frame={frame} title={t.lostTitle}>
      <h1>{t.lostTitle}</h1>
      <p>{t.lostBackup} <a href={at(frame, '/sign-in/second')}>{t.useBackup}</a></p>
      <p>{t.lostHow}</p>
      <ol>{t.lostSteps.map((step) => <li key={step}>{step}</li>)}</ol>
      <p>{t.lostAgents}</p>
      <form method="post" action={at(frame, '/sign-in/lost')}><button className="button" type="submit">{t.lostAsk}</button></form>
    </Page>
  )
}

export interface RecoveryView { title: string; said: readonly string[]; /** Shown by GET; only the button acts (AB-24). */ button?: string }

/** A step of the removal: what it is, and the button that takes it. The form goes back to the address of the page. */
export function RecoveryPage({ frame, view }: { frame: Frame; view: RecoveryView }) {
  return (
    <Page frame={frame} title={view.title}>
      <h1>{view.title}</h1>
      {view.said.map((sentence) => <p key={sentence}>{sentence}</p>)}
      {view.button && <form method="post"><button className="button" type="submit">{view.button}</button></form>}
    </Page>
  )
}
