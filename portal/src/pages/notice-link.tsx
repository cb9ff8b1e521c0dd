import { at, Page, type Frame } from '../frame.tsx'
import { noticesTexts } from '../texts/areas/notices.ts'

export interface NoticeLinkView {
  title: string
  text: string
  /** What the button of the page does; without it, it is done or cannot be. */
  confirm?: { action: string; label: string }
  more?: string
}

/** What a link of a letter leads to: it shows, and does nothing until the button is pressed (AB-24). */
export function NoticeLinkPage({ frame, view }: { frame: Frame; view: NoticeLinkView }) {
  return (
    <Page frame={frame} title={view.title}>
      <h1>{view.title}</h1>
      <p role="status">{view.text}</p>
      {view.more && <p className="quiet">{view.more}</p>}
      {view.confirm
        ? <form method="post" action={view.confirm.action}><button className="button" type="submit">{view.confirm.label}</button></form>
        : <p><a href={at(frame, '/notices/settings')}>{noticesTexts(frame.lang).settings}</a></p>}
    </Page>
  )
}
